"""Runs the cases of `tests/law/cases/*.yaml`, which a lawyer can read, correct and add to.

A case either asks for a single `period` `from` a day, or tells of a request as a case file does (`channel`, `received`,
`confirmed`, `events`). What must come out stands under `expect`; a case that cannot be names its error under `refused`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.core.calendar import DueDay
from gongkai.core.case import case_from_data
from gongkai.core.clock_events import Whom
from gongkai.core.clock_reasons import ReasonCode
from gongkai.core.clocks import (
    Clock,
    clock,
    correction_due,
    correction_notice_due,
    court_ordered_due,
    opinion_due,
    payment_due,
    publication_due,
    report_due,
)
from gongkai.core.errors import GongkaiError

CASES = Path(__file__).parent / "cases"
PERIODS: dict[str, Callable[[date], DueDay]] = {
    "correction notice": correction_notice_due,
    "correction": correction_due,
    "third party's opinion": lambda day: opinion_due(day, Whom.THIRD_PARTY),
    "co-producing agency's opinion": lambda day: opinion_due(day, Whom.COAGENCY),
    "another organ's opinion": lambda day: opinion_due(day, Whom.ORGAN),
    "payment": payment_due,
    "publication": publication_due,
    "publication of a decision": lambda day: publication_due(day, term="publication_decision"),
    "disclosure ordered by a court": court_ordered_due,
}
SHOWN: dict[str, Callable[[Clock], Any]] = {
    "due": lambda found: found.due,
    "provisional": lambda found: found.provisional,
    "state": lambda found: found.state.value,
    "applicant_due": lambda found: found.applicant_due,
    "counted": lambda found: found.counted,
    "paused": lambda found: sum(reason.code is ReasonCode.PAUSED for reason in found.reasons),
    "flags": lambda found: [flag.code.value for flag in found.flags],
    "in_time": lambda found: found.in_time,
}


def cases_of(name: str) -> pytest.MarkDecorator:
    """The cases of one file as parameters, each under its own title."""
    loaded = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return pytest.mark.parametrize("case", loaded, ids=[case["case"] for case in loaded])


def hold(case: dict[str, Any]) -> None:
    """The case comes out as it says."""
    told = {key: value for key, value in case.items() if key not in ("case", "article", "expect", "refused")}
    if "refused" in case:
        with pytest.raises(GongkaiError) as refusal:
            find(told)
        assert type(refusal.value).__name__ == case["refused"]
        return
    found = find(told)
    if isinstance(found, date):
        assert found == case["expect"]["due"]
        return
    if isinstance(found, DueDay):
        assert {"due": found.day, "provisional": found.provisional} == {"provisional": False, **case["expect"]}
        return
    expect = dict(case["expect"])
    for day, state in expect.pop("state_on", {}).items():
        assert found.state_on(day) == state, day
    for day, is_open in expect.pop("open_on", {}).items():
        assert found.open_on(day) is is_open, day
    assert {key: SHOWN[key](found) for key in expect} == expect


def find(told: dict[str, Any]) -> Clock | DueDay | date:
    """The answer of the rules to what the case tells."""
    if "report" in told:
        return report_due(told["report"], told["level"], notice=told.get("notice"))
    if "period" in told:
        return PERIODS[told["period"]](told["from"])
    return clock(case_from_data(told))
