"""Which row of a table is which row of the form: labelled, unlabelled, printed twice, or none."""

from __future__ import annotations

import pytest

from gongkai.core.report.exchange import CellKind
from tests.readers.drawn import (
    HEADER3,
    Rows,
    grid,
    loose,
    read,
    read_table3,
    values,
)


def test_rows_without_labels_fill_a_gap_of_their_number() -> None:
    rows = [
        ["（一）予以公开", *"9000009"],
        ["", *"1000001"],
        ["1.属于国家秘密", *"2000002"],
        [*"3000003"],
        ["3.危及“三安全一稳定”", *"4000004"],
    ]
    report = read("三、收到和处理政府信息公开申请情况", loose(rows))
    assert [str(report.number(f"T3.{row}.total")) for row in ("r1", "r2", "r3_1", "r3_2", "r3_3")] == [*"91234"]


@pytest.mark.parametrize(
    "between",
    [
        [[*"1000001"], [*"5000005"]],  # two rows, one place
        [["小计", *"1000001"]],
        [["缴纳费用、", *"1000001"]],  # a piece of another label
        [["", "1"]],
    ],
)
def test_rows_without_labels_are_not_guessed(between: list[list[str]]) -> None:
    rows = [["（一）予以公开", *"9000009"], *between, ["1.属于国家秘密", *"2000002"]]
    report = read("三、收到和处理政府信息公开申请情况", loose(rows))
    assert report.number("T3.r2.total") is None
    assert len([entry for entry in report.unrecognised if entry.why == "no row of the form has this label"]) == len(between)


def test_pieces_of_the_right_labels_help() -> None:
    rows = [
        ["4.无正当理由大量反复申请", *"1000001"],
        [*"2000002"],
        ["行政机关不再处理其政府信息公", *"3000003"],
        ["缴纳费用、", "行政机关不再处理其政", *"4000004"],
        ["3.其他", *"5000005"],
    ]
    report = read("三、收到和处理政府信息公开申请情况", loose(rows))
    assert [str(report.number(f"T3.{row}.total")) for row in ("r5_5", "r6_1", "r6_2", "r6_3")] == [*"2345"]
    assert report.form == "2021"


def test_dashes_without_a_label_fill_a_gap_too() -> None:
    rows = [["（一）予以公开", *"9000009"], ["-"] * 7, ["1.属于国家秘密", *"2000002"]]
    report = read("三、收到和处理政府信息公开申请情况", loose(rows))
    assert {cell.kind for cell_id, cell in report.cells.items() if cell_id.startswith("T3.r2.")} == {CellKind.DASH}
    assert [entry.text for entry in report.unrecognised] == [
        "二、主动公开政府信息情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    ]


def test_the_same_row_twice() -> None:
    rows: Rows = [["（一）予以公开", *"1000001"], ["（七）总计", *"1000001"], ["（一）予以公开", *"1000001"]]
    assert read(grid(rows)).number("T3.r1.total") == 1
    rows[2] = ["（一）予以公开", *"1000002"]
    report = read(grid(rows))
    assert (report.number("T3.r1.natural"), report.cells["T3.r1.total"].kind) == (1, CellKind.TEXT)
    assert [entry.text for entry in report.unrecognised if entry.where == "T3.r1.total"] == ["1 / 2"]


def test_a_row_cut_by_a_page_break_takes_the_half_with_figures() -> None:
    rows: Rows = [
        ["（一）予以公开", *[""] * 7],
        ["（七）总计", *"1000001"],
        ["（一）予以公开", *"1000001"],
        ["（七）总计", *[""] * 7],
    ]
    report = read(grid(rows))
    assert (report.number("T3.r1.total"), report.number("T3.r7.total")) == (1, 1)
    assert not [entry for entry in report.unrecognised if entry.where]


def test_the_forms_own_table_comes_before_another_with_the_same_words() -> None:
    other = grid([["行政许可", "12"]], 1)
    own = grid([["信息内容", "本年处理决定数量"], ["行政许可", "345"]], 2)
    report = read("一、总体情况", other, "二、主动公开政府信息情况", own)
    assert values(report) == {"T2.5.licence.decisions": "345"}
    assert report.unrecognised[0].text == "行政许可 12"


def test_an_unknown_row_is_told() -> None:
    report = read_table3(
        HEADER3, ["（一）予以公开", ("", 1, 2), *"1000001"], ["（八）撤回", ("", 1, 2), *"2000002"], ["", *[""] * 9]
    )
    assert report.unrecognised[0].text == "（八）撤回 2 0 0 0 0 0 2"


def test_tables_of_another_kind_are_passed_over() -> None:
    other = grid([["渠道", "条数"], ["网站", "12"], ["公报", "3"]], 1)
    report = read("一、总体情况", other, grid([["信息内容", "本年处理决定数量"], ["行政许可", "345"]], 2))
    assert [entry.text for entry in report.unrecognised if "网站" in entry.text] == []


def test_a_number_outside_the_tables_is_told() -> None:
    report = read(
        "三、收到和处理政府信息公开申请情况", loose([["（七）总计", *"1000001"]]), "1", "五、存在的主要问题及改进情况", "2"
    )
    assert (report.unrecognised[0].text, report.unrecognised[0].why) == ("1", "a number outside the tables")
    assert "2" not in [entry.text for entry in report.unrecognised]


def test_a_group_label_beside_an_unknown_label_is_no_row() -> None:
    rows: Rows = [
        *HEADER3,
        [("三、本年度办理结果", 2, 1), "（五）不予处理", "2.重复申请", *"1000001"],
        ["（六）其他处理", "不在格式中的事项", *"5000005"],
    ]
    report = read("三、收到和处理政府信息公开申请情况", grid(rows))
    assert report.number("T3.r5_2.total") == 1
    assert report.number("T3.r6.total") is None
    assert "不在格式中的事项" in " ".join(entry.text for entry in report.unrecognised)
