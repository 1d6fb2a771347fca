"""Tables over page breaks: what is joined, and what is left apart because it is not certain."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gongkai.readers.document import Document, Table
from gongkai.readers.pdf import read_pdf
from tests.readers.pdf_sheets import Sheet, pdf

XS = (70.0, 170.0, 320.0, 380.0, 440.0)
HEAD = ("", "项目", "自然人", "总计")
Row = Sequence[str]


def part(rows: Sequence[Row], top: float, opened: str = "", xs: Sequence[float] = XS, side: bool = False) -> Sheet:
    """A table from `top` down, 30 points a row; `opened` says at which ends ("t", "b") the page break left out the rule.

    With `side` the first column is one cell.
    """
    ys = [top + 30 * i for i in range(len(rows) + 1)]
    sheet = Sheet().cells(xs, ys, rows)
    for x in xs:
        sheet.line(x, ys[0], x, ys[-1])
    for i, y in enumerate(ys):
        if (i == 0 and "t" in opened) or (i == len(rows) and "b" in opened):
            continue
        inner = side and 0 < i < len(rows)
        sheet.line(xs[1] if inner else xs[0], y, xs[-1], y)
    return sheet


def numbered(*sheets: Sheet) -> Document:
    for i, sheet in enumerate(sheets, 1):
        sheet.text(290, 810, f"— {i} —", 10)
    return read_pdf(pdf(*sheets), "report.pdf")


def only_table(*sheets: Sheet) -> Table:
    (table,) = numbered(*sheets).tables
    return table


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows()]


@pytest.mark.parametrize(("below", "above"), [("b", "t"), ("", ""), ("b", ""), ("", "t")])
def test_rows_go_on_whether_or_not_rules_close_the_page(below, above):
    first = [HEAD, ("一", "1.甲", "1", "2"), ("一", "2.乙", "3", "4")]
    second = [("一", "3.丙", "5", "6"), ("一", "4.丁", "0", "0")]
    table = only_table(part(first, 680, below), part(second, 60, above))
    assert texts(table) == [list(row) for row in [*first, *second]]
    assert [cell.place.page for cell in table.cells if cell.col == 1] == [1, 1, 1, 2, 2]


def test_a_table_over_three_pages():
    pages = [[("一", f"{page}.{row}甲", "1", "1") for row in range(4)] for page in range(3)]
    table = only_table(*(part(rows, 60) for rows in pages))
    assert table.n_rows == 12


def test_a_repeated_header_is_dropped_and_told():
    first = [HEAD, ("一", "1.甲", "1", "2"), ("一", "2.乙", "3", "4")]
    document = numbered(part(first, 680, "b"), part([HEAD, ("一", "3.丙", "5", "6")], 60))
    assert texts(document.tables[0]) == [list(row) for row in [*first, ("一", "3.丙", "5", "6")]]
    assert document.meta["repeated_headers_on_pages"] == "2"


def test_a_page_with_nothing_but_the_repeated_header_adds_nothing():
    first = [HEAD, ("一", "1.甲", "1", "2")]
    assert texts(only_table(part(first, 700), part([HEAD], 60))) == [list(row) for row in first]


def test_rows_of_numbers_that_repeat_are_no_header():
    first = [("0", "0", "0", "0"), ("一", "1.甲", "1", "2")]
    assert only_table(part(first, 700), part([("0", "0", "0", "0")], 60)).n_rows == 3


def test_a_part_with_fewer_columns_goes_on():
    first = [("第二十条第（一）项",), ("信息内容", "制发", "废止", "有效"), ("规章", "1", "2", "3")]
    second = [("行政处罚", "4119"), ("行政强制", "195")]
    table = only_table(part(first, 680), part(second, 60, xs=(70, 170, 440)))
    assert [(c.text, c.col, c.colspan) for c in table.cells if c.row == 3] == [("行政处罚", 0, 1), ("4119", 1, 3)]
    assert table.n_cols == 4


def test_a_single_row_left_at_the_foot_of_the_page_belongs_to_the_table():
    second = [("信息内容", "制发", "废止", "有效"), ("规章", "1", "2", "3")]
    table = only_table(part([("第二十条第（一）项",)], 740, xs=(70, 440)), part(second, 60))
    assert texts(table)[0] == ["第二十条第（一）项"]
    assert table.n_rows == 3


def test_a_table_shifted_by_the_binding_margin_goes_on():
    first = [HEAD, ("一", "1.甲", "1", "2")]
    shifted = [x + 25 for x in XS]
    assert only_table(part(first, 700), part([("一", "2.乙", "3", "4")], 60, xs=shifted)).n_rows == 3


@pytest.mark.parametrize("xs", [(70, 170, 290, 380, 440), (70, 170, 320, 380, 460), (70, 90, 140, 240, 440)])
def test_other_columns_are_another_table(xs):
    first = [HEAD, ("一", "1.甲", "1", "2")]
    assert len(numbered(part(first, 700), part([HEAD, ("一", "2.乙", "3", "4")], 60, xs=xs)).tables) == 2


def test_text_between_makes_two_tables():
    second = part([("一", "2.乙", "3", "4")], 90).text(70, 60, "四、行政复议", 12)
    assert len(numbered(part([HEAD, ("一", "1.甲", "1", "2")], 700), second).tables) == 2


def test_a_page_between_makes_two_tables():
    rows = [HEAD, ("一", "1.甲", "1", "2")]
    assert len(numbered(part(rows, 700), Sheet(), part(rows[1:], 60)).tables) == 2


# ── cells that the break cuts ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        (
            ("一", "5.要求行政机关确认", "1", "2"),
            ("", "或重新出具已获取信息", "", ""),
            ("一", "5.要求行政机关确认或重新出具已获取信息", "1", "2"),
        ),
        (
            ("", "部分公开（只计这一情形，", "", ""),
            ("", "不计其他情形）", "4", "4"),
            ("", "部分公开（只计这一情形，不计其他情形）", "4", "4"),
        ),
        (("一", "1.甲", "", ""), ("", "", "3", "4"), ("一", "1.甲", "3", "4")),
        (("一", "1.甲", "1", "2"), ("", "", "", ""), ("一", "1.甲", "1", "2")),
    ],
)
def test_a_row_cut_by_the_break_is_made_whole(above, below, whole):
    table = only_table(part([HEAD, above], 700, "b"), part([below, ("二", "9.末", "0", "0")], 60, "t"))
    assert texts(table) == [list(HEAD), list(whole), ["二", "9.末", "0", "0"]]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (("一", "1.甲", "1", "2"), ("一", "2.乙", "3", "4")),
        (("一", "1.甲", "1", "2"), ("一", "2.乙", "", "")),
        (("一", "规章", "1", "2"), ("一", "规范性文件", "", "")),
        (("一", "1.甲", "", ""), ("一", "乙", "3", "4")),
        (("一", "1.甲", "1", "2"), ("一", "续甲", "3", "")),
    ],
)
def test_what_is_not_certain_stays_two_rows(above, below):
    table = only_table(part([HEAD, above], 700, "b"), part([below], 60, "t"))
    assert texts(table) == [list(HEAD), list(above), list(below)]


def test_a_side_label_goes_on():
    first = [("三、本年度办理结果", "1.甲", "1", "2"), ("", "2.乙", "3", "4")]
    second = [("", "3.丙", "5", "6"), ("", "4.丁", "7", "8")]
    table = only_table(part(first, 700, "b", side=True), part(second, 60, "t", side=True))
    assert [(c.text, c.rowspan) for c in table.cells if c.col == 0] == [("三、本年度办理结果", 4)]
    assert [c.text for c in table.cells if c.col == 2] == ["1", "3", "5", "7"]


def test_a_side_label_printed_below_the_break_covers_the_rows_above():
    first = [("", "1.甲", "1", "2"), ("", "2.乙", "3", "4")]
    second = [("三、办理结果", "3.丙", "5", "6"), ("", "4.丁", "7", "8")]
    table = only_table(part(first, 700, "b", side=True), part(second, 60, "t", side=True))
    assert [(c.text, c.rowspan) for c in table.cells if c.col == 0] == [("三、办理结果", 4)]


def test_a_side_label_cut_in_the_middle_is_joined():
    first = [("（四）无法提", "1.甲", "1", "2")]
    second = [("供", "2.乙", "3", "4"), ("", "3.丙", "5", "6")]
    table = only_table(part(first, 730, "b"), part(second, 60, "t", side=True))
    assert [(c.text, c.rowspan) for c in table.cells if c.col == 0] == [("（四）无法提供", 3)]


def test_a_new_side_label_is_not_joined():
    first = [("（四）无法提供", "1.甲", "1", "2"), ("", "2.乙", "3", "4")]
    second = [("（五）不予处理", "1.丙", "5", "6"), ("", "2.丁", "7", "8")]
    table = only_table(part(first, 700, "b", side=True), part(second, 60, "t", side=True))
    assert [(c.text, c.rowspan) for c in table.cells if c.col == 0] == [("（四）无法提供", 2), ("（五）不予处理", 2)]


def test_an_empty_side_cell_over_two_pages_is_one():
    first = [("", "1.甲", "1", "2"), ("", "2.乙", "3", "4")]
    table = only_table(part(first, 700, side=True), part([("", "3.丙", "5", "6"), ("", "4.丁", "", "")], 60, side=True))
    assert [c.rowspan for c in table.cells if c.col == 0] == [4]


def test_blank_number_cells_are_never_joined_with_numbers():
    first = [("一", "甲", "1", "2")]
    second = [("", "乙", "", ""), ("", "丙", "3", "")]
    table = only_table(part(first, 730), part(second, 60))
    assert [c.text for c in table.cells if c.col == 2] == ["1", "", "3"]
    assert all(c.rowspan == 1 for c in table.cells if c.col > 0)
