"""What is possible but asks for a word, inside one report (law.md 7.5, P4, P5, P7, P8, P-T4-2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.core.findings import Severity
from gongkai.core.report.agency_level import Level, level_of
from gongkai.core.report.check_plausible import check_plausible
from tests.core.report.reports import CITY_2023, changed, codes, report, with_rows, without_rows

CITY = report(CITY_2023)


def test_a_plausible_report_has_no_finding() -> None:
    assert list(check_plausible(CITY, None)) == []
    assert list(check_plausible(report(form_id="2019", year=2020), None)) == []


@pytest.mark.parametrize(
    ("agency", "level"),
    [
        ("新桥镇", Level.TOWNSHIP),
        ("新桥镇人民政府", Level.TOWNSHIP),
        ("东门街道办事处", Level.TOWNSHIP),
        ("安宁县人民政府", Level.COUNTY),
        ("演示市东城区人民政府", Level.DISTRICT),
        ("某某壮族自治区人民政府", Level.UNKNOWN),
        ("演示市信访局", Level.DEPARTMENT),
        ("演示市科学技术委员会", Level.DEPARTMENT),
        ("演示市人民政府办公厅", Level.GOVERNMENT_OFFICE),
        ("安宁新区管理委员会", Level.UNKNOWN),
        ("国家某某局", Level.NATIONAL),
        ("某某总局", Level.UNKNOWN),
        ("演示市人民政府", Level.UNKNOWN),
        (None, Level.UNKNOWN),
    ],
)
def test_the_level_is_what_the_name_proves(agency: str | None, level: Level) -> None:
    assert level_of(agency) is level


@pytest.mark.parametrize(
    ("agency", "severity"),
    [
        ("新桥镇人民政府", Severity.WARNING),
        ("安宁县人民政府", Severity.WARNING),
        ("东城区人民政府", Severity.VERIFY),
        ("演示市信访局", Severity.VERIFY),
        ("演示市人民政府", None),
        ("某某省人民政府", None),
        ("国家某某局", None),
    ],
)
def test_who_may_make_rules(agency: str, severity: Severity | None) -> None:
    rules = with_rows(report(agency=agency), {"T2.1.rule": (0, 0, 6)})
    findings = list(check_plausible(rules, None))
    assert [(finding.message.code, finding.where, finding.severity) for finding in findings] == (
        [("T2-RULE-MAKER", "T2.1.rule.valid", severity)] if severity else []
    )


def test_more_newly_disclosed_than_disclosed() -> None:
    early = with_rows(report(form_id="2019", year=2020), {"T2.1.norm": (9, 9, 7)})
    (finding,) = check_plausible(early, None)
    assert (finding.message.code, finding.where, finding.stated, finding.computed) == (
        "T2-OPENED-TOTAL",
        "T2.1.norm.public_total",
        7,
        9,
    )


def test_a_high_share_of_other_outcomes() -> None:
    high = with_rows(report(), {"T3.r6_3": (1, 0, 0, 0, 0, 0, 1)})
    (finding,) = check_plausible(high, None)
    assert (finding.message.code, finding.where, finding.computed) == ("T3-OTHER-HIGH", "T3.r6_3.total", "20.0%")
    assert "超过 10%" in finding.text()
    one_row = with_rows(without_rows(report(), "T3.r6_1", "T3.r6_2", "T3.r6_3"), {"T3.r6": (3, 0, 0, 0, 0, 0, 3)})
    assert [finding.where for finding in check_plausible(one_row, None)] == ["T3.r6.total"]


def test_remedies_without_requests() -> None:
    zero = changed(report({}), T4__lit_direct__maintain=2, T4__lit_direct__total=2)
    (finding,) = check_plausible(zero, None)
    assert (finding.message.code, finding.where, finding.stated, finding.formula) == (
        "T4-WITHOUT-REQUESTS",
        "T4.lit_direct.total",
        2,
        "0+2+0=2",
    )
    carried = changed(zero, T3__carry_in__total=1)
    assert list(check_plausible(carried, None)) == []


def test_suits_after_reconsideration_need_a_result() -> None:
    after = changed(report(), T4__lit_after__total=2)
    (finding,) = check_plausible(after, None)
    assert (finding.message.code, finding.severity) == ("T4-LIT-WITHOUT-REVIEW", Severity.VERIFY)
    year_before = replace(report(), year=2022)
    (told,) = check_plausible(after, year_before)
    assert told.severity is Severity.WARNING
    assert list(check_plausible(after, changed(year_before, T4__review__maintain=1))) == []
    assert codes(list(check_plausible(changed(after, T4__review__correct=1), None))) == []
