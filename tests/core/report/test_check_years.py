"""The tables of two years side by side (law.md 7.5, X7, P1-P4, P6, P-T4-1)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from gongkai.core.findings import Severity
from gongkai.core.report.check_limits import Jump
from gongkai.core.report.check_years import check_years
from gongkai.core.report.exchange import Report
from tests.core.report.reports import CITY_2023, changed, codes, found, number_cell, report, with_rows

CITY = report(CITY_2023)
BEFORE = with_rows(
    replace(CITY, year=2022),
    {
        "T3.carry_out": CITY_2023["T3.carry_in"],
        "T2.1.rule": (0, 0, 9),
        "T2.1.norm": (60, 20, 977),
        "T4.review": (1, 0, 0, 40, 41),
    },
)
EARLY = report(form_id="2019", year=2020)
EARLY_BEFORE = report(form_id="2019", year=2019)


def told(now: Report, before: Report) -> list[tuple[str, str, object, object]]:
    return [
        (finding.message.code, finding.where, finding.stated, finding.computed)
        for finding in check_years(now, before)
        if finding.message.code != "YEAR-JUMP"
    ]


def test_years_that_continue_have_no_finding() -> None:
    assert list(check_years(CITY, None)) == []
    assert told(CITY, BEFORE) == []
    assert list(check_years(EARLY, EARLY_BEFORE)) == []


def test_carried_out_is_carried_in_in_every_column() -> None:
    wrong = changed(BEFORE, T3__carry_out__legal=0, T3__carry_out__total=94)
    assert told(CITY, wrong) == [
        ("CARRY-OVER", "T3.carry_in.legal", 2, 0),
        ("CARRY-OVER", "T3.carry_in.total", 96, 94),
    ]
    (finding, _) = found(list(check_years(CITY, wrong)), "CARRY-OVER")
    assert finding.severity is Severity.ERROR
    assert finding.formula == "2022 四、结转下年度=0；2023 二、上年结转=2"


def test_carry_over_across_the_two_forms() -> None:
    now = with_rows(report(year=2021), {"T3.carry_in": (1, 0, 0, 0, 0, 0, 1)})
    assert [each[:2] for each in told(now, replace(EARLY, year=2020))] == [
        ("CARRY-OVER", "T3.carry_in.natural"),
        ("CARRY-OVER", "T3.carry_in.total"),
    ]


def test_an_unread_cell_is_not_compared() -> None:
    assert told(CITY, changed(BEFORE, T3__carry_out__total="9 6")) == []


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"T2__1__norm__valid": 598}, [("T2-VALID-CHAIN", "T2.1.norm.valid", 598, 597)]),
        ({"T2__1__rule__repealed": 12, "T2__1__rule__valid": 0}, [
            ("T2-REPEALED-MOST", "T2.1.rule.repealed", 12, 11),
            ("T2-VALID-CHAIN", "T2.1.rule.valid", 0, -1),
        ]),
        ({"T2__1__norm__valid": number_cell("T2.1.norm.valid", 570, remark="含自然失效 27 件")}, []),
        (
            {"T2__1__norm__valid": number_cell("T2.1.norm.valid", 570, remark="其中修订 16 件")},
            [("T2-VALID-CHAIN", "T2.1.norm.valid", 570, 597)],
        ),
        ({"T4__review__total": 39}, [("T4-PENDING-LOST", "T4.review.total", 39, 40)]),
    ],
)  # fmt: skip
def test_documents_and_cases_continue(cells, expected) -> None:
    assert told(changed(CITY, **cells), BEFORE) == expected


def test_the_projects_of_the_early_form_continue() -> None:
    before = with_rows(EARLY_BEFORE, {"T2.5.licence": (396, -18, 5), "T2.1.norm": (3, 3, 20)})
    now = with_rows(EARLY, {"T2.5.licence": (380, 2, 5), "T2.1.norm": (2, 2, 21)})
    assert told(now, before) == [
        ("T2-PROJECTS-CHAIN", "T2.5.licence.last_year", 380, 378),
        ("T2-TOTAL-FALLS", "T2.1.norm.public_total", 21, 22),
    ]
    (finding,) = found(list(check_years(now, before)), "T2-PROJECTS-CHAIN")
    assert finding.formula == "396-18=378"
    grown = with_rows(EARLY_BEFORE, {"T2.5.licence": (396, 18, 5)})
    (finding,) = found(list(check_years(now, grown)), "T2-PROJECTS-CHAIN")
    assert finding.formula == "396+18=414"


def test_a_jump_is_told_once_a_row() -> None:
    before = with_rows(replace(report(), year=2022), {"T3.new": (40, 0, 0, 0, 0, 0, 40), "T2.5.licence": (0,)})
    now = with_rows(report(), {"T3.new": (5, 0, 30, 0, 0, 0, 35), "T2.5.licence": (12,), "T3.r1": (20, 0, 0, 0, 0, 0, 20)})
    findings = found(list(check_years(now, before)), "YEAR-JUMP")
    assert [finding.where for finding in findings] == [
        "T2.5.licence.decisions",
        "T3.new.natural",
        "T3.new.research",
        "T3.r1.total",
    ]
    assert "由 0 增至 12" in findings[0].text() and "from 0 to 12" in findings[0].text("en")
    assert "由 40 减至 5（88%）" in findings[1].text() and "from 3 up to 20 (567%)" in findings[3].text("en")
    assert findings[0].severity is Severity.WARNING
    patient = Jump(share=Decimal(9), units=Decimal(100))
    assert found(list(check_years(now, before, patient)), "YEAR-JUMP") == []


@pytest.mark.parametrize("year", [2021, 2023, None])
def test_another_years_report_is_not_compared(year: int | None) -> None:
    (finding,) = check_years(CITY, replace(BEFORE, year=year))
    assert (finding.message.code, finding.severity) == ("PREVIOUS-UNSUITED", Severity.NOTE)
    assert codes(list(check_years(replace(CITY, year=None), BEFORE))) == ["PREVIOUS-UNSUITED"]
