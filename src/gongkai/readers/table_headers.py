"""Which column of a table is which: the labels above the figures, read column by column or, without a grid, row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from gongkai.core.report.form import FORMS, form
from gongkai.readers.document import Table, TableCell
from gongkai.readers.labels import label_of, match_block, match_column, match_row

Range = tuple[int, int]
_MOST_ROWS = 6  # of a header; above it may stand rows of another table
_WIDEST = 64  # grid columns; no form is wider
ROUTES = tuple(row.id for row in form(FORMS[-1]).table4)


@dataclass(frozen=True, slots=True)
class HeaderColumn:
    """One labelled column: its id, the grid columns its label covers, the unit and the route (table 4) named above it."""

    id: str
    span: Range
    unit: str | None = None
    route: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The labels above a block. `table` is T2, T3 or T4; `columns` stand left to right.

    `gridded` is true where the columns' places can be trusted. `order` holds the ids of one block left to right where all
    its labels are there, else nothing; `routes` the parts of table 4 named. `contradicts` says that labels stand in
    another order than the form's and leave it open which figure belongs to which.
    """

    table: str
    columns: tuple[HeaderColumn, ...]
    number: int
    gridded: bool
    order: tuple[str, ...]
    routes: tuple[str, ...]
    contradicts: bool

    def unit_of(self, column_id: str) -> str | None:
        """The unit that the column's label names."""
        return next((column.unit for column in self.columns if column.id == column_id and column.unit), None)


@dataclass(slots=True)
class HeaderRows:
    """Header rows as they are met; a new header begins after rows of data and with each block of table 2."""

    table: Table | None = None
    header: Header | None = None
    rows: list[Sequence[TableCell]] = field(default_factory=list)
    complete: bool = True

    def enter(self, table: Table) -> None:
        """Begin a table; the header of the table before stays in force until another is printed."""
        if table is not self.table:
            self.table, self.rows, self.complete = table, [], True

    def add(self, cells: Sequence[TableCell]) -> None:
        """A row that is none of data."""
        if self.complete or any(match_block(cell.text) for cell in cells):
            self.rows, self.complete = [], False
        self.rows = [*self.rows[1 - _MOST_ROWS :], cells]
        if self.table is not None:
            self.header = _header(self.table, self.rows) or self.header

    def close(self) -> None:
        """A row of data was met."""
        self.complete = True


# ── reading a header ─────────────────────────────────────────────────────────────────────────


def _header(table: Table, rows: Sequence[Sequence[TableCell]]) -> Header | None:
    runs = [_leaves_of_row(cells) for cells in rows] if table.loose else [_leaves_by_column(rows)]
    which = _table_of({column.id for run in runs for column in run})
    if which is None:
        return None
    columns = tuple(column for run in runs for column in run if column.id in _ids(which))
    orders = [_order(which, [column.id for column in run if column.id in _ids(which)]) for run in runs]
    complete = {order for order in orders if order}
    routes = [row_id for cells in rows for cell in cells if (row_id := match_row(cell.text) or "").startswith("T4.")]
    contradicts = None in orders or len(complete) > 1 or sorted(routes, key=ROUTES.index) != routes
    order = complete.pop() if len(complete) == 1 else ()
    return Header(which, columns, table.number, not table.loose, order, tuple(routes), contradicts)


def _leaves_by_column(rows: Sequence[Sequence[TableCell]]) -> list[HeaderColumn]:
    """The innermost label above each grid column; neighbours under one label are one column."""
    width = min(max((cell.col + cell.colspan for cells in rows for cell in cells), default=0), _WIDEST)
    found: list[HeaderColumn] = []
    for col in range(width):
        stack = [cell for cells in rows for cell in cells if cell.col <= col < cell.col + cell.colspan and cell.text.strip()]
        column_id, unit = _innermost(stack)
        route = next((row_id for cell in stack if (row_id := match_row(cell.text) or "").startswith("T4.")), None)
        if column_id is None:
            continue
        last = found[-1] if found else None
        if last and (last.id, last.route, last.span[1]) == (column_id, route, col) and stack[-1].col < col:
            found[-1] = HeaderColumn(column_id, (last.span[0], col + 1), unit, route)
        else:
            found.append(HeaderColumn(column_id, (col, col + 1), unit, route))
    return found


def _innermost(stack: Sequence[TableCell]) -> tuple[str | None, str | None]:
    """The id of the lowest label, which may have been cut into two or three cells one above the other."""
    texts = [cell.text for cell in stack]
    for height in (1, 2, 3):
        text = "".join(texts[-height:])
        if len(texts) >= height and (column_id := match_column(text)) is not None:
            return column_id, label_of(text).unit
    return next(((found, None) for text in reversed(texts) if (found := match_column(text))), (None, None))


def _leaves_of_row(cells: Sequence[TableCell]) -> list[HeaderColumn]:
    """The labels of one row as a text without a grid prints them."""
    found = [(cell, column_id) for cell in cells if (column_id := match_column(cell.text)) is not None]
    return [HeaderColumn(column_id, (cell.col, cell.col + 1), label_of(cell.text).unit) for cell, column_id in found]


# ── which table, which order ─────────────────────────────────────────────────────────────────


@cache
def _columns_of_tables() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Table → the column ids of its blocks in both forms, in the form's order."""
    found: dict[str, dict[tuple[str, ...], None]] = {"T2": {}, "T3": {}, "T4": {}}
    for form_id in FORMS:
        for row in form(form_id).rows.values():
            found[row.id[:2]][tuple(column.id for column in row.columns)] = None
    return {table: tuple(blocks) for table, blocks in found.items()}


def _ids(table: str) -> set[str]:
    return {column_id for block in _columns_of_tables()[table] for column_id in block}


def _table_of(ids: set[str]) -> str | None:
    """The table that most of the labels belong to; 总计 alone belongs to none."""
    shared = _ids("T3") & _ids("T4")
    counts = {table: len((ids & _ids(table)) - shared) for table in _columns_of_tables()}
    best = max(counts, key=lambda table: counts[table])
    return best if counts[best] else None


def _order(table: str, ids: Sequence[str]) -> tuple[str, ...] | None:
    """The order of the labels of one block where all are there, () where some rise in the form's order, else None.

    Table 4 prints its block up to three times.
    """
    block = max(_columns_of_tables()[table], key=lambda block: len(set(block) & set(ids)))
    repeats = [tuple(ids[start : start + len(block)]) for start in range(0, len(ids), len(block))]
    if not ids:
        return ()
    if all(sorted(part) == sorted(block) for part in repeats):
        return repeats[0] if len(set(repeats)) == 1 else None
    positions = [block.index(column_id) for column_id in ids if column_id in block]
    falls = sum(right <= left for left, right in pairwise(positions))
    return () if falls < (len(repeats) if table == "T4" else 1) else None
