"""One cell of a scanned table: its lines of ink, what they say, and whether that is certain.

A number is read twice, at two sizes, and its ink is counted; where the readings differ, one is in doubt, or the ink is more
or less than the digits, the text carries the mark of doubt, and the cell is no number for anyone who reads on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from gongkai.core.report.exchange import CellKind
from gongkai.readers.numbers import read_number
from gongkai.readers.scan_engine import Engine, Grey, PixelBox, Reading
from gongkai.readers.scan_ink import Inked, Mask, pixels

DOUBT = "\ufffd"
"""Stands where something was printed that could not be read with certainty (the replacement character)."""

_SURE = 0.85  # where both readings of a figure reach it in every character, two are enough
_LEAST = 0.5  # below, no number of readings is
_SPECK = 5  # pixels: less ink is dust
_SPOT = 14  # pixels of faint or coloured ink in a cell without other ink: something was there
_EDGE = 1.2  # points along the rules that are not looked at
_FIGURES = re.compile(r"[\d.,，．－—–\-/%+]+")
_SAME = str.maketrans({"，": ",", "．": ".", "－": "-", "—": "-", "–": "-", "一": "-", "−": "-", "_": "-", "―": "-"})
_ONE_NUMERAL = re.compile(r"[零〇一二两三四五六七八九十百千万]+")
_SPACED = re.compile(r"(?<=\d) +(?=\d)")


@dataclass(frozen=True, slots=True)
class CellLine:
    """One line of a cell: what it says, and the box around its ink."""

    text: str
    box: PixelBox


@dataclass(frozen=True, slots=True)
class PageInk:
    """A page to cut cells from: `text` is its ink without the rules, `faint` all that may be ink without the rules."""

    page: Inked
    text: Mask
    faint: Mask


def page_ink(page: Inked, rules: Mask) -> PageInk:
    """The ink of a page without its rules."""
    away = np.asarray(cv2.bitwise_not(cv2.dilate(rules, np.ones((3, 3), np.uint8))), dtype=np.uint8)
    return PageInk(page, _and(page.dark, away), _and(np.asarray(cv2.medianBlur(page.faint, 3), dtype=np.uint8), away))


def _and(one: Mask, other: cv2.typing.MatLike) -> Mask:
    return np.asarray(cv2.bitwise_and(one, other), dtype=np.uint8)


def read_cell(ink: PageInk, box: PixelBox, size: int, engine: Engine) -> list[CellLine]:
    """The lines in a cell; none where there is no ink. `size` is the height of a character in pixels."""
    edge = pixels(_EDGE)
    x0, y0, x1, y1 = box[0] + edge, box[1] + edge, box[2] - edge, box[3] - edge
    if x1 - x0 < 3 or y1 - y0 < 3:
        return []
    clean = _without_specks(ink.text[y0:y1, x0:x1])
    lines = lines_in(clean, size)
    if not lines:
        spot = cv2.countNonZero(ink.faint[y0:y1, x0:x1]) >= _SPOT
        return [CellLine(DOUBT, (x0, y0, x1, y1))] if spot else []
    found = []
    for top, bottom in lines:
        columns = np.flatnonzero(clean[top:bottom].any(axis=0))
        left, right = int(columns[0]), int(columns[-1]) + 1
        bottom = top + above_underline(ink.page.grey[y0 + top : y0 + bottom, x0 + left : x0 + right])
        line = (x0 + left, y0 + top, x0 + right, y0 + bottom)
        text = read_line(ink, (x0, y0, x1, line[3]), line, clean[top:bottom, left:right], engine)
        found.append(CellLine(text, line))
    whole = "".join(line.text for line in found)
    lone = len(found) > 1 and _FIGURES.fullmatch(whole) is not None  # a number on two lines may be two numbers
    return [CellLine(line.text + DOUBT if lone and DOUBT not in line.text else line.text, line.box) for line in found]


def _without_specks(mask: Mask) -> Mask:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    kept = [label for label in range(1, count) if stats[label][cv2.CC_STAT_AREA] >= _SPECK]
    return np.asarray(np.isin(labels, kept) * np.uint8(255), dtype=np.uint8)


def lines_in(mask: Mask, size: int) -> list[tuple[int, int]]:
    """Top and bottom of each line of ink, from top to bottom. Parts of one character (三) are brought together."""
    rows = mask.any(axis=1)
    changes = np.flatnonzero(np.diff(np.concatenate(([False], rows, [False])).astype(np.int8)))
    bands = [(int(top), int(bottom)) for top, bottom in zip(changes[::2], changes[1::2], strict=True)]
    lines: list[tuple[int, int]] = []
    for top, bottom in bands:
        if lines and bottom - lines[-1][0] <= 1.3 * size:
            lines[-1] = (lines[-1][0], bottom)
        else:
            lines.append((top, bottom))
    return lines


def read_line(ink: PageInk, cell: PixelBox, line: PixelBox, mask: Mask, engine: Engine) -> str:
    """What one line of ink says, with the mark of doubt where it is a figure and not certain.

    Nothing from beyond `cell` is looked at; `mask` is the ink inside of `line`.
    """
    first = engine.read(_cut(ink, cell, line, 0.22))
    text = first.text.strip()
    if not text:
        return DOUBT
    if _is_bar(mask) and text.translate(_SAME).strip("-") == "":
        return "—" if first.least >= 0.5 else DOUBT
    if is_slash(mask):
        return "/" if len(text) == 1 else DOUBT
    if not tells_a_number(text):
        return text
    readings = [first, engine.read(_cut(ink, cell, line, 0.5))]
    if _LEAST <= min(reading.least for reading in readings) < _SURE:
        readings.append(engine.read(_softened(_cut(ink, cell, line, 0.35))))
    return text.replace(" ", "") if _certain(readings, mask) else _SPACED.sub(DOUBT, text) + DOUBT


def _softened(picture: Grey) -> Grey:
    """The same at twice the size, a little blurred: what a third reading is taken from."""
    larger = cv2.resize(picture, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    return np.asarray(cv2.GaussianBlur(larger, (0, 0), 1.6), dtype=np.uint8)


def tells_a_number(text: str) -> bool:
    """Whether a reader of the cell would take its text for a number or a dash, or it is digits for the most part."""
    plain = text.replace(" ", "")
    kind = read_number(plain).kind
    digits = sum(character.isdigit() for character in plain)
    return kind in (CellKind.NUMBER, CellKind.DASH) or 2 * digits >= len(plain)


def _certain(readings: Sequence[Reading], mask: Mask) -> bool:
    texts = {reading.text.replace(" ", "").translate(_SAME) for reading in readings}
    if len(texts) > 1 or min(reading.least for reading in readings) < _LEAST:
        return False
    first, text = readings[0], texts.pop()
    if _ONE_NUMERAL.fullmatch(text) or _SPACED.search(first.text):
        return False
    return _FIGURES.fullmatch(text) is None or ink_agrees(text, mask)


def ink_agrees(text: str, mask: Mask) -> bool:
    """Whether the ink of a line of figures is as many pieces, as wide as that many digits, and nowhere far apart."""
    pieces = _pieces(mask)
    height = int(mask.shape[0])
    gaps = [after[0] - before[1] for before, after in pairwise(pieces)]
    if any(gap > 0.75 * height for gap in gaps):
        return False
    if len(pieces) > len(text):
        return False
    if len(pieces) == len(text) and any(
        digit == "1" and slants(_tight(mask[:, left:right])) for digit, (left, right) in zip(text, pieces, strict=True)
    ):
        return False
    if len(pieces) == len(text):
        return True
    width = pieces[-1][1] - pieces[0][0]  # digits that touch
    wide = sum(character not in ".,1" for character in text)
    return 0.35 * int(height) * wide <= width <= 0.85 * int(height) * len(text)


def slants(mask: Mask) -> bool:
    """Whether the stroke of a piece of ink read as 1 leans: an underlined 7 and a slash are taken for a 1."""
    height = mask.shape[0]
    upper, lower = (np.flatnonzero(mask[int(share * height)]) for share in (0.38, 0.75))
    if not len(upper) or not len(lower):
        return True
    return abs(float(upper.mean()) - float(lower.mean())) > 0.1 * float(height)


def is_slash(mask: Mask) -> bool:
    """Whether the ink is one thin stroke that leans to the right from end to end, without flag or foot."""
    height, width = mask.shape
    if width < 0.25 * height:
        return False
    rows = [np.flatnonzero(row) for row in mask]
    if any(len(row) == 0 or row[-1] - row[0] >= 0.3 * height for row in rows):
        return False
    middles = np.array([(row[0] + row[-1]) / 2 for row in rows])
    ideal = np.linspace(middles[0], middles[-1], height)
    return bool(middles[0] - middles[-1] >= 0.2 * height and np.abs(middles - ideal).max() <= 0.06 * height + 1)


def above_underline(line: Grey) -> int:
    """The height of a line without the stroke under it: a flat bar apart from, and broader than, all that stands above.

    The foot of a 2 is neither apart nor broader.
    """
    height, width = (int(side) for side in line.shape)
    darkest = float(np.percentile(line, 2))
    core = (line < darkest + 0.45 * (255 - darkest)).astype(np.uint8)
    rows: NDArray[np.bool_] = np.asarray(core.any(axis=1), dtype=np.bool_)
    filled = np.flatnonzero(rows)
    if not len(filled):
        return height
    last = int(filled[-1])
    first = last
    while first > 0 and rows[first - 1]:
        first -= 1
    above = np.flatnonzero(core[:first].any(axis=0))
    bar = np.flatnonzero(core[first : last + 1].any(axis=0))
    if not len(above) or last + 1 - first > max(0.2 * height, 3) or len(bar) < 0.9 * (bar[-1] + 1 - bar[0]):
        return height
    broader = bar[0] < above[0] and above[-1] < bar[-1]
    clear = int(np.flatnonzero(rows[:first])[-1]) + 1
    return clear if broader and width >= 2 * (last + 1 - first) else height


def _pieces(mask: Mask) -> list[tuple[int, int]]:
    """Left and right of each piece of ink with clear paper beside it."""
    columns = mask.any(axis=0)
    changes = np.flatnonzero(np.diff(np.concatenate(([False], columns, [False])).astype(np.int8)))
    return [(int(left), int(right)) for left, right in zip(changes[::2], changes[1::2], strict=True)]


def _tight(mask: Mask) -> Mask:
    rows = np.flatnonzero(mask.any(axis=1))
    return mask[rows[0] : rows[-1] + 1]


def _is_bar(mask: Mask) -> bool:
    """Whether the ink is one flat bar: a dash, whatever the recognition takes it for."""
    height, width = mask.shape
    return width >= 3 * height and len(_pieces(mask)) <= 2


def _cut(ink: PageInk, cell: PixelBox, line: PixelBox, margin: float) -> Grey:
    """A line cut from the page with white around it, `margin` in shares of its height; nothing from beyond the cell."""
    x0, y0, x1, y1 = line
    height = max(y1 - y0, (x1 - x0) // 3 if x1 - x0 < pixels(20) else 0, pixels(5))
    pad = round(margin * height)
    spare = (height - (y1 - y0)) // 2
    left, top = max(x0 - pad, cell[0]), max(y0 - spare - 2, cell[1])
    right, bottom = min(x1 + pad, cell[2]), min(y1 + spare + 2, cell[3])
    part = ink.page.grey[top:bottom, left:right].copy()
    part[_rule_marks(ink, (left, top, right, bottom)) > 0] = 255
    up, side = max(pad - 2, 1), pad
    return np.asarray(cv2.copyMakeBorder(part, up, up, side, side, cv2.BORDER_CONSTANT, value=(255,)), dtype=np.uint8)


def _rule_marks(ink: PageInk, box: PixelBox) -> Mask:
    """Dark pixels of a cut that are rules and not text."""
    x0, y0, x1, y1 = box
    dark = ink.page.dark[y0:y1, x0:x1]
    text = cv2.dilate(ink.text[y0:y1, x0:x1], np.ones((3, 3), np.uint8))
    return _and(dark, cv2.bitwise_not(text))


def size_of_type(masks: Sequence[Mask]) -> int:
    """The height of a character in pixels, from the ink of the cells that hold one line."""
    heights = []
    for mask in masks:
        rows = np.flatnonzero(mask.any(axis=1))
        if len(rows) and (height := int(rows[-1] - rows[0]) + 1) >= pixels(5):
            heights.append(height)
    low = [height for height in heights if height <= pixels(20)]
    return round(float(np.percentile(low, 75))) if low else pixels(10.5)
