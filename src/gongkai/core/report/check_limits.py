"""What the checks measure against, from `law/checks.yaml`: every figure dated and sourced, conventions marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from gongkai.core.law import Dated, read_law_file


@dataclass(frozen=True, slots=True)
class Jump:
    """A change from year to year that asks for a word: more than `share` of last year's number and more than `units`."""

    share: Decimal
    units: Decimal

    def between(self, before: Decimal, now: Decimal) -> bool:
        """Whether the change exceeds both."""
        change = abs(now - before)
        return change > self.units and change > self.share * before


@dataclass(frozen=True, slots=True)
class CheckLimits:
    """The limits for one report year; None where the law of that year set none."""

    section_one_most: int | None
    section_five_least: int
    similarity_most: Decimal
    other_outcomes_most: Decimal
    jump: Jump
    fee_statement: bool  # whether section six must speak of the information-processing fee
    fee_row: bool  # whether table 3 has a row for fees not paid


@cache
def check_limits(report_year: int | None) -> CheckLimits:
    """The limits for reports on `report_year`; the latest ones where the report does not say its year."""
    year_end = date(report_year or date.max.year, 12, 31)
    jump = _entry("year_on_year", year_end)
    return CheckLimits(
        section_one_most=_in_force("section_one_length", year_end).get("most"),
        section_five_least=_entry("section_five_length", year_end)["least"],
        similarity_most=Decimal(str(_entry("section_five_similarity", year_end)["most"])),
        other_outcomes_most=Decimal(str(_entry("other_outcomes", year_end)["most"])),
        jump=Jump(Decimal(str(jump["share"])), Decimal(jump["units"])),
        fee_statement=bool(_in_force("fee_statement", year_end)),
        fee_row=bool(_in_force("fee_row", year_end)),
    )


@dataclass(frozen=True, slots=True)
class LastDays:
    """The last days for publishing a report on one year (art. 49)."""

    department: date
    everyone: date


def last_days(report_year: int) -> LastDays:
    """31 January for departments and townships, 31 March as the outer bound for all (art. 49)."""
    terms = read_law_file("terms.yaml")
    days = []
    for term in ("report_department", "report_province"):
        published = Dated(term, terms[term]["values"]).at(date(max(report_year, _first_year()), 12, 31))
        days.append(date(report_year + 1, published["month"], published["day"]))
    return LastDays(*days)


def _first_year() -> int:
    first: date = min(read_law_file("terms.yaml")["report_department"]["values"])
    return first.year


def _entry(name: str, day: date) -> dict[str, Any]:
    """The entry in force; for years before the first one, the first one."""
    entry: Dated[dict[str, Any]] = Dated(name, read_law_file("checks.yaml")[name]["values"])
    return entry.at(max(day, min(entry.values)))


def _in_force(name: str, day: date) -> dict[str, Any]:
    """The entry in force, or nothing where none had begun."""
    entry: Dated[dict[str, Any]] = Dated(name, read_law_file("checks.yaml")[name]["values"])
    return entry.at(day) if entry.in_force(day) else {}
