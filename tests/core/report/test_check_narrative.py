"""Sections one, five and six (law.md 7.6, P9, P11, P12)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.core.findings import Severity
from gongkai.core.report.check_narrative import check_narrative
from tests.core.report.reports import PROBLEMS, changed, report


def told(prose: dict[str, str], *, previous=None, year: int = 2023, **cells: object) -> list[tuple[str, str]]:
    form_id = "2021" if year > 2020 else "2019"
    return [
        (finding.message.code, finding.where)
        for finding in check_narrative(changed(report(prose=prose, year=year, form_id=form_id), **cells), previous)
    ]


def test_sections_that_say_what_they_must() -> None:
    assert told({}) == []


def test_the_length_of_section_one() -> None:
    assert told({"1": "好" * 1000}) == []
    assert told({"1": "好 " * 1000}) == []
    assert told({"1": "好" * 1001}) == [("SECTION-ONE-LONG", "S1")]
    assert told({"1": "好" * 3000}, year=2020) == []


@pytest.mark.parametrize("text", ["", "无", "无。", "暂无问题。", "不存在问题", "本年度无"])
def test_section_five_that_says_nothing(text: str) -> None:
    assert told({"5": text}) == [("SECTION-FIVE-EMPTY", "S5")]


def test_section_five_that_says_little() -> None:
    assert told({"5": "一是公开不够及时。"}) == [("SECTION-FIVE-SHORT", "S5")]


def test_section_five_that_is_not_there_is_told_by_its_heading_alone() -> None:
    whole = report()
    without = replace(
        whole,
        sections={number: text for number, text in whole.sections.items() if number != "5"},
        passages=tuple(passage for passage in whole.passages if passage.section != "5"),
    )
    assert list(check_narrative(without, None)) == []


def test_section_five_of_last_year() -> None:
    last = report(prose={"5": PROBLEMS.replace("一是", "2022年，一是")}, year=2022)
    assert told({}, previous=last) == [("SECTION-FIVE-SAME", "S5")]
    other = report(
        prose={"5": "办理时限把握不够精准，个别答复书说理不充分，档案整理滞后。将逐案复盘，集中评查，限期整改到位。"}, year=2022
    )
    assert told({}, previous=other) == []
    assert told({}, previous=replace(last, year=2020)) == []


@pytest.mark.parametrize(
    ("six", "year", "expected"),
    [
        ("无其他需要报告的事项。", 2023, [("FEE-NOT-STATED", "S6")]),
        ("", 2023, [("FEE-NOT-STATED", "S6")]),
        ("无其他需要报告的事项。", 2020, []),
        ("本机关未收取信息公开处理费。", 2023, []),
        ("全年收取信息处理费 0 元。", 2023, []),
        ("未发生政府信息公开收费事项。", 2023, []),
    ],
)
def test_the_fee_statement(six: str, year: int, expected) -> None:
    assert told({"6": six}, year=year) == expected


def test_the_fee_statement_may_stand_in_section_one() -> None:
    assert told({"1": "全年未收取信息处理费。", "6": "无。"}) == []


@pytest.mark.parametrize(
    "six", ["2023年，无收取信息处理费情况。", "全年未收取政府信息公开信息处理费。", "收取信息处理费共计0元。"]
)
def test_unpaid_fees_where_none_were_asked(six: str) -> None:
    assert told({"6": six}, T3__r6_2__total=2) == [("FEE-ROW-UNEXPLAINED", "T3.r6_2.total")]
    assert told({"6": "全年收取信息处理费2950元。"}, T3__r6_2__total=2) == []
    assert told({"6": six}, T3__r6_2__total=0) == []


def test_how_it_is_told() -> None:
    (finding,) = check_narrative(changed(report(), T3__r6_2__total=2), None)
    assert finding.severity is Severity.WARNING
    assert "逾期未按收费通知要求缴纳费用" in finding.text()
