"""The sums of tables 3 and 4 (law.md 7.5, X1-X4, X6)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from gongkai.core.findings import Severity
from gongkai.core.report.check_tables import check_tables
from gongkai.core.report.exchange import CellKind, Unrecognised
from tests.core.report.reports import CITY_2023, changed, codes, dashed, found, report, with_rows, without_rows

CITY = report(CITY_2023)


def test_a_report_that_balances_has_no_finding() -> None:
    assert list(check_tables(CITY)) == []
    assert list(check_tables(dashed(CITY))) == []


# what is changed → code, cell, stated, computed, how many sums one cell explains
PLANTED = [
    ({"T3__r1__total": 1192}, "T3-ROW-SUM", "T3.r1.total", 1192, 1191, 2),
    ({"T3__new__total": 3512}, "T3-ROW-SUM", "T3.new.total", 3512, 3511, 2),
    ({"T3__carry_out__total": 12}, "T3-ROW-SUM", "T3.carry_out.total", 12, 121, 2),
    ({"T3__r7__total": 3480}, "T3-ROW-SUM", "T3.r7.total", 3480, 3486, 3),
    ({"T3__r7__natural": 3371}, "T3-ROW-SUM", "T3.r7.natural", 3371, 3375, 3),
    ({"T3__r4_1__commercial": 47}, "T3-ROW-SUM", "T3.r4_1.commercial", 47, 74, 2),
    ({"T4__review__total": 441}, "T4-TOTAL", "T4.review.total", 441, 440, 1),
    ({"T4__lit_after__other": 76}, "T4-TOTAL", "T4.lit_after.total", 89, 98, 1),
]


@pytest.mark.parametrize(("cells", "code", "where", "stated", "computed", "sums"), PLANTED)
def test_one_misprint_is_told_once_at_its_cell(cells, code, where, stated, computed, sums) -> None:
    findings = list(check_tables(changed(CITY, **cells)))
    assert codes(findings) == [code]
    assert (findings[0].where, findings[0].stated, findings[0].computed) == (where, stated, computed)
    assert findings[0].severity is Severity.ERROR
    assert findings[0].formula.count("；") == sums - 1
    assert findings[0].formula.split("；")[0].endswith(f"={computed}")


def test_the_text_says_that_one_cell_explains_several_sums() -> None:
    (finding,) = check_tables(changed(CITY, T3__r7__total=3480))
    assert "只要此格为 3486，另外 2 项勾稽" in finding.text()
    assert "With 3486 in this one cell, 2 more" in finding.text("en")
    assert finding.details["codes"] == "T3-ROW-SUM,T3-RESULTS-SUM,T3-IN-OUT"


def test_results_that_do_not_add_up_in_two_columns_are_told_at_both_totals() -> None:
    """Six too many in one row and its total: every row adds up, and no single cell explains the columns."""
    findings = list(check_tables(changed(CITY, T3__r1__natural=1181, T3__r1__total=1197)))
    assert [(finding.message.code, finding.where, finding.stated, finding.computed) for finding in findings] == [
        ("T3-RESULTS-SUM", "T3.r7.natural", 3375, 3381),
        ("T3-RESULTS-SUM", "T3.r7.total", 3486, 3492),
    ]


def test_a_total_wrong_together_with_its_cell_is_told_at_both() -> None:
    """（七）总计 three too low for natural persons and in all: its row hides it, four other sums fail."""
    findings = list(check_tables(changed(CITY, T3__r7__natural=3372, T3__r7__total=3483)))
    assert [(finding.where, finding.computed) for finding in findings] == [("T3.r7.natural", 3375), ("T3.r7.total", 3486)]
    assert all(finding.details["codes"] == "T3-RESULTS-SUM,T3-IN-OUT" for finding in findings)


def test_several_cells_of_a_row_wrong_together_with_its_total() -> None:
    wrong = changed(CITY, T3__r7__natural=3372, T3__r7__commercial=97, T3__r7__total=3481)
    assert [(finding.where, finding.computed) for finding in check_tables(wrong)] == [
        ("T3.r7.natural", 3375),
        ("T3.r7.commercial", 99),
        ("T3.r7.total", 3486),
    ]


def test_two_cells_of_a_row_whose_errors_cancel() -> None:
    wrong = changed(CITY, T3__r7__natural=3374, T3__r7__commercial=100)
    assert [(finding.where, finding.computed) for finding in check_tables(wrong)] == [
        ("T3.r7.natural", 3375),
        ("T3.r7.commercial", 99),
    ]


def test_cells_of_a_row_that_would_break_its_sum_explain_nothing() -> None:
    wrong = changed(CITY, T3__r7__natural=3372, T3__r7__total=3483, T3__carry_out__total=122)
    findings = list(check_tables(wrong))
    assert {finding.where for finding in findings} == {
        "T3.r7.natural", "T3.r7.total", "T3.new.natural", "T3.new.total", "T3.carry_out.total",
    }  # fmt: skip


def test_a_cell_that_would_break_another_sum_explains_nothing() -> None:
    """One request moved from carried out to （七）总计 in one column: what came in still goes out."""
    wrong = changed(CITY, T3__r7__natural=3376, T3__carry_out__natural=117)
    assert [(finding.message.code, finding.where) for finding in check_tables(wrong)] == [
        ("T3-ROW-SUM", "T3.r7.total"),
        ("T3-ROW-SUM", "T3.carry_out.total"),
        ("T3-RESULTS-SUM", "T3.r7.natural"),
    ]


def test_what_came_in_must_go_out() -> None:
    findings = list(check_tables(changed(CITY, T3__new__natural=3404, T3__new__total=3513)))
    assert [(finding.message.code, finding.where, finding.stated, finding.computed) for finding in findings] == [
        ("T3-IN-OUT", "T3.new.natural", 3495, 3493),
        ("T3-IN-OUT", "T3.new.total", 3609, 3607),
    ]
    assert findings[0].formula == "3404+91=3495；3375+118=3493"


def test_two_misprints_are_both_told() -> None:
    findings = list(check_tables(changed(CITY, T3__r1__total=1192, T3__r7__legal=6)))
    assert {finding.where for finding in findings} == {"T3.r1.total", "T3.r7.legal"}


def test_no_explanation_below_zero() -> None:
    """A cell is not taken for the cause where the sums would need a number below 0 in it."""
    findings = list(check_tables(changed(report(), T3__r7__natural=1, T3__r7__total=1, T3__r1__research=9)))
    assert all(finding.computed is None or finding.computed >= 0 for finding in findings)
    assert len(findings) > 1


@pytest.mark.parametrize("empty", ["", "/"])
def test_a_total_left_empty_beside_numbers(empty: str) -> None:
    findings = list(check_tables(changed(CITY, T3__r7__total=empty)))
    assert [(finding.message.code, finding.where, finding.stated, finding.computed) for finding in findings] == [
        ("BLANK-TOTAL", "T3.r7.total", None, 3486)
    ]
    assert findings[0].formula == "3375+99+0+4+7+1=3486"


def test_an_empty_total_does_not_break_the_columns() -> None:
    rows = ("r1", "r2", "r3_4", "r4_1", "r5_1", "r6_3")
    findings = list(check_tables(changed(CITY, **{f"T3__{row}__total": "" for row in rows})))
    assert codes(findings) == ["BLANK-TOTAL"] * 6


def test_an_empty_total_that_does_not_fit_its_column_is_told_twice() -> None:
    findings = list(check_tables(changed(CITY, T3__r1__natural=1170, T3__r1__total="")))
    assert [(finding.message.code, finding.where, finding.computed) for finding in findings] == [
        ("BLANK-TOTAL", "T3.r1.total", 1186),
        ("T3-RESULTS-SUM", "T3.r7.natural", 3370),
        ("T3-RESULTS-SUM", "T3.r7.total", 3481),
    ]


def test_an_empty_total_beside_zeros_is_no_error() -> None:
    assert list(check_tables(changed(CITY, T3__r3_1__total="", T4__review__total=440))) == []
    assert codes(list(check_tables(changed(CITY, T4__lit_direct__total="")))) == ["BLANK-TOTAL"]


def test_both_readings_of_an_empty_cell_are_told_where_they_differ() -> None:
    (differs,) = check_tables(changed(report(), T4__review__total=7, T4__review__other="/"))
    assert "按 0 计不一致；若视为未知，则无法判断" in differs.text()
    assert "read as unknown nothing can be said" in differs.text("en")
    (proven,) = check_tables(changed(CITY, T4__review__other="", T4__review__total=300))
    assert "无论其实际数值多少" in proven.text()
    assert "whatever they stand for" in proven.text("en")
    assert proven.formula == "309+17+□+26=352"


def test_the_misprint_stands_at_an_empty_cell() -> None:
    (finding,) = check_tables(changed(CITY, T3__r4_1__commercial=""))
    assert (finding.where, finding.stated, finding.computed) == ("T3.r4_1.commercial", None, 74)
    assert "空着" in finding.text() and "is empty" in finding.text("en")


def test_sums_with_an_unread_cell_are_not_passed_in_silence() -> None:
    (finding,) = check_tables(changed(CITY, T3__r1__natural="1l75"))
    assert (finding.message.code, finding.severity, finding.where) == ("SUM-UNCHECKED", Severity.VERIFY, "T3.r1.natural")
    assert finding.details["count"] == 2
    (several,) = check_tables(changed(CITY, T3__r1__natural="1l75", T3__r1__research=None))
    assert (several.where, several.details["count"]) == ("T3", 3)


def test_a_row_that_is_not_on_the_page_leaves_its_sums_open_unless_they_hold() -> None:
    assert list(check_tables(without_rows(CITY, "T3.r3_1"))) == []
    (finding,) = check_tables(without_rows(CITY, "T3.r3_4"))
    assert (finding.message.code, finding.details["count"]) == ("SUM-UNCHECKED", 2)


def test_one_row_other_or_three() -> None:
    one = with_rows(without_rows(CITY, "T3.r6_1", "T3.r6_2", "T3.r6_3"), {"T3.r6": (337, 3, 0, 0, 1, 0, 341)})
    assert list(check_tables(one)) == []
    both = with_rows(CITY, {"T3.r6": (337, 3, 0, 0, 1, 0, 341)})
    assert list(check_tables(both)) == []
    wrong = with_rows(CITY, {"T3.r6": (330, 3, 0, 0, 1, 0, 334)})
    assert [(finding.message.code, finding.where, finding.computed) for finding in check_tables(wrong)] == [
        ("T3-GROUP-SUM", "T3.r6.natural", 337),
        ("T3-GROUP-SUM", "T3.r6.total", 341),
    ]
    early = report(
        {"T3.new": (2, 0, 0, 0, 0, 0, 2), "T3.r6": (2, 0, 0, 0, 0, 0, 2), "T3.r7": (2, 0, 0, 0, 0, 0, 2)},
        form_id="2019",
        year=2020,
    )
    assert list(check_tables(early)) == []
    divided = with_rows(without_rows(early, "T3.r6"), {"T3.r6_1": (2, 0, 0, 0, 0, 0, 2)})
    assert list(check_tables(divided)) == []


def test_a_table_that_is_missing_or_blank() -> None:
    gone = replace(CITY, cells={cell_id: cell for cell_id, cell in CITY.cells.items() if not cell_id.startswith("T4")})
    assert [(finding.message.code, finding.where) for finding in check_tables(gone)] == [("TABLE-MISSING", "T4")]
    blank = changed(CITY, **{cell_id.replace(".", "__"): "" for cell_id in CITY.cells if cell_id.startswith("T3.")})
    assert {cell.kind for cell_id, cell in blank.cells.items() if cell_id.startswith("T3.")} == {CellKind.BLANK}
    assert [(finding.message.code, finding.where, finding.details["count"]) for finding in check_tables(blank)] == [
        ("TABLE-BLANK", "T3", 175)
    ]
    (finding,) = check_tables(blank)
    assert Decimal(0) not in (finding.stated, finding.computed)


def test_the_place_is_the_cells_own() -> None:
    wrong = changed(CITY, T4__review__total=441)
    (finding,) = found(list(check_tables(wrong)), "T4-TOTAL")
    assert finding.place == wrong.cells["T4.review.total"].place


def test_a_total_that_may_have_been_read_elsewhere_is_to_verify() -> None:
    """A reader that found a loose 1 and a blank total does not know that the total is blank."""
    blank = changed(CITY, T3__r3_4__total="")
    loose = replace(blank, unrecognised=(Unrecognised("页 7"), Unrecognised("总计 38")))
    (finding,) = check_tables(loose)
    assert (finding.message.code, finding.severity) == ("BLANK-TOTAL", Severity.VERIFY)
    assert "“总计 38”，可能即为此数" in finding.text() and "may be this number" in finding.text("en")
    elsewhere = replace(blank, unrecognised=(Unrecognised("138"), Unrecognised("38", where="T3.r1.legal")))
    assert [finding.severity for finding in check_tables(elsewhere)] == [Severity.ERROR]
