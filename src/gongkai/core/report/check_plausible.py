"""What is possible but asks for a word, inside one report (law.md 7.5, P4, P5, P7, P8 and P-T4-2)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.core.findings import Finding, Severity, shown
from gongkai.core.report.agency_level import MAKES_NO_RULES, Level, level_of
from gongkai.core.report.cell_words import cell_words
from gongkai.core.report.check_limits import check_limits
from gongkai.core.report.exchange import Report
from gongkai.core.report.messages_years import (
    T2_OPENED_TOTAL,
    T2_RULE_MAKER,
    T3_OTHER_HIGH,
    T4_LIT_WITHOUT_REVIEW,
    T4_WITHOUT_REQUESTS,
)

ROUTES = ("T4.review", "T4.lit_direct", "T4.lit_after")
DECIDED = ("maintain", "correct", "other")


def check_plausible(report: Report, previous: Report | None) -> Iterator[Finding]:
    """Figures that a supervising office will ask about."""
    yield from _rules_by_whom(report)
    yield from _opened_within_total(report)
    yield from _high_share_of_other(report)
    yield from _remedies_without_requests(report)
    yield from _litigation_after_no_review(report, previous)


def _rules_by_whom(report: Report) -> Iterator[Finding]:
    """规章 are made by ministries, provinces and cities divided into districts only (P5; 《立法法》第91、93条)."""
    numbers = [cell for cell_id, cell in report.cells.items() if cell_id.startswith("T2.1.rule.") and cell.value]
    level = level_of(report.agency)
    if numbers and level in MAKES_NO_RULES:
        yield T2_RULE_MAKER.at(
            numbers[0].id,
            numbers[0].place,
            stated=numbers[0].value,
            computed=0,
            severity=None if level in (Level.TOWNSHIP, Level.COUNTY) else Severity.VERIFY,
            agency=report.agency,
            cell=cell_words(numbers[0].id, report.form),
        )


def _opened_within_total(report: Report) -> Iterator[Finding]:
    """本年新公开数量 does not exceed 对外公开总数量 (P4, form of 2019)."""
    for row in ("T2.1.rule", "T2.1.norm"):
        opened, total = report.number(f"{row}.opened"), report.number(f"{row}.public_total")
        if opened is not None and total is not None and opened > total:
            where = f"{row}.public_total"
            yield T2_OPENED_TOTAL.at(
                where,
                report.cells[where].place,
                stated=total,
                computed=opened,
                formula=f"{shown(opened)}>{shown(total)}",
                cell=cell_words(where, report.form),
            )


def _high_share_of_other(report: Report) -> Iterator[Finding]:
    """其他处理 above a tenth of all results asks for a reason (P7)."""
    where = "T3.r6_3.total" if report.number("T3.r6_3.total") is not None else "T3.r6.total"
    other, done = report.number(where), report.number("T3.r7.total")
    most = check_limits(report.year).other_outcomes_most
    if other and done and other > most * done:
        share = (other / done * 100).quantize(Decimal("0.1"))
        yield T3_OTHER_HIGH.at(
            where,
            report.cells[where].place,
            stated=other,
            computed=f"{share}%",
            formula=f"{shown(other)}÷{shown(done)}={share}%",
            cell=cell_words(where, report.form),
            done=shown(done),
            most=f"{most:.0%}",
        )


def _remedies_without_requests(report: Report) -> Iterator[Finding]:
    """Review or litigation in a year without any request (P8)."""
    new, carried = report.number("T3.new.total"), report.number("T3.carry_in.total")
    cases = [report.number(f"{route}.total") or Decimal(0) for route in ROUTES]
    if new == 0 and not carried and any(cases):
        where = next(f"{route}.total" for route, count in zip(ROUTES, cases, strict=True) if count)
        yield T4_WITHOUT_REQUESTS.at(
            where,
            report.cells[where].place,
            stated=sum(cases, Decimal(0)),
            computed=0,
            formula="+".join(shown(count) for count in cases) + f"={shown(sum(cases, Decimal(0)))}",
        )


def review_results(report: Report | None) -> Decimal:
    """How many reconsideration cases ended with a result."""
    if report is None:
        return Decimal(0)
    return sum((report.number(f"T4.review.{outcome}") or Decimal(0) for outcome in DECIDED), Decimal(0))


def _litigation_after_no_review(report: Report, previous: Report | None) -> Iterator[Finding]:
    """复议后起诉 needs a review result in this year or the one before (P-T4-2)."""
    where = "T4.lit_after.total"
    after = report.number(where)
    if after and not review_results(report) and not review_results(previous):
        yield T4_LIT_WITHOUT_REVIEW.at(
            where,
            report.cells[where].place,
            stated=after,
            computed=0,
            severity=Severity.VERIFY if previous is None else None,
        )
