"""Runs the cases of fees, outcomes, remedies and petitions in `tests/law/cases/`, which a lawyer can read and add to."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.core import errors, errors_casework
from gongkai.core.clocks import Rules, rules

CASES = Path(__file__).parent / "cases"


def each_of(name: str) -> pytest.MarkDecorator:
    """The cases of one file as parameters, each under its own title."""
    loaded = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return pytest.mark.parametrize("case", loaded, ids=[str(case.get("case", case.get("outcome"))) for case in loaded])


def refused_or_not(case: dict[str, Any]) -> Any:
    """Nothing, or that the case is refused with the error it names."""
    if "refused" not in case:
        return nullcontext()
    kind = getattr(errors_casework, case["refused"], None) or getattr(errors, case["refused"])
    return pytest.raises(kind)


def rules_with(**own: str) -> Rules:
    """The default rules with a body's own readings since 2024."""
    found = rules()
    changed = found.conventions.overridden({name: {date(2024, 1, 1): value} for name, value in own.items()})
    return Rules(found.calendar, found.terms, changed)
