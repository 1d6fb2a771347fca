"""The printed text of a cell into its kind, value, unit and remark; what is not certain has no value.

Full width, thousands separators, every minus sign, 增 and 减, units, remarks in brackets and Chinese numerals are read.
A text that two readers could read differently ("1 2", "3-4", "12/15", "1,23", "约5", "007") stays text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gongkai.core.report.exchange import UNIT_EXPONENTS, CellKind

LONGEST = 200  # characters; a longer cell is a sentence, whatever stands in it
_DIGITS = str.maketrans("０１２３４５６７８９．，（）＋", "0123456789.,()+")
_SIMPLER = str.maketrans("負減無萬億兩貳參陸個項條暫", "负减无万亿两贰叁陆个项条暂")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
_MINUS = "－﹣−–—―‐‑‒-"  # the hyphen last, so that it makes no range inside a character class
_DASH = re.compile(rf"[─━/／∕\\＼{_MINUS}]{{1,4}}")
_NOTHING = ("无", "暂无")  # words that say the same as a dash
_UNITS = "|".join([*sorted(UNIT_EXPONENTS, key=len, reverse=True), "件次", "人次", *"件个项条宗次份起部例"])
_PLAIN = r"(?:0|[1-9]\d*)(?:\.\d+)?"
_GROUPED = r"[1-9]\d{0,2}(?:,\s?\d{3})+(?:\.\d+)?"  # a line may break after a comma, nowhere else
_SPACED = r"[1-9]\d{0,2}(?:[ \u00a0\u2007\u2009\u202f]\d{3})+(?:\.\d+)?"
_HAN = r"[零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]+"
_NUMBER = re.compile(
    rf"(?P<sign>[+负{_MINUS}]|增加?|减少?)?(?P<digits>{_GROUPED}|{_SPACED}|{_PLAIN}|{_HAN})\s*(?P<unit>{_UNITS})?"
    r"\s*(?P<mark>[*＊※])?\s*(?P<remark>\(.*\))?",
    re.DOTALL,
)
_UNIT_IN_BRACKETS = re.compile(rf"\(\s*(?:单位\s*[:：]?\s*)?(?P<unit>{_UNITS})\s*\)")
_FALLS = frozenset(_MINUS + "负减")

_HAN_DIGITS = {digit: value for value, digits in enumerate(("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒",
                                                           "八捌", "九玖")) for digit in digits}  # fmt: skip
_HAN_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """What a cell's text says. `value` is None unless `kind` is NUMBER; it is in the unit printed (`unit`)."""

    kind: CellKind
    value: Decimal | None = None
    unit: str | None = None
    remark: str | None = None


_TEXT = PrintedNumber(CellKind.TEXT)


@lru_cache(maxsize=4096)
def read_number(text: str) -> PrintedNumber:
    """The number printed in a cell, or why there is none: a blank, a dash (for "无" too), or text."""
    text = text.translate(_INVISIBLE).strip()
    if not text:
        return PrintedNumber(CellKind.BLANK)
    if len(text) > LONGEST:
        return _TEXT
    simple = text.translate(_SIMPLER)
    if _DASH.fullmatch(text) or simple in _NOTHING:
        return PrintedNumber(CellKind.DASH)
    match = _NUMBER.fullmatch(simple.translate(_DIGITS))
    if match is None or not _remark_is_certain(match["remark"]):
        return _TEXT
    value = _value(match["digits"], alone=match["digits"] == simple)
    if value is None:
        return _TEXT
    falls = match["sign"] is not None and match["sign"][0] in _FALLS
    return _with_unit(match, -value if falls and value else value)


def _with_unit(match: re.Match[str], value: Decimal) -> PrintedNumber:
    """The number with its unit, which may stand in brackets of its own, and its remark."""
    unit, remark = match["unit"], match["remark"]
    in_brackets = _UNIT_IN_BRACKETS.fullmatch(remark) if remark else None
    if in_brackets and unit is None:
        unit, remark = in_brackets["unit"], None
    words = f"{match['mark'] or ''}{_inside(remark)}" or None
    return PrintedNumber(CellKind.NUMBER, value, unit, words)


def _inside(remark: str | None) -> str:
    """The remark without the one pair of brackets around it; several keep theirs."""
    if not remark:
        return ""
    inner = remark[1:-1].strip()
    return remark if "(" in inner or ")" in inner else inner


def _remark_is_certain(remark: str | None) -> bool:
    """Whether brackets after a number hold words. A bare number in them may be another value of the cell."""
    if remark is None:
        return True
    return remark.count("(") == remark.count(")") and re.search(r"[^\W\d_]", remark) is not None


def _value(digits: str, *, alone: bool) -> Decimal | None:
    """The number in Arabic or Chinese digits. A lone 一 is as often a dash and therefore no number."""
    if digits[0] in "0123456789":
        return Decimal(re.sub(r"[\s,]", "", digits))
    if alone and digits == "一":
        return None
    number = _han_number(digits)
    return None if number is None else Decimal(number)


def _han_number(digits: str) -> int | None:
    """一百二十三 as 123; None where it is no well-formed numeral below 100,000,000 (一二 could be 1 and 2)."""
    high, found, low = digits.partition("万")
    if not found:
        return _below_ten_thousand(digits)
    above, below = _below_ten_thousand(high), _below_ten_thousand(low) if low else 0
    short = len(low) == 1 and low not in "零〇"  # 一万二 is 12,000 in speech
    return None if not above or below is None or short else above * _TEN_THOUSAND + below


def _below_ten_thousand(digits: str) -> int | None:
    total, last, smallest, zero = 0, None, _TEN_THOUSAND, False
    for char in digits:
        if char in _HAN_TENS:
            tens = _HAN_TENS[char]
            implied = 1 if tens == 10 and total == 0 and not zero else None  # 十二
            factor = last if last else implied
            if factor is None or tens >= smallest:
                return None
            total, last, smallest, zero = total + factor * tens, None, tens, False
        elif char in "零〇" and len(digits) > 1:
            if last is not None or zero or not total:
                return None
            zero = True
        elif char in _HAN_DIGITS and last is None:
            last = _HAN_DIGITS[char]
        else:
            return None
    if last is None:
        return None if zero else total
    spoken = total and smallest > 10 and not zero  # 一百二 is 120 in speech
    return None if spoken else total + last
