"""Findings: what a check saw, where, by how much, and what to do next — in both languages, with stable codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from gongkai.core.errors import Lang
from gongkai.core.report.exchange import NOWHERE, Place

Number = Decimal | int | str | None


class Severity(StrEnum):
    """How much a finding weighs. The order is ERROR, WARNING, VERIFY, NOTE."""

    ERROR = "error"  # 不一致
    WARNING = "warning"
    VERIFY = "verify"  # 需核实
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of the catalogue. Templates are filled from a finding's details; codes are stable for ever."""

    code: str
    severity: Severity
    source: str
    zh: str
    en: str
    next_zh: str
    next_en: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check saw. Wording is 不一致 / 需核实 with both numbers, never a verdict on a body."""

    message: Message
    where: str
    stated: Number = None
    computed: Number = None
    formula: str | None = None
    details: Mapping[str, object] = field(default_factory=dict)
    place: Place = NOWHERE
    severity: Severity = Severity.ERROR
    report: int = 0

    def text(self, lang: Lang = "zh") -> str:
        """The sentence, filled."""
        template = self.message.zh if lang == "zh" else self.message.en
        return template.format(
            where=self.where, stated=self.stated, computed=self.computed, formula=self.formula, **self.details
        )

    def next_step(self, lang: Lang = "zh") -> str:
        """What to do about it."""
        template = self.message.next_zh if lang == "zh" else self.message.next_en
        return template.format(
            where=self.where, stated=self.stated, computed=self.computed, formula=self.formula, **self.details
        )

    def as_json(self, lang: Lang = "zh") -> dict[str, Any]:
        """The contract of `gongkai check --format json`."""
        return {
            "report": self.report,
            "code": self.message.code,
            "severity": self.severity.value,
            "where": self.where,
            "stated": _plain(self.stated),
            "computed": _plain(self.computed),
            "formula": self.formula,
            "text": self.text(lang),
            "next_step": self.next_step(lang),
            "source": self.message.source,
            "place": self.place.as_json(),
        }


def _plain(value: Number) -> int | float | str | None:
    """A Decimal as the JSON number a reader expects: 5, not 5.0."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
