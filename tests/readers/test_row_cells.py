"""Which figure of a row belongs to which column, and when nobody can say."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.core.report.exchange import CellKind
from gongkai.core.report.form import form
from tests.readers.drawn import (
    HEADER3,
    HEADER4,
    RESULTS,
    Drawn,
    Rows,
    grid,
    loose,
    read,
    read_table3,
    values,
)


def test_a_header_in_another_order_is_followed_where_it_is_complete() -> None:
    names: list[Drawn] = ["总计", "自然人", "商业企业", "科研机构", "社会组织", "法律服务机构", "其他"]
    report = read_table3([["", *names]], ["（一）予以公开", "21", "1", "2", "3", "4", "5", "6"])
    assert values(report) == {
        "T3.r1.natural": "1",
        "T3.r1.commercial": "2",
        "T3.r1.research": "3",
        "T3.r1.welfare": "4",
        "T3.r1.legal": "5",
        "T3.r1.other_org": "6",
        "T3.r1.total": "21",
    }


def test_a_header_in_another_order_that_is_not_complete_makes_every_cell_uncertain() -> None:
    names: list[Drawn] = ["总计", "自然人", "甲", "乙", "丙", "丁", "戊"]
    report = read_table3([["", *names]], ["（一）予以公开", "21", "1", "2", "3", "4", "5", "6"])
    assert values(report) == {}
    assert {cell.kind for cell in report.cells.values()} == {CellKind.TEXT}
    assert {entry.where for entry in report.unrecognised if entry.where} == set(report.cells)


def test_a_header_that_does_not_fit_the_grid() -> None:
    header: Rows = [
        [("申请人情况", 1, 10)],
        ["", ("自然人", 1, 2), ("法人或其他组织", 1, 5), ("总计", 2, 1)],
        ["", "", ("商业\n企业", 1, 2), "科研\n机构", "社会公益组织", "法律服务机构", "其他"],
    ]
    report = read_table3(header, ["（一）予以公开", "1", ("2", 1, 2), "3", "4", "5", "6", "21"])
    assert [values(report)[f"T3.r1.{column.id}"] for column in form("2021").table3[0].columns] == [*"123456", "21"]


@pytest.mark.parametrize(
    "row",
    [
        ["（一）予以公开", "1", ("2", 1, 5), "3"],  # one figure over all organisations
        ["（一）予以公开", "1", "2", "3"],
        ["（一）予以公开", "1", "2", "3", "4", "5", "6", "21", "9"],
    ],
)
def test_figures_that_are_not_seven_are_not_spread_over_the_columns(row: list[Drawn]) -> None:
    report = read_table3(HEADER3, row)
    assert values(report) == {}
    assert any("（一）予以公开" in entry.text for entry in report.unrecognised)


def test_columns_that_no_row_uses_are_left_out() -> None:
    rows: Rows = [
        ["（一）予以公开", "1", "", "2", "", "3", "4", "5", "6", "21"],
        ["（七）总计", "1", "", "2", "", "3", "", "5", "6", "17"],
    ]
    report = read_table3([["项目", *[""] * 9]], *rows)
    assert [values(report).get(f"T3.r7.{column.id}") for column in form("2021").table3[0].columns] == [
        "1",
        "2",
        "3",
        None,
        "5",
        "6",
        "17",
    ]
    assert report.cells["T3.r7.welfare"].kind is CellKind.BLANK


def test_a_blank_at_an_end_is_no_cell_where_other_rows_have_blanks_to_spare() -> None:
    rows = [["一、本年新收政府信息公开申请数量", "", *"1234567"], ["二、上年结转政府信息公开申请数量", "", *"123456"]]
    report = read(loose(rows))
    assert values(report, "T3.new") == {
        f"T3.new.{c.id}": n for c, n in zip(form("2021").table3[0].columns, "1234567", strict=True)
    }
    assert values(report, "T3.carry_in") == {}


def test_a_row_that_ends_in_a_blank_has_a_blank_total() -> None:
    report = read(loose([["（七）总计", *"3300002"], ["四、结转下年度继续办理", *"100000", ""]]))
    assert report.cells["T3.carry_out.total"].kind is CellKind.BLANK
    assert report.number("T3.carry_out.natural") == 1


def test_a_text_with_its_columns_in_place_keeps_blanks_in_place() -> None:
    header = ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    report = read(loose([header, ["（一）予以公开", "", "1", "", "", "", "", "1"], ["（七）总计", *[""] * 7]]))
    assert values(report) == {"T3.r1.commercial": "1", "T3.r1.total": "1"}
    assert report.cells["T3.r7.total"].kind is CellKind.BLANK


def test_the_unit_in_the_header_and_the_unit_beside_the_number() -> None:
    report = read(grid([["信息内容", "采购项目数量", "采购总金额（万元）"], ["政府集中采购", "2", "1276.5534"]]))
    assert (report.cells["T2.9.procurement.amount"].value, report.cells["T2.9.procurement.amount"].unit) == (
        Decimal("1276.5534"),
        "万元",
    )
    report = read(grid([["信息内容", "采购项目数量", "采购总金额"], ["政府集中采购", "2", "12,765,534元"]]))
    assert report.cells["T2.9.procurement.amount"].unit == "元"


def test_a_remark_stays_with_its_number() -> None:
    report = read(
        grid([["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", "22\n（其中修订16件）", "0", "235"]])
    )
    cell = report.cells["T2.1.rule.issued"]
    assert (cell.value, cell.remark, cell.text) == (22, "其中修订16件", "22\n（其中修订16件）")


def test_a_sentence_across_a_row_is_text_in_every_cell() -> None:
    rows: Rows = [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", ("本单位未制作规章", 1, 3)],
        ["规范性文件", "1", "0", "1"],
    ]
    report = read(grid(rows))
    assert [report.cells[f"T2.1.rule.{column}"].text for column in ("issued", "repealed", "valid")] == ["本单位未制作规章"] * 3
    assert [entry.where for entry in report.unrecognised[:3]] == ["T2.1.rule.issued", "T2.1.rule.repealed", "T2.1.rule.valid"]
    assert report.printed_labels == {"T2.1.norm": "规范性文件"}


def test_a_label_cut_into_two_header_rows() -> None:
    rows: Rows = [["信息内容", "本年新", "本年新", "对外公开"], ["", "制作数量", "公开数量", "总数量"], ["规章", "1", "2", "3"]]
    report = read(grid(rows))
    assert values(report) == {"T2.1.rule.made": "1", "T2.1.rule.opened": "2", "T2.1.rule.public_total": "3"}
    assert report.form == "2019"


def test_figures_parted_by_blanks_in_a_text_may_be_several_cells() -> None:
    assert values(read(grid([["行政许可", "1 808 595"]]))) == {"T2.5.licence.decisions": "1808595"}
    assert values(read(loose([["行政许可", "1 808 595"]]))) == {}


def test_a_figure_beside_the_columns_of_table_4_is_not_passed_over() -> None:
    report = read(grid([["行政许可", "1"]]), grid([*HEADER4, [str(number) for number in range(16)]], 2))
    assert values(report, "T4") == {}
    assert any(entry.text.endswith("14 15") for entry in report.unrecognised)


def test_a_merged_figure_under_two_results_of_table_4_is_not_divided() -> None:
    report = read(grid([["行政许可", "1"]]), grid([*HEADER4, [("5", 1, 2), *map(str, range(13))]], 2))
    assert values(report, "T4") == {}


def test_a_merged_blank_is_blank_in_every_column_it_covers() -> None:
    report = read_table3(HEADER3, [("（一）予以公开", 1, 3), "1", ("", 1, 5), "1"])
    assert values(report) == {"T3.r1.natural": "1", "T3.r1.total": "1"}
    assert report.cells["T3.r1.legal"].kind is CellKind.BLANK


def test_a_header_that_names_one_column_twice_gives_no_places() -> None:
    names: list[Drawn] = ["自然人", "商业企业", "商业企业", "社会公益组织", "法律服务机构", "其他", "总计"]
    report = read_table3([["", *names]], ["（一）予以公开", *"1000001"])
    assert values(report) == {}


def test_a_row_with_fewer_cells_than_columns_in_use_is_not_certain() -> None:
    rows: Rows = [["（一）予以公开", "", *"1000001"], ["（七）总计", "", *"1000001"], ["四、结转下年度继续办理", "", *"10000"]]
    assert values(read(grid(rows)), "T3.carry_out") == {}


def test_a_table_of_hundreds_of_rows_is_no_form() -> None:
    rows: Rows = [["（一）予以公开", *"1000001"]] * 300
    report = read(grid(rows))
    assert values(report) == {}
    assert len(report.unrecognised) >= 7


# ── table 4 ───────────────────────────────────────────────────────────────────────────────────


def test_table_4_with_its_parts_in_another_order() -> None:
    header: Rows = [
        [("行政诉讼", 1, 10), ("行政复议", 1, 5)],
        [("复议后起诉", 1, 5), ("未经复议直接起诉", 1, 5), *((name, 2, 1) for name in RESULTS)],
        [*RESULTS, *RESULTS],
    ]
    report = read(grid([*header, [str(number) for number in range(15)]]))
    assert [report.number(f"T4.{part}.maintain") for part in ("lit_after", "lit_direct", "review")] == [0, 5, 10]


def test_table_4_with_totals_first() -> None:
    names: list[Drawn] = [RESULTS[-1], *RESULTS[:-1]]
    report = read(grid([["", *names], ["行政复议", *"91234"]]))
    assert [str(report.number(f"T4.review.{column}")) for column in ("maintain", "correct", "other", "pending", "total")] == [
        *"12349"
    ]
    report = read(loose([["", *map(str, names)], ["行政复议", *"91234"]]))
    assert report.number("T4.review.total") == 9


def test_parts_of_table_4_in_another_order_without_a_grid_are_not_guessed() -> None:
    rows = [["复议后起诉", "未经复议直接起诉", "行政复议"], RESULTS * 3, [str(number) for number in range(15)]]
    report = read(grid([["行政许可", "1"]]), loose(rows, 2))
    assert values(report, "T4") == {}


@pytest.mark.parametrize("figures", [5, 10, 14])
def test_figures_of_table_4_that_are_not_all_there_are_not_guessed(figures: int) -> None:
    rows = [["行政复议", "行政诉讼"], RESULTS, RESULTS * 2, ["", *map(str, range(figures))]]
    report = read(grid([["行政许可", "1"]]), "四、政府信息公开行政复议、行政诉讼情况", loose(rows, 2))
    assert values(report, "T4") == {}
    assert any(entry.text.startswith("0 1 2") for entry in report.unrecognised)


def test_blanks_in_table_4_stay_in_place() -> None:
    printed: list[Drawn] = ["5", "\xa0", "\xa0", "2", "7", "8", "\xa0", "\xa0", "1", "9", *["\xa0"] * 5]
    report = read(grid([*HEADER4, printed]))
    assert values(report, "T4.lit_direct") == {
        "T4.lit_direct.maintain": "8",
        "T4.lit_direct.pending": "1",
        "T4.lit_direct.total": "9",
    }
    assert report.cells["T4.lit_after.total"].kind is CellKind.BLANK
