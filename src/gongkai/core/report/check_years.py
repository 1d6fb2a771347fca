"""The tables of two years side by side (law.md 7.5, X7, P1-P4, P6 and P-T4-1)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.core.findings import Finding, Words, shown
from gongkai.core.report.cell_words import cell_words, row_label
from gongkai.core.report.check_limits import Jump, check_limits
from gongkai.core.report.check_plausible import ROUTES
from gongkai.core.report.exchange import Report
from gongkai.core.report.form import form
from gongkai.core.report.identities import Figures
from gongkai.core.report.messages_years import (
    CARRY_OVER,
    PREVIOUS_UNSUITED,
    T2_PROJECTS_CHAIN,
    T2_REPEALED_MOST,
    T2_TOTAL_FALLS,
    T2_VALID_CHAIN,
    T4_PENDING_LOST,
    YEAR_JUMP,
)

NORMATIVE = ("T2.1.rule", "T2.1.norm")
PROJECTS = ("T2.5.licence", "T2.5.service", "T2.6.penalty", "T2.6.coercion", "T2.8.fee")
LAPSED = "失效"  # 自然失效 is in no column of the form; a remark beside a number tells of it
CONTINUING = ("change", "last_year")  # told by the chain of projects, not as a jump


def check_years(report: Report, previous: Report | None, jump: Jump | None = None) -> Iterator[Finding]:
    """What must continue from one year to the next, and what changed beyond the usual."""
    if previous is None:
        return
    if not follows(report, previous):
        yield PREVIOUS_UNSUITED.at(
            "previous",
            stated=previous.year,
            computed=None if report.year is None else report.year - 1,
            other=previous.agency or "",
        )
        return
    yield from _carried_over(report, previous)
    yield from _valid_documents(report, previous)
    yield from _projects(report, previous)
    yield from _public_total(report, previous)
    yield from _pending_cases(report, previous)
    yield from _jumps(report, previous, jump or check_limits(report.year).jump)


def follows(report: Report, previous: Report) -> bool:
    """Whether `previous` is the report of the year before."""
    return report.year is not None and previous.year == report.year - 1


def _carried_over(report: Report, previous: Report) -> Iterator[Finding]:
    """Last year's 结转下年度 is this year's 上年结转, in every column (X7)."""
    now, before = Figures(report, {}), Figures(previous, {})
    for column in form(report.form).table3[0].columns:
        where = f"T3.carry_in.{column.id}"
        here, there = now.value(where), before.value(f"T3.carry_out.{column.id}")
        if here is not None and there is not None and here != there:
            yield CARRY_OVER.at(
                where,
                report.cells[where].place,
                stated=here,
                computed=there,
                formula=f"{previous.year} 四、结转下年度={shown(there)}；{report.year} 二、上年结转={shown(here)}",
                cell=cell_words(where, report.form),
                year=previous.year,
            )


def _valid_documents(report: Report, previous: Report) -> Iterator[Finding]:
    """Valid documents = last year's + issued − repealed, and no more repealed than there were (P1, P2; form of 2021)."""
    for row in NORMATIVE:
        before = previous.number(f"{row}.valid")
        issued, repealed, valid = (report.number(f"{row}.{column}") for column in ("issued", "repealed", "valid"))
        if before is None or issued is None or repealed is None or valid is None:
            continue
        cells = [report.cells[f"{row}.{column}"] for column in ("issued", "repealed", "valid")]
        if repealed > before + issued:
            yield T2_REPEALED_MOST.at(
                cells[1].id,
                cells[1].place,
                stated=repealed,
                computed=before + issued,
                formula=f"{shown(before)}+{shown(issued)}={shown(before + issued)}",
                cell=cell_words(cells[1].id, report.form),
            )
        computed = before + issued - repealed
        lapsed = any(LAPSED in (cell.remark or "") for cell in cells)
        if valid != computed and not lapsed:
            yield T2_VALID_CHAIN.at(
                cells[2].id,
                cells[2].place,
                stated=valid,
                computed=computed,
                formula=f"{shown(before)}+{shown(issued)}-{shown(repealed)}={shown(computed)}",
                cell=cell_words(cells[2].id, report.form),
            )


def _projects(report: Report, previous: Report) -> Iterator[Finding]:
    """上一年项目数量 is last year's plus last year's 本年增/减 (P3; form of 2019)."""
    for row in PROJECTS:
        where = f"{row}.last_year"
        before, change, now = previous.number(where), previous.number(f"{row}.change"), report.number(where)
        if before is not None and change is not None and now is not None and now != before + change:
            yield T2_PROJECTS_CHAIN.at(
                where,
                report.cells[where].place,
                stated=now,
                computed=before + change,
                formula=f"{shown(before)}{shown(change) if change < 0 else '+' + shown(change)}={shown(before + change)}",
                cell=cell_words(where, report.form),
            )


def _public_total(report: Report, previous: Report) -> Iterator[Finding]:
    """对外公开总数量 does not fall below last year's plus what was newly opened, withdrawals aside (P4)."""
    for row in NORMATIVE:
        where = f"{row}.public_total"
        before, opened, now = previous.number(where), report.number(f"{row}.opened"), report.number(where)
        if before is not None and opened is not None and now is not None and now < before + opened:
            yield T2_TOTAL_FALLS.at(
                where,
                report.cells[where].place,
                stated=now,
                computed=before + opened,
                formula=f"{shown(before)}+{shown(opened)}={shown(before + opened)}",
                cell=cell_words(where, report.form),
            )


def _pending_cases(report: Report, previous: Report) -> Iterator[Finding]:
    """Cases pending last year appear again this year (P-T4-1)."""
    for route in ROUTES:
        where = f"{route}.total"
        pending, now = previous.number(f"{route}.pending"), report.number(where)
        if pending is not None and now is not None and pending > now:
            yield T4_PENDING_LOST.at(
                where,
                report.cells[where].place,
                stated=now,
                computed=pending,
                formula=f"{shown(pending)}>{shown(now)}",
                cell=cell_words(where, report.form),
                year=previous.year,
            )


def _jumps(report: Report, previous: Report, jump: Jump) -> Iterator[Finding]:
    """Changes beyond the usual, once a row: at the total where that jumped, else at the cell (P6)."""
    for row in form(report.form).rows.values():
        jumped: list[tuple[str, Decimal, Decimal]] = []
        for column in row.columns:
            where = row.cell(column)
            before, now = previous.number(where), report.number(where)
            if column.id not in CONTINUING and before is not None and now is not None and jump.between(before, now):
                jumped.append((where, before, now))
        totals = [each for each in jumped if each[0].endswith(".total")]
        for where, before, now in totals or jumped:
            yield YEAR_JUMP.at(
                where,
                report.cells[where].place,
                stated=now,
                computed=before,
                formula=f"{shown(before)}→{shown(now)}",
                cell=cell_words(where, report.form),
                row=row_label(row.id, report.form),
                share=f"{jump.share:.0%}",
                units=shown(jump.units),
                change=_change(before, now),
            )


def _change(before: Decimal, now: Decimal) -> Words:
    if not before:
        return Words(f"由 0 增至 {shown(now)}", f"from 0 to {shown(now)}")
    share = abs(now - before) / before
    return Words(
        f"由 {shown(before)} {'增' if now > before else '减'}至 {shown(now)}（{share:.0%}）",
        f"from {shown(before)} {'up' if now > before else 'down'} to {shown(now)} ({share:.0%})",
    )
