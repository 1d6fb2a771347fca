"""Every quirk of PDF tables, one test each, on files written operator by operator."""

from __future__ import annotations

from itertools import pairwise

import pytest

from gongkai.readers.document import Document, Table
from gongkai.readers.pdf import read_pdf
from tests.readers.pdf_sheets import HEIGHT, Sheet, pdf

XS = (70.0, 200.0, 300.0, 400.0)
YS = (100.0, 130.0, 160.0, 190.0)
ROWS = (("信息内容", "制发", "废止"), ("规章", "1", "2"), ("规范性文件", "34", "567"))
PROSE = ("　　本报告由演示市信访局编制，所列数据的统计期限自一月一", "日起至十二月三十一日止。")


def read(*sheets: Sheet) -> Document:
    return read_pdf(pdf(*sheets), "report.pdf")


def only_table(*sheets: Sheet) -> Table:
    (table,) = read(*sheets).tables
    return table


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows()]


def expected() -> list[list[str]]:
    return [list(row) for row in ROWS]


# ── rules ────────────────────────────────────────────────────────────────────────────────────


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


# ── characters ───────────────────────────────────────────────────────────────────────────────


def test_neighbouring_numbers_stay_in_their_cells():
    """Right-aligned beside left-aligned: the file has no blank between them, only a rule."""
    sheet = Sheet().grid((100, 130, 160), (100, 130, 160)).text(118, 120, "1", 12).text(131, 120, "2", 12)
    sheet.text(104, 150, "3", 12).text(134, 150, "4", 12)
    assert texts(only_table(sheet)) == [["1", "2"], ["3", "4"]]


def test_numbers_that_fill_their_cells_and_touch_stay_apart():
    sheet = Sheet().grid((100, 130, 160), (100, 130, 160)).text(100, 120, "12345", 12).text(131, 120, "67890", 12)
    sheet.text(97, 150, "123456", 12).text(129, 150, "78901", 12)
    assert texts(only_table(sheet)) == [["12345", "67890"], ["123456", "78901"]]


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [("1 234", "1 234"), ("１２", "１２"), ("12.50万元", "12.50万元"), ("—", "—"), ("(3)", "(3)"), ("Ⅲ㎡", "Ⅲ㎡")],
)
def test_text_stays_as_printed(printed, read_as):
    table = only_table(Sheet().table(XS, YS, [("甲", printed, "0")]))
    assert table.cells[1].text == read_as


def test_blanks_only_where_the_gap_is_clear():
    sheet = Sheet().text(70, 100, "2023", 12).text(96, 100, "年政府", 12).text(150, 100, "信息", 12)
    assert read(sheet).paragraphs[0].text == "2023年政府 信息"


def test_punctuation_set_closely_brings_no_blank_and_numbers_over_one_another_do():
    sheet = Sheet().text(70, 100, "条例）", 12).text(100, 100, "（国令", 12).text(70, 130, "1234", 12).text(88, 130, "5678", 12)
    assert [p.text for p in read(sheet).paragraphs] == ["条例）（国令", "1234 5678"]


def test_wrapped_labels_are_joined_and_stacked_numbers_are_not():
    sheet = Sheet().grid(XS, (100, 150, 200)).text(74, 120, "行政规范性", 10).text(74, 136, "文件", 10)
    sheet.text(204, 120, "12", 10).text(204, 136, "34", 10).text(304, 120, "22", 10).text(304, 136, "（其中修订16件）", 8)
    assert texts(only_table(sheet))[0] == ["行政规范性文件", "12\n34", "22（其中修订16件）"]


@pytest.mark.parametrize("offset", [0.0, 0.3, 0.5])
def test_text_printed_twice_for_bold_is_read_once(offset):
    sheet = Sheet().table(XS, YS, ROWS)
    sheet.cells([x + offset for x in XS], YS, ROWS)
    assert texts(only_table(sheet)) == expected()


def test_single_characters_printed_twice_are_read_once():
    sheet = (
        Sheet().grid(XS, YS).text(74, 120, "合", 10).text(74.4, 120, "合", 10).text(84, 120, "计", 10).text(84.4, 120, "计", 10)
    )
    sheet.text(204, 120, "1", 10).text(204.3, 120, "1", 10).text(209, 120, "1", 10).text(209.3, 120, "1", 10)
    assert texts(only_table(sheet))[0] == ["合计", "11", ""]


def test_a_side_label_of_one_character_a_line():
    sheet = Sheet().grid((70, 100, 200), (100, 250, 280)).cells((70, 100, 200), (100, 250, 280), [("", "甲"), ("乙", "1")])
    for i, character in enumerate("三、本年度办理结果"):
        sheet.text(78, 115 + 14 * i, character, 10)
    assert only_table(sheet).cells[0].text == "三、本年度办理结果"


def test_a_side_label_in_two_columns_from_right_to_left():
    sheet = Sheet().grid((70, 110, 200), (100, 180, 210)).cells((70, 110, 200), (100, 180, 210), [("", "甲"), ("乙", "1")])
    for i, character in enumerate("三、本年度"):
        sheet.text(92, 115 + 12 * i, character, 10)
    for i, character in enumerate("办理结果"):
        sheet.text(76, 115 + 12 * i, character, 10)
    assert only_table(sheet).cells[0].text == "三、本年度办理结果"


@pytest.mark.parametrize("turn", [1, 3])
def test_a_side_label_of_turned_characters(turn):
    sheet = (
        Sheet()
        .prose(300, PROSE)
        .grid((70, 100, 200), (100, 250, 280))
        .cells((70, 100, 200), (100, 250, 280), [("", "甲"), ("乙", "1")])
    )
    sheet.text(90 if turn == 1 else 80, 230 if turn == 1 else 120, "三、本年度办理结果", 10, turn=turn)
    table = only_table(sheet)
    assert [cell.text for cell in table.cells] == ["三、本年度办理结果", "甲", "乙", "1"]


def test_a_watermark_across_the_table_is_told_and_not_read_as_a_cell():
    sheet = Sheet().table(XS, YS, ROWS).slanted(120, 180, "演示")
    document = read(sheet)
    assert texts(document.tables[0]) == expected()
    assert document.meta["slanted_text"] == "演示"


def test_invisible_text_is_kept_apart_and_marked():
    sheet = Sheet().table(XS, YS, ROWS).text(204, 150, "99", 10, mode=3).text(70, 300, "看不见", 10, mode=3)
    document = read(sheet)
    assert texts(document.tables[0]) == expected()
    hidden = [paragraph for paragraph in document.paragraphs if paragraph.runs]
    assert [(p.text, p.runs[0].text, p.runs[0].hidden) for p in hidden] == [("", "99", True), ("", "看不见", True)]
    assert hidden[0].place.page == 1


@pytest.mark.parametrize(("x", "y", "size"), [(204, 150, 0.2), (700, 150, 10), (204, 900, 10)])
def test_text_too_small_or_off_the_page_is_hidden(x, y, size):
    document = read(Sheet().table(XS, YS, ROWS).text(x, y, "88", size))
    assert texts(document.tables[0]) == expected()
    assert [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.hidden] == ["88"]


@pytest.mark.parametrize("turn", [1, 3])
def test_turned_characters_of_a_font_that_is_not_there(turn):
    """Where no font is embedded and none is installed, a turned character has no shape; its place is still known."""
    sheet = Sheet(font="named").prose(300, PROSE).grid((70, 100, 200), (100, 250, 280)).text(104, 270, "12", 10)
    sheet.text(90 if turn == 1 else 80, 230 if turn == 1 else 120, "A类办理结果B", 10, turn=turn)
    assert only_table(sheet).cells[0].text == "A类办理结果B"


def test_a_character_outside_the_basic_plane_is_one_character():
    assert read(Sheet().text(70, 100, "王𠮷先生", 12)).paragraphs[0].text == "王𠮷先生"


def test_a_cell_that_holds_only_a_dash_is_seen():
    table = only_table(Sheet().table(XS, YS, [("甲", "-", "/"), ("乙", "—", "——")]))
    assert texts(table)[:2] == [["甲", "-", "/"], ["乙", "—", "——"]]


# ── pages ────────────────────────────────────────────────────────────────────────────────────


def turned_page(turn: int, rotate: int) -> Sheet:
    """The table on a landscape page, its content drawn with `turn` quarters and the page displayed with `rotate`."""
    inner = Sheet(width=842, height=595).table(XS, YS, ROWS)
    matrix = {1: "0 1 -1 0 595 0", 2: "-1 0 0 -1 842 595", 3: "0 -1 1 0 0 842"}[turn]
    wide = turn == 2
    sheet = Sheet(width=842 if wide else 595, height=595 if wide else 842, rotate=rotate)
    return sheet.raw(f"q {matrix} cm").raw("\n".join(inner.operators)).raw("Q")


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_turned_pages_have_places_as_displayed(turn):
    table = only_table(turned_page(turn, 90 * turn))
    assert texts(table) == expected()
    assert table.place.box == pytest.approx((70, 100, 400, 190), abs=1)
    assert table.cells[4].place.box == pytest.approx((200, 130, 300, 160), abs=1)


def test_a_table_set_sideways_on_an_upright_page():
    """The page is displayed upright, so the reader of the page turns his head: places are as displayed."""
    table = only_table(turned_page(1, 0))
    assert texts(table) == expected()
    x0, y0, x1, y1 = table.cells[1].place.box
    assert (x0, y0, x1, y1) == pytest.approx((100, 842 - 300, 130, 842 - 200), abs=1)


def test_the_visible_area_is_the_crop_box():
    sheet = Sheet(crop=(50, 100, 545, 800)).table(XS, YS, ROWS)
    assert only_table(sheet).place.box == pytest.approx((20, 58, 350, 148), abs=1)


def test_text_and_rules_inside_form_xobjects():
    inner = Sheet().table(XS, YS, ROWS)
    outer = Sheet(forms={"Inner": inner}).raw("q 1 0 0 1 20 -30 cm /Inner Do Q")
    sheet = Sheet(forms={"Outer": outer}).raw("q 0.5 0 0 0.5 0 421 cm /Outer Do Q")
    table = only_table(sheet)
    assert texts(table) == expected()
    assert table.place.box == pytest.approx((45, 65, 210, 110), abs=1)


# ── tables without a grid ────────────────────────────────────────────────────────────────────

LOOSE = [("类别", "新收", "办结"), ("自然人", "12", "11"), ("企业", "3", "3"), ("总计", "15", "14")]


def loose_sheet(rows=LOOSE) -> Sheet:
    sheet = Sheet()
    for i, row in enumerate(rows):
        for x, words in zip((80, 220, 320), row, strict=True):
            if words:
                sheet.text(x, 120 + 24 * i, words, 12)
    return sheet


def test_a_three_line_table_is_loose():
    table = only_table(loose_sheet().line(70, 100, 400, 100, 1.5).line(70, 126, 400, 126).line(70, 200, 400, 200, 1.5))
    assert table.loose
    assert texts(table) == [list(row) for row in LOOSE]
    assert table.cells[4].place.row == 1


def test_columns_of_numbers_without_any_rule_are_loose():
    assert only_table(loose_sheet()).loose


def test_a_head_over_two_columns_keeps_its_span():
    sheet = loose_sheet().text(240, 96, "申请人及机构数量合计", 12).text(80, 96, "项目", 12)
    head = [cell for cell in only_table(sheet).cells if cell.row == 0]
    assert [(cell.text, cell.col, cell.colspan) for cell in head] == [("项目", 0, 1), ("申请人及机构数量合计", 1, 2)]


def test_spans_close_to_one_another_are_one_entry():
    sheet = loose_sheet().text(80, 216, "其", 12).text(98, 216, "他", 12).text(220, 216, "0", 12).text(320, 216, "0", 12)
    assert [cell.text for cell in only_table(sheet).cells if cell.row == 4] == ["其 他", "0", "0"]


@pytest.mark.parametrize(
    "rows",
    [
        [("类别", "新收", "办结"), ("自然人", "12", "11")],
        [("局长", "王某", "办公室"), ("主任", "李某", "信访科"), ("科员", "赵某", "复查科")],
        [("自然人", "12", "11"), ("企业", "3", ""), ("机构", "", "3")],
    ],
)
def test_uncertain_columns_stay_text(rows):
    document = read(loose_sheet(rows))
    assert document.tables == ()
    assert [p.text for p in document.paragraphs] == [" ".join(filter(None, row)) for row in rows]


def test_columns_that_overlap_are_uncertain():
    sheet = loose_sheet(LOOSE[1:]).text(80, 192, "其他", 12).text(260, 192, "1234567890", 12).text(340, 192, "1", 12)
    assert read(sheet).tables == ()


def test_a_number_over_two_columns_makes_them_uncertain():
    assert read(loose_sheet().text(80, 216, "合并", 12).text(225, 216, "123456789012345678901", 12)).tables == ()


# ── paragraphs ───────────────────────────────────────────────────────────────────────────────


def test_lines_are_joined_and_indentation_begins_a_paragraph():
    document = read(Sheet().prose(100, [*PROSE, "　　二、主动公开情况", *PROSE]))
    assert [p.text for p in document.paragraphs] == ["".join(PROSE).strip("　"), "二、主动公开情况", "".join(PROSE).strip("　")]


def test_words_and_numbers_stay_apart_where_lines_are_joined():
    lines = ["　　自二〇二三年一月一日起至十二月三十一日止，见网页A", "B及其附件。这是第二行文字，长度与第一行大致一样长的。"]
    assert "A B" in read(Sheet().prose(100, lines)).paragraphs[0].text


def test_a_short_line_ends_its_paragraph():
    lines = [
        "本报告由演示市信访局编制，所列数据的统计期限为全年度。",
        "短行。",
        "本报告由演示市信访局编制，所列数据的统计期限为全年度。",
    ]
    assert len(read(Sheet().prose(100, lines)).paragraphs) == 2


def test_more_room_or_larger_type_begins_a_paragraph():
    line = "本报告由演示市信访局编制，所列数据的统计期限为全年度。"
    sheet = Sheet().prose(100, [line] * 3).prose(230, [line] * 2).prose(290, ["本报告由演示市信访局编制，统计期限"], size=26)
    assert [len(p.text) for p in read(sheet).paragraphs] == [len(line) * 3, len(line) * 2, 17]


def test_a_heading_after_a_full_sentence_begins_a_paragraph():
    line = "本报告由演示市信访局编制，所列数据的统计期限为全年度。"
    assert read(Sheet().prose(100, [line, "一、总体情况" + line[:21]])).paragraphs[0].text == line


@pytest.mark.parametrize("number", ["— {} —", "-{}-", "第 {} 页", "第{}页 共2页", "{}/2", "{}"])
def test_page_numbers_are_told_and_left_out(number):
    sheets = [Sheet().prose(100, PROSE).text(290, 800, number.format(page), 10) for page in (1, 2)]
    document = read(*sheets)
    assert [p.text for p in document.paragraphs] == ["".join(PROSE).strip("　")] * 2
    assert len(document.meta["page_numbers"].split("; ")) == 2


def test_a_number_that_counts_no_pages_stays_text():
    sheets = [Sheet().prose(100, PROSE).text(290, 800, number, 10) for number in ("7", "7")]
    assert [p.text for p in read(*sheets).paragraphs].count("7") == 2


def test_running_heads_and_feet_are_told_and_left_out():
    sheets = [
        Sheet().text(70, 40, "演示市信访局年度报告", 9).prose(60 + 40 * page, PROSE).text(70, 810, f"http://a.cn {page}/3", 9)
        for page in (1, 2, 3)
    ]
    document = read(*sheets)
    assert [p.text for p in document.paragraphs] == ["".join(PROSE).strip("　")] * 3
    assert document.meta["running_lines"].startswith("演示市信访局年度报告; http://a.cn")


def test_a_paragraph_goes_on_over_a_page_break():
    first = Sheet().prose(700, [PROSE[0], PROSE[0].strip("　") + "二三"]).text(290, 800, "— 1 —", 10)
    document = read(first, Sheet().prose(100, [PROSE[1]]).text(290, 800, "— 2 —", 10))
    assert len(document.paragraphs) == 1
    assert document.paragraphs[0].place.page == 1


def test_meta_holds_what_the_file_says_of_itself():
    document = read_pdf(pdf(Sheet().text(70, 100, "报告", 12), info={"Title": "年度报告", "Author": "演示"}), "a.pdf")
    assert (document.meta["Title"], document.meta["Author"], document.pages, document.format) == ("年度报告", "演示", 1, "pdf")
