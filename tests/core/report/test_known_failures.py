"""Thirteen inputs on which a comparable checker was seen to fail, each with the verdict it should have given."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.core.errors import UnreadableReport
from gongkai.core.findings import Finding, Severity
from gongkai.core.report.checks import check_report
from gongkai.core.report.exchange import Passage, Report
from tests.core.report.reports import CITY_2023, changed, codes, dashed, found, number_cell, report, with_rows

CITY_PROSE = (
    "全市全年共收办政府信息公开申请案件3607件（市政府349件、市各有关部门933件、东县477件、西县301件、南县874件、北区216件、"
    "中区348件、开发区55件、新区26件、园区12件、港区16件），其中，自然人申请3493件，法人或其他组织申请114件；予以公开1191件、"
    "部分公开328件、不予公开142件、无法提供1078件、不予处理406件、作其他处理（含申请人主动撤回申请）341件、转下年度办理121件。"
)
CITY = report(CITY_2023, prose={"1": CITY_PROSE, "6": "2023年对25件政府信息公开申请收取了信息处理费2950元。"})


def serious(of: Report, previous: Report | None = None) -> list[Finding]:
    return [each for each in check_report(of, previous=previous) if each.severity in (Severity.ERROR, Severity.VERIFY)]


def test_the_true_report_passes() -> None:
    assert check_report(CITY) == []


def test_1_nothing_extracted_is_refused() -> None:
    with pytest.raises(UnreadableReport, match="没有读到任何数字"):
        check_report(replace(CITY, cells={}))
    skeleton = changed(CITY, **{cell_id.replace(".", "__"): "" for cell_id in CITY.cells})
    with pytest.raises(UnreadableReport) as refused:
        check_report(skeleton)
    assert "No number was read" in refused.value.say("en")


def test_1_a_true_year_of_zeros_is_not_refused() -> None:
    assert serious(report({})) == []
    assert codes(serious(dashed(report({})))) == []


def test_2_a_table_that_was_not_extracted_is_told() -> None:
    no_table3 = replace(CITY, cells={cell_id: cell for cell_id, cell in CITY.cells.items() if not cell_id.startswith("T3")})
    assert ("TABLE-MISSING", "T3") in [(each.message.code, each.where) for each in serious(no_table3)]


@pytest.mark.parametrize("zeros", ["printed", "dashed", "carry_in blank"])
def test_3_4_5_a_wrong_total_is_named_however_zeros_are_written(zeros: str) -> None:
    """总计 12 instead of 5: three sums fail, and the finding names the one cell and all three."""
    wrong = changed(report(), T3__r7__total=12)
    if zeros == "dashed":
        wrong = dashed(wrong)
    if zeros == "carry_in blank":
        wrong = changed(wrong, T3__carry_in__total="")
    (error,) = [each for each in check_report(wrong) if each.severity is Severity.ERROR]
    assert (error.where, error.stated, error.computed) == ("T3.r7.total", 12, 5)
    assert error.details["codes"] == "T3-ROW-SUM,T3-RESULTS-SUM,T3-IN-OUT"
    noted = [(each.message.code, each.where) for each in check_report(wrong) if each.severity is Severity.NOTE]
    assert (
        noted
        == {"printed": [], "dashed": [("CELL-DASH", "T3")], "carry_in blank": [("CELL-BLANK", "T3.carry_in.total")]}[zeros]
    )


def test_6_table_2_out_of_range_and_out_of_line_with_last_year() -> None:
    before = with_rows(replace(CITY, year=2022), {"T3.carry_out": CITY_2023["T3.carry_in"], "T2.1.norm": (1, 1, 977)})
    wrong = changed(CITY, T2__1__norm__valid=20, T2__5__licence__decisions=-5)
    told = {(each.message.code, each.where) for each in check_report(wrong, previous=before)}
    assert {
        ("CELL-NEGATIVE", "T2.5.licence.decisions"),
        ("T2-VALID-CHAIN", "T2.1.norm.valid"),
        ("YEAR-JUMP", "T2.1.norm.valid"),
    } <= told


def test_7_a_negative_cell_that_balances() -> None:
    balanced = changed(report(), T3__r1__natural=8, T3__r1__total=8, T3__r4_1__natural=-3, T3__r4_1__total=-3)
    errors = [(each.message.code, each.where) for each in check_report(balanced) if each.severity is Severity.ERROR]
    assert errors == [("CELL-NEGATIVE", "T3.r4_1.natural"), ("CELL-NEGATIVE", "T3.r4_1.total")]


def test_8_full_width_digits() -> None:
    cell = number_cell("T3.r7.total", 5)
    wide = changed(report(prose={"1": "收到政府信息公开申请５件。"}), T3__r7__total=replace(cell, text="５"))
    assert check_report(wide) == []


def test_9_sections_one_five_and_six_absent() -> None:
    kept = tuple(passage for passage in CITY.passages if passage.section not in {"1", "5", "6"})
    without = replace(CITY, passages=kept, sections=dict.fromkeys(("2", "3", "4"), ""))
    assert [each.where for each in found(check_report(without), "FORM-HEADING-MISSING")] == ["S1", "S5", "S6"]


def test_10_cases_filed_with_the_office_are_another_population() -> None:
    text = "全年报市政府备案的政府信息公开行政复议案件134件、行政诉讼案件57件。"
    told = serious(replace(CITY, passages=(*CITY.passages, Passage(text, "1"))))
    assert [(each.stated, each.computed, each.severity) for each in told] == [
        (134, 440, Severity.VERIFY),
        (57, 113, Severity.VERIFY),
    ]


def falsified(old: str, new: str) -> list[tuple[str, object, object]]:
    passages = tuple(replace(passage, text=passage.text.replace(old, new)) for passage in CITY.passages)
    return [(each.message.code, each.stated, each.computed) for each in serious(replace(CITY, passages=passages))]


def test_11_an_outcome_falsified_in_the_text() -> None:
    assert falsified("予以公开1191件", "予以公开1119件") == [("PROSE-TABLE", 1119, 1191), ("PROSE-OUTCOMES", 3607, 3414)]


def test_12_the_total_falsified_in_the_text() -> None:
    told = falsified("3607件", "3670件")
    assert ("PROSE-TABLE", 3670, 3607) in told
    assert ("PROSE-SPLIT", 3670, 3607) in told


def test_13_charges_of_the_whole_body_are_not_the_processing_fee() -> None:
    """表二 第二十条第（八）项 is another money than the fee of section six; that section six says nothing of it is told."""
    charges = changed(report(prose={"6": "无。"}), T2__8__fee__amount_wan=59237)
    assert [(each.message.code, each.severity) for each in check_report(charges)] == [("FEE-NOT-STATED", Severity.WARNING)]
    stated = changed(report(), T2__8__fee__amount_wan=59237)
    assert check_report(stated) == []
