"""Pages of a PDF as a whole: turned and cropped ones, tables without a grid, paragraphs."""

from __future__ import annotations

import pytest

from gongkai.readers.pdf import read_pdf
from tests.readers.pdf_sheets import PROSE, ROWS, XS, YS, Sheet, expected, only_table, pdf, read, texts

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
