"""Numbers as people write them in a report: 3607, 3,607, ３６０７, 十二, 一百零三, 两, 18万余, each with its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

CASE_UNITS = frozenset({"件", "宗", "份", "起", "例", "条", "件次", "人次", "个", "项", "次"})
CERTAIN_UNITS = frozenset({"件", "宗", "份", "起", "件次"})  # units that can only count cases
MONEY_UNITS: dict[str, Decimal] = {"元": Decimal(1), "万元": Decimal(10000), "亿元": Decimal(100000000)}

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10000, "亿": 100000000}
_UNITS = "亿元|万元|件次|人次|件|宗|份|起|例|条|个|项|次|期|篇|元|部|批|场|家|名|人"
_GROUPED = rf"\d{{1,3}}(?:，\d{{3}}){{1,3}}(?=万?(?:{_UNITS}))"
_ARABIC = re.compile(
    rf"(?<![\d.])(?<!\d )(?P<about>约|近|超过|逾|达到?|共计?|为)?(?P<number>{_GROUPED}|\d{{1,15}}(?:\.\d{{1,10}})?)"
    rf"(?P<scale>[万亿](?!元))?(?P<more>[余多])?(?P<unit>{_UNITS})"
)
_CHINESE = re.compile(
    r"(?<![第同每这某之任哪另首统零〇一二两三四五六七八九十百千万亿])(?P<number>[零〇一二两三四五六七八九十百千万亿]{1,12})"
    r"(?P<more>[余多])?(?P<unit>件次|件|宗|份|起|例|条)"
)
_VAGUE = frozenset({"约", "近", "超过", "逾", "达", "达到"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit. `start` and `end` are where it stands in the text it was found in."""

    start: int
    end: int
    value: Decimal
    unit: str
    approximate: bool = False

    @property
    def counts_cases(self) -> bool:
        """Whether the unit counts cases, documents or the like."""
        return self.unit in CASE_UNITS

    @property
    def yuan(self) -> Decimal | None:
        """An amount of money in 元; None for a count."""
        factor = MONEY_UNITS.get(self.unit)
        return None if factor is None else self.value * factor


def amounts(text: str) -> tuple[Amount, ...]:
    """Every number with a unit, in the order of the text.

    Digits with a blank between them (a number cut by a line end, or two numbers) are no certain number and left out.
    """
    found = [*_arabic(text), *_chinese(text)]
    return tuple(sorted(found, key=lambda amount: amount.start))


def _arabic(text: str) -> Iterator[Amount]:
    for match in _ARABIC.finditer(text):
        value = Decimal(match["number"].replace("，", ""))
        if match["scale"]:
            value *= _SCALES[match["scale"]]
        approximate = match["about"] in _VAGUE or bool(match["more"])
        yield Amount(match.start("number"), match.end(), value, match["unit"], approximate)


def _chinese(text: str) -> Iterator[Amount]:
    for match in _CHINESE.finditer(text):
        value = chinese_number(match["number"])
        if value is not None:
            yield Amount(match.start(), match.end(), Decimal(value), match["unit"], bool(match["more"]))


def chinese_number(text: str) -> int | None:
    """十二 → 12, 一百零三 → 103, 两千 → 2000, 二〇 → 20; None where the characters make no number."""
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text)) if text else None
    total = section = digit = 0
    seen_digit = False
    for character in text:
        if character in _DIGITS:
            if seen_digit and digit:
                return None
            digit, seen_digit = _DIGITS[character], True
        elif character in _PLACES:
            section += (digit or 1) * _PLACES[character] if seen_digit or character == "十" else 0
            if not seen_digit and character != "十":
                return None
            digit, seen_digit = 0, False
        else:
            if not (section or digit):
                return None
            total = (total + section + digit) * _SCALES[character]
            section, digit, seen_digit = 0, 0, False
    return total + section + digit
