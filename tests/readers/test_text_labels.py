"""Labels beside, above and around figures without any mark between: taken only where the official wording says so."""

from __future__ import annotations

import pytest

from gongkai.readers.text import read_text
from gongkai.readers.text_labels import is_header_line, is_part_of_label, is_row_label, row_of


def read(*lines: str) -> tuple[list[list[str]], list[str]]:
    found = read_text("\n".join(lines).encode(), "报告.txt")
    rows = [[cell.text for cell in row] for table in found.tables for row in table.rows()]
    return rows, [paragraph.text for paragraph in found.paragraphs]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["行政许可 97"], [["行政许可", "97"]]),
        (["规章：0 1 2"], [["规章", "0", "1", "2"]]),
        (["规章: 0 1 2"], [["规章", "0", "1", "2"]]),
        (["行政事业性收费 59.2449万元"], [["行政事业性收费", "59.2449万元"]]),
        (["规章 — — /"], [["规章", "—", "—", "/"]]),
        (["规章 1 22（其中修订16件） 3"], [["规章", "1", "22（其中修订16件）", "3"]]),
        (["三、本年度办理结果 （一）予以公开 1 0 1"], [["三、本年度办理结果 （一）予以公开", "1", "0", "1"]]),
        (["2.其他法律行政法规禁止公", "开 27 0 27"], [["2.其他法律行政法规禁止公开", "27", "0", "27"]]),
        (
            ["1.申请人无正当理由逾期不补正、", "行政机关不再处理其政府信息公开申请 3 0 3"],
            [["1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "3", "0", "3"]],
        ),
        (["不知道的标签 1 2 3"], [["不知道的标签", "1", "2", "3"]]),
        (
            ["信息内容 本年制发件数 本年废止件数", "规章 1 2"],
            [["信息内容", "本年制发件数", "本年废止件数"], ["规章", "1", "2"]],
        ),
    ],
)
def test_rows_on_one_line(lines, expected):
    assert read(*lines)[0] == expected


@pytest.mark.parametrize(
    "line",
    [
        "本年度报告中所列数据统计期限为 2025",
        "全年行政许可 97 件",
        "联系电话：0955 7068878",
        "邮编：755000",
        "行政许可97",
        "1.属于国家秘密，见附件 1",
    ],
)
def test_prose_that_ends_in_a_figure_stays_prose(line):
    rows, prose = read(line)
    assert rows == []
    assert prose == [line]


def test_figures_on_the_lines_below_their_labels():
    seven = ["1", "2", "3", "4", "5", "6", "21"]
    rows, _ = read(
        "信息内容", "本年处理决定数量", "行政许可", "97", "一、本年新收政府信息公开申请数量", *seven, "（七）总计", *seven
    )
    assert rows == [["行政许可", "97"], ["一、本年新收政府信息公开申请数量", *seven], ["（七）总计", *seven]]


def test_a_label_printed_around_its_figures():
    rows, _ = read("5.要求行政机关确认或重新", "4 0 0 0 0 0 4", "出具已获取信息")
    assert rows == [["5.要求行政机关确认或重新出具已获取信息", "4", "0", "0", "0", "0", "0", "4"]]


@pytest.mark.parametrize(
    "lines",
    [
        ["1 2 3", "规章", "4 5 6", "行政规范性文件"],  # labels below: nobody can tell from the first row alone
        ["规章", "行政规范性文件", "1 2 3", "4 5 6"],
        ["规章", "1 2", "行政规范性文件", "4 5 6"],
        ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量", "行政许可", "97"],
    ],
)
def test_where_labels_and_figures_do_not_alternate_no_figures_get_a_label(lines):
    rows, prose = read(*lines)
    assert all(text[0].isdigit() for row in rows for text in row)
    assert sum(map(len, rows)) == sum(len(line.split()) for line in lines if line[0].isdigit())
    assert {"行政许可", "规章"} & set(prose)


def test_a_group_label_without_figures_and_the_last_label_stay_text():
    rows, prose = read("（六）其他处理", "3.其他", *"1234567", "四、结转下年度继续办理")
    assert rows == [[figure] for figure in "1234567"]  # the last label has no figures, so none is certain
    rows, prose = read("（六）其他处理", "3.其他", *"1234567", "无关的一行。")
    assert rows == [["3.其他", *"1234567"]]
    assert "（六）其他处理" in prose


def test_the_fifteen_figures_of_table_4_are_one_row():
    heads = ["行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉", "结果维持", "总计"]
    figures = [str(number) for number in range(15)]
    assert read(*heads, *figures)[0] == [figures]
    assert read("结果维持", "总计", *figures)[0] == [[figure] for figure in figures]


def test_a_remark_on_the_line_below_joins_its_number():
    rows, _ = read("第二十条第（一）项", "22", "（其中修订 16 件）", "55", "（含自然失效 29 件）", "行政许可 0")
    assert rows == [["22（其中修订 16 件）"], ["55（含自然失效 29 件）"], ["行政许可", "0"]]


def test_a_lone_number_in_prose_stays_a_paragraph():
    assert read("一、总体情况", "2", "全年公开政府信息8条。") == ([], ["一、总体情况", "2", "全年公开政府信息8条。"])


@pytest.mark.parametrize(
    ("text", "row_id"),
    [
        ("规章", "T2.1.rule"),
        ("（一）予以公开", "T3.r1"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "T3.r2"),
        ("3.其他", "T3.r6_3"),
        ("（七）总计", "T3.r7"),
        ("其他", None),
        ("总计", None),
        ("2.没有现成信息需要另行制", None),
        ("规", None),
        ("规章" * 100, None),
    ],
)
def test_only_whole_labels_name_a_row(text, row_id):
    assert row_of(text) == row_id
    assert is_row_label(text) is (row_id is not None)


def test_pieces_of_labels():
    assert is_part_of_label("不补正、行政机关不")
    assert is_part_of_label("三、本年度办理结果")
    assert not is_part_of_label("")
    assert not is_part_of_label("公开信息八条")
    assert is_header_line("信息内容 本年制发件数")
    assert not is_header_line("信息内容")
