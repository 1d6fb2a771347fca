"""Every way in which the rules of a PDF table are drawn, one test each."""

from __future__ import annotations

from itertools import pairwise

import pytest

from gongkai.readers.document import Table
from tests.readers.pdf_sheets import HEIGHT, ROWS, XS, YS, Sheet, expected, only_table, read, texts


def test_strokes():
    table = only_table(Sheet().table(XS, YS, ROWS))
    assert texts(table) == expected()
    assert (table.n_rows, table.n_cols, table.loose) == (3, 3, False)


def test_a_stroke_for_each_side_of_each_cell():
    sheet = Sheet().cells(XS, YS, ROWS)
    for x0, x1 in pairwise(XS):
        for y0, y1 in pairwise(YS):
            sheet.line(x0, y0, x1, y0).line(x0, y1, x1, y1).line(x0, y0, x0, y1).line(x1, y0, x1, y1)
    assert texts(only_table(sheet)) == expected()


def test_frames_around_cells():
    sheet = Sheet().cells(XS, YS, ROWS)
    for x0, x1 in pairwise(XS):
        for y0, y1 in pairwise(YS):
            sheet.box(x0, y0, x1, y1)
    assert texts(only_table(sheet)) == expected()


def test_thin_filled_boxes():
    sheet = Sheet().cells(XS, YS, ROWS)
    for y in YS:
        sheet.box(XS[0], y, XS[-1], y + 0.7, "f")
    for x in XS:
        sheet.box(x, YS[0], x + 0.7, YS[-1] + 0.7, "f")
    assert texts(only_table(sheet)) == expected()


def test_all_rules_in_one_path():
    sheet = Sheet().cells(XS, YS, ROWS)
    across = [f"{XS[0]} {HEIGHT - y} m {XS[-1]} {HEIGHT - y} l" for y in YS]
    upright = [f"{x} {HEIGHT - YS[0]} m {x} {HEIGHT - YS[-1]} l" for x in XS]
    assert texts(only_table(sheet.raw("0.5 w " + " ".join(across + upright) + " S"))) == expected()


def test_all_rules_as_filled_boxes_of_one_path():
    sheet = Sheet().cells(XS, YS, ROWS)
    across = [f"{XS[0]} {HEIGHT - y} {XS[-1] - XS[0]} 0.6 re" for y in YS]
    upright = [f"{x} {HEIGHT - YS[-1]} 0.6 {YS[-1] - YS[0]} re" for x in XS]
    assert texts(only_table(sheet.raw(" ".join(across + upright) + " f"))) == expected()


@pytest.mark.parametrize("dash", ["[3 2] 0", "[0.5 1.5] 0", "[6 3 1 3] 0"])
def test_dashed_rules(dash):
    sheet = Sheet().cells(XS, YS, ROWS)
    for y in YS:
        sheet.line(XS[0], y, XS[-1], y, dash=dash)
    for x in XS:
        sheet.line(x, YS[0], x, YS[-1], dash=dash)
    assert texts(only_table(sheet)) == expected()


@pytest.mark.parametrize(("piece", "step"), [(2.0, 4.0), (0.5, 2.0)])
def test_rules_of_separate_dashes_and_dots(piece, step):
    sheet = Sheet().cells(XS, YS, ROWS)
    for y in YS:
        for i in range(int((XS[-1] - XS[0]) / step)):
            sheet.box(XS[0] + i * step, y, XS[0] + i * step + piece, y + 0.5, "f")
    for x in XS:
        for i in range(int((YS[-1] - YS[0]) / step)):
            sheet.box(x, YS[0] + i * step, x + 0.5, YS[0] + i * step + piece, "f")
    assert texts(only_table(sheet)) == expected()


def test_double_rules_are_one():
    sheet = Sheet().table(XS, YS, ROWS)
    for y in (YS[0], YS[1], YS[-1]):
        sheet.line(XS[0] - 2, y - 2, XS[-1] + 2, y - 2)
    sheet.line(XS[0] - 2, YS[0] - 2, XS[0] - 2, YS[-1])
    table = only_table(sheet)
    assert texts(table) == expected()
    assert (table.n_rows, table.n_cols) == (3, 3)


def test_rules_three_points_thick():
    sheet = Sheet().cells(XS, YS, ROWS)
    for y in YS:
        sheet.line(XS[0], y, XS[-1], y, thick=3)
    for x in XS:
        sheet.line(x, YS[0], x, YS[-1], thick=3)
    assert texts(only_table(sheet)) == expected()


def test_backgrounds_are_no_rules():
    sheet = Sheet().raw("0.8 g").box(XS[0], YS[0], XS[-1], YS[1], "f").box(XS[1], YS[1] + 3, XS[2], YS[2] - 3, "f")
    assert texts(only_table(sheet.raw("0 g").table(XS, YS, ROWS))) == expected()


def test_a_background_with_its_outline_is_a_cell():
    sheet = Sheet().cells(XS, YS, ROWS)
    for x0, x1 in pairwise(XS):
        for y0, y1 in pairwise(YS):
            sheet.operators.insert(0, f"0.9 g 0.5 w {x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re B 0 g")
    assert texts(only_table(sheet)) == expected()


def test_paths_that_are_neither_stroked_nor_filled_are_not_seen():
    sheet = Sheet().table(XS, YS, ROWS)
    sheet.raw(f"{XS[0]} {HEIGHT - 145} m {XS[-1]} {HEIGHT - 145} l n").box(XS[0], 110, XS[1], 120, "n")
    assert texts(only_table(sheet)) == expected()


def test_rules_drawn_as_pictures():
    sheet = Sheet(picture=True).cells(XS, YS, ROWS)
    for y in YS:
        sheet.raw(f"q {XS[-1] - XS[0]} 0 0 0.6 {XS[0]} {HEIGHT - y} cm /Picture Do Q")
    for x in XS:
        sheet.raw(f"q 0.6 0 0 {YS[-1] - YS[0]} {x} {HEIGHT - YS[-1]} cm /Picture Do Q")
    assert texts(only_table(sheet)) == expected()


def test_an_underline_inside_a_cell_changes_nothing():
    sheet = Sheet().table(XS, YS, ROWS).line(XS[0] + 1, YS[1] - 4, XS[0] + 50, YS[1] - 4)
    table = only_table(sheet)
    assert texts(table) == expected()
    assert (table.n_rows, table.n_cols) == (3, 3)


def test_curves_are_no_rules():
    sheet = Sheet().table(XS, YS, ROWS).raw("80 700 m 100 760 200 760 260 700 c 300 690 l 80 690 l s")
    assert texts(only_table(sheet)) == expected()


def test_merged_cells():
    sheet = Sheet().line(70, 100, 400, 100).line(70, 190, 400, 190).line(70, 100, 70, 190).line(400, 100, 400, 190)
    sheet.line(200, 100, 200, 190).line(200, 130, 400, 130).line(200, 160, 400, 160).line(300, 130, 300, 190)
    sheet.text(80, 150, "三、结果", 10).text(240, 120, "申请人", 10)
    for x, y, words in ((210, 150, "自然人"), (310, 150, "总计"), (210, 180, "7"), (310, 180, "8")):
        sheet.text(x, y, words, 10)
    table = only_table(sheet)
    assert [(c.text, c.row, c.col, c.rowspan, c.colspan) for c in table.cells] == [
        ("三、结果", 0, 0, 3, 1),
        ("申请人", 0, 1, 1, 2),
        ("自然人", 1, 1, 1, 1),
        ("总计", 1, 2, 1, 1),
        ("7", 2, 1, 1, 1),
        ("8", 2, 2, 1, 1),
    ]


def test_areas_that_make_no_rectangle_are_cut_into_rectangles():
    sheet = Sheet().table((70, 170, 270), (100, 130, 160, 190), [("甲", "乙"), ("丙", ""), ("丁", "1")])
    sheet.operators.clear()
    sheet.line(70, 100, 270, 100).line(70, 190, 270, 190).line(70, 100, 70, 190).line(270, 100, 270, 190)
    sheet.line(170, 100, 170, 130).line(70, 160, 270, 160).line(170, 160, 170, 190).line(70, 130, 170, 130)
    sheet.cells((70, 170, 270), (100, 130, 160, 190), [("甲", "乙"), ("丙", ""), ("丁", "1")])
    table = only_table(sheet)
    assert [cell.text for cell in table.cells] == ["甲", "乙", "丙", "丁", "1"]


def test_equal_rows_of_an_area_that_is_no_rectangle_are_one_cell():
    """The first column opens to the right in its last row only."""
    sheet = Sheet().line(70, 100, 270, 100).line(70, 220, 270, 220).line(70, 100, 70, 220).line(270, 100, 270, 220)
    sheet.line(170, 100, 170, 180).line(170, 140, 270, 140).line(170, 180, 270, 180).text(74, 130, "甲", 10)
    table = only_table(sheet.text(174, 130, "1", 10).text(174, 170, "2", 10).text(74, 210, "乙", 10))
    assert [(cell.text, cell.row, cell.rowspan, cell.colspan) for cell in table.cells] == [
        ("甲", 0, 2, 1),
        ("1", 0, 1, 1),
        ("2", 1, 1, 1),
        ("乙", 2, 1, 2),
    ]


def test_crop_marks_are_no_table():
    assert read(Sheet().text(70, 100, "正文", 12).line(20, 22.2, 24.4, 22.2).line(22.2, 20, 22.2, 24.4)).tables == ()


def test_text_that_reaches_out_of_the_table_stays_in_its_outer_cell():
    sheet = Sheet().table(XS, YS, ROWS).text(370, 150, "7654321", 12)
    assert only_table(sheet).cells[5].text == "2 7654321"


def test_a_row_written_as_one_string_is_split_where_rules_stand_in_its_gaps():
    sheet = Sheet().grid((100, 120, 140), (100, 130, 160)).text(104, 120, "1  2", 10).text(104, 150, "3", 10)
    assert texts(only_table(sheet))[0] == ["1", "2"]


def test_a_number_of_single_characters_is_not_cut_by_a_rule_through_one_of_them():
    sheet = Sheet().grid((100, 130, 160), (100, 130, 160)).text(104, 150, "3", 12)
    for i, character in enumerate("75394"):
        sheet.text(109 + 6 * i, 120, character, 12)
    assert texts(only_table(sheet))[0] == ["75394", ""]


def test_a_number_that_does_not_fit_its_cell_is_not_cut():
    sheet = Sheet().grid((100, 130, 160), (100, 130, 160)).text(103, 120, "75394.52", 12).text(104, 150, "3", 12)
    assert texts(only_table(sheet)) == [["75394.52", ""], ["3", ""]]


def test_several_tables_on_a_page_with_text_between():
    low = tuple(y + 200 for y in YS)
    sheet = Sheet().table(XS, YS, ROWS).text(70, 250, "四、行政复议", 12).table(XS, low, [("甲", "乙", "丙")] * 3)
    document = read(sheet)
    kinds = ["table" if isinstance(block, Table) else block.text for block in document.blocks]
    assert kinds == ["table", "四、行政复议", "table"]
    assert [table.number for table in document.tables] == [1, 2]


def test_a_frame_around_text_is_no_table():
    sheet = Sheet().box(50, 50, 545, 790).text(70, 80, "一、总体情况", 12).table(XS, YS, ROWS)
    document = read(sheet)
    assert [paragraph.text for paragraph in document.paragraphs] == ["一、总体情况"]
    assert texts(document.tables[0]) == expected()


def test_a_table_of_one_column_is_text():
    sheet = Sheet().table((70, 400), (100, 140, 180), [("提示一",), ("提示二",)])
    document = read(sheet)
    assert document.tables == ()
    assert [paragraph.text for paragraph in document.paragraphs] == ["提示一", "提示二"]


def test_a_grid_without_text_is_no_table():
    document = read(Sheet().text(70, 80, "一、总体情况", 12).grid(XS, YS))
    assert document.tables == ()
