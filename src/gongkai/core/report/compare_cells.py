"""The numbers of two years beside each other, cell by cell, across the change of form as well (2020 to 2021).

A cell is compared with the cell of the same meaning. The two forms share most of them; row （六）其他处理 of 2019 is the
sum of its three rows of 2021; what one form asks for and the other does not has no counterpart, and is said so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from gongkai.core.findings import shown
from gongkai.core.report.exchange import Cell, CellKind, Report, converted
from gongkai.core.report.form import FORMS, Column, Row, form
from gongkai.core.report.identities import OTHER_PARTS

OTHER = "T3.r6"


@dataclass(frozen=True, slots=True)
class Figure:
    """What one year says in a cell: the certain number in the unit compared, and how it is printed.

    `kind` is None where the cell is not on the page; `asked` is False where that year's form has no such cell;
    `summed` where the number is the sum of several rows.
    """

    value: Decimal | None
    printed: str
    kind: CellKind | None
    asked: bool = True
    summed: bool = False


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell in two years."""

    cell: str
    row: Row
    column: Column
    before: Figure
    now: Figure

    @property
    def unit(self) -> str | None:
        """The unit of both numbers (元, 万元); None for counts."""
        return self.column.unit

    @property
    def difference(self) -> Decimal | None:
        """Now minus before; None unless both are certain numbers."""
        if self.before.value is None or self.now.value is None:
            return None
        return self.now.value - self.before.value

    @property
    def share(self) -> Decimal | None:
        """The difference as a share of the number before; None from zero, from below zero and from what is unknown."""
        if self.difference is None or self.before.value is None or self.before.value <= 0 or self.column.signed:
            return None
        return self.difference / self.before.value

    @property
    def has_counterpart(self) -> bool:
        """Whether both years' forms ask for the number."""
        return self.before.asked and self.now.asked


def cell_changes(report: Report, previous: Report) -> tuple[CellChange, ...]:
    """Every cell of the rows that stand in either report, in the order of the form of `report`."""
    stated = {row for each in (report, previous) for table in ("T2", "T3", "T4") for row in each.rows(table)}
    return tuple(
        CellChange(row.cell(column), row, column, _figure(previous, row, column), _figure(report, row, column))
        for row in _rows_of_both(report, previous)
        if row.id in stated
        for column in row.columns
    )


def _rows_of_both(report: Report, previous: Report) -> list[Row]:
    """The rows of the form of `report`; rows, and columns of rows, that only other forms have stand where those have them."""
    rows, both = list(form(report.form).rows.values()), (report, previous)
    for form_id in dict.fromkeys((previous.form, *FORMS)):
        above = -1
        for row in form(form_id).rows.values():
            at = next((index for index, own in enumerate(rows) if own.id == row.id), None)
            if at is None:
                rows.insert(above + 1, row)
                at = above + 1
            else:
                known = {column.id for column in rows[at].columns}
                extra = [column for column in row.columns if column.id not in known and _stands(row.cell(column), both)]
                rows[at] = replace(rows[at], columns=(*rows[at].columns, *extra))
            above = at
    return rows


def _stands(cell_id: str, reports: tuple[Report, Report]) -> bool:
    """Whether either report has the cell."""
    return any(cell_id in report.cells for report in reports)


def _figure(report: Report, row: Row, column: Column) -> Figure:
    """What a report says in a cell, in the unit of `column`."""
    cell_id = row.cell(column)
    cell = report.cells.get(cell_id)
    if cell is not None and cell.kind is CellKind.NUMBER:
        return _number(cell, column)
    doubtful = next((each.text for each in report.unrecognised if each.where == cell_id and each.text.strip()), None)
    if doubtful is not None:
        return Figure(None, doubtful, CellKind.TEXT)
    if cell is not None:
        return Figure(None, cell.text.strip(), cell.kind)
    if row.id == OTHER and (parts := _parts(report, column)):
        return _sum(parts)
    return Figure(None, "", None, asked=cell_id in _asked(report.form))


def _number(cell: Cell, column: Column) -> Figure:
    """A number in the unit of its column; one in a unit that is none of money stays as printed and counts as unknown."""
    value = cell.value
    if value is not None and column.unit is not None and cell.unit not in (None, column.unit):
        value = converted(value, cell.unit or column.unit, column.unit)
    return Figure(None, cell.text, CellKind.TEXT) if value is None else Figure(value, shown(value), CellKind.NUMBER)


def _parts(report: Report, column: Column) -> list[Cell]:
    """The cells of the three rows into which the form of 2021 parts row （六）."""
    return [report.cells[cell_id] for part in OTHER_PARTS if (cell_id := f"{part}.{column.id}") in report.cells]


def _sum(parts: list[Cell]) -> Figure:
    """The sum of all three rows; unknown where one of them is not a certain number."""
    values = [cell.value for cell in parts if cell.value is not None]
    if len(values) < len(OTHER_PARTS):
        return Figure(None, "", CellKind.BLANK, summed=True)
    total = sum(values, Decimal(0))
    return Figure(total, shown(total), CellKind.NUMBER, summed=True)


def _asked(form_id: str) -> frozenset[str]:
    return frozenset(row.cell(column) for row, column in form(form_id).cells())
