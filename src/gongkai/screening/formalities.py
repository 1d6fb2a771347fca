"""Formalities that can be seen in the text: document numbers, dates, tables without headings. Notes and things to verify."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.core.findings import Finding, Words
from gongkai.core.report.exchange import Place
from gongkai.readers.document import Table
from gongkai.screening.findings import DATE_FORM, DATE_IMPOSSIBLE, DOC_NUMBER, TABLE_HEADER
from gongkai.screening.plain import PlainText

# 代字, year in some bracket, serial, 号 (GB/T 9704-2012 7.2.5). A court's (2023)苏01行终1号 begins with its bracket.
_NUMBER = re.compile(
    r"(?P<word>[一-龥]{2,14})(?P<open>[〔\[【({［〈<])(?P<year>(?:19|20)[0-9]{2})(?P<close>[〕\]】)}］〉>])"
    r"(?P<gap> ?)(?P<ordinal>第? ?)(?P<serial>[0-9]{1,5}) ?号"
)
_DAY = re.compile(
    r"(?<![0-9])(?:(?P<year>[12][0-9]{3}) ?年 ?)?(?<![0-9])(?P<month>[0-9]{1,2}) ?月 ?(?P<day>[0-9]{1,2}) ?[日号](?!线)"
)
_ALONE = re.compile(r"\s*(?P<year>[12][0-9]{3}) ?年 ?(?P<month>[0-9]{1,2}) ?月 ?(?P<day>[0-9]{1,2}) ?日\s*")
_ONES = "一二三四五六七八九"
_IN_WORDS = re.compile(
    rf"\s*(?P<year>[一二][〇○零{_ONES}]{{3}})年(?P<month>十[一二]?|[{_ONES}])月(?P<day>[二三]?十[{_ONES}]?|[{_ONES}])日\s*"
)
_DIGITS = dict(zip("〇○零一二三四五六七八九", "000123456789", strict=True))
_LEAP = 2024  # a year with every day there is, for dates without one
_FORMATS_WITH_HEADINGS = frozenset({"html", "docx"})  # the others cannot mark a heading cell


def number_findings(plain: PlainText, where: str, place: Place) -> Iterator[Finding]:
    """Document numbers that differ from the usual form: a note, never a block (law.md 4.5)."""
    for found in _NUMBER.finditer(plain.text) if "号" in plain.text else ():
        faults = [words for fault, words in _FAULTS if fault(found)]
        if faults:
            why = Words("；".join(zh for zh, _ in faults) + "。", "; ".join(en for _, en in faults) + ".")
            expected = f"{found['word']}〔{found['year']}〕{int(found['serial'])}号"
            yield DOC_NUMBER.at(where, place, found=found[0], why=why, expected=expected)


_FAULTS = (
    (lambda found: (found["open"], found["close"]) != ("〔", "〕"), ("年份用六角括号〔〕", "the year stands in 〔〕")),
    (lambda found: found["serial"].startswith("0"), ("序号不编虚位", "the serial has no leading zero")),
    (lambda found: "第" in found["ordinal"], ("序号前不加“第”", "no 第 before the serial")),
)


def date_findings(plain: PlainText, where: str, place: Place) -> Iterator[Finding]:
    """Days that no calendar knows, and dates of signature in another form (GB/T 9704-2012 7.3.5.4)."""
    if "月" not in plain.text:
        return
    for found in _DAY.finditer(plain.text):
        if not _exists(int(found["year"] or _LEAP), int(found["month"]), int(found["day"])):
            yield DATE_IMPOSSIBLE.at(where, place, found=found[0])
    alone = _ALONE.fullmatch(plain.text)
    if alone and (alone["month"].startswith("0") or alone["day"].startswith("0")):
        expected = f"{alone['year']}年{int(alone['month'])}月{int(alone['day'])}日"
        yield DATE_FORM.at(where, place, found=plain.text.strip(), expected=expected)
    spelt = _IN_WORDS.fullmatch(plain.text)
    if spelt:
        year = "".join(_DIGITS[char] for char in spelt["year"])
        expected = f"{year}年{_small(spelt['month'])}月{_small(spelt['day'])}日"
        yield DATE_FORM.at(where, place, found=plain.text.strip(), expected=expected)


def heading_findings(table: Table, format: str, where: str) -> Iterator[Finding]:
    """A table of data whose file marks no heading cell, where the format can (GB/T 37668)."""
    data = table.n_rows > 1 and table.n_cols > 1 and not table.loose
    if data and format in _FORMATS_WITH_HEADINGS and not any(cell.header for cell in table.cells):
        yield TABLE_HEADER.at(where, table.place, number=table.number)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _small(words: str) -> int:
    """A number below a hundred in words: 十二, 三十一."""
    tens, ten, ones = words.rpartition("十")
    value = int(_DIGITS[ones]) if ones else 0
    return value + (10 * int(_DIGITS[tens or "一"]) if ten else 0)
