"""The form around the tables (law.md 7.6, 7.7; art. 49, 50)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.core.findings import Severity
from gongkai.core.report.check_form import check_form
from gongkai.core.report.check_limits import check_limits, last_days
from gongkai.core.report.exchange import Passage, Place
from tests.core.report.reports import report

CLEAN = report()


def told(of) -> list[tuple[str, str]]:
    return [(finding.message.code, finding.where) for finding in check_form(of)]


def test_a_report_in_good_form_has_no_finding() -> None:
    assert told(CLEAN) == []


@pytest.mark.parametrize("gone", ["1", "5", "6"])
def test_a_part_that_is_missing(gone: str) -> None:
    without = replace(
        CLEAN,
        sections={number: text for number, text in CLEAN.sections.items() if number != gone},
        passages=tuple(passage for passage in CLEAN.passages if passage.section != gone),
    )
    assert told(without) == [("FORM-HEADING-MISSING", f"S{gone}")]


def test_parts_in_another_order() -> None:
    headings = [passage for passage in CLEAN.passages if passage.heading]
    swapped = replace(CLEAN, passages=(*headings[:4], headings[5], headings[4]))
    (finding,) = check_form(swapped)
    assert (finding.message.code, finding.where, finding.place) == ("FORM-HEADING-ORDER", "S5", headings[4].place)
    assert "“五、存在的主要问题及改进情况”排在“六、其他需要报告的事项”之后" in finding.text()


@pytest.mark.parametrize(
    ("change", "where", "stated", "severity"),
    [
        ({"title": "演示市人民政府２０２２年政府信息公开工作年度报告"}, "title", 2022, Severity.WARNING),
        ({"prose": {"1": "2022年，我市认真贯彻。"}}, "S1", 2022, Severity.VERIFY),
        ({"prose": {"6": "2022年，本机关未收取信息处理费。"}}, "S6", 2022, Severity.VERIFY),
    ],
)
def test_one_year_throughout(change, where, stated, severity) -> None:
    of = report(prose=change["prose"]) if "prose" in change else replace(CLEAN, **change)
    (finding,) = check_form(of)
    assert (finding.message.code, finding.where, finding.stated, finding.computed, finding.severity) == (
        "YEAR-DIFFERS",
        where,
        stated,
        2023,
        severity,
    )


def test_a_year_later_in_the_text_is_not_the_reports() -> None:
    assert told(report(prose={"1": "我市认真贯彻国务院2022年印发的文件，工作平稳。"})) == []


def test_year_and_body_unknown() -> None:
    assert told(report(year=None)) == [("YEAR-UNKNOWN", "year")]
    assert told(report(agency=None)) == [("AGENCY-UNKNOWN", "agency")]
    assert told(replace(CLEAN, title=None)) == []


@pytest.mark.parametrize(
    ("title", "agrees"),
    [
        ("演示市2023年度政府信息公开工作年度报告", True),
        ("2023年演示市人民政府政府信息公开工作年度报告", True),
        ("2023年政府信息公开工作年度报告", True),
        ("安平市2023年政府信息公开工作年度报告", False),
    ],
)
def test_the_body_in_the_title(title: str, agrees: bool) -> None:
    assert told(replace(CLEAN, title=title)) == ([] if agrees else [("AGENCY-DIFFERS", "title")])


@pytest.mark.parametrize(
    ("ending", "signed"),
    [
        (("演示市人民政府", "2024年1月20日", "（此件公开发布）"), []),
        (("安平市人民政府", "（2024年1月20日）"), [("AGENCY-DIFFERS", "signature")]),
        (("收费标准均符合规定。",), []),
        (("其中安平市公安局", "", "15件"), []),
    ],
)
def test_the_body_under_the_report(ending, signed) -> None:
    assert told(replace(CLEAN, passages=(*CLEAN.passages, *(Passage(line, "6") for line in ending)))) == signed


def test_an_unfinished_sentence_is_no_signature() -> None:
    cut = (*CLEAN.passages, Passage("收取信息处理费的有安平市", "6", Place(line=90)), Passage("安平市公安局", "6"))
    assert told(replace(CLEAN, passages=cut)) == []
    assert told(replace(CLEAN, passages=(Passage("安平市公安局", "6"),))) == []


def test_the_period_is_the_whole_year() -> None:
    (finding,) = check_form(replace(CLEAN, period=(date(2023, 1, 1), date(2023, 11, 30))))
    assert (finding.message.code, finding.stated, finding.computed) == (
        "PERIOD-DIFFERS",
        "2023-01-01—2023-11-30",
        "2023-01-01—2023-12-31",
    )
    assert told(replace(CLEAN, period=None)) == []


@pytest.mark.parametrize(
    ("agency", "published", "expected"),
    [
        ("演示市信访局", date(2024, 1, 31), []),
        ("演示市信访局", date(2024, 2, 1), [("DEADLINE-PASSED", "published")]),
        ("新桥镇人民政府", date(2024, 2, 1), [("DEADLINE-PASSED", "published")]),
        ("演示市人民政府办公厅", date(2024, 2, 1), [("DEADLINE-PASSED", "published")]),
        ("演示市人民政府", date(2024, 3, 31), []),
        ("演示市人民政府", date(2024, 4, 1), [("DEADLINE-PASSED", "published")]),
        ("演示市人民政府", date(2023, 12, 31), [("PUBLISHED-EARLY", "published")]),
        ("演示市人民政府", None, []),
    ],
)
def test_the_day_of_publication(agency: str, published: date | None, expected) -> None:
    assert told(replace(report(agency=agency), published=published)) == expected


def test_limits_are_those_of_the_report_year() -> None:
    assert (check_limits(2020).section_one_most, check_limits(2021).section_one_most) == (None, 1000)
    assert (check_limits(2020).fee_row, check_limits(2021).fee_row) == (False, True)
    assert check_limits(2012) == check_limits(2019)
    assert check_limits(None) == check_limits(2021)
    assert (last_days(2023).department, last_days(2023).everyone) == (date(2024, 1, 31), date(2024, 3, 31))
    assert last_days(2012).everyone == date(2013, 3, 31)
