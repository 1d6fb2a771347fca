"""Every pair of text and ground has enough contrast, by day, by night and on paper (WCAG 2.1, 1.4.3)."""

from __future__ import annotations

import re

import pytest

from gongkai.writers.html_pages import sheet

PAIRS = [
    ("ink", "ground"),
    ("ink", "raised"),
    ("quiet", "ground"),
    ("quiet", "raised"),
    ("accent", "ground"),
    ("on-accent", "accent"),
    ("alarm", "ground"),
    ("added", "added-ground"),
    ("removed", "removed-ground"),
]
DRAWN = [("line", "ground"), ("chart", "raised"), ("chart", "ground")]  # graphics: 3 to 1 (1.4.11)
CONDITIONS = ["light", "dark", "more contrast", "more contrast, dark", "print"]


def tokens() -> dict[str, dict[str, str]]:
    """The colours under each condition; what a condition does not set is as without it."""
    blocks = [
        dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block))
        for block in re.findall(r":root \{(.*?)\}", sheet("tokens.css"), re.S)
    ]
    light, dark, more, more_dark, paper = blocks
    return dict(
        zip(
            CONDITIONS,
            [light, light | dark, light | more, light | dark | more | more_dark, light | paper],
            strict=True,
        )
    )


def luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_the_standard_does() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_text_is_legible(condition: str) -> None:
    colours = tokens()[condition]
    weak = {pair: contrast(*(colours[name] for name in pair)) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_lines_and_bars_are_visible(condition: str) -> None:
    colours = tokens()[condition]
    weak = {pair: contrast(*(colours[name] for name in pair)) for pair in DRAWN}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 3} == {}


def test_colours_stand_in_the_tokens_alone() -> None:
    for name in ("report.css", "comparison.css"):
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![\w-]*\s*[,{])|rgba?\(", sheet(name)) == []
