"""Tables without a full grid: three-line tables and columns of numbers set with blanks only.

A table is made only where the columns are certain: several lines with the same number of entries, whose extents form
columns that no line contradicts, and numbers in the columns. Anything else stays text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongkai.core.report.exchange import Place
from gongkai.readers.document import Table, TableCell
from gongkai.readers.pdf_drawing import Box
from gongkai.readers.pdf_dump import PageDump
from gongkai.readers.pdf_layout import Layout, Line
from gongkai.readers.pdf_text import Span, line_text

_GAP = 0.8  # of the height: entries of one line are further apart
_FULL_LINES = 3  # lines with every entry that make columns certain
_COLUMNS = 3
_FIGURE = re.compile(r"[-+−－]?[\d０-９][\d０-９,，.．]*[%％]?|[-/—–－]+")

Extent = tuple[float, float]


@dataclass(slots=True)
class Entry:
    """What stands together on a line, and the columns it reaches over."""

    text: str
    box: Box
    col: int = 0
    colspan: int = 1


@dataclass(slots=True)
class LooseTable:
    """Lines that are rows, each with its entries."""

    lines: list[Line]
    rows: list[list[Entry]]
    n_cols: int

    @property
    def box(self) -> Box:
        """Where it lies in the frame of its page."""
        boxes = [line.box for line in self.lines]
        x0, y0 = min(box[0] for box in boxes), min(box[1] for box in boxes)
        return x0, y0, max(box[2] for box in boxes), max(box[3] for box in boxes)

    def as_table(self, page: PageDump, number: int) -> Table:
        """The table, marked as loose."""
        cells = tuple(
            TableCell(
                entry.text,
                row,
                entry.col,
                colspan=entry.colspan,
                place=Place(page.number, page.displayed(entry.box), number, row, entry.col),
            )
            for row, entries in enumerate(self.rows)
            for entry in entries
        )
        place = Place(page.number, page.displayed(self.box), number)
        return Table(cells, len(self.rows), self.n_cols, number, place, loose=True)


def loose_tables(layout: Layout) -> list[LooseTable]:
    """The tables among the lines of a page that stand outside of every grid."""
    found = []
    stretch: list[tuple[Line, list[Entry]]] = []
    for line in [*layout.lines, None]:
        entries = _entries(line.spans) if line is not None else []
        if line is not None and len(entries) >= 2 and not _apart(stretch, line, layout):
            stretch.append((line, entries))
            continue
        if (table := _table(stretch)) is not None:
            found.append(table)
        stretch = [(line, entries)] if line is not None and len(entries) >= 2 else []
    return found


def _apart(stretch: Sequence[tuple[Line, list[Entry]]], line: Line, layout: Layout) -> bool:
    """Whether a grid or much room lies between a line and the stretch before it."""
    if not stretch:
        return False
    before = stretch[-1][0]
    between = any(before.box[1] < grid.ys[0] < line.box[1] for grid in layout.grids)
    return between or line.box[1] - before.box[3] > 3 * line.height


def _entries(spans: Sequence[Span]) -> list[Entry]:
    groups = [[spans[0]]]
    for span in spans[1:]:
        before = groups[-1][-1]
        if span.x0 - before.x1 > _GAP * max(span.height, before.height):
            groups.append([span])
        else:
            groups[-1].append(span)
    return [
        Entry(line_text(group), (group[0].x0, min(s.y0 for s in group), group[-1].x1, max(s.y1 for s in group)))
        for group in groups
    ]


def _table(stretch: Sequence[tuple[Line, list[Entry]]]) -> LooseTable | None:
    """The table that a stretch of lines with several entries makes; None where its columns are not certain."""
    counted = Counter(len(entries) for _, entries in stretch)
    n_cols = max(counted, default=0)
    full = [entries for _, entries in stretch if len(entries) == n_cols]
    if n_cols < _COLUMNS or len(full) < _FULL_LINES:
        return None
    columns = [(min(e.box[0] for e in column), max(e.box[2] for e in column)) for column in zip(*full, strict=True)]
    if any(left[1] >= right[0] for left, right in pairwise(columns)):
        return None
    figures = sum(all(_FIGURE.fullmatch(entry.text) for entry in entries[1:]) for entries in full)
    if figures < 2 or not all(_place(entries, columns) for _, entries in stretch):
        return None
    return LooseTable([line for line, _ in stretch], [entries for _, entries in stretch], n_cols)


def _place(entries: Sequence[Entry], columns: Sequence[Extent]) -> bool:
    """Gives each entry its columns; False where a figure reaches over two or two entries over one."""
    after = 0
    for entry in entries:
        over = [i for i, (left, right) in enumerate(columns) if entry.box[0] < right and entry.box[2] > left]
        if not over or over[0] < after or (len(over) > 1 and _FIGURE.fullmatch(entry.text)):
            return False
        entry.col, entry.colspan = over[0], len(over)
        after = over[-1] + 1
    return True
