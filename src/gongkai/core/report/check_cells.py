"""What may stand in a cell, and which rows belong to the form of the year (law.md 7.5, X5, X8, X9)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Words
from gongkai.core.report.cell_words import TABLE_WORDS, cell_words, listed, row_label
from gongkai.core.report.check_limits import check_limits
from gongkai.core.report.exchange import NOWHERE, Cell, CellKind, Place, Report
from gongkai.core.report.form import FORMS, Column, Form, form, form_for_year
from gongkai.core.report.identities import Sums
from gongkai.core.report.messages_tables import (
    AMOUNT_UNIT,
    CELL_BLANK,
    CELL_DASH,
    CELL_FRACTION,
    CELL_NEGATIVE,
    CELL_UNREAD,
    FEE_ROW_EARLY,
    FORM_FOREIGN_ROW,
    FORM_LABEL,
    FORM_OF_YEAR,
    ROW_MISSING,
    TEXT_UNPLACED,
)


def check_cells(report: Report) -> Iterator[Finding]:
    """Counts are whole numbers from 0 up, nothing is left empty, rows are those of the year's form."""
    yield from _numbers(report)
    yield from _empty_cells(report)
    yield from _unread(report)
    yield from _form_of_year(report)
    yield from _rows(report)


def _numbers(report: Report) -> Iterator[Finding]:
    """All cells are whole and not negative; amounts may have decimals, 本年增/减 a minus (X5)."""
    for cell in report.cells.values():
        column = _column(cell.id)
        if cell.value is None or column is None:
            continue
        if cell.value < 0 and not column.signed:
            yield CELL_NEGATIVE.at(cell.id, cell.place, stated=cell.value, cell=cell_words(cell.id, report.form))
        if column.unit is None and cell.value != cell.value.to_integral_value():
            yield CELL_FRACTION.at(cell.id, cell.place, stated=cell.value, cell=cell_words(cell.id, report.form))
        if column.unit and cell.unit and cell.unit != column.unit:
            yield AMOUNT_UNIT.at(
                cell.id,
                cell.place,
                stated=cell.text,
                cell=cell_words(cell.id, report.form),
                unit=cell.unit,
                expected=column.unit,
            )


def _column(cell_id: str) -> Column | None:
    """The column a cell belongs to, in whichever form has it."""
    row_id, _, column_id = cell_id.rpartition(".")
    for form_id in reversed(FORMS):
        row = form(form_id).rows.get(row_id)
        for column in row.columns if row else ():
            if column.id == column_id:
                return column
    return None


def _empty_cells(report: Report) -> Iterator[Finding]:
    """Blank and dashed cells, one note a table: a blank is not a 0 (X5)."""
    for table, words in TABLE_WORDS.items():
        for kind, message in ((CellKind.BLANK, CELL_BLANK), (CellKind.DASH, CELL_DASH)):
            cells = [cell for cell_id, cell in report.cells.items() if cell_id.startswith(table) and cell.kind is kind]
            if cells:
                where = cells[0].id if len(cells) == 1 else table
                yield message.at(where, cells[0].place, table=words, count=len(cells), rows=_rows_of(cells, report.form))


def _rows_of(cells: list[Cell], form_id: str) -> Words:
    return listed(dict.fromkeys(f"“{row_label(cell.id.rpartition('.')[0], form_id)}”" for cell in cells))


def _unread(report: Report) -> Iterator[Finding]:
    """Cells and lines that the reader could not take for certain: told, so that nothing passes in silence."""
    doubted: dict[str, tuple[str, Place]] = {
        cell.id: (cell.text, cell.place) for cell in report.cells.values() if cell.kind is CellKind.TEXT
    }
    for entry in report.unrecognised:
        if entry.where:
            doubted.setdefault(entry.where, (entry.text, entry.place))
    rows: dict[tuple[str, str], list[str]] = {}
    for cell_id, (text, _) in doubted.items():
        rows.setdefault((cell_id.rpartition(".")[0], text), []).append(cell_id)
    for (row_id, text), cells in rows.items():
        where, words = (
            (cells[0], cell_words(cells[0], report.form)) if len(cells) == 1 else (row_id, _row_words(row_id, cells, report))
        )
        yield CELL_UNREAD.at(where, doubted[cells[0]][1], stated=text, cells=words)
    unplaced = [entry for entry in report.unrecognised if not entry.where]
    if unplaced:
        samples = listed(f"“{entry.text.strip()[:20]}”" for entry in unplaced)
        yield TEXT_UNPLACED.at("tables", unplaced[0].place, count=len(unplaced), samples=samples)


def _row_words(row_id: str, cells: list[str], report: Report) -> Words:
    """Several cells of one row that were read as one stretch of text."""
    table, label = TABLE_WORDS[row_id[:2]], row_label(row_id, report.form)
    return Words(f"{table.zh}“{label}”行的 {len(cells)} 格", f"{table.en}, row “{label}”, {len(cells)} cells")


def _form_of_year(report: Report) -> Iterator[Finding]:
    """The form is that of the report year: 2019 and 2020 the first, from 2021 the second."""
    if report.year is None or report.year < form(FORMS[0]).first_year:
        return
    due = form_for_year(report.year)
    if due.id != report.form:
        yield FORM_OF_YEAR.at(
            "form", stated=report.form, computed=due.id, year=report.year, due=due.source, used=form(report.form).source
        )


def _rows(report: Report) -> Iterator[Finding]:
    """Rows of the other form, rows that are missing, labels that differ from the official ones (X8, X9)."""
    own = form(report.form)
    for row_id in (*report.rows("T2"), *report.rows("T3"), *report.rows("T4")):
        if row_id not in own.rows:
            yield FORM_FOREIGN_ROW.at(row_id, _row_place(report, row_id), row=row_label(row_id, report.form), form=own.id)
    if report.cells:
        yield from _missing_rows(report, own)
    paid = report.cells.get("T3.r6_2.total")
    if report.year is not None and not check_limits(report.year).fee_row and paid is not None and paid.value:
        yield FEE_ROW_EARLY.at(
            paid.id, paid.place, stated=paid.value, computed=0, year=report.year, cell=cell_words(paid.id, report.form)
        )
    if report.printed_labels:
        pairs = [f"“{printed}”（{row_label(row, report.form)}）" for row, printed in report.printed_labels.items()]
        first = next(iter(report.printed_labels))
        yield FORM_LABEL.at(first, _row_place(report, first), count=len(pairs), labels=listed(pairs))


def _missing_rows(report: Report, own: Form) -> Iterator[Finding]:
    """Rows of the form that do not stand in a table which is there."""
    present = {row for table in TABLE_WORDS for row in report.rows(table)}
    expected = {
        "T2": [row.id for row in own.table2 if row.id not in present],
        "T3": list(Sums(report).missing_rows()),
        "T4": [row.id for row in own.table4 if row.id not in present],
    }
    for table, rows in expected.items():
        if rows and any(row.startswith(f"{table}.") for row in present):
            where = rows[0] if len(rows) == 1 else table
            yield ROW_MISSING.at(
                where,
                table=TABLE_WORDS[table],
                count=len(rows),
                rows=listed(f"“{row_label(row, report.form)}”" for row in rows),
            )


def _row_place(report: Report, row_id: str) -> Place:
    """Where the first cell of a row stands."""
    return next((cell.place for cell_id, cell in report.cells.items() if cell_id.startswith(f"{row_id}.")), NOWHERE)
