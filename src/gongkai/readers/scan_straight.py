"""Setting a page upright: the small angle at which it lay on the glass, and quarter turns."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from gongkai.readers.scan_engine import Engine, Grey, PixelBox
from gongkai.readers.scan_ink import Colour

MOST = 5.0  # degrees; a sheet that lies further askew was not laid on the glass but photographed
_STEPS = ((1200, 0.5, MOST), (1200, 0.1, 0.5), (2400, 0.05, 0.15), (2400, 0.01, 0.05))
"""Pixels of the longer side; degrees: how fine, and how far to both sides of the best so far."""

_LEAST = 0.03  # degrees; not worth turning
_LONG = 4.0  # a line of text is so many times as long as high
_VOTES = 9


def skew_of(grey: Grey) -> float:
    """By how many degrees counterclockwise the page must be turned to lie straight: rows of ink are sharpest then."""
    best = 0.0
    for size, step, reach in _STEPS:
        ink = _ink(grey, size)
        angles = [best + step * k for k in range(-round(reach / step), round(reach / step) + 1)]
        best = max(angles, key=lambda angle: (_sharpness(ink, angle), -abs(angle)))
    return best if abs(best) >= _LEAST and _sharpness(ink, best) > _sharpness(ink, 0.0) else 0.0


def _ink(grey: Grey, size: int) -> NDArray[np.float32]:
    scale = min(1.0, size / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray((small < 170) * np.float32(1), dtype=np.float32)


def _sharpness(ink: cv2.typing.MatLike, angle: float) -> float:
    """How much rows of ink differ from their neighbours when the page is turned."""
    rows = _turned(ink, angle, 0.0).sum(axis=1)
    return float(np.square(np.diff(rows)).sum())


def _turned(picture: cv2.typing.MatLike, angle: float, paper: float) -> cv2.typing.MatLike:
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(paper, paper, paper))


def straightened(page: Colour) -> Colour:
    """The page turned by its skew."""
    angle = skew_of(np.ascontiguousarray(page[:, :, 0]))
    return np.asarray(_turned(page, angle, 255.0), dtype=np.uint8) if angle else page


def is_sideways(lines: Sequence[PixelBox]) -> bool:
    """Whether the lines of text found on a page run upwards or downwards."""
    tall = [box for box in lines if box[3] - box[1] > _LONG * (box[2] - box[0])]
    broad = [box for box in lines if box[2] - box[0] > _LONG * (box[3] - box[1])]
    return sum(map(_length, tall)) > 2 * sum(map(_length, broad))


def is_upside_down(grey: Grey, lines: Sequence[PixelBox], engine: Engine) -> bool:
    """Whether the longest lines of text stand on their heads, by a clear majority."""
    broad = [box for box in lines if box[2] - box[0] > _LONG * (box[3] - box[1])]
    longest = sorted(broad, key=_length, reverse=True)[:_VOTES]
    starts = [(x0, y0, min(x1, x0 + round(_LONG * (y1 - y0))), y1) for x0, y0, x1, y1 in longest]  # no more is looked at
    votes = [engine.upside_down(np.ascontiguousarray(grey[y0:y1, x0:x1])) for x0, y0, x1, y1 in starts]
    return votes.count(True) > votes.count(False) + 1


def _length(box: PixelBox) -> int:
    return max(box[2] - box[0], box[3] - box[1])
