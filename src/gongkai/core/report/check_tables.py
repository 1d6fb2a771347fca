"""The sums of tables 3 and 4 (law.md 7.5, X1-X4 and X6), told once at the cell that says most."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.core.findings import Finding, Severity, Words, shown
from gongkai.core.report.cell_words import TABLE_WORDS, cell_words, listed
from gongkai.core.report.exchange import CellKind, Place, Report
from gongkai.core.report.explanation import explained
from gongkai.core.report.identities import Figures, Identity, Sums, figures_of
from gongkai.core.report.messages_tables import (
    BLANK_TOTAL,
    SUM_UNCHECKED,
    T3_GROUP_SUM,
    T3_IN_OUT,
    T3_RESULTS_SUM,
    T3_ROW_SUM,
    T4_TOTAL,
    TABLE_BLANK,
    TABLE_MISSING,
)

TABLES = ("T2", "T3", "T4")
NO_WORDS = Words("", "")
_SUM_WORDS: dict[str, Words] = {
    T3_ROW_SUM.code: Words("该行六类申请人之和等于总计", "six kinds of applicant add up to the total"),
    T3_RESULTS_SUM.code: Words("该栏各项办理结果之和等于（七）总计", "the results of the column add up to （七）总计"),
    T3_IN_OUT.code: Words("该栏第一项加第二项等于第三项加第四项", "in the column, items 1 and 2 equal items 3 and 4"),
    T3_GROUP_SUM.code: Words("（六）各分项之和等于（六）其他处理", "the parts of （六） add up to （六）其他处理"),
    T4_TOTAL.code: Words("四种结果之和等于总计", "the four outcomes add up to the total"),
}


def check_tables(report: Report) -> Iterator[Finding]:
    """Every sum that the form states, and the totals that were left empty."""
    yield from _absent_tables(report)
    sums = Sums(report)
    for identities in (sums.table3(), sums.table4()):
        figures = figures_of(report, identities)
        yield from _empty_totals(identities, figures)
        yield from _failures(identities, figures)


def _absent_tables(report: Report) -> Iterator[Finding]:
    for table in TABLES:
        cells = [cell for cell_id, cell in report.cells.items() if cell_id.startswith(f"{table}.")]
        if not cells:
            yield TABLE_MISSING.at(table, table=TABLE_WORDS[table])
        elif all(cell.kind is CellKind.BLANK for cell in cells):
            yield TABLE_BLANK.at(table, cells[0].place, table=TABLE_WORDS[table], count=len(cells))


def _empty_totals(identities: tuple[Identity, ...], figures: Figures) -> Iterator[Finding]:
    """A total left empty beside numbers, told once even where it closes a row and a column."""
    told: set[str] = set()
    for identity in identities:
        computed = figures.stands_for.get(identity.at)
        if computed is not None and identity.at not in told:
            told.add(identity.at)
            loose = _loose_number(figures.report, computed)
            yield BLANK_TOTAL.at(
                identity.at,
                _place(figures.report, identity.at),
                computed=computed,
                severity=Severity.VERIFY if loose else None,
                more=loose or NO_WORDS,
                formula=figures.formula(identity, identity.at),
                cell=cell_words(identity.at, figures.report.form),
            )


def _loose_number(report: Report, number: Decimal) -> Words | None:
    """A number that was read apart from every row may be the one that seems to be missing; then nothing is certain."""
    for entry in report.unrecognised:
        if not entry.where and shown(number) in re.findall(r"\d+", entry.text):
            text = entry.text.strip()[:20]
            return Words(
                f"表外另有未能归位的“{text}”，可能即为此数。", f" A loose “{text}” stands elsewhere and may be this number."
            )
    return None


def _failures(identities: tuple[Identity, ...], figures: Figures) -> Iterator[Finding]:
    one_cell, alone, unreadable = explained(identities, figures)
    for explanation in one_cell:
        first = explanation.failing[0]
        yield _sum_finding(first, explanation.cell, figures, explanation.failing)
    for identity in alone:
        yield (
            _both_sides(identity, figures)
            if identity.message is T3_IN_OUT
            else _sum_finding(identity, identity.at, figures, (identity,))
        )
    if unreadable:
        yield _unchecked(unreadable, figures)


def _sum_finding(identity: Identity, cell_id: str, figures: Figures, failing: tuple[Identity, ...]) -> Finding:
    """One cell against the sum it takes part in, with the other sums that it would mend."""
    cell = figures.cell(cell_id)
    more = [_same_cell(failing, cell_id, figures)] if len(failing) > 1 else []
    more += [_reading_of_blanks(each, figures) for each in failing[:1]]
    return identity.message.at(
        cell_id,
        _place(figures.report, cell_id),
        stated=None if cell is None else cell.value,
        computed=figures.solved(identity, cell_id),
        formula="；".join(figures.formula(each, cell_id) for each in failing),
        cell=cell_words(cell_id, figures.report.form),
        written=Words("空着", "is empty") if figures.empty(cell_id) else _written(figures, cell_id),
        rule=_SUM_WORDS[identity.message.code],
        codes=",".join(dict.fromkeys(each.message.code for each in failing)),
        more=_joined(more),
    )


def _written(figures: Figures, cell_id: str) -> Words:
    value = shown(figures.value(cell_id))
    return Words(f"写 {value}", f"says {value}")


def _same_cell(failing: tuple[Identity, ...], cell_id: str, figures: Figures) -> Words:
    others = [_SUM_WORDS[each.message.code] for each in failing[1:]]
    value = shown(figures.solved(failing[0], cell_id))
    return Words(
        f"只要此格为 {value}，另外 {len(others)} 项勾稽（{'；'.join(each.zh for each in others)}）也同时成立。",
        f"With {value} in this one cell, {len(others)} more of the form's sums hold ({'; '.join(each.en for each in others)}).",
    )


def _reading_of_blanks(identity: Identity, figures: Figures) -> Words:
    """The second reading: empty cells as unknown (design 3.2). Says where the two readings differ."""
    empty = [cell for cell in identity.cells if figures.empty(cell) and cell not in figures.stands_for]
    if not empty:
        return NO_WORDS
    count = len(empty)
    if figures.proven(identity):
        return Words(
            f"式中 {count} 格空白或划线，无论其实际数值多少，两数都不相等。",
            f"{count} cells of the sum are empty or dashed; whatever they stand for, the two numbers differ.",
        )
    return Words(
        f"式中 {count} 格空白或划线，按 0 计不一致；若视为未知，则无法判断。",
        f"{count} cells of the sum are empty or dashed: read as 0 the numbers differ, read as unknown nothing can be said.",
    )


def _both_sides(identity: Identity, figures: Figures) -> Finding:
    """第一项加第二项 against 第三项加第四项, where no single cell explains the difference."""
    came, went = figures.total(identity.left), figures.total(identity.right)
    left, right = ("+".join(figures.printed(cell) for cell in side) for side in (identity.left, identity.right))
    return T3_IN_OUT.at(
        identity.at,
        _place(figures.report, identity.at),
        stated=came,
        computed=went,
        formula=f"{left}={shown(came)}；{right}={shown(went)}",
        cell=cell_words(identity.at, figures.report.form),
        written=Words(f"加上年结转共 {shown(came)}", f"with what was carried in comes to {shown(came)}"),
        rule=Words("办理结果总计加结转下年度", "（七）总计 plus what is carried out"),
        codes=T3_IN_OUT.code,
        more=_joined([_reading_of_blanks(identity, figures)]),
    )


def _unchecked(identities: tuple[Identity, ...], figures: Figures) -> Finding:
    """Sums that cannot be calculated, because cells were not read with certainty."""
    cells = dict.fromkeys(cell for each in identities for cell in each.cells if figures.value(cell) is None)
    first = next(iter(cells))
    table = first[:2]
    return SUM_UNCHECKED.at(
        first if len(cells) == 1 else table,
        _place(figures.report, first),
        table=TABLE_WORDS[table],
        count=len(identities),
        cells=listed(cell_words(cell, figures.report.form).zh.removeprefix(TABLE_WORDS[table].zh) for cell in cells),
    )


def _joined(parts: list[Words]) -> Words:
    """Further sentences, each set off by a blank in English."""
    return Words("".join(part.zh for part in parts), "".join(f" {part.en}" for part in parts if part.en))


def _place(report: Report, cell_id: str) -> Place:
    cell = report.cells.get(cell_id)
    return Place() if cell is None else cell.place
