"""The cells of a printed row to the columns of the form: by the header's places, else by their number, else not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gongkai.core.report.exchange import Cell, CellKind, Unrecognised
from gongkai.core.report.form import FORMS, Column, Row, form
from gongkai.readers.document import TableCell
from gongkai.readers.numbers import read_number
from gongkai.readers.table_headers import ROUTES, Header
from gongkai.readers.table_rows import PrintedRow, is_blank, is_figure

_SPACED = re.compile(r"\d[ \u00a0]\d")
Placed = dict[Column, TableCell]


def form_row(row: PrintedRow, row_id: str, form_id: str) -> Row:
    """The row in the form whose columns the header prints; without a header, in the one whose number of figures fits.

    Where both fit, or neither, it is the row of `form_id`, if that form has it.
    """
    rows = {each: found for each in (form_id, *FORMS) if (found := form(each).rows.get(row_id))}
    if row.header and row.header.table == row_id[:2]:
        printed = {column.id for column in row.header.columns}
        named = [found for found in rows.values() if {column.id for column in found.columns} == printed]
        if named:
            return named[0]
    fitting = [found for found in rows.values() if len(found.columns) in (len(row.figures), len(row.cells))]
    return (fitting or list(rows.values()))[0]


def place_cells(row: PrintedRow, known: Row, siblings: Sequence[PrintedRow]) -> Placed | None:
    """Column → cell for every column of `known`; None where it is not certain which is which.

    `siblings` are the rows of the same table under the same header.
    """
    columns = known.columns
    header = row.header if row.header and row.header.table == known.id[:2] else None
    if header and header.contradicts:
        return None
    if header and (by_place := _by_place(row, columns, header, siblings)) is not None:
        return by_place
    by_id = {column.id: column for column in columns}
    order = header.order if header and sorted(header.order) == sorted(by_id) else tuple(by_id)
    cells = _in_a_row(row, len(columns), siblings)
    return None if cells is None else {by_id[column_id]: cell for column_id, cell in zip(order, cells, strict=True)}


def _by_place(row: PrintedRow, columns: Sequence[Column], header: Header, siblings: Sequence[PrintedRow]) -> Placed | None:
    """Where every figure stands exactly under one label of the same grid, and every label has a cell below it."""
    spans = {column.id: column.span for column in header.columns}
    if sorted(spans) != sorted(column.id for column in columns) or not _places_hold(row, header, siblings):
        return None
    return _under_spans(row, {column: spans[column.id] for column in columns})


def _places_hold(row: PrintedRow, header: Header, siblings: Sequence[PrintedRow]) -> bool:
    """Whether the header's places are those of the row's table.

    In a text without a grid they are where all rows agree with it: figures below its labels only, row labels left of them.
    """
    spans = {column.span for column in header.columns}
    if header.number != row.table.number or len(spans) != len(header.columns):
        return False
    if header.gridded:
        return True
    first = min(spans)[0]
    labels_left = all(other.label is None or other.label.col < first for other in siblings)
    return labels_left and all((cell.col, cell.col + 1) in spans for other in siblings for cell in other.figures)


def _under_spans(row: PrintedRow, spans: Mapping[Column, tuple[int, int]]) -> Placed | None:
    """The cell under each span of grid columns; None where a figure stands elsewhere or a span has no cell."""
    if any((cell.col, cell.col + cell.colspan) not in spans.values() for cell in row.cells if not is_blank(cell)):
        return None
    placed: Placed = {}
    for column, (start, _) in spans.items():
        below = next((cell for cell in row.cells if cell.col <= start < cell.col + cell.colspan), None)
        if below is None:
            return None
        placed[column] = below
    return placed


def _in_a_row(row: PrintedRow, count: int, siblings: Sequence[PrintedRow]) -> tuple[TableCell, ...] | None:
    """The row's `count` cells from left to right."""
    cells = row.cells
    if len(cells) == count and not _may_be_shifted(row, siblings):
        return cells
    if (in_use := _under_columns_in_use(row, count, siblings)) is not None:
        return in_use
    if len(row.figures) == count:
        return row.figures
    if not row.figures and len(cells) >= count:
        return cells[-count:]
    if len(row.figures) == 1 and not is_figure(row.figures[0]):
        return row.figures * count  # a sentence across the row
    return None


def _may_be_shifted(row: PrintedRow, siblings: Sequence[PrintedRow]) -> bool:
    """Whether a blank at an end may be no cell of the row, because other rows of the table have blanks to spare."""
    at_end = is_blank(row.cells[0]) or is_blank(row.cells[-1])
    return at_end and any(len(other.cells) > len(row.cells) for other in siblings)


def _under_columns_in_use(row: PrintedRow, count: int, siblings: Sequence[PrintedRow]) -> tuple[TableCell, ...] | None:
    """The cells in those grid columns in which the table's rows have figures, if there are exactly `count` of them."""
    in_use = sorted({cell.col for other in siblings for cell in other.cells if not is_blank(cell)})
    if len(in_use) != count or any(other.label and other.label.col >= in_use[0] for other in siblings):
        return None
    by_col = {cell.col: cell for cell in row.cells}
    return tuple(by_col[col] for col in in_use) if all(col in by_col for col in in_use) else None


# ── table 4: one row of fifteen, three rows of five, or three tables ─────────────────────────


def table4_parts(row: PrintedRow) -> dict[str, Placed] | None:
    """Row id → cells for an unlabelled row of table 4: all three parts, one of five cells, or the ten of litigation."""
    columns = form(FORMS[-1]).table4[0].columns
    header = row.header if row.header and row.header.table == "T4" else None
    if header and (by_place := _table4_by_place(row, columns, header)) is not None:
        return by_place
    if header and header.contradicts:
        return None
    size = len(columns)
    holds = not row.table.loose or (header is not None and _places_hold(row, header, (row,)))
    cells = row.cells if holds and len(row.cells) == size * len(ROUTES) else row.figures
    routes = _routes(row, header, len(cells), size)
    order = header.order if header and header.order else tuple(column.id for column in columns)
    by_id = {column.id: column for column in columns}
    parts = {
        route: {by_id[column_id]: cells[part * size + index] for index, column_id in enumerate(order)}
        for part, route in enumerate(routes)
    }
    return parts or None


def _routes(row: PrintedRow, header: Header | None, count: int, size: int) -> tuple[str, ...]:
    """The parts of table 4 that so many figures are: all three, those the header names, or the one named above."""
    if count == size * len(ROUTES):
        return ROUTES
    if header is None or header.number != row.table.number or len(header.columns) != count:
        return ()
    if header.routes:
        return header.routes if len(header.routes) * size == count else ()
    return (row.route,) if count == size and row.route else ()


def _table4_by_place(row: PrintedRow, columns: Sequence[Column], header: Header) -> dict[str, Placed] | None:
    """The parts of table 4 under labels that name both the part and the result."""
    if not header.gridded or header.number != row.table.number or any(column.route is None for column in header.columns):
        return None
    spans = {(column.route, column.id): column.span for column in header.columns}
    if any((cell.col, cell.col + cell.colspan) not in spans.values() for cell in row.figures if not is_blank(cell)):
        return None
    parts: dict[str, Placed] = {}
    for route in dict.fromkeys(column.route for column in header.columns if column.route):
        own = {column: spans[route, column.id] for column in columns if (route, column.id) in spans}
        beside = tuple(cell for cell in row.cells if any(start <= cell.col < end for start, end in own.values()))
        part = PrintedRow(route, None, beside, row.table, header)
        placed = _under_spans(part, own) if len(own) == len(columns) else None
        if placed is None:
            return None
        parts[route] = placed
    return parts


# ── one cell ─────────────────────────────────────────────────────────────────────────────────


def cell_of(row: PrintedRow, row_id: str, column: Column, printed: TableCell) -> tuple[Cell, Unrecognised | None]:
    """The cell as the report holds it, and what is uncertain about it.

    In a text without a grid 1 808 595 may be one cell or three, so it stays text there.
    """
    cell_id = f"{row_id}.{column.id}"
    number = read_number(printed.text)
    text = printed.text.strip()
    if number.kind is CellKind.TEXT or (row.table.loose and _SPACED.search(text)):
        cell = Cell(cell_id, text, CellKind.TEXT, place=printed.place)
        return cell, Unrecognised(text, printed.place, cell_id, "no certain number")
    unit = number.unit
    if unit is None and number.value is not None and column.unit and row.header:
        unit = row.header.unit_of(column.id)
    return Cell(cell_id, text, number.kind, number.value, unit, number.remark, printed.place), None
