"""Where the characters of an OFD text object stand: each with its box, whatever way the file spaces them."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from gongkai.readers.ofd_shapes import Matrix, bounding, number, offsets, quarter_turns, times

_UPRIGHT_WITHIN = math.radians(12)  # text further from the four directions is a watermark
_ABOVE, _BELOW = 0.86, 0.14  # of the size: how far characters reach from their baseline
_WIDE = ("W", "F")
_AMBIGUOUS = "“”‘’…—·×①②③④⑤⑥⑦⑧⑨⑩"  # as wide as a Chinese character in every font for Chinese
_BROAD, _CAPITAL, _OTHER = 0.85, 0.65, 0.5  # fonts for Chinese make every other Latin character half as wide as high


class Character(NamedTuple):
    """One character on a page: its box, its text object's number, its quarter turns; `hidden` where nobody sees it."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    string: int
    quarters: int | None
    hidden: bool


def characters_of(item: etree._Element, by: Matrix, string: int, hidden: bool) -> Iterator[Character]:
    """The characters of a text object, blanks included, in the order of the file; `by` leads from its space to the page."""
    size = number(item.get("Size"), 0.0)
    stretch = number(item.get("HScale"), 1.0)
    read = number(item.get("ReadDirection"), 0.0)
    turned = _turned(number(item.get("CharDirection"), 0.0))
    a, b, c, d, *_ = axes = times(turned, by)
    upright = quarter_turns(axes, _UPRIGHT_WITHIN)
    x = y = 0.0
    for code in item.iterchildren("{*}TextCode"):
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        text = written(code.text)
        widths = [size * stretch * width_of(character) for character in text]
        places = _places(code, text, widths, read)
        for character, width, (right, down), room in zip(text, widths, places, _rooms(places, widths), strict=True):
            at_x, at_y = x + right, y + down
            at = (a, b, c, d, by[0] * at_x + by[2] * at_y + by[4], by[1] * at_x + by[3] * at_y + by[5])
            x0, y0, x1, y1 = bounding((0.0, min(width, room)), (-_ABOVE * size, _BELOW * size), at)
            yield Character(character, x0, y0, x1, y1, string, upright, hidden)


def written(text: str | None) -> str:
    """The text of a TextCode, one character for each offset; the line breaks of a tidied file are none of its text."""
    found = text or ""
    if "\n" in found or "\r" in found:
        found = "".join(line.strip(" \t") for line in found.splitlines())
    return found.replace("\t", " ")


def width_of(character: str) -> float:
    """About how wide a character is, in sizes of its type; the fonts themselves are not read."""
    if unicodedata.east_asian_width(character) in _WIDE or character in _AMBIGUOUS:
        return 1.0
    if character in "mwMWOQ@%":
        return _BROAD
    return _CAPITAL if character.isupper() else _OTHER


def _places(code: etree._Element, text: str, widths: list[float], read: float) -> list[tuple[float, float]]:
    """How far from the first character each one stands; without offsets each follows the one before it."""
    across, down = offsets(code.get("DeltaX"), len(text) - 1), offsets(code.get("DeltaY"), len(text) - 1)
    if not across and not down:
        turn = _turned(read)
        across, down = [turn[0] * width for width in widths[:-1]], [turn[1] * width for width in widths[:-1]]
    across, down = across or [0.0] * len(down), down or [0.0] * len(across)
    places = [(0.0, 0.0)]
    for right, below in zip(across, down, strict=True):
        x, y = places[-1]
        places.append((x + right, y + below))
    return places[: len(text)]


def _rooms(places: list[tuple[float, float]], widths: list[float]) -> list[float]:
    """How wide each character may be at most: to where the next one of its line begins, if that is not far less."""
    rooms = list(widths)
    for at, ((x, y), (next_x, next_y)) in enumerate(pairwise(places)):
        step = next_x - x
        if y == next_y and 0.5 * widths[at] <= step:
            rooms[at] = step
    return rooms


def _turned(degrees: float) -> Matrix:
    """The quarter turn clockwise nearest to an angle."""
    cos, sin = ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[round(degrees / 90) % 4]
    return cos, sin, -sin, cos, 0.0, 0.0
