"""Rules of a PDF page into grids, grids into cells, spans into cells.

A cell is a union of grid areas with no rule between them. Rules that were drawn in pieces, twice or dashed are one rule.
A table that a page break left open is closed where its rules end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gongkai.readers.pdf_drawing import Box
from gongkai.readers.pdf_dump import Glyphs
from gongkai.readers.pdf_text import Span, part_of

_CLEAR = 0.13  # of the height: a gap at which even one string may go on in another cell
_CUT = 0.3  # of a character: a rule further inside of it runs through it
SAME = 3.0  # points: rules closer than this are one, double lines included

Segment = tuple[float, float, float]
"""Position across, start and end along, of a rule."""

Stretch = tuple[int, int, int]
"""Row, first column and the column after the last of areas with no rule between them."""


@dataclass(slots=True)
class GridCell:
    """A cell: its top-left grid position, its spans over rows and columns, and what stands in it."""

    row: int
    col: int
    rowspan: int
    colspan: int
    spans: list[Span] = field(default_factory=list)
    text: str = ""


@dataclass(slots=True)
class Grid:
    """One ruled table on one page: edges of columns and rows, its cells in reading order, which cell owns an area."""

    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    owner: list[list[int]]

    @property
    def box(self) -> Box:
        """Where it lies in the frame of its page."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    @property
    def area(self) -> float:
        """Square points."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def cell_box(self, cell: GridCell) -> Box:
        """Where a cell lies on its page."""
        xs, ys = self.xs, self.ys
        return xs[cell.col], ys[cell.row], xs[cell.col + cell.colspan], ys[cell.row + cell.rowspan]

    def cell_at(self, x: float, y: float) -> GridCell:
        """The cell around a point inside the grid."""
        return self.cells[self.owner[bisect_right(self.ys, y) - 1][bisect_right(self.xs, x) - 1]]


def grids_of(rules: Iterable[Box]) -> list[Grid]:
    """The ruled grids of a page from top to bottom; a lone frame and rules that enclose nothing are none."""
    across: list[Segment] = []
    upright: list[Segment] = []
    for x0, y0, x1, y1 in rules:
        if x1 - x0 > y1 - y0:
            across.append(((y0 + y1) / 2, x0, x1))
        else:
            upright.append(((x0 + x1) / 2, y0, y1))
    if not upright or not across:
        return []
    grids = [_grid(*group) for group in _touching(_merged(across), _merged(upright))]
    return sorted((grid for grid in grids if grid is not None), key=lambda grid: (grid.ys[0], grid.xs[0]))


def _merged(segments: list[Segment]) -> list[Segment]:
    """Rules at the same place brought to one position, pieces that follow one another joined."""
    segments.sort()
    found: list[Segment] = []
    first = 0
    for last in range(1, len(segments) + 1):
        if last == len(segments) or segments[last][0] - segments[first][0] > SAME:
            position = (segments[first][0] + segments[last - 1][0]) / 2
            found += _joined(position, sorted([(start, end) for _, start, end in segments[first:last]]))
            first = last
    return found


def _joined(position: float, extents: list[tuple[float, float]]) -> list[Segment]:
    found = []
    start, end = extents[0]
    for begins, ends in extents:
        if begins > end + SAME:
            found.append((position, start, end))
            start, end = begins, ends
        elif ends > end:
            end = ends
    found.append((position, start, end))
    return found


def _touching(across: list[Segment], upright: list[Segment]) -> list[tuple[list[Segment], list[Segment]]]:
    """Rules grouped into drawings that hang together."""
    group = list(range(len(across) + len(upright)))

    def head(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for j, (x, top, bottom) in enumerate(upright, len(across)):
        top, bottom = top - SAME, bottom + SAME
        for i, (y, left, right) in enumerate(across):
            if top <= y <= bottom and left - SAME <= x <= right + SAME:
                group[head(i)] = head(j)
    found: dict[int, tuple[list[Segment], list[Segment]]] = {}
    for i, segment in enumerate((*across, *upright)):
        found.setdefault(head(i), ([], []))[i >= len(across)].append(segment)
    return [(rows, columns) for rows, columns in found.values() if rows and columns]


def _grid(across: list[Segment], upright: list[Segment]) -> Grid | None:
    """The grid of one drawing; None where it encloses a single area at most."""
    xs = _edges([x for x, _, _ in upright], [x for _, left, right in across for x in (left, right)])
    ys = _edges([y for y, _, _ in across], [y for _, top, bottom in upright for y in (top, bottom)])
    if len(xs) < 2 or len(ys) < 2:
        return None
    ruled_right = _ruled(upright, xs, ys)
    ruled_below = _ruled(across, ys, xs)
    cells = _cells(ruled_right, ruled_below, len(xs) - 1, len(ys) - 1)
    return _compressed(xs, ys, cells)


def _edges(rules: list[float], ends: list[float]) -> list[float]:
    """Positions of the rules, and of ends of crossing rules where no rule closes them."""
    found = sorted(set(rules))
    for end in sorted(ends):
        at = bisect_right(found, end)
        if (at == 0 or end - found[at - 1] > SAME) and (at == len(found) or found[at] - end > SAME):
            found.insert(at, end)
    return found


def _ruled(rules: list[Segment], positions: list[float], along: list[float]) -> list[int]:
    """For each position a set of bits: which steps between the edges `along` are covered by a rule there."""
    covered = [0] * len(positions)
    at = {position: i for i, position in enumerate(positions)}
    for position, start, end in rules:
        first = max(bisect_right(along, start + SAME) - 1, 0)
        last = bisect_right(along, end + SAME) - 1
        if last > first:
            covered[at[position]] |= (1 << last) - (1 << first)
    return covered


def _cells(ruled_right: list[int], ruled_below: list[int], n_cols: int, n_rows: int) -> list[GridCell]:
    """Areas united where no rule divides them, as rectangles in reading order."""
    stretches: list[Stretch] = []
    united: list[int] = []

    def head(i: int) -> int:
        while united[i] != i:
            i = united[i]
        return i

    above, upper = 0, 0  # the row above is stretches[above:upper]
    for row in range(n_rows):
        first = len(stretches)
        start = 0
        for col in range(1, n_cols + 1):
            if col == n_cols or ruled_right[col] >> row & 1:
                i = len(stretches)
                stretches.append((row, start, col))
                united.append(i)
                while above < upper:
                    _, begins, ends = stretches[above]
                    both = (1 << min(col, ends)) - (1 << max(start, begins))
                    if both & ~ruled_below[row]:
                        united[head(i)] = head(above)
                    if ends > col:
                        break
                    above += 1
                start = col
        above, upper = first, len(stretches)
    groups: dict[int, list[Stretch]] = {}
    for i, stretch in enumerate(stretches):
        groups.setdefault(i if united[i] == i else head(i), []).append(stretch)
    cells = [cell for group in groups.values() for cell in _rectangles(group)]
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return cells


def _rectangles(group: list[Stretch]) -> list[GridCell]:
    """One cell where the united areas make a rectangle; else a cell for each run of equal rows."""
    if len(group) == 1:
        row, start, end = group[0]
        return [GridCell(row, start, 1, end - start)]
    top, bottom = min(row for row, _, _ in group), max(row for row, _, _ in group) + 1
    left, right = min(start for _, start, _ in group), max(end for _, _, end in group)
    if sum(end - start for _, start, end in group) == (bottom - top) * (right - left):
        return [GridCell(top, left, bottom - top, right - left)]
    found: dict[tuple[int, int], GridCell] = {}
    done = []
    for row, start, end in group:
        cell = found.get((start, end))
        if cell is not None and cell.row + cell.rowspan == row:
            cell.rowspan += 1
        else:
            found[start, end] = GridCell(row, start, 1, end - start)
            done.append(found[start, end])
    return done


def _compressed(xs: list[float], ys: list[float], cells: list[GridCell]) -> Grid:
    """Without edges at which no cell begins, such as those an underline brings in."""
    columns = sorted({cell.col for cell in cells})
    rows = sorted({cell.row for cell in cells})
    col_at = {col: i for i, col in enumerate(columns)}
    row_at = {row: i for i, row in enumerate(rows)}
    col_at[len(xs) - 1], row_at[len(ys) - 1] = len(columns), len(rows)
    owner = [[-1] * len(columns) for _ in rows]
    for i, cell in enumerate(cells):
        right, bottom = col_at.get(cell.col + cell.colspan), row_at.get(cell.row + cell.rowspan)
        cell.col, cell.row = col_at[cell.col], row_at[cell.row]
        cell.colspan = (len(columns) if right is None else right) - cell.col
        cell.rowspan = (len(rows) if bottom is None else bottom) - cell.row
        for line in owner[cell.row : cell.row + cell.rowspan]:
            line[cell.col : cell.col + cell.colspan] = [i] * cell.colspan
    return Grid([*(xs[col] for col in columns), xs[-1]], [*(ys[row] for row in rows), ys[-1]], cells, owner)


def fill(grids: Sequence[Grid], spans: Iterable[Span]) -> list[Span]:
    """Puts spans into the cells around their centre, the smallest grid first; returns those outside of every grid."""
    outside = []
    by_size = sorted(grids, key=lambda grid: grid.area)
    for span in spans:
        middle = (span.y0 + span.y1) / 2
        x0, x1 = span.x0, span.x1
        for grid in by_size:
            if grid.ys[0] <= middle < grid.ys[-1] and grid.xs[0] <= (x0 + x1) / 2 < grid.xs[-1]:
                _put(grid, span, middle)
                break
        else:
            outside.append(span)
    return outside


def _put(grid: Grid, span: Span, middle: float) -> None:
    """Into one cell; where the span reaches over a rule, each string of it into its own.

    A string that does not fit its cell goes by its centre: a number is never cut in two by a rule that runs through it.
    """
    glyphs, start, end = span.glyphs, span.start, span.end
    if _cell_around(grid, glyphs, start, middle) is _cell_around(grid, glyphs, end - 1, middle):
        _nearest_cell(grid, (span.x0 + span.x1) / 2, middle).spans.append(span)
        return
    begin = start
    for at in range(start + 1, end + 1):
        if at == end or _ends_at_rule(grid, glyphs, at, middle, _CLEAR * span.height):
            x = (glyphs.x0[begin] + glyphs.x1[at - 1]) / 2
            _nearest_cell(grid, x, middle).spans.append(part_of(span, begin, at))
            begin = at


def _ends_at_rule(grid: Grid, glyphs: Glyphs, at: int, middle: float, clear: float) -> bool:
    """Whether a string ends before the character `at`, and a rule stands between the two characters."""
    x0, x1 = glyphs.x0[at], glyphs.x1[at - 1]
    if glyphs.string[at] == glyphs.string[at - 1] and x0 - x1 <= clear:
        return False
    before, after = _cell_around(grid, glyphs, at - 1, middle), _cell_around(grid, glyphs, at, middle)
    if before is after:
        return False
    rule = grid.xs[after.col]
    return x1 - rule <= _CUT * (x1 - glyphs.x0[at - 1]) and rule - x0 <= _CUT * (glyphs.x1[at] - x0)


def _cell_around(grid: Grid, glyphs: Glyphs, at: int, y: float) -> GridCell:
    return _nearest_cell(grid, (glyphs.x0[at] + glyphs.x1[at]) / 2, y)


def _nearest_cell(grid: Grid, x: float, y: float) -> GridCell:
    """The cell around a point, or the outer one that it lies beside."""
    return grid.cell_at(min(max(x, grid.xs[0]), grid.xs[-1] - 0.01), y)
