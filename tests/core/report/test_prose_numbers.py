"""Numbers as people write them, each with its unit."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.batch.bounded import processor_time
from gongkai.core.report.prose_numbers import amounts, chinese_number
from gongkai.core.report.prose_text import plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到申请12件", [(12, "件", False)]),
        ("收到申请３６０７件", [(3607, "件", False)]),
        ("收到申请3,607件", [(3607, "件", False)]),
        ("收到申请３，６０７件", [(3607, "件", False)]),
        ("收到申请1,234,567件", [(1234567, "件", False)]),
        ("收到申请 3 607 件", []),
        ("答复25件，349件结转", [(25, "件", False), (349, "件", False)]),
        ("公开18万余条", [(180000, "条", True)]),
        ("公开1.5万条", [(15000, "条", False)]),
        ("共25件", [(25, "件", False)]),
        ("约25件", [(25, "件", True)]),
        ("超过25件、近30件、30多件", [(25, "件", True), (30, "件", True), (30, "件", True)]),
        ("收费2950元、0.295万元、1亿元", [(2950, "元", False), ("0.295", "万元", False), (1, "亿元", False)]),
        ("十二件", [(12, "件", False)]),
        ("一百零三件次", [(103, "件次", False)]),
        ("收到两件", [(2, "件", False)]),
        ("〇件", [(0, "件", False)]),
        ("十余件", [(10, "件", True)]),
        ("第三条、同一件、每件、这一条", []),
        ("第711号，占33.9%", []),
        ("千百件", []),
    ],
)
def test_amounts(text: str, expected: list) -> None:
    assert [(amount.value, amount.unit, amount.approximate) for amount in amounts(plain(text))] == [
        (Decimal(str(value)), unit, approximate) for value, unit, approximate in expected
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21), ("一百", 100), ("一百零三", 103), ("三百五十", 350),
        ("一千零二十", 1020), ("两千", 2000), ("三千五百一十一", 3511), ("一万二千", 12000), ("二〇二三", 2023), ("零", 0),
        ("三亿", 300000000), ("百", None), ("万", None), ("三五百", None), ("", None),
    ],
)  # fmt: skip
def test_chinese_numbers(text: str, number: int | None) -> None:
    assert chinese_number(text) == number


def test_money() -> None:
    (amount,) = amounts("0.295万元")
    assert amount.yuan == Decimal("2950") and not amount.counts_cases
    (count,) = amounts("5件")
    assert count.yuan is None and count.counts_cases


@pytest.mark.parametrize(
    "text", ["1" * 50_000, "一" * 50_000, "1，" * 25_000, "十万" * 25_000 + "件", "1,111," * 10_000 + "件"]
)
def test_no_text_makes_it_slow(text: str) -> None:
    with processor_time(Path("报告"), seconds=60):  # what is not linear takes many minutes
        amounts(plain(text))
