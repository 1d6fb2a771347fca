"""Lines of PDF pages into paragraphs, over page breaks too; page numbers and running heads set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from gongkai.core.report.exchange import Place
from gongkai.readers.document import Paragraph
from gongkai.readers.pdf_layout import Layout, Line
from gongkai.readers.pdf_text import joined_lines

_DASH = r"[-‐‑–—―－·~～]"
_PAGE_NUMBER = re.compile(rf"(?:{_DASH}+\s*\d{{1,4}}\s*{_DASH}+|第\s*\d{{1,4}}\s*页.{{0,12}}|\d{{1,4}}\s*/\s*\d{{1,4}})")
_NUMBER_ALONE = re.compile(r"\d{1,4}")
_ENDS_SENTENCE = re.compile(r"[。！？；：]$")
_HEADING = re.compile(r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])")
_EDGE_LINES = 2  # running heads and feet stand among so many lines at the edge of a page
_SAME_HEIGHT = 3.0  # points between the places of a running head on two pages
_COLUMN_GAP = 2.0  # of the height
_RUNNING_ON = 3  # pages that must carry the same words before they count as running


@dataclass(slots=True)
class Furniture:
    """What stands on pages beside the text."""

    page_numbers: list[str]
    running: list[str]


def take_furniture(layouts: Sequence[Layout]) -> Furniture:
    """Takes page numbers and running heads and feet out of the lines of all pages."""
    found = Furniture([], [])
    edges = [(layout, line, at_top) for layout in layouts for line, at_top in _edge_lines(layout)]
    running = Counter(_running_key(line, at_top) for _, line, at_top in edges)
    numbers = Counter(int(line.text) - layout.page.number for layout, line, _ in edges if _NUMBER_ALONE.fullmatch(line.text))
    for layout, line, at_top in edges:
        text = line.text.strip()
        alone = _NUMBER_ALONE.fullmatch(text)
        if _PAGE_NUMBER.fullmatch(text) or (alone and numbers[int(text) - layout.page.number] > 1):
            found.page_numbers.append(text)
        elif running[_running_key(line, at_top)] >= max(_RUNNING_ON, len(layouts) / 2):
            found.running.append(text)
        else:
            continue
        layout.lines.remove(line)
    return found


def _edge_lines(layout: Layout) -> list[tuple[Line, bool]]:
    """The first and last lines of a page that stand above and below everything else."""
    top = min((grid.ys[0] for grid in layout.grids), default=layout.page.height)
    bottom = max((grid.ys[-1] for grid in layout.grids), default=0.0)
    lines = layout.lines
    upper = [line for line in lines[:_EDGE_LINES] if line.box[3] <= top and line.box[3] < layout.page.height / 2]
    lower = [line for line in lines[-_EDGE_LINES:] if line.box[1] >= bottom and line.box[1] > layout.page.height / 2]
    return [*((line, True) for line in upper), *((line, False) for line in lower)]


def _running_key(line: Line, at_top: bool) -> tuple[bool, int, str]:
    return at_top, round(line.box[1] / _SAME_HEIGHT), re.sub(r"\d+", "0", line.text)


class Paragraphs:
    """Lines gathered into paragraphs, one after the other."""

    def __init__(self, layouts: Sequence[Layout]) -> None:
        self._margins = {layout.page.number: margins for layout in layouts if (margins := _margins(layout.lines))}
        self._usual = self._margins.get(min(self._margins, default=0), (0.0, 0.0))
        steps = [after.box[1] - line.box[1] for layout in layouts for line, after in pairwise(layout.lines)]
        self._step = median(steps) if steps else 0.0
        self._open: list[tuple[Layout, Line]] = []
        self._text = ""

    def add(self, layout: Layout, line: Line) -> Paragraph | None:
        """Takes the next line; returns the paragraph before it where the line begins another."""
        done = None
        if self._open and not self._continues(*self._open[-1], layout, line):
            done = self.end()
        self._text = joined_lines(self._text, line.text) if self._open else line.text
        self._open.append((layout, line))
        return done

    def end(self) -> Paragraph | None:
        """The paragraph that is open, if any; the next line begins another."""
        if not self._open:
            return None
        layout = self._open[0][0]
        boxes = [line.box for at, line in self._open if at is layout]
        x0, y0 = min(box[0] for box in boxes), min(box[1] for box in boxes)
        x1, y1 = max(box[2] for box in boxes), max(box[3] for box in boxes)
        place = Place(layout.page.number, layout.page.displayed((x0, y0, x1, y1)))
        text, self._text, self._open = self._text, "", []
        return Paragraph(text, place)

    def _continues(self, above: Layout, line: Line, below: Layout, after: Line) -> bool:
        """Whether a line goes on with the paragraph: the line before is full, and this one is not set in."""
        if not 0.75 * line.height < after.height < 1.34 * line.height or _in_columns(line) or _in_columns(after):
            return False
        _, right = self._margins.get(above.page.number, self._usual)
        left, _ = self._margins.get(below.page.number, self._usual)
        if line.box[2] < right - 2.2 * line.height or after.box[0] > left + 0.8 * after.height:
            return False
        if _ENDS_SENTENCE.search(line.text) and _HEADING.match(after.text):
            return False
        most = min(max(1.5 * self._step, 1.8 * line.height), 3 * line.height)
        return above is not below or after.box[1] - line.box[1] <= most


def _in_columns(line: Line) -> bool:
    """Whether a line is set in columns: a gap in it is wider than any that stretches a line to full width."""
    return any(after.x0 - span.x1 > _COLUMN_GAP * line.height for span, after in pairwise(line.spans))


def _margins(lines: Sequence[Line]) -> tuple[float, float] | None:
    """Left and right edge of running text; None where a page has none."""
    if not lines:
        return None
    widest = max(line.box[2] - line.box[0] for line in lines)
    ends = sorted(line.box[2] for line in lines if line.box[2] - line.box[0] > 0.7 * widest)
    return min(line.box[0] for line in lines), median(ends[len(ends) // 2 :])
