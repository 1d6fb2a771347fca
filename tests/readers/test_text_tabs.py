"""Cells parted by tabs or commas."""

from __future__ import annotations

import pytest

from gongkai.readers.text import read_text


def tables(text: str) -> list[list[list[str]]]:
    found = read_text(text.encode(), "报告.txt").tables
    return [[[cell.text for cell in row] for row in table.rows()] for table in found]


def test_blank_cells_at_the_beginning_in_the_middle_and_at_the_end_are_kept():
    text = "\t自然人\t\t总计\n三、本年度办理结果\t（三）不予公开\t1.属于国家秘密\t3\n\t\t2.其他法律行政法规禁止公开\t4\t\n"
    assert tables(text) == [
        [
            ["", "自然人", "", "总计"],
            ["三、本年度办理结果", "（三）不予公开", "1.属于国家秘密", "3"],
            ["", "", "2.其他法律行政法规禁止公开", "4", ""],
        ]
    ]


def test_a_blank_line_does_not_end_a_table_and_two_do():
    assert len(tables("规章\t1\n\n行政许可\t2")) == 1
    assert len(tables("规章\t1\n\n\n行政许可\t2")) == 2


def test_blanks_among_the_tabs_part_figures_too():
    assert tables("规章  1  2\t3\n行政规范性文件\t4 5\t6\n行政许可\t1 808 595") == [
        [["规章", "1", "2", "3"], ["行政规范性文件", "4", "5", "6"], ["行政许可", "1 808 595"]]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\t2023年，全市认真贯彻落实条例，全年主动公开政府信息8条。",
        "一、\t总体情况",
        "演示市信访局\t办公室",
        "2023年, 在市委, 市政府的领导下, 公开信息8条。",
        "地址, 演示路1号, 邮编, 755000, 电话",
        '"引号没有结束, 1, 2',
    ],
)
def test_tabs_and_commas_in_prose_make_no_table(text):
    found = read_text(text.encode(), "报告.txt")
    assert not found.tables
    assert len(found.paragraphs) == 1


def test_commas_with_quoted_cells():
    text = '信息内容,本年制发件数\n规章,"1,234"\n"行政规范性文件",\n（二）部分公开（区分处理的，只计这一情形）,1,2,3'
    assert tables(text) == [
        [
            ["信息内容", "本年制发件数"],
            ["规章", "1,234"],
            ["行政规范性文件", ""],
            ["（二）部分公开（区分处理的，只计这一情形）", "1", "2", "3"],
        ]
    ]


def test_a_sentence_between_commas_is_no_cell():
    assert not tables("规章," + "很长的句子" * 40 + ",1")
