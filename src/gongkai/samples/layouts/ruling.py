"""A grid with measured columns and rows, and the part of it that stands on one page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from gongkai.samples.page import Grid, GridCell

_PAD = 3.0
_LINE = 1.15
Wrap = Callable[[str, float], list[str]]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `top` grows downwards inside a table and is a page's y once placed."""

    x: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge, downwards from the top of the table."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell with its box and its text cut into lines."""

    box: Box
    lines: tuple[str, ...]
    number: bool
    bold: bool
    top_row: int
    rows: int


@dataclass(frozen=True, slots=True)
class RuledTable:
    """Cells and row heights."""

    cells: tuple[RuledCell, ...]
    heights: tuple[float, ...]
    line: float

    @property
    def height(self) -> float:
        """The height of all rows."""
        return sum(self.heights)

    def top(self, row: int) -> float:
        """How far below the table's top the row begins."""
        return sum(self.heights[:row])

    def fits(self, start: int, room: float) -> int:
        """The first row from `start` that no longer fits into `room`; always one row on an empty page."""
        row = start
        while row < len(self.heights) and self.top(row + 1) - self.top(start) <= room:
            row += 1
        return row

    def between(self, start: int, stop: int, shown: dict[RuledCell, int]) -> Iterator[RuledCell]:
        """The cells of some rows; a cell over the edge is cut, and the lines that do not fit flow into its next part.

        `shown` remembers how many lines of a cell stand on earlier pages.
        """
        for cell in self.cells:
            first, last = max(cell.top_row, start), min(cell.top_row + cell.rows, stop)
            if first >= last:
                continue
            box = Box(cell.box.x, self.top(first), cell.box.width, self.top(last) - self.top(first))
            before = shown.get(cell, 0)
            ends = last == cell.top_row + cell.rows
            room = len(cell.lines) if ends else int((box.height - 2 * _PAD) / self.line)
            lines = cell.lines[before : before + room]
            shown[cell] = before + len(lines)
            yield replace(cell, box=box, lines=lines)


def lay_out(grid: Grid, width: float, size: float, wrap: Wrap) -> RuledTable:
    """Columns by their shares of the width, rows as tall as their text needs."""
    unit = width / sum(grid.widths)
    edges = [sum(grid.widths[:at]) * unit for at in range(len(grid.widths) + 1)]
    line = size * _LINE
    heights = [line + 2 * _PAD] * len(grid.rows)
    found: list[tuple[int, int, GridCell, list[str]]] = []
    for top, left, cell in grid.placed():
        room = edges[left + cell.colspan] - edges[left] - 2 * _PAD
        lines = list(cell.text.replace("\n", "")) if cell.upright else _lines(cell, room, wrap)
        found.append((top, left, cell, lines))
        lacking = len(lines) * line + 2 * _PAD - sum(heights[top : top + cell.rowspan])
        if lacking > 0:
            heights[top + cell.rowspan - 1] += lacking
    tops = [sum(heights[:row]) for row in range(len(heights) + 1)]
    cells = [
        RuledCell(
            Box(edges[left], tops[top], edges[left + cell.colspan] - edges[left], tops[top + cell.rowspan] - tops[top]),
            tuple(text for text in lines if text.strip()),
            bool(cell.id),
            cell.head,
            top,
            cell.rowspan,
        )
        for top, left, cell, lines in found
    ]
    return RuledTable(tuple(cells), tuple(heights), line)


def _lines(cell: GridCell, room: float, wrap: Wrap) -> list[str]:
    """Numbers are not broken (they are set smaller instead), only their remarks are."""
    text = cell.text + cell.unit
    return text.split("\n") if cell.id else wrap(text, room)
