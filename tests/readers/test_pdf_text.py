"""Every quirk of the characters of a PDF, one test each."""

from __future__ import annotations

import pytest

from tests.readers.pdf_sheets import PROSE, ROWS, XS, YS, Sheet, expected, only_table, read, texts


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
    assert read(Sheet().text(70, 100, "条例）", 12).text(100, 100, "（国令", 12)).paragraphs[0].text == "条例）（国令"
    assert read(Sheet().text(70, 100, "1234", 12).text(88, 100, "5678", 12)).paragraphs[0].text == "1234 5678"


def test_text_of_which_a_part_is_printed_twice_is_read_once():
    sheet = Sheet().text(70, 100, "总计甲乙", 12).text(70, 300, "正文", 12).text(94.3, 100, "甲乙丙丁", 12)
    assert read(sheet).paragraphs[0].text == "总计甲乙丙丁"


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
