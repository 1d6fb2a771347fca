"""Personal data among the characters of a PDF page: in the order of the file, line by line, over the ends of lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongkai.screening.findings import Hit
from gongkai.screening.mask_text import SEAM, Masker
from gongkai.screening.pdf_view import Glyph, PageView

Line = list[Glyph]
_SAME_LINE = 0.5  # of the height: how far the middles of two characters of one line lie apart
_APART = 3.0  # of the height: a gap that ends a number
_BLANK = Glyph(" ", -1, (0.0, 0.0, 0.0, 0.0), -1, True, 0.0)
_WALL = [Glyph("\t", -1, (0.0, 0.0, 0.0, 0.0), -1, True, 0.0)] * 3


def page_hits(view: PageView, masker: Masker) -> Iterator[tuple[Hit, list[Glyph]]]:
    """Every piece of personal data on a page with the characters it consists of, each once."""
    seen: set[tuple[int, ...]] = set()
    for line in _readings(view):
        for hit in masker.hits("".join(glyph.char for glyph in line)):
            glyphs = [glyph for glyph in line[hit.start : hit.end] if glyph.index >= 0 and glyph.char.strip()]
            key = tuple(sorted(glyph.index for glyph in glyphs))
            if glyphs and key not in seen:
                seen.add(key)
                yield hit, glyphs
    for first, second in _seams(view):
        both = [*first[-SEAM:], Glyph("\n", -1, (0.0, 0.0, 0.0, 0.0), -1, True, 0.0), *second[:SEAM]]
        at = len(first[-SEAM:])
        for hit in masker.hits("".join(glyph.char for glyph in both)):
            glyphs = [glyph for glyph in both[hit.start : hit.end] if glyph.index >= 0 and glyph.char.strip()]
            key = tuple(sorted(glyph.index for glyph in glyphs))
            if hit.start < at < hit.end and key not in seen:
                seen.add(key)
                yield hit, glyphs


def _readings(view: PageView) -> Iterator[Line]:
    """The lines of the file, and those that are seen, the latter with and without their gaps."""
    yield from lines_of_file(view.glyphs)
    for upright in (True, False):
        for line in lines_seen(view.glyphs, upright=upright):
            yield [
                glyph
                for gap, glyph in _gaps(line, upright=upright)
                for glyph in ((*_WALL, glyph) if gap > _APART else (glyph,))
            ]
            yield [each for gap, glyph in _gaps(line, upright=upright) for each in ((_BLANK, glyph) if gap > 0.2 else (glyph,))]


def lines_of_file(glyphs: Sequence[Glyph]) -> Iterator[Line]:
    """Characters as the file has them, parted where it begins a new line."""
    line: Line = []
    for glyph in glyphs:
        if glyph.char in "\r\n":
            if line:
                yield line
            line = []
        else:
            line.append(glyph)
    if line:
        yield line


def lines_seen(glyphs: Sequence[Glyph], *, upright: bool) -> list[Line]:
    """Characters as they stand side by side (or, not upright, one below the other), whatever the order of the file."""
    across, along = (1, 0) if upright else (0, 1)
    shown = [glyph for glyph in glyphs if glyph.char.strip() and glyph.box[2] > glyph.box[0] and glyph.box[3] > glyph.box[1]]
    shown.sort(key=lambda glyph: (glyph.box[across] + glyph.box[across + 2], glyph.box[along]))
    lines: list[Line] = []
    middle = height = 0.0
    for glyph in shown:
        centre, size = (glyph.box[across] + glyph.box[across + 2]) / 2, glyph.box[across + 2] - glyph.box[across]
        if lines and centre - middle <= _SAME_LINE * min(size, height):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
            middle, height = centre, size
    for line in lines:
        line.sort(key=lambda glyph: glyph.box[along])
    return [line for line in map(_once, lines) if len(line) > 1]


def _once(line: Line) -> Line:
    """Characters printed twice on the same spot taken once."""
    return [
        glyph
        for before, glyph in zip([None, *line[:-1]], line, strict=True)
        if before is None
        or glyph.char != before.char
        or abs(glyph.box[0] - before.box[0]) + abs(glyph.box[1] - before.box[1]) > 1
    ]


def _gaps(line: Line, *, upright: bool) -> Iterator[tuple[float, Glyph]]:
    """Every character with the gap before it, in heights of its line."""
    along = 0 if upright else 1
    height = max(glyph.box[3 - along] - glyph.box[1 - along] for glyph in line)
    yield 0.0, line[0]
    for before, glyph in pairwise(line):
        yield (glyph.box[along] - before.box[along + 2]) / height, glyph


def _seams(view: PageView) -> Iterator[tuple[Line, Line]]:
    """Each line of the file with the next, where both are digits at the seam."""
    for first, second in pairwise(lines_of_file(view.glyphs)):
        if first[-1].char.isdigit() and second[0].char in "0123456789Xx":
            yield first, second
