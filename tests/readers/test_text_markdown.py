"""Bars and Markdown: tables framed or not, with rules or without, and Markdown's marks taken off."""

from __future__ import annotations

import pytest

from gongkai.readers.document import Table
from gongkai.readers.text import read_text
from gongkai.readers.text_markdown import heading_of, plain


def tables(text: str) -> list[list[list[str]]]:
    found = read_text(text.encode(), "报告.md").tables
    return [[[cell.text for cell in row] for row in table.rows()] for table in found]


ROWS = [["信息内容", "本年制发件数"], ["规章", "3"], ["行政规范性文件", ""]]


@pytest.mark.parametrize(
    "text",
    [
        "| 信息内容 | 本年制发件数 |\n|---|---|\n| 规章 | 3 |\n| 行政规范性文件 |  |",
        "|信息内容|本年制发件数|\n|:--|--:|\n|规章|3|\n|行政规范性文件||",
        "信息内容 | 本年制发件数\n--- | ---\n规章 | 3\n行政规范性文件 | ",
        "| 信息内容 | 本年制发件数 |\n| 规章 | 3 |\n| 行政规范性文件 | |",
        "｜信息内容｜本年制发件数｜\n｜规章｜3｜\n｜行政规范性文件｜｜",
        "┌────┬────┐\n│信息内容│本年制发件数│\n├────┼────┤\n│ 规章 │ 3 │\n│行政规范性文件│ │\n└────┴────┘",
        "+----+----+\n| 信息内容 | 本年制发件数 |\n+====+====+\n| 规章 | 3 |\n| 行政规范性文件 | |\n+----+----+",
    ],
    ids=["framed", "aligned", "unframed", "no rule", "wide bars", "box", "grid"],
)
def test_one_table_in_seven_dresses(text):
    assert tables(text) == [ROWS]


def test_each_rule_begins_a_table_and_a_row_of_figures_above_it_is_no_header():
    text = "| 类别 | 总计 |\n|---|---|\n| 规章 | 1 |\n| 0 | 0 |\n|---|---|\n| 行政许可 | 2 |"
    found = read_text(text.encode(), "报告.md").tables
    assert [[cell.text for cell in row] for table in found for row in table.rows()] == [
        ["类别", "总计"],
        ["规章", "1"],
        ["0", "0"],
        ["行政许可", "2"],
    ]
    assert [table.number for table in found] == [1, 2]
    assert [cell.text for table in found for cell in table.cells if cell.header] == ["类别", "总计"]


def test_dashes_in_cells_are_no_rule():
    assert tables("| 规章 | 1 |\n| - | - |\n| 行政许可 | — |") == [[["规章", "1"], ["-", "-"], ["行政许可", "—"]]]


def test_marks_inside_cells():
    text = r"| **规章** | 1\|2 | <br>3 | &nbsp;4 | \*5 |"
    assert tables(text) == [[["规章", "1|2", "3", "4", "*5"]]]


def test_a_menu_written_with_bars_is_no_table():
    found = read_text("首页 | 政务公开 | 年报\n一、总体情况\n".encode(), "报告.md")
    assert not found.tables
    assert found.paragraphs[0].text == "首页 | 政务公开 | 年报"


def test_headings_carry_their_level_and_stand_between_tables():
    text = "# 年度报告\n\n### （一）予以公开\n| 类别 | 总计 |\n|---|---|\n| 予以公开 | 9 |\n\n####二级\n正文。"
    blocks = read_text(text.encode(), "报告.md").blocks
    assert [(block.text, block.level) for block in blocks if not isinstance(block, Table)] == [
        ("年度报告", 1),
        ("（一）予以公开", 3),
        ("二级", 4),
        ("正文。", 0),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("## 一、总体情况 ##", (2, "一、总体情况")),
        ("#标题", (1, "标题")),
        ("正文 # 不是", None),
        ("####### 七", None),
        ("1#楼", None),
    ],
)
def test_heading_lines(line, expected):
    assert heading_of(line) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**全年**公开*8*条", "全年公开8条"),
        ("__全年__公开", "全年公开"),
        (r"3\*4 \# \_", "3*4 # _"),
        ("甲<br/>乙", "甲\n乙"),
        ("5 &lt; 6", "5 < 6"),
        ("3 * 4 * 5", "3 * 4 * 5"),
        ("a_b_c", "a_b_c"),
    ],
)
def test_plain(text, expected):
    assert plain(text) == expected
