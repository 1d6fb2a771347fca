"""What a cell's text says: one number for certain, or none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.core.report.exchange import CellKind
from gongkai.readers.numbers import LONGEST, read_number

NUMBERS = [
    ("0", "0"),
    ("７７", "77"),
    (" \xa012\u3000\xa0", "12"),
    ("\u200b12\ufeff", "12"),
    ("1,234", "1234"),
    ("1，234，567", "1234567"),
    ("１，２３４．５０", "1234.50"),
    ("1,808,\n595", "1808595"),
    ("1 808 595", "1808595"),
    ("1\u202f234", "1234"),
    ("24252.311082", "24252.311082"),
    ("-18", "-18"),
    ("－18", "-18"),
    ("−18", "-18"),
    ("–18", "-18"),
    ("—18", "-18"),
    ("负18", "-18"),
    ("減4", "-4"),
    ("减少4", "-4"),
    ("增10", "10"),
    ("+5", "5"),
    ("＋５", "5"),
    ("-0", "0"),
    ("十二", "12"),
    ("二十", "20"),
    ("一百零三", "103"),
    ("一千零三十", "1030"),
    ("一百一十", "110"),
    ("一万二千", "12000"),
    ("三万", "30000"),
    ("两百", "200"),
    ("负三", "-3"),
    ("零", "0"),
]
WITH_MORE = [
    ("73802895.90元", "73802895.90", "元", None),
    ("73802895.90\n元", "73802895.90", "元", None),
    ("1276.5534万元", "1276.5534", "万元", None),
    ("12（万元）", "12", "万元", None),
    ("12（单位：万元）", "12", "万元", None),
    ("0.3億元", "0.3", "亿元", None),
    ("12件", "12", "件", None),
    ("一件", "1", "件", None),
    ("减4件", "-4", "件", None),
    ("22（其中修订16件）", "22", None, "其中修订16件"),
    ("22\n（其中修订 16 件）", "22", None, "其中修订 16 件"),
    ("22件（其中修订16件）", "22", "件", "其中修订16件"),
    ("5（含2022年（上年）结转）", "5", None, "(含2022年(上年)结转)"),
    ("12*", "12", None, "*"),
    ("12元（万元）", "12", "元", "万元"),
]
BLANKS = ["", " ", "\xa0", "\u3000\n", "\u200b"]
DASHES = ["/", "／", "-", "－", "—", "——", "–", "--", "\\", "―", "─", " - ", "无", "無", "暂无"]
NOT_CERTAIN = [
    *("1 2", "3-4", "12/15", "1,23", "1234,567", "约5", "5以上", "近5", "5余", "5+", "- 5", "△5", "±5", "5%", "１０％"),
    *("007", "00", "000000", ".5", "5.", "1.2.3", "12\n34", "1 23", "0 100", "0,123"),
    *("22（16）", "22（", "5)(", "（5）", "（含结转）5", "22 其中修订16件", "12①", "①", "5²", "1E5", "٣"),
    *(
        "一",
        "一二",
        "百",
        "千",
        "万",
        "一百二",
        "一万二",
        "零五",
        "二〇",
        "十百",
        "一零",
        "一零零三",
        "五十百",
        "一百零",
        "零零",
    ),
    *(
        "一百万万",
        "本单位未制作规章",
        "增加",
        "3月5日",
        "2020年",
        "￥5",
        "5万",
        "持平",
        "x" * (LONGEST + 1),
        "9" * (LONGEST + 1),
    ),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_one_number_however_printed(text: str, value: str) -> None:
    read = read_number(text)
    assert (read.kind, str(read.value), read.unit, read.remark) == (CellKind.NUMBER, value, None, None)


@pytest.mark.parametrize(("text", "value", "unit", "remark"), WITH_MORE)
def test_unit_and_remark_beside_the_number(text: str, value: str, unit: str | None, remark: str | None) -> None:
    read = read_number(text)
    assert (read.kind, str(read.value), read.unit, read.remark) == (CellKind.NUMBER, value, unit, remark)


@pytest.mark.parametrize("text", BLANKS)
def test_a_blank_is_no_zero(text: str) -> None:
    assert (read_number(text).kind, read_number(text).value) == (CellKind.BLANK, None)


@pytest.mark.parametrize("text", DASHES)
def test_a_dash_is_neither_blank_nor_zero(text: str) -> None:
    assert (read_number(text).kind, read_number(text).value) == (CellKind.DASH, None)


@pytest.mark.parametrize("text", NOT_CERTAIN)
def test_what_could_be_read_in_two_ways_has_no_value(text: str) -> None:
    assert (read_number(text).kind, read_number(text).value) == (CellKind.TEXT, None)


@pytest.mark.parametrize("style", ["{}", "{:,}", " {}", "{}件", "－{}", "{}（含上年）"])
def test_every_whole_number_keeps_all_its_digits(style: str) -> None:
    for number in (*range(12_000), *(10**power + offset for power in range(4, 13) for offset in (-1, 0, 7))):
        read = read_number(style.format(number))
        assert read.value == Decimal(-number if style.startswith("－") else number), style.format(number)


def test_chinese_numerals_up_to_ten_thousand() -> None:
    digits = "零一二三四五六七八九"

    def numeral(number: int) -> str:
        text, zero = "", False
        for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit = number // power % 10
            if digit:
                text += ("零" if zero and text else "") + digits[digit] + name
            zero = not digit
        return text

    for number in range(2, 10_000):
        assert read_number(numeral(number)).value == number, numeral(number)
