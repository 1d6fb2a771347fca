"""Numbers per body, kind and year: ordered, never twice, safe under load. The row of the series is the lock."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from gongkai.core.errors_register import IndexPatternWrong
from gongkai.web.publication.models import IndexPattern, NumberSeries

DEFAULT_PATTERN = "{code}/{year}-{number:5}"  # law.md 2.3, a convention: credit code, year, five digits
REGISTER_PATTERN = "{year}-{number:4}"  # of the register of what is issued
_PLACE = re.compile(r"\{(code|year|month|number)(?::0?([1-9]))?\}")
_UNFIT = re.compile(r"[^\w\-/.〔〕\[\]()（）号]")
_LONGEST = 60


def next_number(body: Any, kind: str, year: int) -> int:
    """The next number of a series. The caller's transaction holds the series until it ends: what is undone gives it back."""
    series = _held(body, kind, year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last


def next_index_no(body: Any, on: date) -> str:
    """The next index number (索引号) of a body, by its own pattern in force on `on`."""
    pattern = IndexPattern.objects.filter(body=body, begun_on__lte=on).order_by("-begun_on").first()
    return index_no_of(body, on, next_number(body, "index", on.year), pattern.pattern if pattern else DEFAULT_PATTERN)


def register_held(body: Any, year: int) -> None:
    """Hold a body's register of a year until the transaction ends, so that what is looked for cannot be added meanwhile."""
    _held(body, "register", year)


def _held(body: Any, kind: str, year: int) -> NumberSeries:
    NumberSeries.objects.bulk_create([NumberSeries(body=body, kind=kind, year=year)], ignore_conflicts=True)
    return NumberSeries.objects.select_for_update().get(body=body, kind=kind, year=year)


def next_register_no(body: Any, year: int) -> str:
    """The next number in a body's register of what is issued: one series a year, without gaps."""
    return _filled(REGISTER_PATTERN, {"year": str(year), "number": str(next_number(body, "register", year))})


def index_no_of(body: Any, on: date, number: int, pattern: str = DEFAULT_PATTERN) -> str:
    """An index number by a pattern; a body without a credit code is named by its code."""
    values = {"code": body.credit_code or body.code, "year": f"{on.year}", "month": f"{on.month:02}", "number": f"{number}"}
    return _filled(pattern, values)


def _filled(pattern: str, values: dict[str, str]) -> str:
    """Only the four known places are filled; nothing else in a pattern is read as anything but text."""
    return _PLACE.sub(lambda place: values[place[1]].zfill(int(place[2] or 0)), pattern)


def pattern_checked(pattern: str, body: Any, on: date) -> str:
    """A pattern as it may be used.

    Raises:
        IndexPatternWrong: numbers by it would not be unique or readable.
    """
    plain = pattern.strip()
    rest = _PLACE.sub("", plain)
    places = {found[1] for found in _PLACE.finditer(plain)}
    faults = (
        ("number" not in places, "没有流水号 {number}", "it has no {number}"),
        ("year" not in places, "没有年份 {year}，流水号按年重排会重复", "without {year} numbers would repeat every year"),
        (bool(re.search(r"[{}]", rest)), "含有不认识的花括号内容", "it has unknown braces"),
        (
            bool(re.search(r"[^\w\-/.〔〕\[\]()（）号]", rest)),
            "含有不宜用于编号的字符",
            "it has signs that do not belong in a number",
        ),
        (len(index_no_of(body, on, 99_999, plain)) > _LONGEST, "太长", "it is too long"),
    )
    for wrong, zh, en in faults:
        if wrong:
            raise IndexPatternWrong(pattern=plain, problem=zh, problem_en=en)
    return plain
