"""What may stand in a cell, and which rows belong to the form of the year (law.md 7.5, X5, X8, X9)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.core.findings import Severity
from gongkai.core.report.check_cells import check_cells
from gongkai.core.report.exchange import Place, Unrecognised
from tests.core.report.reports import CITY_2023, changed, codes, doubted, found, number_cell, report, with_rows, without_rows

CITY = report(CITY_2023)
EARLY = report(form_id="2019", year=2020)


def test_a_clean_report_has_no_finding() -> None:
    assert list(check_cells(CITY)) == []
    assert list(check_cells(EARLY)) == []


@pytest.mark.parametrize(
    ("base", "cells", "code", "where", "stated"),
    [
        (CITY, {"T3__r1__research": -3}, "CELL-NEGATIVE", "T3.r1.research", -3),
        (CITY, {"T2__8__fee__amount_wan": -0.5}, "CELL-NEGATIVE", "T2.8.fee.amount_wan", -0.5),
        (CITY, {"T2__5__licence__decisions": -5}, "CELL-NEGATIVE", "T2.5.licence.decisions", -5),
        (CITY, {"T3__r1__legal": 1.5}, "CELL-FRACTION", "T3.r1.legal", 1.5),
        (EARLY, {"T2__9__procurement__projects": 0.5}, "CELL-FRACTION", "T2.9.procurement.projects", 0.5),
    ],
)
def test_counts_are_whole_numbers_from_0_up(base, cells, code, where, stated) -> None:
    (finding,) = check_cells(changed(base, **cells))
    assert (finding.message.code, finding.where, finding.severity) == (code, where, Severity.ERROR)
    assert float(finding.stated) == stated


def test_amounts_may_have_decimals_and_a_change_may_be_negative() -> None:
    assert list(check_cells(changed(CITY, T2__8__fee__amount_wan=59237.2449))) == []
    assert list(check_cells(changed(EARLY, T2__6__penalty__change=-18, T2__9__procurement__amount=73802895.9))) == []


def test_an_amount_in_another_unit() -> None:
    in_yuan = number_cell("T2.8.fee.amount_wan", 592372449, unit="元")
    (finding,) = check_cells(changed(CITY, T2__8__fee__amount_wan=in_yuan))
    assert (finding.message.code, finding.severity) == ("AMOUNT-UNIT", Severity.WARNING)
    assert "单位是元，而表中单位为万元" in finding.text()
    assert list(check_cells(changed(CITY, T2__8__fee__amount_wan=number_cell("T2.8.fee.amount_wan", 5, unit="万元")))) == []


def test_an_unknown_cell_is_left_alone() -> None:
    assert list(check_cells(changed(CITY, T9__new__natural=-1))) == []


def test_blanks_and_dashes_are_noted_once_a_table() -> None:
    (one,) = check_cells(changed(CITY, T3__carry_in__total=""))
    assert (one.message.code, one.where, one.severity) == ("CELL-BLANK", "T3.carry_in.total", Severity.NOTE)
    two = list(check_cells(changed(CITY, T3__r1__legal="", T3__r2__legal="", T4__review__other="/")))
    assert [(finding.message.code, finding.where, finding.details["count"]) for finding in two] == [
        ("CELL-BLANK", "T3", 2),
        ("CELL-DASH", "T4.review.other", 1),
    ]
    assert "“（一）予以公开”、“（二）部分公开”" in two[0].text()
    many = list(check_cells(changed(CITY, **{f"T3__r3_{number}__legal": "" for number in range(1, 9)})))
    assert "等 8 处" in many[0].text() and "8 in all" in many[0].text("en")


def test_what_was_not_read_for_certain_is_told() -> None:
    words = changed(CITY, T2__1__rule__issued="本单位未制作规章")
    entries = (
        Unrecognised("本单位未制作规章", where="T2.1.rule.issued"),
        Unrecognised("1l", Place(page=2), where="T3.r1.legal"),
        Unrecognised("散落的 1", Place(line=9)),
        Unrecognised("另一处"),
    )
    findings = list(check_cells(doubted(words, *entries)))
    assert [(finding.message.code, finding.where) for finding in findings] == [
        ("CELL-UNREAD", "T2.1.rule.issued"),
        ("CELL-UNREAD", "T3.r1.legal"),
        ("TEXT-UNPLACED", "tables"),
    ]
    assert "表二“规章”行“本年制发件数”栏读到的是“本单位未制作规章”" in findings[0].text()
    assert findings[1].place == Place(page=2)
    assert findings[2].place == Place(line=9)
    assert findings[2].details["count"] == 2


def test_the_form_is_that_of_the_year() -> None:
    (finding,) = check_cells(report(form_id="2019", year=2022))
    assert (finding.message.code, finding.stated, finding.computed, finding.severity) == (
        "FORM-OF-YEAR",
        "2019",
        "2021",
        Severity.WARNING,
    )
    assert codes(list(check_cells(report(form_id="2021", year=2020)))) == ["FORM-OF-YEAR"]
    assert list(check_cells(report(year=None))) == []
    assert list(check_cells(replace(EARLY, year=2018))) == []


def test_one_row_other_in_the_form_of_2021() -> None:
    """A row of the other form is a warning, and stands for its three parts."""
    hybrid = with_rows(without_rows(CITY, "T3.r6_1", "T3.r6_2", "T3.r6_3"), {"T3.r6": (337, 3, 0, 0, 1, 0, 341)})
    (finding,) = check_cells(hybrid)
    assert (finding.message.code, finding.where, finding.severity) == ("FORM-FOREIGN-ROW", "T3.r6", Severity.WARNING)
    assert "（六）其他处理" in finding.text()


def test_unpaid_fees_before_there_was_such_a_row() -> None:
    early = with_rows(EARLY, {"T3.r6_2": (1, 0, 0, 0, 0, 0, 1)})
    assert [(finding.message.code, finding.severity) for finding in found(list(check_cells(early)), "FEE-ROW-EARLY")] == [
        ("FEE-ROW-EARLY", Severity.ERROR)
    ]
    none = with_rows(EARLY, {"T3.r6_2": (0, 0, 0, 0, 0, 0, 0)})
    assert found(list(check_cells(none)), "FEE-ROW-EARLY") == []


def test_rows_that_are_missing() -> None:
    (one,) = check_cells(without_rows(CITY, "T3.r3_4"))
    assert (one.message.code, one.where, one.severity) == ("ROW-MISSING", "T3.r3_4", Severity.VERIFY)
    assert "4.保护第三方合法权益" in one.text()
    two = list(check_cells(without_rows(CITY, "T2.1.rule", "T2.5.licence", "T4.lit_after")))
    assert [(finding.where, finding.details["count"]) for finding in two] == [("T2", 2), ("T4.lit_after", 1)]
    no_table = without_rows(CITY, "T4.review", "T4.lit_direct", "T4.lit_after")
    assert list(check_cells(no_table)) == []
    assert list(check_cells(replace(CITY, cells={}))) == []


def test_labels_that_differ_are_noted() -> None:
    renamed = replace(CITY, printed_labels={"T3.r3_2": "2.其他法律行政止公开", "T9.x": "别的"})
    (finding,) = check_cells(renamed)
    assert (finding.message.code, finding.where, finding.severity) == ("FORM-LABEL", "T3.r3_2", Severity.NOTE)
    assert "“2.其他法律行政止公开”（（三）不予公开 2.其他法律行政法规禁止公开）" in finding.text()
    assert "“别的”（T9.x）" in finding.text()


def test_cells_of_a_row_read_as_one_text_are_told_together() -> None:
    entries = [
        Unrecognised("规章 22 235", Place(line=8), where=f"T2.1.rule.{column}") for column in ("issued", "repealed", "valid")
    ]
    (finding,) = check_cells(doubted(CITY, *entries))
    assert (finding.where, finding.stated, finding.place) == ("T2.1.rule", "规章 22 235", Place(line=8))
    assert "表二“规章”行的 3 格读到的是“规章 22 235”" in finding.text()


def test_a_cell_of_no_form_keeps_its_id() -> None:
    (finding,) = check_cells(doubted(CITY, Unrecognised("12", where="T9.new.natural")))
    assert "“T9.new.natural”读到的是“12”" in finding.text()
