"""A printed table as an accessible one: every heading has its scope, every number names its headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.writers.printed import PrintedCell, PrintedTable


@dataclass(frozen=True, slots=True)
class HtmlCell:
    """One th or td. `scope` is None for a number; `headers` are the ids of its headings, outermost first."""

    printed: PrintedCell
    id: str | None
    scope: str | None
    headers: str


@dataclass(frozen=True, slots=True)
class HtmlTable:
    """The rows of the head, and the bodies with their rows (table 2 has a body for each item of art. 20)."""

    id: str
    caption: str
    head: tuple[tuple[HtmlCell, ...], ...]
    bodies: tuple[tuple[tuple[HtmlCell, ...], ...], ...]
    widths: tuple[float, ...]

    @property
    def css(self) -> str:
        """The widths of the columns as rules of a style sheet; an inline style would be refused by the portal."""
        return "\n".join(
            f"#{self.id} col:nth-child({place}) {{ width: {share:.2%} }}" for place, share in enumerate(self.widths, 1)
        )


def html_table(table: PrintedTable) -> HtmlTable:
    """`table` with scopes and headings. A row without numbers is a row of column headings; headings in others label rows."""
    rows = list(table.rows())
    built = list(_rows(table, rows))
    bodies: list[list[tuple[HtmlCell, ...]]] = []
    for index in range(table.header_rows, table.n_rows):
        opens = _is_heading(rows[index]) and not (index > table.header_rows and _is_heading(rows[index - 1]))
        if opens or not bodies:
            bodies.append([])
        bodies[-1].append(built[index])
    return HtmlTable(table.id, table.caption, tuple(built[: table.header_rows]), tuple(map(tuple, bodies)), table.widths)


def _is_heading(row: tuple[PrintedCell, ...]) -> bool:
    return all(cell.header for cell in row)


def _rows(table: PrintedTable, rows: list[tuple[PrintedCell, ...]]) -> Iterator[tuple[HtmlCell, ...]]:
    """The rows built, each with the column headings of the band above it and the labels that reach into it."""
    band: list[PrintedCell] = []
    labels: list[PrintedCell] = []
    before_was_heading = False
    for row in rows:
        heading = _is_heading(row)
        if heading:
            band = [*(band if before_was_heading else []), *row]
        else:
            labels = [cell for cell in labels if cell.row + cell.rowspan > row[0].row] + [cell for cell in row if cell.header]
        before_was_heading = heading
        yield tuple(_cell(table, cell, band, labels, in_heading=heading) for cell in row)


def _cell(
    table: PrintedTable, cell: PrintedCell, band: list[PrintedCell], labels: list[PrintedCell], *, in_heading: bool
) -> HtmlCell:
    if in_heading:
        above = [each for each in band if each.row < cell.row and _share_columns(each, cell)]
        return HtmlCell(cell, _id(table, cell), "col", _ids(table, above))
    if cell.header:
        outer = [each for each in labels if each.col < cell.col and each.row <= cell.row < each.row + each.rowspan]
        return HtmlCell(cell, _id(table, cell), "row", _ids(table, outer))
    own = [each for each in labels if each.row <= cell.row < each.row + each.rowspan]
    return HtmlCell(cell, None, None, _ids(table, [*[each for each in band if _share_columns(each, cell)], *own]))


def _share_columns(one: PrintedCell, other: PrintedCell) -> bool:
    return one.col < other.col + other.colspan and other.col < one.col + one.colspan


def _id(table: PrintedTable, cell: PrintedCell) -> str:
    return f"{table.id}-r{cell.row}c{cell.col}"


def _ids(table: PrintedTable, cells: list[PrintedCell]) -> str:
    return " ".join(_id(table, cell) for cell in cells)
