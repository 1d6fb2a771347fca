"""One cell of a scan: when a number is certain, and how doubt is carried to the report."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from gongkai.core.report.exchange import CellKind
from gongkai.readers.numbers import read_number
from gongkai.readers.scan_cells import DOUBT, ink_agrees, lines_in, page_ink, read_cell, size_of_type
from gongkai.readers.scan_engine import Reading
from gongkai.readers.scan_ink import inked
from tests.readers.scanning import latin_font


class Says:
    """An engine that says what it is told to, one reading after the other."""

    def __init__(self, *readings: tuple[str, float]) -> None:
        self.readings = [Reading(text, (certainty,) * len(text)) for text, certainty in readings]
        self.asked = 0

    def read(self, line):
        assert line.ndim == 2 and line.min() < 200  # something dark is shown
        self.asked += 1
        return self.readings[self.asked - 1]


def sheet(*texts: tuple[str, int, int], size: int = 30, colour=(0, 0, 0)) -> np.ndarray:
    picture = Image.new("RGB", (300, 160), (255, 255, 255))
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(latin_font(), size)
    for text, x, y in texts:
        draw.text((x, y), text, colour, font)
    return np.asarray(picture)


def cell(page: np.ndarray, *readings: tuple[str, float]) -> list[str]:
    return [line.text for line in read_cell(ink(page), (0, 0, 300, 160), 30, Says(*readings))]


def ink(page: np.ndarray):
    made = inked(page)
    return page_ink(made, np.zeros_like(made.dark))


def test_a_cell_without_ink_is_blank():
    assert cell(sheet()) == []


def test_two_readings_that_agree_with_the_ink_are_a_number():
    assert cell(sheet(("120", 100, 60)), ("120", 0.99), ("120", 0.97)) == ["120"]


@pytest.mark.parametrize(
    ("readings", "shown"),
    [
        ([("120", 0.99), ("12", 0.99)], "120"),
        ([("120", 0.3), ("120", 0.99)], "120"),
        ([("12", 0.99), ("12", 0.99)], "12"),
        ([("1 20", 0.99), ("120", 0.99)], "1" + DOUBT + "20"),
        ([("八", 0.99), ("八", 0.99)], "八"),
        ([("/", 0.99), ("1", 0.99)], "/"),
    ],
    ids=["readings differ", "one is in doubt", "more ink than digits", "a blank inside", "a Chinese numeral", "slash or one"],
)
def test_what_is_in_doubt_is_no_number(readings, shown):
    found = cell(sheet(("120", 100, 60)), *readings)
    assert found == [shown + DOUBT]
    assert read_number(found[0]).kind is CellKind.TEXT


def test_ink_that_says_nothing_is_told():
    assert cell(sheet(("120", 100, 60)), ("", 0.0)) == [DOUBT]


def test_coloured_ink_in_an_empty_cell_is_told():
    assert cell(sheet(("7", 100, 60), colour=(230, 20, 20))) == [DOUBT]


def test_words_are_read_once():
    assert cell(sheet(("ab", 100, 60)), ("规章", 0.4)) == ["规章"]


def test_a_number_on_two_lines_is_none():
    found = cell(sheet(("12", 100, 20), ("34", 100, 90)), ("12", 0.99), ("12", 0.99), ("34", 0.99), ("34", 0.99))
    assert found == ["12" + DOUBT, "34" + DOUBT]


@pytest.mark.parametrize("said", ["一", "-", "—"])
def test_a_bar_is_a_dash(said):
    page = sheet()
    page = page.copy()
    page[80:84, 100:130] = 0
    assert cell(page, (said, 0.9)) == ["—"]
    assert cell(page, (said, 0.2)) == [DOUBT]


def test_a_cell_too_small_to_look_at_is_blank():
    assert read_cell(ink(sheet()), (10, 10, 17, 17), 30, Says()) == []


def mask(*columns: tuple[int, int], height: int = 20, width: int = 200) -> np.ndarray:
    made = np.zeros((height, width), np.uint8)
    for left, right in columns:
        made[:, left:right] = 255
    return made


@pytest.mark.parametrize(
    ("text", "columns", "agrees"),
    [
        ("12", [(0, 8), (10, 22)], True),
        ("12", [(0, 8), (10, 22), (24, 36)], False),
        ("12", [(0, 8), (60, 72)], False),
        ("00", [(0, 26)], True),
        ("000", [(0, 12)], False),
        ("0", [(0, 12)], True),
    ],
    ids=["each its piece", "a piece too many", "far apart", "touching", "too narrow for three", "one"],
)
def test_ink_against_digits(text, columns, agrees):
    assert ink_agrees(text, mask(*columns)) is agrees


def test_parts_of_a_character_are_one_line():
    made = np.zeros((100, 20), np.uint8)
    for top in (10, 20, 30, 70):
        made[top : top + 4] = 255
    assert lines_in(made, 26) == [(10, 34), (70, 74)]
    assert lines_in(np.zeros((5, 5), np.uint8), 26) == []


def test_size_of_type_without_text():
    assert size_of_type([]) == size_of_type([np.zeros((10, 10), np.uint8)]) == 29
