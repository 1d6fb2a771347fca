"""Two years beside each other: numbers, what was carried over, and what limits the comparison."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from gongkai.core.report.compare import Comparison, compare_reports, in_order
from gongkai.core.report.compare_cells import CellChange, cell_changes
from gongkai.core.report.compare_json import comparison_to_json
from gongkai.core.report.exchange import CellKind, Report, Unrecognised
from tests.core.report.reports import CITY_2023, PROBLEMS, changed, doubted, number_cell, report, with_rows, without_rows

OLD_FORM = {
    "T3.new": (5, 0, 0, 0, 0, 0, 5),
    "T3.r6": (2, 0, 0, 0, 0, 0, 2),
    "T3.r7": (5, 0, 0, 0, 0, 0, 5),
    "T2.5.licence": (40, -3, 12),
}


def change(now: Report, before: Report, cell: str) -> CellChange:
    (found,) = [each for each in cell_changes(now, before) if each.cell == cell]
    return found


def notes(now: Report, before: Report) -> str:
    return "".join(note.zh for note in compare_reports(now, before).notes)


def test_a_number_that_grew() -> None:
    last = changed(report(year=2022), T3__new__total=4)
    grown = change(report(), last, "T3.new.total")
    assert (grown.before.value, grown.now.value, grown.difference, grown.share) == (4, 5, 1, Decimal("0.25"))
    assert grown.has_counterpart
    assert grown.unit is None


def test_every_cell_of_the_form_once_in_its_order() -> None:
    cells = [each.cell for each in cell_changes(report(CITY_2023), report(CITY_2023, year=2022))]
    assert cells == list(report().cells)


@pytest.mark.parametrize(
    ("before", "now", "difference", "share"),
    [(0, 3, 3, None), (4, 0, -4, -1), (0, 0, 0, None), ("", 3, None, None), (3, "/", None, None), ("约5", 5, None, None)],
)
def test_nothing_is_computed_from_what_is_unknown_and_no_share_from_zero(before, now, difference, share) -> None:
    found = change(changed(report(), T3__new__total=now), changed(report(year=2022), T3__new__total=before), "T3.new.total")
    assert (found.difference, found.share) == (difference, share)


def test_a_lawful_minus_has_no_share() -> None:
    last = changed(report(year=2019, form_id="2019"), T2__5__licence__change=5)
    found = change(changed(report(year=2020, form_id="2019"), T2__5__licence__change=-3), last, "T2.5.licence.change")
    assert (found.difference, found.share) == (-8, None)


def test_amounts_are_compared_in_the_unit_of_the_form() -> None:
    where = "T2.8.fee.amount_wan"
    last = changed(report(year=2022), T2__8__fee__amount_wan=number_cell(where, "587400", unit="元"))
    found = change(changed(report(), T2__8__fee__amount_wan=number_cell(where, "60", unit="万元")), last, where)
    assert (found.before.value, found.before.printed, found.unit) == (Decimal("58.74"), "58.74", "万元")
    assert found.difference == Decimal("1.26")
    strange = changed(report(), T2__8__fee__amount_wan=number_cell(where, "60", unit="件"))
    assert change(strange, last, where).now.kind is CellKind.TEXT
    assert change(strange, last, where).difference is None


def test_what_was_not_read_with_certainty_says_so() -> None:
    doubtful = doubted(changed(report(), T3__new__total=None), Unrecognised("1?", where="T3.new.total"))
    found = change(doubtful, report(year=2022), "T3.new.total")
    assert (found.now.value, found.now.printed, found.now.kind) == (None, "1?", CellKind.TEXT)


def test_a_cell_that_is_not_on_the_page_is_not_taken_for_zero() -> None:
    found = change(without_rows(report(), "T3.r1"), report(year=2022), "T3.r1.total")
    assert (found.now.value, found.now.kind, found.now.asked) == (None, None, True)
    assert not [
        each
        for each in cell_changes(without_rows(report(), "T3.r1"), without_rows(report(), "T3.r1"))
        if each.row.id == "T3.r1"
    ]


def test_the_change_of_form() -> None:
    now, last = (
        report({"T3.r6_1": (1, 0, 0, 0, 0, 0, 1), "T3.r6_3": (2, 0, 0, 0, 0, 0, 2)}, year=2021),
        report(OLD_FORM, year=2020, form_id="2019"),
    )
    other = change(now, last, "T3.r6.total")
    assert (other.before.value, other.now.value, other.now.summed, other.difference) == (2, 3, True, 1)
    assert not change(now, last, "T3.r6_1.total").before.asked
    assert not change(now, last, "T3.r6_1.total").has_counterpart
    licence = change(now, last, "T2.5.licence.decisions")
    assert (licence.before.value, licence.now.value) == (12, 0)
    assert not change(now, last, "T2.5.licence.last_year").now.asked
    order = [each.cell for each in cell_changes(now, last)]
    assert order.index("T2.5.licence.decisions") < order.index("T2.5.service.decisions") < order.index("T2.6.penalty.decisions")
    assert order.index("T3.r5_5.total") < order.index("T3.r6.natural") < order.index("T3.r6_1.natural")
    assert order.index("T2.8.fee.change") < order.index("T2.9.procurement.amount") < order.index("T3.new.natural")
    assert len(order) == len(set(order))
    assert "2019 年与 2021 年格式" in notes(now, last)


def test_the_sum_of_three_rows_is_unknown_where_one_of_them_is() -> None:
    now = changed(report(year=2021), T3__r6_2__total="")
    last = report(OLD_FORM, year=2020, form_id="2019")
    assert change(now, last, "T3.r6.total").now.value is None
    assert change(now, last, "T3.r6.total").now.asked
    assert change(without_rows(now, "T3.r6_1"), last, "T3.r6.total").now.value is None


def test_a_row_of_the_old_form_in_a_new_report_is_read_as_it_stands() -> None:
    hybrid = with_rows(without_rows(report(year=2021), "T3.r6_1", "T3.r6_2", "T3.r6_3"), {"T3.r6": (7, 0, 0, 0, 0, 0, 7)})
    found = change(hybrid, report(OLD_FORM, year=2020, form_id="2019"), "T3.r6.total")
    assert (found.now.value, found.now.summed) == (7, False)


def test_what_was_carried_over() -> None:
    last = changed(report(year=2022), T3__carry_out__natural=2, T3__carry_out__total=2)
    now = changed(report(), T3__carry_in__natural=2, T3__carry_in__total=3)
    compared = compare_reports(now, last)
    verdicts = {carry.column.id: (carry.carried_out, carry.carried_in, carry.agrees) for carry in compared.carried}
    assert verdicts["natural"] == (2, 2, True)
    assert verdicts["total"] == (2, 3, False)
    assert verdicts["welfare"] == (0, 0, True)
    assert [finding.message.code for finding in compared.findings if finding.where == "T3.carry_in.total"] == ["CARRY-OVER"]
    unknown = compare_reports(changed(now, T3__carry_in__total="约3"), last).carried[-1]
    assert (unknown.carried_in, unknown.agrees) == (None, None)


def test_the_findings_are_those_of_the_checks() -> None:
    last = report(year=2022, prose={"5": PROBLEMS})
    codes = [
        finding.message.code for finding in compare_reports(changed(report(), T2__5__licence__decisions=90), last).findings
    ]
    assert codes == ["YEAR-JUMP", "SECTION-FIVE-SAME"]
    compared = compare_reports(
        report(), report(year=2022, prose={"5": "去年另有一番话，写的是另外的事情，与今年毫无相同之处。"})
    )
    assert compared.judged
    assert compared.findings == ()


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (report(), report(year=2022, agency="演示县人民政府"), "机关名称不同"),
        (report(), report(year=2022, agency=None), "未写明机关名称"),
        (report(), report(), "同属 2023 年度"),
        (report(year=2022), report(), "次序相反"),
        (report(), report(year=2021), "相隔 2 年"),
        (report(year=None), report(), "未写明年度"),
        (report(), report(year=None), "未写明年度"),
    ],
    ids=["bodies", "no body", "same year", "reversed", "apart", "no year", "no year before"],
)
def test_reports_that_do_not_belong_together_are_compared_and_it_is_said(now: Report, before: Report, said: str) -> None:
    compared = compare_reports(now, before)
    assert said in "".join(note.zh for note in compared.notes)
    assert all(note.en for note in compared.notes)
    assert len(compared.notes) == 1
    assert compared.cells
    judged = said == "未写明机关名称"
    assert compared.judged is judged
    assert {carry.agrees for carry in compared.carried} == {True if judged else None}
    assert judged or compared.findings == ()


def test_two_reports_of_one_body() -> None:
    compared = compare_reports(report(), report(year=2022, agency="演示市 人民政府"))
    assert (compared.same_body, compared.notes) == (True, ())
    assert compare_reports(report(), report(year=2022, agency="演示县人民政府")).same_body is False
    assert compare_reports(report(agency=None), report(year=2022)).same_body is None


def test_the_years_decide_the_order() -> None:
    early, late, unknown = report(year=2022), report(), report(year=None)
    assert in_order(early, late) == (late, early)
    assert in_order(late, early) == (late, early)
    assert in_order(early, unknown) == (early, unknown)
    assert in_order(unknown, early) == (unknown, early)


def told(compared: Comparison) -> dict:
    return comparison_to_json(compared)


def test_as_json() -> None:
    last = changed(report(year=2022, prose={"5": "一是解读形式单一。二是培训不足。"}), T3__new__total=3, T3__r1__total="")
    now = changed(report(prose={"5": "一是解读形式较单一。二是培训不足。"}), T2__8__fee__amount_wan=Decimal("1.5"))
    data = told(compare_reports(now, replace(last, source="old.html")))
    assert data["schema"] == "gongkai.comparison/1"
    assert data["previous"] == {"agency": "演示市人民政府", "year": 2022, "form": "2021", "source": "old.html"}
    assert data["judged"] is True
    cell = data["cells"]["T3.new.total"]
    assert (cell["before"]["value"], cell["now"]["value"], cell["difference"], cell["share"]) == (3, 5, 2, 0.6667)
    assert data["cells"]["T2.8.fee.amount_wan"]["now"]["value"] == 1.5
    assert data["cells"]["T3.r1.total"]["before"] == {
        "value": None,
        "printed": "",
        "kind": "blank",
        "asked": True,
        "summed": False,
    }
    assert data["cells"]["T3.r1.total"]["difference"] is None
    assert data["carried"]["total"] == {"column": "总计", "carried_out": 0, "carried_in": 0, "agrees": True}
    five = data["sections"]["5"]
    assert five["limit"] == 0.8
    assert [sentence["fate"] for sentence in five["sentences"]] == ["changed", "unchanged"]
    assert ["added", "较"] in five["sentences"][0]["marks"]
    assert "marks" not in five["sentences"][1]
    assert [finding["code"] for finding in data["findings"]] == ["SECTION-FIVE-SAME"]


def test_a_row_missing_from_both_forms_page_says_not_listed_in_json() -> None:
    data = told(compare_reports(without_rows(report(), "T3.r1"), report(year=2022)))
    assert data["cells"]["T3.r1.total"]["now"]["kind"] is None
