"""A page as ink on white: backgrounds evened out, red seals taken away, and what was lost with them remembered."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from gongkai.readers.scan_engine import Grey

DPI = 200  # every page is brought to this resolution; recognition was measured at it
_BACKGROUND = 41  # pixels: broader than any stroke, narrower than a cell
_DARK = 165  # of 255, once the background is white: certainly ink
_FAINT = 45  # of 255: so much darker than what surrounds it is perhaps ink
_STROKE = 21  # pixels; strokes and rules are thinner, areas of colour are not

Colour = NDArray[np.uint8]
"""A picture in red, green and blue."""

Mask = NDArray[np.uint8]
"""255 where something is, else 0."""


@dataclass(frozen=True, slots=True)
class Inked:
    """A page: `grey` to be read (red ink is gone, the paper is white), and its strokes, as masks.

    `dark` is certainly black or blue ink, `strokes` may be; `faint` may be ink of any colour.
    """

    grey: Grey
    dark: Mask
    strokes: Mask
    faint: Mask


def inked(page: Colour) -> Inked:
    """A page's ink. Red is as bright as paper in the red channel, so a seal vanishes there and black stays."""
    red, darkest = np.ascontiguousarray(page[:, :, 0]), np.ascontiguousarray(page.min(axis=2))
    grey = _on_white(red)
    stroke = _darker(red)
    dark = (grey < _DARK) & (stroke > _FAINT // 2)
    return Inked(grey, _mask(dark), _mask(stroke > _FAINT), _mask(_darker(darkest) > _FAINT))


def _mask(which: NDArray[np.bool_]) -> Mask:
    return np.asarray(which * np.uint8(255), dtype=np.uint8)


def _darker(grey: Grey) -> Grey:
    """By how much each pixel of a stroke is darker than what surrounds it, on any background."""
    return np.asarray(cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, np.ones((_STROKE, _STROKE), np.uint8)), dtype=np.uint8)


def _on_white(grey: Grey) -> Grey:
    """With every background made white: each pixel as a share of the brightest around it."""
    small = cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    size = _BACKGROUND // 2
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((size, size), np.uint8)), 2 * (size // 2) + 1)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, np.maximum(paper, 60), scale=255.0), dtype=np.uint8)


def pixels(points: float) -> int:
    """Points as pixels of a page."""
    return max(round(points * DPI / 72), 1)
