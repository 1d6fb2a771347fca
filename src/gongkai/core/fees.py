"""The information processing fee (信息处理费, FEE; art. 42(2)): by item or by page, in bands that add up.

Amounts are whole 元. The rates are `law/fees.yaml`; before 2021-01-01 there was no such fee.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from gongkai.core.errors import Lang
from gongkai.core.errors_casework import ChargedTwice, CountWrong, NothingToCharge
from gongkai.core.law import Dated, read_law_file
from gongkai.core.outcomes import Outcome


@cache
def _law() -> dict[str, Any]:
    found: dict[str, Any] = read_law_file("fees.yaml")
    return found


class ChargedBy(StrEnum):
    """The two ways to charge (FEE 3)."""

    ITEM = "item"  # 按件计收
    PAGE = "page"  # 按量计收


@dataclass(frozen=True, slots=True)
class Band:
    """Up to and including `to`, each one costs `rate` 元; without `to` the band has no end."""

    to: int | None
    rate: int


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates in force on a day. After the last band the rate rises by `plus` for each `every` more."""

    source: str
    bands: tuple[Band, ...]
    every: int | None = None
    plus: int | None = None

    def climb(self) -> Iterator[Band]:
        """The bands from the first one upwards; without end where the rate keeps rising."""
        yield from self.bands
        to, rate = self.bands[-1].to, self.bands[-1].rate
        while to is not None and self.every is not None and self.plus is not None:
            to, rate = to + self.every, rate + self.plus
            yield Band(to, rate)


@dataclass(frozen=True, slots=True)
class Line:
    """What lies in one band: the items or pages `first` to `last`, at `rate` 元 each."""

    first: int
    last: int
    rate: int

    @property
    def count(self) -> int:
        """How many."""
        return self.last - self.first + 1

    @property
    def amount(self) -> int:
        """元 for the band."""
        return self.count * self.rate


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee with its reckoning, band by band."""

    charged_by: ChargedBy
    lines: tuple[Line, ...]
    source: str

    @property
    def amount(self) -> int:
        """The whole fee in 元."""
        return sum(line.amount for line in self.lines)

    def explain(self, lang: Lang = "zh") -> tuple[str, ...]:
        """One sentence a band, then the total, for the fee notice (FEE 6) and the command line."""
        unit, units = ("件", "requests") if self.charged_by is ChargedBy.ITEM else ("页", "pages")
        if lang == "zh":
            lines = [
                f"第{each.first}至{each.last}{unit}：{each.count}{unit} × {each.rate}元 = {each.amount}元"
                for each in self.lines
            ]
            return (*lines, f"合计 {self.amount} 元")
        lines = [
            f"{units} {each.first} to {each.last}: {each.count} × {each.rate} yuan = {each.amount} yuan" for each in self.lines
        ]
        return (*lines, f"total {self.amount} yuan")


@cache
def _rates() -> Mapping[ChargedBy, Dated[Rates]]:
    data = _law()
    return {
        way: Dated(
            data[way]["zh"],
            {
                day: Rates(value["source"], tuple(Band(**band) for band in value["bands"]), **value.get("beyond", {}))
                for day, value in data[way]["values"].items()
            },
        )
        for way in ChargedBy
    }


def rates(way: ChargedBy, *, on: date) -> Rates:
    """The rates in force `on` that day, as the fee notice states them (FEE 6). Raises LawNotInForce before 2021."""
    return _rates()[way].at(on)


def fee_by_items(count: int, *, on: date, earlier_this_month: int = 0) -> Fee:
    """The fee for `count` requests of one applicant, whatever their outcome (art. 42(2); FEE 3-4; 按件计收).

    `on` is the day they were received; `earlier_this_month` are the same applicant's requests received before them in
    that calendar month (约定). Raises LawNotInForce before 2021, CountWrong.
    """
    _at_least(1, count, "申请件数", "the number of requests")
    _at_least(0, earlier_this_month, "本月此前的申请件数", "the number of earlier requests this month")
    return _charge(ChargedBy.ITEM, after=earlier_this_month, until=earlier_this_month + count, on=on)


def fee_by_pages(pages: int, *, on: date, outcome: Outcome | None = None) -> Fee:
    """The fee for the pages of one request, one side of A4 each (FEE 3, 5; 按量计收).

    `outcome`, where known, must be one that hands over copies (art. 36(2), 37). Raises LawNotInForce before 2021,
    CountWrong, NothingToCharge.
    """
    _at_least(1, pages, "页数", "the number of pages")
    fee = _charge(ChargedBy.PAGE, after=0, until=pages, on=on)
    if outcome is not None and outcome not in _law()["page"]["only_for"]:
        raise NothingToCharge(outcome_zh=outcome.facts.zh, outcome_en=outcome.facts.en, source=fee.source)
    return fee


def item_rate(nth: int, *, on: date) -> int:
    """What the nth request of the month costs by itself, in 元 (art. 42(2); FEE 3-4). Raises LawNotInForce, CountWrong."""
    return fee_by_items(1, on=on, earlier_this_month=nth - 1).amount


def request_fee(
    *, on: date, items: int | None = None, pages: int | None = None, earlier_this_month: int = 0, outcome: Outcome | None = None
) -> Fee:
    """The fee for one request: by item or by page, never both (FEE 3). Raises ChargedTwice, and what the two ways raise."""
    source = rates(ChargedBy.ITEM, on=on).source
    if items is not None and pages is not None:
        raise ChargedTwice(source=source, problem_zh="件数和页数只能填一项", problem_en="give items or pages, not both")
    if items is not None:
        return fee_by_items(items, on=on, earlier_this_month=earlier_this_month)
    if pages is not None:
        return fee_by_pages(pages, on=on, outcome=outcome)
    raise ChargedTwice(source=source, problem_zh="请填件数或者页数", problem_en="give items or pages")


def _charge(way: ChargedBy, *, after: int, until: int, on: date) -> Fee:
    """The bands between two counts, `after` excluded, `until` included."""
    found = rates(way, on=on)
    climb = found.climb()
    lines: list[Line] = []
    reached = 0
    while reached < until:
        band = next(climb)
        top = until if band.to is None else min(band.to, until)
        if top > after:
            lines.append(Line(max(reached, after) + 1, top, band.rate))
        reached = top
    return Fee(way, tuple(lines), found.source)


def _at_least(least: int, given: int, what_zh: str, what_en: str) -> None:
    if given < least:
        expected_zh, expected_en = f"不小于 {least} 的整数", f"a whole number of at least {least}"
        raise CountWrong(what_zh=what_zh, what_en=what_en, given=given, expected_zh=expected_zh, expected_en=expected_en)
