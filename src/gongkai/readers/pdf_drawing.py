"""Which of the things drawn on a PDF page are rules: thin strokes, thin boxes, edges of frames, dashes in a row."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points."""

THICK = 4.0  # a rule is thinner; table borders in use have at most 3 pt
_LONG = 4.0  # a rule is longer; what is shorter may be a dash
_DASH_GAP = 5.0
_DASHED = 12.0  # dashes in a row make a rule of at least this length
_STRAIGHT = 0.5  # how far a stroke may stray from its axis


class Drawing:
    """Collects what is drawn on one page, in one space, and says which of it are rules."""

    def __init__(self) -> None:
        self._rules: list[Box] = []
        self._specks: list[Box] = []
        self.shapes = 0  # filled areas and paths with curves: figures, or characters drawn as outlines

    def thin(self, box: Box) -> bool:
        """Whether a box is a rule or a speck that may be part of a dashed one; if so it is kept."""
        x0, y0, x1, y1 = box
        width, height = x1 - x0, y1 - y0
        thickness, length = (width, height) if width < height else (height, width)
        if thickness >= THICK:
            return False
        if length > _LONG and length > 2 * thickness:
            self._rules.append(box)
            return True
        if length <= _LONG:
            self._specks.append(box)
            return True
        return False

    def path(self, points: Iterable[tuple[int, float, float, bool]], stroked: bool) -> None:
        """A path by its segments (0 line, 1 curve, 2 move; x; y; closes): each stroke, or each filled part, by itself."""
        part: list[tuple[float, float]] = []
        curved = False
        for kind, x, y, closes in points:
            if kind == 2:
                self._part(part, stroked)
                part = []
            curved = curved or kind == 1
            part.append((x, y))
            if closes and stroked:
                part.append(part[0])
        self.shapes += curved
        if not curved:
            self._part(part, stroked)

    def _part(self, part: list[tuple[float, float]], stroked: bool) -> None:
        if len(part) < 2:
            return
        xs, ys = [x for x, _ in part], [y for _, y in part]
        if self.thin((min(xs), min(ys), max(xs), max(ys))) or not stroked:
            return
        for (ax, ay), (bx, by) in pairwise(part):
            if abs(ax - bx) < _STRAIGHT or abs(ay - by) < _STRAIGHT:
                self.thin((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))

    def rules(self) -> list[Box]:
        """Every rule of the page."""
        if len(self._specks) < 3:
            return self._rules
        turned = [(y0, x0, y1, x1) for x0, y0, x1, y1 in self._specks]
        upright = [(x0, y0, x1, y1) for y0, x0, y1, x1 in _dashed(turned)]
        return [*self._rules, *_dashed(self._specks), *upright]


def _dashed(specks: list[Box]) -> list[Box]:
    """Horizontal rules made of specks that follow one another closely."""
    rows: list[list[Box]] = []
    for speck in sorted(specks, key=lambda box: box[1] + box[3]):
        if not rows or speck[1] + speck[3] - rows[-1][0][1] - rows[-1][0][3] > 2 * _STRAIGHT:
            rows.append([])
        rows[-1].append(speck)
    found = []
    for row in rows:
        row.sort()
        first = 0
        for last in range(1, len(row) + 1):
            if last == len(row) or row[last][0] - row[last - 1][2] > _DASH_GAP:
                if last - first >= 3 and row[last - 1][2] - row[first][0] >= _DASHED:
                    found.append((row[first][0], row[first][1], row[last - 1][2], row[first][3]))
                first = last
    return found
