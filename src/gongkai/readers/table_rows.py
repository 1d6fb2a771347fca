"""Tables into rows as a person reads them: the label of a row, what stands beside it, and the header above.

Nothing is mapped to the form's columns here; that is done in row_cells, when all rows are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.core.report.exchange import NOWHERE, CellKind, Place
from gongkai.core.report.form import FORMS, form
from gongkai.readers.document import Block, Paragraph, Table, TableCell
from gongkai.readers.headings import heading_of
from gongkai.readers.labels import LONGEST_LABEL, is_heading, match_column, match_group, match_row
from gongkai.readers.numbers import read_number
from gongkai.readers.table_headers import ROUTES, Header, HeaderRows

_WIDTHS = {  # section → the figures of a row of its table
    "3": len(form(FORMS[-1]).table3[0].columns),
    "4": sum(len(row.columns) for row in form(FORMS[-1]).table4),
}


@dataclass(slots=True)
class PrintedRow:
    """One row of a table that may be a row of the form.

    `row_id` is what its label says (None without a label that is certain), `label` the text printed there. `cells` are
    what stands to the right of the label; `lead` are cells before them that name no row. `header`, `section` and `route`
    (a part of table 4) are the last ones printed above.
    """

    row_id: str | None
    label: TableCell | None
    cells: tuple[TableCell, ...]
    table: Table
    header: Header | None = None
    lead: tuple[TableCell, ...] = ()
    section: str | None = None
    route: str | None = None

    @property
    def figures(self) -> tuple[TableCell, ...]:
        """The cells from the first to the last in which anything stands."""
        filled = [index for index, cell in enumerate(self.cells) if not is_blank(cell)]
        return self.cells[filled[0] : filled[-1] + 1] if filled else ()

    @property
    def has_number(self) -> bool:
        """Whether a number stands in it."""
        return any(read_number(cell.text).value is not None for cell in self.cells)

    @property
    def place(self) -> Place:
        """Where the row begins."""
        first = self.label or next(iter((*self.lead, *self.figures, *self.cells)), None)
        return first.place if first else NOWHERE

    @property
    def text(self) -> str:
        """The row as one line, for telling what could not be placed."""
        texts = [cell.text for cell in (*([self.label] if self.label else []), *self.lead, *self.cells)]
        return " ".join(" ".join(text.split()) for text in texts if text.strip())


@dataclass(slots=True)
class _Walk:
    """What is known while reading downwards."""

    headers: HeaderRows = field(default_factory=HeaderRows)
    above: str | None = None
    section: str | None = None
    route: str | None = None


def printed_rows(blocks: Iterable[Block]) -> Iterator[PrintedRow]:
    """Every row of every table, nested ones too, that has a label of the form, or figures and no label."""
    walk = _Walk()
    for block in blocks:
        if isinstance(block, Paragraph):
            heading = heading_of(block)
            walk.section = heading.section if heading and heading.section else walk.section
            walk.route = _route_of(block.text) or walk.route
        else:
            yield from _rows_of(block, walk)


def is_blank(cell: TableCell) -> bool:
    """Whether nothing is printed in a cell."""
    return read_number(cell.text).kind is CellKind.BLANK


def is_figure(cell: TableCell) -> bool:
    """Whether a number or a dash stands in a cell."""
    return read_number(cell.text).kind in (CellKind.NUMBER, CellKind.DASH)


def _rows_of(table: Table, walk: _Walk) -> Iterator[PrintedRow]:
    reaching: list[TableCell] = []
    for cells in table.rows():
        for nested in (nested for cell in cells for nested in cell.tables):
            yield from _rows_of(nested, walk)
        if not cells:
            continue
        walk.headers.enter(table)
        reaching = [cell for cell in reaching if cell.row + cell.rowspan > cells[0].row]
        row = _data_row(table, cells, [cell for cell in reaching if cell.col < cells[0].col], walk)
        reaching.extend(cell for cell in cells if cell.rowspan > 1)
        if row is None:
            walk.headers.add(cells)
            routes = [route for cell in cells if (route := _route_of(cell.text))]
            walk.route = routes[0] if len(routes) == 1 else walk.route
        else:
            walk.headers.close()
            walk.above = row.row_id or walk.above
            yield row


def _route_of(text: str) -> str | None:
    """The part of table 4 that a heading or a cell names."""
    row_id = match_row(text) if len(text) < LONGEST_LABEL else None
    return row_id if row_id in ROUTES else None


def _data_row(table: Table, cells: Sequence[TableCell], groups: Sequence[TableCell], walk: _Walk) -> PrintedRow | None:
    """The row as one of data; None where it is a header, the head of a block, or neither."""
    header = walk.headers.header
    at, row_id = _own_label(cells, groups, walk.above)
    if row_id is not None:
        values = tuple(cells[at + 1 :])
        if not _may_be_values(values, row_id, header):
            return None
        return PrintedRow(row_id, cells[at], values, table, header, tuple(cells[:at]), walk.section, walk.route)
    first = next((index for index, cell in enumerate(cells) if is_figure(cell)), len(cells))
    lead = tuple(cell for cell in cells[:first] if not is_blank(cell))
    values = tuple(cells[first:] if lead else cells)
    row = PrintedRow(None, None, values, table, header, lead, walk.section, walk.route)
    return row if row.has_number or _is_row_without_numbers(cells, walk) else None


def _own_label(cells: Sequence[TableCell], groups: Sequence[TableCell], above: str | None) -> tuple[int, str | None]:
    """The last cell that names a row, and which; a group named left of it tells 3.其他 apart."""
    group = next((found for cell in reversed(groups) if (found := match_group(cell.text))), None)
    last: tuple[int, str | None] = (-1, None)
    for index, cell in enumerate(cells):
        if cell.text and len(cell.text) <= LONGEST_LABEL:
            row_id = match_row(cell.text, group=group, above=above)
            last = last if row_id is None else (index, row_id)
            group = match_group(cell.text) or group
    return (-1, None) if _is_group_of_another(cells, *last) else last


def _is_group_of_another(cells: Sequence[TableCell], at: int, row_id: str | None) -> bool:
    """Whether the label at `at` is that of a group (（六）其他处理) and a label that is not certain stands beside it."""
    if row_id is None or match_group(cells[at].text) != row_id or at + 1 == len(cells):
        return False
    return not (is_blank(cells[at + 1]) or is_figure(cells[at + 1]))


def _may_be_values(cells: Sequence[TableCell], row_id: str, header: Header | None) -> bool:
    """Whether what follows a label is what a row holds: figures, blanks or a sentence, and no label of a header."""
    if not cells:
        return False
    if row_id in ROUTES and all(map(is_blank, cells)):
        return header is not None and header.table == "T4" and len(header.columns) <= len(cells)
    return not any(match_column(cell.text) or is_heading(cell.text) for cell in cells if not is_figure(cell))


def _is_row_without_numbers(cells: Sequence[TableCell], walk: _Walk) -> bool:
    """Whether blanks and dashes alone are a row of the form: of table 3 or 4 by their number, of table 4 by its header."""
    if not all(is_blank(cell) or is_figure(cell) for cell in cells):
        return False
    dashes = sum(is_figure(cell) for cell in cells)
    if dashes and dashes == _WIDTHS.get(walk.section or ""):
        return True
    header = walk.headers.header
    below = header is not None and header.table == "T4" and not walk.headers.complete
    return below and header is not None and len(header.columns) in (len(cells), dashes)
