"""Tables over page breaks: parts with the same columns become one table, cells that the break cut are made whole.

Where it is not certain that a cell goes on, its parts stay two cells. Numbers are never brought together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.core.report.exchange import Place
from gongkai.readers.document import Table, TableCell
from gongkai.readers.pdf_grid import Grid
from gongkai.readers.pdf_layout import Layout
from gongkai.readers.pdf_text import joined_in_cell

_SAME_EDGE = 4.0  # points: how far the same column may lie from itself on the next page
_HEADER_ROWS = 6  # a repeated header has at most so many

_NUMBERED = re.compile(r"\s*(?:[（(]\s*[一二三四五六七八九十]+\s*[）)]|[一二三四五六七八九十]+\s*[、.．]|\d+\s*[、.．])")
_WORDS = re.compile(r"[\u4e00-\u9fff]")


@dataclass(slots=True)
class PartCell:
    """A cell of a table in the making; `left` and `right` are points from the table's left edge."""

    row: int
    rowspan: int
    left: float
    right: float
    text: str
    place: Place

    @property
    def columns(self) -> tuple[float, float]:
        """The edges it reaches between, the same for cells above one another."""
        return self.left, self.right


@dataclass(slots=True)
class TableParts:
    """A table in the making: column edges from its left edge, its rows so far, the edges of its last part."""

    edges: list[float]
    last_edges: list[float]
    cells: list[PartCell]
    n_rows: int
    page: int
    place: Place
    repeated_headers: list[int] = field(default_factory=list)

    @property
    def text(self) -> bool:
        """Whether any cell holds text."""
        return any(cell.text for cell in self.cells)


def part_of_page(layout: Layout, grid: Grid) -> TableParts:
    """A grid of one page as a table of one part."""
    page, origin = layout.page, grid.xs[0]
    edges = [x - origin for x in grid.xs]
    cells = [
        PartCell(
            cell.row,
            cell.rowspan,
            edges[cell.col],
            edges[cell.col + cell.colspan],
            cell.text,
            Place(page.number, page.displayed(grid.cell_box(cell))),
        )
        for cell in grid.cells
    ]
    place = Place(page.number, page.displayed(grid.box))
    return TableParts(edges, edges, cells, len(grid.ys) - 1, page.number, place)


def goes_on(table: TableParts, part: TableParts) -> bool:
    """Whether a part at the top of the next page has the columns of the table above the break."""
    if part.page != table.page + 1 or abs(table.edges[-1] - part.edges[-1]) > _SAME_EDGE:
        return False
    return any(_among(part.edges, edges) or _among(edges, part.edges) for edges in (table.edges, table.last_edges))


def append(table: TableParts, part: TableParts) -> None:
    """Puts a part below the table, without a header that the page break repeated, cut cells made whole."""
    _take_edges(table, part)
    _drop_repeated_header(table, part)
    table.page, table.last_edges = part.page, part.edges
    if not part.n_rows:
        return
    pairs = _pairs(table, part)
    cut = _cuts_a_row(table, part, pairs)
    shift = table.n_rows - (1 if cut else 0)
    whole = pairs if cut else [pair for pair in pairs if _group_goes_on(*pair, part)]
    for above, below in whole:
        above.text = joined_in_cell(above.text, below.text)
        above.rowspan += below.rowspan - (1 if cut else 0)
        part.cells.remove(below)
    for cell in part.cells:
        cell.row += shift
    table.cells += part.cells
    table.n_rows = shift + part.n_rows


def finished(table: TableParts, number: int) -> Table:
    """The table with its cells at grid positions, in reading order."""
    edges = table.edges
    cells = []
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.left)):
        col = bisect_left(edges, cell.left)
        colspan = bisect_left(edges, cell.right) - col
        place = Place(cell.place.page, cell.place.box, number, cell.row, col)
        cells.append(TableCell(cell.text, cell.row, col, cell.rowspan, colspan, place))
    place = Place(table.place.page, table.place.box, number)
    return Table(tuple(cells), table.n_rows, len(edges) - 1, number, place)


def _among(some: Sequence[float], edges: Sequence[float]) -> bool:
    return all(_nearest(edge, edges) is not None for edge in some)


def _nearest(edge: float, edges: Sequence[float]) -> float | None:
    """The edge that is the same as `edge`."""
    best = min(edges, key=lambda other: abs(other - edge))
    return best if abs(best - edge) <= _SAME_EDGE else None


def _take_edges(table: TableParts, part: TableParts) -> None:
    """Brings the part's columns onto the table's edges; new ones are added."""
    moved = {edge: _nearest(edge, table.edges) for edge in part.edges}
    moved[part.edges[0]], moved[part.edges[-1]] = table.edges[0], table.edges[-1]
    onto = {edge: edge if to is None else to for edge, to in moved.items()}
    for cell in part.cells:
        cell.left, cell.right = onto[cell.left], onto[cell.right]
    part.edges = sorted(set(onto.values()))
    table.edges = sorted({*table.edges, *part.edges})


def _drop_repeated_header(table: TableParts, part: TableParts) -> None:
    """Takes away rows at the top of the part that are, cell for cell, the first rows of the table."""
    for rows in range(min(_HEADER_ROWS, table.n_rows, part.n_rows), 0, -1):
        head, again = _head(table, rows), _head(part, rows)
        if head is not None and head == again and any(_WORDS.search(text) for *_, text in head):
            part.cells = [cell for cell in part.cells if cell.row >= rows]
            for cell in part.cells:
                cell.row -= rows
            part.n_rows -= rows
            table.repeated_headers.append(part.page)
            return


def _head(table: TableParts, rows: int) -> list[tuple[int, float, float, int, str]] | None:
    """The first rows as comparable values; None where a cell reaches out of them."""
    cells = [cell for cell in table.cells if cell.row < rows]
    if any(cell.row + cell.rowspan > rows for cell in cells):
        return None
    return sorted((cell.row, cell.left, cell.right, cell.rowspan, "".join(cell.text.split())) for cell in cells)


def _pairs(table: TableParts, part: TableParts) -> list[tuple[PartCell, PartCell]]:
    """Cells that touch the break from above and below between the same edges."""
    above = {cell.columns: cell for cell in table.cells if cell.row + cell.rowspan == table.n_rows}
    return [(above[cell.columns], cell) for cell in part.cells if cell.row == 0 and cell.columns in above]


def _cuts_a_row(table: TableParts, part: TableParts, pairs: list[tuple[PartCell, PartCell]]) -> bool:
    """Whether the break certainly cuts a row: its cells have text on one side only, save labels that go on.

    Without such labels the part above must bring the label and the part below figures at most.
    """
    touching = sum(cell.row + cell.rowspan == table.n_rows for cell in table.cells)
    if len(pairs) != touching or len(pairs) != sum(cell.row == 0 for cell in part.cells):
        return False
    both = [pair for pair in pairs if pair[0].text and pair[1].text]
    if not all(_text_goes_on(above.text, below.text) for above, below in both):
        return False
    rest = [pair for pair in pairs if pair not in both]
    if not any(below.text for _, below in rest):
        return True
    if both:
        return not any(above.text for above, _ in rest) and any(_open_bracket(above.text) for above, _ in both)
    return any(_WORDS.search(above.text) for above, _ in rest) and not any(_WORDS.search(below.text) for _, below in rest)


def _group_goes_on(above: PartCell, below: PartCell, part: TableParts) -> bool:
    """Whether a label of several rows, such as a side label, goes on below the break."""
    if _numeric(above.text) or _numeric(below.text):
        return False
    several = above.rowspan > 1 or below.rowspan > 1
    if not above.text and not below.text:
        return several
    beside = [cell for cell in part.cells if cell.row == below.row and cell.left == below.right]
    heads_labels = any(_WORDS.search(cell.text) for cell in beside)
    if not several and not heads_labels:
        return False
    return not above.text or not below.text or _text_goes_on(above.text, below.text)


def _text_goes_on(above: str, below: str) -> bool:
    """Whether two texts are certainly one: a numbered label or an open bracket goes on without a number of its own."""
    if not _WORDS.search(above) or not _WORDS.search(below) or _NUMBERED.match(below):
        return False
    return bool(_NUMBERED.match(above)) or _open_bracket(above)


def _numeric(text: str) -> bool:
    return bool(text) and not _WORDS.search(text)


def _open_bracket(text: str) -> bool:
    return text.count("（") + text.count("(") > text.count("）") + text.count(")")
