"""One PDF page as lines of text and filled grids, with what is hidden set aside."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongkai.readers.pdf_drawing import Box
from gongkai.readers.pdf_dump import Glyphs, PageDump, turn_box
from gongkai.readers.pdf_grid import Grid, fill, grids_of
from gongkai.readers.pdf_text import Span, cell_text, line_text, lines_of, spans_of

_LEGIBLE = 0.8  # points: smaller characters are not seen
_STRIP = 90.0  # points: a single closed area is the rest of a table at a page break up to this height, else a frame


@dataclass(slots=True)
class Line:
    """One line of text outside of all grids."""

    text: str
    box: Box
    height: float
    spans: list[Span]


@dataclass(slots=True)
class Layout:
    """What a page shows: lines and grids, each from top to bottom, and text that nobody sees."""

    page: PageDump
    lines: list[Line]
    grids: list[Grid]
    hidden: list[Line] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether the page shows no text at all."""
        return not self.lines and not any(cell.text for grid in self.grids for cell in grid.cells)


def layout(page: PageDump) -> Layout:
    """The layout of a page."""
    spans = spans_of(page.glyphs)
    for quarters, glyphs in page.turned.items():
        spans += _turned(page, quarters, glyphs)
    seen: list[Span] = []
    unseen = spans_of(page.hidden)
    for span in spans:
        (seen if _seen(span, page) else unseen).append(span)
    grids = grids_of(page.rules)
    grids = [grid for grid in grids if len(grid.cells) > 1 or _is_strip(grid, grids)]
    outside = fill(grids, seen)
    for grid in grids:
        for cell in grid.cells:
            cell.text = cell_text(cell.spans)
    return Layout(page, _lines(outside), grids, _lines(unseen))


def _is_strip(frame: Grid, grids: list[Grid]) -> bool:
    """Whether a single closed area may be a row of a table and not a frame around other things."""
    x0, y0, x1, y1 = frame.box
    around = any(x0 <= g.xs[0] and g.xs[-1] <= x1 and y0 <= g.ys[0] and g.ys[-1] <= y1 for g in grids if g is not frame)
    return y1 - y0 <= _STRIP and not around


def _seen(span: Span, page: PageDump) -> bool:
    """Whether a span is large enough to be read and lies on the page."""
    on_page = 0 <= span.x0 + span.x1 <= 2 * page.width and 0 <= span.y0 + span.y1 <= 2 * page.height
    if span.y1 - span.y0 >= _LEGIBLE or not on_page:
        return on_page
    return span.x1 - span.x0 >= _LEGIBLE * len(span.text)  # a dash is broad, though it has no height


def _lines(spans: list[Span]) -> list[Line]:
    found = []
    for line in lines_of(spans):
        x0, x1 = line[0].x0, max(span.x1 for span in line)
        y0, y1 = min(span.y0 for span in line), max(span.y1 for span in line)
        found.append(Line(line_text(line), (x0, y0, x1, y1), max(span.height for span in line), line))
    return found


def _turned(page: PageDump, quarters: int, glyphs: Glyphs) -> list[Span]:
    """Spans of text that stands sideways or upside down, each as one piece at its place."""
    columns = (glyphs.x0, glyphs.y0, glyphs.x1, glyphs.y1)
    boxes = [turn_box(box, quarters, page.width, page.height) for box in zip(*columns, strict=True)]
    upright = Glyphs(glyphs.text, glyphs.index, glyphs.string, *([box[edge] for box in boxes] for edge in range(4)))
    width, height = (page.height, page.width) if quarters % 2 else (page.width, page.height)
    found = []
    for span in spans_of(upright):
        x0, y0, x1, y1 = turn_box(span.box, -quarters % 4, width, height)
        found.append(Span(span.text, x0, y0, x1, y1, Glyphs(span.text[:1], (0,), (0,), (x0,), (y0,), (x1,), (y1,)), 0, 1))
    return found
