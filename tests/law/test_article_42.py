from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.fees import request_fee
from tests.law.casework_cases import each_of, refused_or_not


class TestArticle42:
    """申请公开政府信息的数量、频次明显超过合理范围的，行政机关可以收取信息处理费"""

    @each_of("fees")
    def test_case(self, case):
        with refused_or_not(case):
            fee = request_fee(
                on=case["received"],
                items=case.get("items"),
                pages=case.get("pages"),
                earlier_this_month=case.get("earlier", 0),
            )
            assert fee.amount == case["yuan"]


def _item_by_hand(nth: int) -> int:
    """The formula of the rate of the nth request, written down independently of the bands."""
    if nth <= 10:
        return 0
    if nth <= 30:
        return 100
    return 100 * (-(-(nth - 30) // 10) + 1)


def _page_by_hand(nth: int) -> int:
    return 0 if nth <= 30 else 10 if nth <= 100 else 20 if nth <= 200 else 40


class TestFeesSummedOneByOne:
    """A fee by bands equals the sum of what each single request or page costs."""

    @pytest.mark.parametrize("earlier", [0, 1, 9, 10, 29, 30, 31, 40, 57])
    def test_items(self, earlier):
        total = 0
        for count in range(1, 130):
            total += _item_by_hand(earlier + count)
            assert request_fee(on=date(2024, 3, 5), items=count, earlier_this_month=earlier).amount == total

    def test_pages(self):
        total = 0
        for pages in range(1, 450):
            total += _page_by_hand(pages)
            assert request_fee(on=date(2024, 3, 5), pages=pages).amount == total
