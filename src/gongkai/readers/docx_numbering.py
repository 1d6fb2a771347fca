"""The numbers that Word counts itself: 一、 before a heading, 1. before a row label. They stand on the page and in no text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from gongkai.readers.docx_styles import child_of

_DIGITS = "零一二三四五六七八九"
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "ideographDigital",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    }
)
_DECIMAL = frozenset({"decimal", "decimalHalfWidth", "decimalZero"})
_CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
_PLACEHOLDER = re.compile(r"%([1-9])")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_HIGHEST = 9999


def chinese(number: int) -> str:
    """1 to 99 as written in headings: 十, 十一, 二十; larger ones digit by digit."""
    tens, ones = divmod(number, 10)
    if number < 10:
        return _DIGITS[number]
    if number < 100:
        return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def formatted(number: int, style: str) -> str | None:
    """The number in one of Word's number formats; None for bullets and formats that no report uses."""
    if style in _DECIMAL:
        return str(number)
    if style in _CHINESE:
        return chinese(number)
    if style in _CIRCLED:
        return chr(ord("①") + number - 1) if 1 <= number <= 20 else str(number)
    return str(number).translate(_FULL_WIDTH) if style == "decimalFullWidth" else None


@dataclass(slots=True)
class _Level:
    start: int
    style: str
    text: str


@dataclass(slots=True)
class _List:
    """One abstract list: its levels and how far each has counted."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the paragraphs of each list in the order they are met. `used` tells whether any number was given."""

    def __init__(self, root: etree._Element | None, w: str) -> None:
        self.used = False
        self._lists: dict[str, _List] = {}
        if root is None:
            return
        val = w + "val"
        abstract = {
            element.get(w + "abstractNumId", ""): _List(dict(_levels(element, w)))
            for element in root.iterchildren(w + "abstractNum")
        }
        for element in root.iterchildren(w + "num"):
            link = child_of(element, w + "abstractNumId")
            base = None if link is None else abstract.get(link.get(val, ""))
            if base is None:
                continue
            overrides = element.findall(w + "lvlOverride")
            starts = {_number(each.get(w + "ilvl")): child_of(each, w + "startOverride") for each in overrides}
            if any(start is not None for start in starts.values()):  # a list of its own that begins anew
                base = _List({key: _Level(level.start, level.style, level.text) for key, level in base.levels.items()})
                for key, start in starts.items():
                    if start is not None and key in base.levels:
                        base.levels[key].start = _number(start.get(val))
            self._lists[element.get(w + "numId", "")] = base

    def next(self, num_id: str | None, level: str | None) -> str:
        """The number of the next paragraph of a list, as printed before it; empty for bullets and unknown lists."""
        found = self._lists.get(num_id or "")
        depth = _number(level)
        if found is None or depth not in found.levels:
            return ""
        counts = found.counts
        counts[depth] = counts.get(depth, found.levels[depth].start - 1) + 1
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]
        text = self._text(found, depth)
        self.used |= bool(text)
        return text

    @staticmethod
    def _text(found: _List, depth: int) -> str:
        parts: dict[int, str | None] = {}
        for key in {int(digit) - 1 for digit in _PLACEHOLDER.findall(found.levels[depth].text)}:
            level = found.levels.get(key)
            parts[key] = None if level is None else formatted(found.counts.get(key, level.start), level.style)
        if not parts or None in parts.values():
            return ""
        return _PLACEHOLDER.sub(lambda match: parts[int(match[1]) - 1] or "", found.levels[depth].text)


def _levels(abstract: etree._Element, w: str) -> list[tuple[int, _Level]]:
    val = w + "val"
    found = []
    for level in abstract.iterchildren(w + "lvl"):
        start, style, text = (child_of(level, w + tag) for tag in ("start", "numFmt", "lvlText"))
        found.append(
            (
                _number(level.get(w + "ilvl")),
                _Level(
                    start=1 if start is None else _number(start.get(val)),
                    style="decimal" if style is None else style.get(val, ""),
                    text="" if text is None else text.get(val, ""),
                ),
            )
        )
    return found


def _number(value: str | None) -> int:
    return min(int(value), _HIGHEST) if value is not None and value.isdecimal() and len(value) < 10 else 0
