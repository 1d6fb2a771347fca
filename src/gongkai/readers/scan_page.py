"""One page as a picture into the characters and rules on it, as a PDF page with text would give them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from gongkai.readers.pdf_dump import Glyphs, PageDump
from gongkai.readers.pdf_grid import Grid, grids_of
from gongkai.readers.scan_cells import DOUBT, PageInk, page_ink, read_cell, read_line, size_of_type, tells_a_number
from gongkai.readers.scan_engine import Engine, PixelBox, Reading
from gongkai.readers.scan_ink import DPI, Colour, Inked, inked, pixels
from gongkai.readers.scan_rules import rules_of
from gongkai.readers.scan_straight import is_sideways, is_upside_down, straightened

_FIND_AT = 1280  # pixels of the longer side at which lines of text are looked for
_SURE = 0.7  # a digit in a sentence
_SCALE = 72 / DPI
_NARROW = 0.55  # width of a Latin character or digit beside a Chinese one


def page_of_picture(page: Colour, number: int, engine: Engine) -> PageDump:
    """The page, upright and straight. `page` has the resolution of `scan_ink.DPI`."""
    page = straightened(page)
    ink = inked(page)
    lines = _lines(engine, ink)
    turns = 0
    if is_sideways(lines):
        page, turns = np.ascontiguousarray(np.rot90(page, -1)), 1
        ink = inked(page)
        lines = _lines(engine, ink)
    if is_upside_down(ink.grey, lines, engine):
        page, turns = np.ascontiguousarray(np.rot90(page, 2)), turns + 2
        ink = inked(page)
        lines = _lines(engine, ink)
    rules = rules_of(ink.strokes, ink.grey)
    if not rules.boxes:
        rules = rules_of(ink.faint, ink.grey)  # tables ruled in red
    grids = [grid for grid in grids_of(rules.boxes) if len(grid.cells) > 1]
    written = _Written()
    without_rules = page_ink(ink, rules.ink)
    for grid in grids:
        _read_grid(without_rules, grid, engine, written)
    _read_lines(ink, lines, grids, engine, written)
    height, width = ink.grey.shape
    return PageDump(number, width * _SCALE, height * _SCALE, written.glyphs(), rules.boxes, pictures=1, frame=-turns % 4)


@dataclass(slots=True)
class _Written:
    """The characters of a page as they are read, a box for each."""

    lines: list[tuple[str, PixelBox]] = field(default_factory=list)

    def glyphs(self) -> Glyphs:
        """All characters, line after line; those of a line divide its width."""
        text: list[str] = []
        columns: tuple[list[float], ...] = ([], [], [], [])
        index: list[int] = []
        string: list[int] = []
        for at, (words, box) in enumerate(self.lines):
            index += range(len(text) + 2 * at, len(text) + 2 * at + len(words))
            string += [at] * len(words)
            text += words
            for column, edges in zip(columns, _edges(words, box), strict=True):
                column += edges
        return Glyphs("".join(text), index, string, *columns)


def _edges(words: str, box: PixelBox) -> tuple[list[float], list[float], list[float], list[float]]:
    x0, y0, x1, y1 = (edge * _SCALE for edge in box)
    shares = np.cumsum([0.0, *(_NARROW if character.isascii() else 1.0 for character in words)])
    at = x0 + (x1 - x0) * shares / shares[-1]
    return at[:-1].tolist(), [y0] * len(words), at[1:].tolist(), [y1] * len(words)


def _read_grid(ink: PageInk, grid: Grid, engine: Engine, written: _Written) -> None:
    """Every cell of a table by itself, so that nothing on one side of a rule is read with the other."""
    boxes = [_in_pixels(grid.cell_box(cell), ink.text.shape) for cell in grid.cells]
    size = size_of_type([ink.text[y0 + 3 : y1 - 3, x0 + 3 : x1 - 3] for x0, y0, x1, y1 in boxes])
    for box in boxes:
        for line in read_cell(ink, box, size, engine):
            words = "".join(line.text.split())
            written.lines.append((words, _within(line.box, box, size)))


def _within(line: PixelBox, cell: PixelBox, size: int) -> PixelBox:
    """The box of a line of a cell at least as high as its type, so that a dash is as tall as a digit."""
    x0, y0, x1, y1 = line
    spare = max(size - (y1 - y0), 0) // 2
    return x0, max(y0 - spare, cell[1] + 1), x1, min(y1 + spare, cell[3] - 1)


def _in_pixels(box: tuple[float, float, float, float], shape: Sequence[int]) -> PixelBox:
    x0, y0, x1, y1 = (round(edge / _SCALE) for edge in box)
    return max(x0, 0), max(y0, 0), min(x1, shape[1]), min(y1, shape[0])


def _lines(engine: Engine, ink: Inked) -> list[PixelBox]:
    """Lines of text anywhere on the page, by what recognition finds on a smaller picture of it."""
    scale = min(1.0, _FIND_AT / max(ink.grey.shape))
    small = cv2.resize(ink.grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    found = engine.lines(np.asarray(small, dtype=np.uint8))
    return [(int(x0 / scale), int(y0 / scale), int(x1 / scale), int(y1 / scale)) for x0, y0, x1, y1 in found]


def _read_lines(ink: Inked, lines: Iterable[PixelBox], grids: Sequence[Grid], engine: Engine, written: _Written) -> None:
    """Every line of text outside of the tables."""
    tables = [_in_pixels(grid.box, ink.grey.shape) for grid in grids]
    dark = ink.dark
    for box in lines:
        x0, y0, x1, y1 = box
        middle = (y0 + y1) // 2
        inside = any(left <= (x0 + x1) // 2 <= right and top <= middle <= bottom for left, top, right, bottom in tables)
        columns = np.flatnonzero(dark[y0:y1, x0:x1].any(axis=0))
        if inside or not len(columns) or y1 - y0 < pixels(4):
            continue
        rows = np.flatnonzero(dark[y0:y1, x0:x1].any(axis=1))
        line = (x0 + int(columns[0]), y0 + int(rows[0]), x0 + int(columns[-1]) + 1, y0 + int(rows[-1]) + 1)
        reading = engine.read(np.ascontiguousarray(ink.grey[y0:y1, x0:x1]))
        words = _with_doubt(reading)
        if words and tells_a_number(words):  # it may be a cell of a table without rules
            mask = ink.dark[line[1] : line[3], line[0] : line[2]]
            words = "".join(read_line(PageInk(ink, ink.dark, ink.faint), box, line, mask, engine).split())
        if words:
            written.lines.append((words, line))


def _with_doubt(reading: Reading) -> str:
    """A line of prose; a digit that is not certain is not told."""
    pairs = zip(reading.text, reading.certainty, strict=True)
    words = [DOUBT if character.isdigit() and certainty < _SURE else character for character, certainty in pairs]
    return "".join("".join(words).split())
