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


@dataclass(frozen=True, slots=True)
class Words:
    """A phrase in both languages, for the details of a finding that differ between them."""

    zh: str
    en: str

    def say(self, lang: Lang) -> str:
        """The phrase in the language asked for."""
        return self.zh if lang == "zh" else self.en


class Severity(StrEnum):
    """How much a finding weighs. The order is ERROR, WARNING, VERIFY, NOTE."""

    ERROR = "error"  # 不一致
    WARNING = "warning"
    VERIFY = "verify"  # 需核实
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of the catalogue. Templates are filled from a finding's details; codes are stable for ever.

    `severity` is the usual one; a finding may weigh less where scope or unit is not certain.
    """

    code: str
    severity: Severity
    source: str
    zh: str
    en: str
    next_zh: str
    next_en: str
    title_zh: str = ""
    title_en: str = ""

    def title(self, lang: Lang = "zh") -> str:
        """What the check is about, in a few words."""
        return (self.title_zh if lang == "zh" else self.title_en) or self.code

    def at(
        self,
        where: str,
        place: Place = NOWHERE,
        *,
        stated: Number = None,
        computed: Number = None,
        formula: str | None = None,
        severity: Severity | None = None,
        **details: object,
    ) -> Finding:
        """A finding of this kind at `where`: a cell id, a section ("S1"), or another part of the report."""
        return Finding(self, where, stated, computed, formula, details, place, severity or self.severity)


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
        return self._filled(self.message.zh if lang == "zh" else self.message.en, lang)

    def next_step(self, lang: Lang = "zh") -> str:
        """What to do about it."""
        return self._filled(self.message.next_zh if lang == "zh" else self.message.next_en, lang)

    def _filled(self, template: str, lang: Lang) -> str:
        details = {name: value.say(lang) if isinstance(value, Words) else value for name, value in self.details.items()}
        return template.format(
            where=self.where, stated=shown(self.stated), computed=shown(self.computed), formula=self.formula, **details
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


def shown(value: Number) -> str:
    """A number as people write it: 5, 33.9, never 5.0 or 3E+2; what is absent is empty."""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return "" if value is None else str(value)


def _plain(value: Number) -> int | float | str | None:
    """A Decimal as the JSON number a reader expects: 5, not 5.0."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
