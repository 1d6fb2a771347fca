"""Fees: the reckoning adds up line by line, says itself in both languages, and refuses what the Measures do not know."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.errors import LawNotInForce
from gongkai.core.errors_casework import ChargedTwice, CountWrong, NothingToCharge
from gongkai.core.fees import ChargedBy, fee_by_items, fee_by_pages, item_rate, rates, request_fee
from gongkai.core.outcomes import Outcome

DAY = date(2024, 3, 5)


@pytest.mark.parametrize(
    ("nth", "yuan"),
    [(1, 0), (10, 0), (11, 100), (30, 100), (31, 200), (40, 200), (41, 300), (50, 300), (51, 400), (60, 400), (111, 1000)],
)
def test_what_the_nth_request_costs(nth, yuan):
    assert item_rate(nth, on=DAY) == yuan


def test_the_explanation_by_bands():
    assert fee_by_items(35, on=DAY).explain() == (
        "第1至10件：10件 × 0元 = 0元",
        "第11至30件：20件 × 100元 = 2000元",
        "第31至35件：5件 × 200元 = 1000元",
        "合计 3000 元",
    )
    assert fee_by_pages(31, on=DAY).explain("en") == (
        "pages 1 to 30: 30 × 0 yuan = 0 yuan",
        "pages 31 to 31: 1 × 10 yuan = 10 yuan",
        "total 10 yuan",
    )


def test_earlier_requests_of_the_month_move_the_bands():
    fee = fee_by_items(5, on=DAY, earlier_this_month=28)
    assert [(line.first, line.last, line.rate, line.amount) for line in fee.lines] == [(29, 30, 100, 200), (31, 33, 200, 600)]


@pytest.mark.parametrize("split", [0, 1, 10, 29, 30, 41, 74])
def test_a_month_costs_the_same_however_its_requests_come(split):
    whole = fee_by_items(75, on=DAY).amount
    parts = fee_by_items(75 - split, on=DAY, earlier_this_month=split).amount
    assert parts + (fee_by_items(split, on=DAY).amount if split else 0) == whole


def test_the_last_page_band_has_no_end():
    bands = list(rates(ChargedBy.PAGE, on=DAY).climb())
    assert [band.to for band in bands] == [30, 100, 200, None]


@pytest.mark.parametrize("outcome", [Outcome.OPEN_PROVIDE, Outcome.OPEN_PUBLIC_INTEREST, Outcome.PARTIAL])
def test_pages_are_charged_where_copies_are_handed_over(outcome):
    assert request_fee(on=DAY, pages=31, outcome=outcome).amount == 10


@pytest.mark.parametrize("outcome", [Outcome.OPEN_ALREADY, Outcome.OPEN_SOON, Outcome.DENY_SECRET, Outcome.NP_ABUSE])
def test_and_nowhere_else(outcome):
    with pytest.raises(NothingToCharge):
        request_fee(on=DAY, pages=31, outcome=outcome)


def test_items_are_charged_whatever_the_outcome():
    assert request_fee(on=DAY, items=11, outcome=Outcome.DENY_SECRET).amount == 100


@pytest.mark.parametrize(
    ("error", "ask", "zh", "en"),
    [
        (CountWrong, lambda: item_rate(0, on=DAY), "不能是 -1", "at least 0"),
        (CountWrong, lambda: fee_by_items(0, on=DAY), "申请件数不能是 0，应为不小于 1 的整数。", "must be a whole number"),
        (CountWrong, lambda: fee_by_pages(-3, on=DAY), "页数不能是 -3", "the number of pages cannot be -3"),
        (ChargedTwice, lambda: request_fee(on=DAY, items=1, pages=1), "只能填一项", "not both"),
        (ChargedTwice, lambda: request_fee(on=DAY), "请填件数或者页数", "give items or pages"),
        (LawNotInForce, lambda: fee_by_items(1, on=date(2020, 12, 31)), "按件计收", "2020-12-31"),
        (LawNotInForce, lambda: fee_by_pages(1, on=date(2020, 12, 31)), "2021-01-01", "begins on 2021-01-01"),
    ],
)
def test_refusals_say_what_is_wrong(error, ask, zh, en):
    with pytest.raises(error) as refusal:
        ask()
    assert zh in refusal.value.say("zh")
    assert en in refusal.value.say("en")
