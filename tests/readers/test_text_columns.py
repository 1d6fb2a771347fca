"""Columns of blanks: which label belongs to which figures, and which column a figure stands in."""

from __future__ import annotations

import pytest

from gongkai.readers.text import read_text


def read(text: str) -> tuple[list[list[str]], list[str]]:
    """The rows of all tables, and the paragraphs."""
    found = read_text(text.encode(), "报告.txt")
    rows = [[cell.text for cell in row] for table in found.tables for row in table.rows()]
    return rows, [paragraph.text for paragraph in found.paragraphs]


def rows(text: str) -> list[list[str]]:
    return read(text)[0]


@pytest.mark.parametrize(
    "lines",
    [
        ["    5.要求行政机关确认或重新", "                          4   0   1   0", "    出具已获取信息"],
        ["    5.要求行政机关确认或重新", "    出具已获取信息            4   0   1   0"],
        ["    5.要求行政机关确认或重新      4   0   1   0", "    出具已获取信息"],
        ["    5.要求行政机关", "    确认或重新出具            4   0   1   0", "    已获取信息"],
    ],
)
def test_a_label_over_lines_finds_its_figures_above_on_or_below(lines):
    above, below = "    4.无正当理由大量反复申请      0   0   2   0", "    1.逾期不补正             7   7   7   7"
    assert rows("\n".join([above, *lines, below])) == [
        ["4.无正当理由大量反复申请", "0", "0", "2", "0"],
        ["5.要求行政机关确认或重新出具已获取信息", "4", "0", "1", "0"],
        ["1.逾期不补正", "7", "7", "7", "7"],
    ]


def test_side_and_group_labels_one_or_two_characters_a_line():
    text = """
三    （二）部分公开               1    0    1
、
本              1.属于国家秘密      2    0    2
年     （三）
度     不予      2.其他法律行政法规禁止公
       公开      开               3    0    3

                3.危及“三安全一稳定”   4    0    4
     （七）总计                    9    0    9
"""
    assert rows(text) == [
        ["三、本年度"],
        ["（二）部分公开", "1", "0", "1"],
        ["（三）不予公开", "1.属于国家秘密", "2", "0", "2"],
        ["（三）不予公开", "2.其他法律行政法规禁止公开", "3", "0", "3"],
        ["（三）不予公开", "3.危及“三安全一稳定”", "4", "0", "4"],
        ["（七）总计", "9", "0", "9"],
    ]


def test_the_middle_of_a_label_beside_a_group_label():
    """The group's second line stands on the figures' line; the row's own label stands above and below."""
    text = """
              4.无正当理由大量反复申请     1    0    1
     （五）      5.要求行政机关确认或重新
     不予                       2    0    2
     处理      出具已获取信息
"""
    assert rows(text) == [
        ["（五）不予处理", "4.无正当理由大量反复申请", "1", "0", "1"],
        ["（五）不予处理", "5.要求行政机关确认或重新出具已获取信息", "2", "0", "2"],
    ]


def test_labels_set_in_the_middle_of_their_column():
    text = "   规章           2        0        11\n 行政规范性\n               109      489      597\n    文件\n"
    assert rows(text) == [["规章", "2", "0", "11"], ["行政规范性文件", "109", "489", "597"]]


def test_a_header_printed_again_after_a_page_end_does_not_enter_a_label():
    header = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） 申请人情况\n            自然人   总计\n"
    text = f"{header}1.属于国家秘密      3    3    3\n\f{header}2.重复申请       1    1    1"
    assert [row for row in rows(text) if len(row) > 2] == [["1.属于国家秘密", "3", "3", "3"], ["2.重复申请", "1", "1", "1"]]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("规章            2                11", ["2", "", "11"]),
        ("规章                    5", ["", "5", ""]),
        ("规章                             11", ["", "", "11"]),
        ("规章                5        11", ["5", "11"]),  # between two columns: which one is not certain
    ],
)
def test_blank_columns_are_told_from_the_places_of_the_figures(line, expected):
    text = f"信息内容\n{line}\n行政规范性文件       109     489      597\n行政许可          300     200      100"
    assert ["规章", *expected] in rows(text)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ("  3                             1        4", ["3", "", "", "1", "4"]),
        ("       3                   1        4", ["3", "1", "4"]),  # between the labels
    ],
)
def test_labels_above_tell_the_blank_columns_of_the_only_row(figures, expected):
    assert rows(f"结果维持      结果纠正      其他结果      尚未审结      总计\n{figures}")[-1] == expected


def test_figures_one_blank_apart_from_their_label_or_from_each_other():
    assert rows("5.属于三类内部事务信息 20    0    0 1 2   3") == [["5.属于三类内部事务信息", "20", "0", "0", "1", "2", "3"]]


def test_a_remark_below_or_behind_a_number_joins_it():
    below = "                             （含自然失效29件）"
    text = f"行政规范性文件       34              55             189\n{below}\n规章       1    2 （其中修订1件）   3"
    assert rows(text) == [["行政规范性文件", "34", "55（含自然失效29件）", "189"], ["规章", "1", "2 （其中修订1件）", "3"]]
    aside = "行政许可     34\n                                                     （注释）"
    assert rows(aside)[0] == ["行政许可", "34"]


def test_two_rows_run_together_give_no_figures():
    assert all(len(row) == 1 for row in rows("规章   1   2   3\n规章   1   2  行政许可   4   5")[1:])


def test_prose_and_headings_around_a_table_stay_prose():
    text = (
        "二、主动公开政府信息情况\n\n本年情况如下\n\n\n\n\n\n信息内容    本年处理决定数量\n行政许可    97\n"
        "注：  以上为全市数据。\n"
        "三、收到和处理政府信息公开申请情况\n  全年共收到申请 20\n  件。"
    )
    found, prose = read(text)
    assert found == [["信息内容", "本年处理决定数量"], ["行政许可", "97"]]
    assert prose[:2] == ["二、主动公开政府信息情况", "本年情况如下"]
    assert prose[2].startswith("注：")


def test_short_lines_without_figures_are_no_table():
    found, prose = read("演示市信访局    办公室\n联系人    电话\n")
    assert found == []
    assert len(prose) == 2


def test_tables_far_apart_are_two():
    text = "规章   1   2   3\n\n\n\n\n\n行政许可     4"
    assert len(read_text(text.encode(), "报告.txt").tables) == 2


def test_a_blank_row_keeps_its_label_and_takes_no_other_figures():
    assert rows("规章\n行政规范性文件    1    2    3\n行政许可    7") == [
        ["规章"],
        ["行政规范性文件", "1", "2", "3"],
        ["行政许可", "7"],
    ]
