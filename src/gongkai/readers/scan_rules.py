"""Rules on a page of pixels: long straight runs of ink, across and upright, mended where the scan broke them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from gongkai.readers.pdf_drawing import Box
from gongkai.readers.pdf_grid import SAME, Grid, grids_of
from gongkai.readers.scan_engine import Grey, PixelBox
from gongkai.readers.scan_ink import DPI, Mask, pixels

_SHORTEST = 15.0  # points; strokes of characters in tables are shorter
_BREAK = 6.0  # points; a wider gap is where a rule ends
_THICK = 4.0  # points
_TABLE = (110.0, 20.0)  # points: a smaller grid is made of the strokes of bold characters
_STRETCH = 8  # pixels
_DARKER = 14  # of 255: a stretch of a faint rule is so much darker than the paper around it
_SCALE = 72 / DPI


@dataclass(slots=True)
class Rules:
    """The rules of a page: in points, and as the ink that they are."""

    boxes: list[Box]
    ink: Mask


def rules_of(strokes: Mask, grey: Grey) -> Rules:
    """The rules of a page's tables. What bold type leaves of long strokes belongs to no table and is no rule."""
    across, ink_across = _runs(strokes, grey)
    sideways, ink_sideways = _runs(np.ascontiguousarray(strokes.T), np.ascontiguousarray(grey.T))
    runs = [*across, *((y0, x0, y1, x1) for x0, y0, x1, y1 in sideways)]
    all_ink = cv2.bitwise_or(ink_across, np.ascontiguousarray(ink_sideways.T))
    grids = list(grids_of(map(_in_points, runs)))
    tables = [grid.box for grid in grids if _is_table(grid)]
    small = [grid.box for grid in grids if not _is_table(grid)]
    kept = [run for run in runs if _is_rule(run, runs, tables, small)]
    ink = np.zeros_like(strokes)
    for x0, y0, x1, y1 in kept:
        ink[y0:y1, x0:x1] = all_ink[y0:y1, x0:x1]
    return Rules([_in_points(run) for run in kept], ink)


def _is_rule(run: PixelBox, runs: Sequence[PixelBox], tables: Sequence[Box], strokes: Sequence[Box]) -> bool:
    """Whether a run belongs to a table: it meets another, which an underline and a long dash in a cell do not."""
    box = _in_points(run)
    if not any(_lies_in(box, table) for table in tables) or any(_lies_in(box, stroke) for stroke in strokes):
        return False
    near = pixels(SAME)
    x0, y0, x1, y1 = run
    lies = x1 - x0 > y1 - y0
    return any(
        x0 - near <= right and left <= x1 + near and y0 - near <= bottom and top <= y1 + near
        for left, top, right, bottom in runs
        if (right - left > bottom - top) != lies
    )


def _is_table(grid: Grid) -> bool:
    x0, y0, x1, y1 = grid.box
    return x1 - x0 >= _TABLE[0] and y1 - y0 >= _TABLE[1]


def _lies_in(run: Box, table: Box) -> bool:
    x0, y0, x1, y1 = run
    return table[0] - SAME <= x0 and x1 <= table[2] + SAME and table[1] - SAME <= y0 and y1 <= table[3] + SAME


def _runs(mask: Mask, grey: Grey) -> tuple[list[PixelBox], Mask]:
    """Runs from left to right: boxes and ink. A run may wander by a pixel, as rules do on paper that is not quite flat."""
    thick = cv2.dilate(mask, np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, pixels(_SHORTEST)), np.uint8))
    joined = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, np.ones((1, pixels(_BREAK)), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    boxes: list[PixelBox] = []
    ink = np.zeros_like(mask)
    for label in range(1, count):
        x, y, width, height, _area = (int(value) for value in stats[label])
        if height - 2 <= pixels(_THICK) and width > 3 * height:
            boxes.append((x, y, x + width, y + height))
            part = labels[y : y + height, x : x + width] == label
            ink[y : y + height, x : x + width][part] = 255
            left, right = _end(grey, boxes[-1], -1), _end(grey, boxes[-1], 1)
            ink[y : y + height, left:x] = 255
            ink[y : y + height, x + width : right] = 255
            boxes[-1] = (left, y, right, y + height)
    return boxes, ink


def _end(grey: Grey, run: PixelBox, step: int) -> int:
    """Where a run really ends: it goes on as long as a stretch of its rows is darker than the paper above and below."""
    x0, y0, x1, y1 = run
    at = x1 if step > 0 else x0
    above, below = grey[max(y0 - 6, 0) : max(y0 - 2, 0)], grey[y1 + 2 : y1 + 6]
    while True:
        start, end = (at, at + _STRETCH) if step > 0 else (at - _STRETCH, at)
        if start < 0 or end > grey.shape[1] or not len(above) or not len(below):
            return at
        line = float(grey[y0:y1, start:end].mean(axis=1).min())
        paper = min(float(above[:, start:end].mean()), float(below[:, start:end].mean()))
        if paper - line < _DARKER:
            return at
        at += step * _STRETCH


def _in_points(box: PixelBox) -> Box:
    x0, y0, x1, y1 = (edge * _SCALE for edge in box)
    return x0, y0, x1, y1
