"""Characters of a PDF page into spans, lines and text: what stands together, where a blank is, how lines join."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongkai.readers.pdf_drawing import Box
from gongkai.readers.pdf_dump import Glyphs

_REACH = 0.8  # of the height: a wider gap ends a span
_BACK = 0.3  # of the height: brackets may hang into their neighbour that far
_BLANK = 0.13  # of the height: a gap between two Latin letters or digits that is a blank
_WIDE_BLANK = 0.35  # the same beside a Chinese character, where type-setters put a little air of their own
_TWICE = 0.1  # of the height: how far apart text is printed twice
_LATIN = re.compile(r"[\x21-\x7e]")
_TOUCHY = re.compile(r"[0-9A-Za-z０-９+\-−－–—.,%％/]")  # two of these must not be brought together over a line's end


@dataclass(slots=True)
class Span:
    """Characters set side by side: positions `start` to `end` of the page's glyphs, unless they were sorted anew."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    glyphs: Glyphs
    start: int
    end: int

    @property
    def height(self) -> float:
        """That of its tallest character, about the size of its type."""
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        """Its centre from top to bottom."""
        return (self.y0 + self.y1) / 2

    @property
    def box(self) -> Box:
        """Where it lies in the frame of its page."""
        return self.x0, self.y0, self.x1, self.y1


def spans_of(glyphs: Glyphs) -> list[Span]:
    """Spans in the order of the file. A span ends at a clear gap, at the end of a line and where the file jumps."""
    found: list[Span] = []
    if not glyphs.text:
        return found
    start, x0s, y0s, x1s, y1s, index = 0, glyphs.x0, glyphs.y0, glyphs.x1, glyphs.y1, glyphs.index
    top, bottom, right, last = y0s[0], y1s[0], x0s[0], index[0]
    middle, height = (top + bottom) / 2, bottom - top
    blanks: list[int] = []
    at = 0
    for x0, y0, x1, y1, i in zip(x0s, y0s, x1s, y1s, index, strict=True):
        gap = x0 - right
        if -_BACK * height <= gap <= _REACH * height and (y0 < middle < y1 or top < (y0 + y1) / 2 < bottom):
            if i - last > 1 and gap > _BLANK * height:
                blanks.append(at)
            if y1 - y0 > height:
                top, bottom = y0, y1
                middle, height = (top + bottom) / 2, bottom - top
        else:
            if at > start:
                found.append(_span(glyphs, start, at, top, bottom, blanks))
                blanks = []
            start, top, bottom = at, y0, y1
            middle, height = (top + bottom) / 2, bottom - top
        right, last = x1, i
        at += 1
    found.append(_span(glyphs, start, at, top, bottom, blanks))
    return found


def _span(glyphs: Glyphs, start: int, end: int, top: float, bottom: float, blanks: Sequence[int]) -> Span:
    text = glyphs.text[start:end]
    for at in reversed(blanks):
        if (glyphs.x0[at] - glyphs.x1[at - 1]) > _least_blank(glyphs.text[at - 1], glyphs.text[at]) * (bottom - top):
            text = text[: at - start] + " " + text[at - start :]
    return Span(text, glyphs.x0[start], top, glyphs.x1[end - 1], bottom, glyphs, start, end)


def _least_blank(before: str, after: str) -> float:
    return _BLANK if _LATIN.match(before) and _LATIN.match(after) else _WIDE_BLANK


def part_of(span: Span, start: int, end: int) -> Span:
    """The piece of a span between two positions of its glyphs."""
    glyphs = span.glyphs
    steps = range(start + 1, end)
    blanks = [at for at in steps if glyphs.index[at] - glyphs.index[at - 1] > 1]
    return _span(glyphs, start, end, min(glyphs.y0[start:end]), max(glyphs.y1[start:end]), blanks)


def lines_of(spans: Iterable[Span]) -> list[list[Span]]:
    """Spans grouped into lines from top to bottom, each line from left to right, text printed twice taken once."""
    lines: list[list[Span]] = []
    top = bottom = middle = 0.0
    for span in sorted(spans, key=lambda span: (span.y0 + span.y1, span.x0)):
        if lines and (span.y0 < middle < span.y1 or top < span.middle < bottom):
            lines[-1].append(span)
            if span.height > bottom - top:
                top, bottom, middle = span.y0, span.y1, span.middle
        else:
            lines.append([span])
            top, bottom, middle = span.y0, span.y1, span.middle
    return [_in_order(line) if len(line) > 1 else line for line in lines]


def _in_order(line: list[Span]) -> list[Span]:
    """From left to right. Of text printed twice for bold, each character is taken once; nothing else is rearranged."""
    line.sort(key=lambda span: span.x0)
    kept = [line[0]]
    for span in line[1:]:
        before = kept[-1]
        if before.x1 - span.x0 <= _BACK * min(before.height, span.height):
            kept.append(span)
        elif (single := _printed_once(before, span)) is not None:
            kept[-1] = single
        else:
            kept.append(span)
    return kept


def _printed_once(one: Span, other: Span) -> Span | None:
    """Two spans of which at least one character is the same in the same place; None where they merely overlap."""
    if other.text == one.text and abs(other.x0 - one.x0) < _TWICE * one.height:
        return one
    single: list[tuple[float, float, float, float, str]] = []
    glyphs = [(span.glyphs, at) for span in (one, other) for at in range(span.start, span.end)]
    for x0, y0, x1, y1, character in sorted((g.x0[i], g.y0[i], g.x1[i], g.y1[i], g.text[i]) for g, i in glyphs):
        width = x1 - x0
        if not any(character == kept[4] and abs(x0 - kept[0]) < 0.4 * width for kept in single[-3:]):
            single.append((x0, y0, x1, y1, character))
    fewest = min(one.end - one.start, other.end - other.start)
    if len(glyphs) - len(single) < (fewest + 1) // 2:
        return None
    columns = [list(column) for column in zip(*single, strict=True)]
    merged = Glyphs("".join(columns[4]), range(0, 2 * len(single), 2), [0] * len(single), *columns[:4])
    blanks = list(range(1, len(single)))
    return _span(merged, 0, len(single), min(one.y0, other.y0), max(one.y1, other.y1), blanks)


def line_text(line: Sequence[Span]) -> str:
    """The text of one line, a blank where the gap between two spans is clear, or where a number lies over another."""
    text = line[0].text
    for before, span in pairwise(line):
        height = max(before.height, span.height)
        least = _least_blank(text[-1], span.text[0])
        gap = (span.x0 - before.x1) / height
        over = gap < -_BACK and least == _BLANK
        text += (" " if gap > least or over else "") + span.text
    return text


def cell_text(spans: Sequence[Span]) -> str:
    """The text of a cell. Lines are joined; a line break stays where joining could make one number of two."""
    if not spans:
        return ""
    if len(spans) == 1:
        return spans[0].text
    if (downwards := _columns_of_characters(spans)) is not None:
        return downwards
    text = ""
    for line in lines_of(spans):
        text = joined_in_cell(text, line_text(line))
    return text


def joined_in_cell(before: str, after: str) -> str:
    """Two lines of one cell; a line break stays where joining could make one number of two."""
    touchy = before and after and _TOUCHY.match(before[-1]) and _TOUCHY.match(after)
    return before + ("\n" if touchy else "") + after


def _columns_of_characters(spans: Sequence[Span]) -> str | None:
    """Text set downwards in several columns, as a vertical side label is; None for any other.

    It is told from text set across by the order of the file, which runs down each column in turn.
    """
    if len(spans) < 4 or any(len(span.text) > 1 or _LATIN.match(span.text) for span in spans):
        return None
    steps = list(pairwise(spans))
    down = sum(after.y0 > before.middle and abs(after.x0 - before.x0) < before.height / 2 for before, after in steps)
    columns = {round(span.x0 / span.height) for span in spans}
    if len(columns) < 2 or down < len(steps) - len(columns):
        return None
    return "".join(span.text for span in spans)


def joined_lines(before: str, after: str) -> str:
    """Two lines of one paragraph: words and numbers stay apart, Chinese text is joined."""
    apart = before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii() and after[:1].isalnum()
    return before + (" " if apart else "") + after
