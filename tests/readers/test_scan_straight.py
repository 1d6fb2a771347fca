"""Setting pages straight, and finding their rules, on drawn pages."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from gongkai.readers.pdf_grid import grids_of
from gongkai.readers.scan_ink import inked
from gongkai.readers.scan_rules import rules_of
from gongkai.readers.scan_straight import is_sideways, is_upside_down, skew_of, straightened
from tests.readers import scanning
from tests.readers.scanning import Scanner, scanned

ROWS = (("A", "1", "2"), ("B", "3", "4"))
XS, YS = (70.0, 240.0, 360.0, 480.0), (100.0, 135.0, 170.0)


@pytest.mark.parametrize("angle", [-4.6, -1.5, -0.7, 0.0, 0.3, 1.5, 4.9])
def test_skew(angle):
    sheet = scanning.table(ROWS, XS, YS, words=True)
    crooked = scanned(sheet, Scanner(skew=angle, noise=8, quality=40), np.random.default_rng(1))
    assert skew_of(np.asarray(crooked)[:, :, 0].copy()) == pytest.approx(-angle, abs=0.05)


def test_a_blank_page_lies_straight():
    page = np.full((1000, 700, 3), 255, np.uint8)
    assert straightened(page) is page


def grid(sheet: Image.Image) -> tuple[int, int, int]:
    ink = inked(np.asarray(sheet.convert("RGB")))
    (found,) = grids_of(rules_of(ink.strokes, ink.grey).boxes)
    return len(found.xs), len(found.ys), len(found.cells)


def test_rules_after_a_bad_scanner():
    sheet = scanning.table(ROWS, XS, YS)
    crooked = scanned(sheet, Scanner(skew=1.5, noise=10, quality=40), np.random.default_rng(1))
    assert grid(Image.fromarray(straightened(np.asarray(crooked)))) == (4, 3, 6)


def test_rules_with_breaks_are_mended():
    sheet = scanning.table(ROWS, XS, YS)
    draw = ImageDraw.Draw(sheet)
    for x in range(300, 1200, 150):
        draw.rectangle((x, 0, x + 8, 600), fill=(255, 255, 255))
    assert grid(sheet) == (4, 3, 6)


def test_a_rule_that_fades_is_followed_to_its_end():
    sheet = scanning.table(ROWS, XS, YS)
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((1200, 370, 1328, 380), fill=(255, 255, 255))
    draw.line((1200, 375, 1328, 375), fill=(222, 222, 222), width=3)
    assert grid(sheet) == (4, 3, 6)


def test_underlines_and_dashes_are_no_rules():
    sheet = scanning.table(ROWS, XS, YS)
    ImageDraw.Draw(sheet).line((750, 350, 850, 350), fill=(0, 0, 0), width=3)
    assert grid(sheet) == (4, 3, 6)
    ink = inked(np.asarray(sheet))
    rules = rules_of(ink.strokes, ink.grey)
    assert not rules.ink[345:355, 760:840].any()
    alone = Image.new("RGB", (800, 800), (255, 255, 255))
    ImageDraw.Draw(alone).rectangle((100, 100, 180, 130), outline=(0, 0, 0), width=3)
    ink = inked(np.asarray(alone))
    assert rules_of(ink.strokes, ink.grey).boxes == []


class Votes:
    def __init__(self, *votes: bool | None) -> None:
        self.votes = list(votes)

    def upside_down(self, line):
        return self.votes.pop()


def test_direction_by_the_longest_lines():
    across, down = [(0, 0, 500, 30)] * 3, [(0, 0, 30, 500)] * 3
    assert (is_sideways(across), is_sideways(down), is_sideways([])) == (False, True, False)
    grey = np.full((600, 600), 255, np.uint8)
    assert is_upside_down(grey, across, Votes(True, True, None))
    assert not is_upside_down(grey, across, Votes(True, False, None))
    assert not is_upside_down(grey, [], Votes())
