"""HTML into a Document: text in reading order, the standard's grid, every encoding, nothing hostile."""

from __future__ import annotations

import pytest

from gongkai.core.errors import DamagedFile, NoText, TooComplex, UnknownEncoding
from gongkai.readers.document import Document, Table
from gongkai.readers.html import read_html
from tests.corpus import CORPUS


def read(markup: str) -> Document:
    return read_html(markup.encode(), "页.html")


def grid(markup: str) -> list[tuple[str, int, int, int, int]]:
    """Text, row, column, rowspan, colspan of every cell of the only table."""
    (table,) = read(markup).tables
    return [(cell.text, cell.row, cell.col, cell.rowspan, cell.colspan) for cell in table.cells]


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


class TestTheGrid:
    @pytest.mark.parametrize(
        ("rows", "expected"),
        [
            ("<tr><td>a<td>b", [("a", 0, 0, 1, 1), ("b", 0, 1, 1, 1)]),
            (
                "<tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c<td>d</tr>",
                [("a", 0, 0, 2, 1), ("b", 0, 1, 1, 2), ("c", 1, 1, 1, 1), ("d", 1, 2, 1, 1)],
            ),
            # A rowspan of 0 reaches to the end of its row group, and so does one that is too long.
            (
                "<tbody><tr><td rowspan=0>a<td>b<tr><td>c</tbody><tbody><tr><td>d<td>e</tbody>",
                [("a", 0, 0, 2, 1), ("b", 0, 1, 1, 1), ("c", 1, 1, 1, 1), ("d", 2, 0, 1, 1), ("e", 2, 1, 1, 1)],
            ),
            ("<tr><td rowspan=99>a<td>b<tr><td>c", [("a", 0, 0, 2, 1), ("b", 0, 1, 1, 1), ("c", 1, 1, 1, 1)]),
            # colspan 0, negative, and words count as 1; leading digits count.
            (
                "<tr><td colspan=0>a<td colspan=-3>b<td colspan=x>c<td colspan='2px'>d",
                [("a", 0, 0, 1, 1), ("b", 0, 1, 1, 1), ("c", 0, 2, 1, 1), ("d", 0, 3, 1, 2)],
            ),
            # Overlapping spans are legal and stay as declared.
            (
                "<tr><td>a<td rowspan=2>b<tr><td colspan=2>c",
                [("a", 0, 0, 1, 1), ("b", 0, 1, 2, 1), ("c", 1, 0, 1, 2)],
            ),
            # The foot stands last wherever it is written.
            (
                "<tfoot><tr><td>z<td>y</tfoot><tr><td>a<td>b",
                [("a", 0, 0, 1, 1), ("b", 0, 1, 1, 1), ("z", 1, 0, 1, 1), ("y", 1, 1, 1, 1)],
            ),
            # A form wrongly put around rows or cells, and cells without their row.
            ("<form><tr><td>a<td>b</tr></form>", [("a", 0, 0, 1, 1), ("b", 0, 1, 1, 1)]),
            (
                "<tbody><td>a</td><td>b</td><tr><td>c<td>d</tr></tbody>",
                [("a", 0, 0, 1, 1), ("b", 0, 1, 1, 1), ("c", 1, 0, 1, 1), ("d", 1, 1, 1, 1)],
            ),
        ],
    )
    def test_spans(self, rows, expected):
        assert grid(f"<table>{rows}</table>") == expected

    def test_an_absurd_colspan_is_cut_to_the_columns_in_use(self):
        (table,) = read("<table><tr><td colspan=1000000>标题<tr><td>a<td>b<td>c</table>").tables
        assert (table.n_cols, table.cells[0].colspan) == (3, 3)

    def test_a_wide_table_keeps_its_columns(self):
        (table,) = read("<table><tr>" + "<td>1" * 1500 + "</table>").tables
        assert len(table.cells) == 1500
        assert table.n_cols <= 1000 + 500

    def test_spans_upon_spans_are_refused(self):
        with pytest.raises(TooComplex):
            read("<table>" + "<tr><td colspan=1000 rowspan=65534>1" * 9_000 + "</table>")

    def test_a_cell_knows_its_place_and_its_kind(self):
        document = read("<p>x</p>\n<table>\n<tr><th>a<td>b</table><table><tr><td>c<td>d</table>")
        first, second = document.tables
        assert [cell.header for cell in first.cells] == [True, False]
        assert second.cells[1].place.as_json() == {"table": 2, "row": 0, "col": 1}
        assert first.place.as_json() == {"table": 1, "line": 2}


class TestText:
    def test_labels_in_pieces_are_joined_without_blanks(self):
        cells = grid(
            "<table><tr><td><p><span>（三）</span></p><p>不予<span>公</span>开<o:p></o:p></p><td>本年新<br/>制作数量</table>"
        )
        assert [cell[0] for cell in cells] == ["（三）\n不予公开", "本年新\n制作数量"]

    def test_kept_blanks_are_text_and_others_collapse(self):
        cells = grid("<table><tr><td>&nbsp;<span>&nbsp;0</span>\n<td>　一 、\n  总\t情况 <td>&nbsp;</table>")
        assert [cell[0] for cell in cells] == ["\xa0\xa00", "　一 、总 情况", "\xa0"]

    def test_a_line_break_in_the_source_between_wide_characters_is_no_blank(self):
        assert texts(read("<p>政府信息\n  公开 2023\n年</p>")) == ["政府信息公开 2023 年"]

    def test_paragraphs_headings_and_lines(self):
        document = read("<h1>演示<br>报告</h1>\n文字<b>粗</b><p>甲<p>乙<br>丙<div>丁</div>戊<h3>一、总体</h3>")
        assert [(each.text, each.level) for each in document.paragraphs] == [
            ("演示\n报告", 1), ("文字粗", 0), ("甲", 0), ("乙", 0), ("丙", 0), ("丁", 0), ("戊", 0), ("一、总体", 3),
        ]  # fmt: skip
        assert document.paragraphs[2].place.as_json() == {"line": 2}

    def test_bold_is_a_run(self):
        (paragraph,) = read('<p>甲<b>乙</b><span style="FONT-WEIGHT: bold">丙</span>丁</p>').paragraphs
        assert [(run.text, run.bold) for run in paragraph.runs] == [("甲", False), ("乙丙", True), ("丁", False)]

    def test_scripts_styles_comments_and_form_fields_are_no_text(self):
        markup = "<head><title>题</title><style>a{}</style></head><p>甲<!-- 注 --><script>x()</script><?php 1 ?>乙"
        document = read(markup + "<noscript>n</noscript></p><select><option>选</option></select><textarea>t</textarea>")
        assert texts(document) == ["甲乙"]

    def test_what_the_page_says_of_itself(self):
        markup = '<title> 年\n度 </title><meta name="PubDate" content="2024-03-08"><meta name="PubDate" content="2">'
        document = read(markup + "<p>x")
        assert dict(document.meta) == {"encoding": "utf-8", "title": "年度", "PubDate": "2024-03-08"}
        assert (document.format, document.name, document.pages) == ("html", "页.html", None)


class TestHidden:
    @pytest.mark.parametrize(
        "how",
        [
            'style="display:none"', 'style="DISPLAY : NONE;color:red"', "hidden", 'style="visibility:hidden"',
            'style="mso-hide:all"', 'style="font-size:0"', 'style="color:red;font-size: 0px"',
            'style="font-size:.0pt;font-size:0.0em"',
        ],
    )  # fmt: skip
    def test_hidden_text_is_marked_and_not_shown(self, how):
        (paragraph,) = read(f"<p>1<span {how}>9<b>8</b></span>2</p>").paragraphs
        assert paragraph.text == "12"
        assert [(run.text, run.hidden) for run in paragraph.runs] == [("1", False), ("9", True), ("8", True), ("2", False)]

    @pytest.mark.parametrize(
        "how", ['style="font-size:0.5em"', 'style="font-size:16pt"', 'style="font-size:medium"', 'style="display:block"']
    )
    def test_shown_text_is_not_hidden(self, how):
        assert texts(read(f"<p {how}>1</p>")) == ["1"]

    def test_in_a_cell(self):
        (table,) = read("<table><tr><td>5<span hidden>6</span><td><p>a</p><p><b>b</b></p></table>").tables
        assert [cell.text for cell in table.cells] == ["5", "a\nb"]
        assert [(run.text, run.hidden) for run in table.cells[0].runs] == [("5", False), ("6", True)]
        assert [(run.text, run.bold) for run in table.cells[1].runs] == [("a", False), ("b", True)]

    def test_hidden_cells_rows_and_tables_take_no_slot_and_leave_hidden_text(self):
        hide = "style='display:none'"
        document = read(
            f"<table><tr><td>a<td {hide}>x<td>b<tr {hide}><td>y<td>z<tr><td>c<td>d</table><table {hide}><tr><td>u<td>v</table>"
        )
        (table,) = document.tables
        assert [(cell.text, cell.row, cell.col) for cell in table.cells] == [("a", 0, 0), ("b", 0, 1), ("c", 1, 0), ("d", 1, 1)]
        hidden = "".join(run.text for each in document.paragraphs for run in each.runs if run.hidden)
        assert hidden == "xyzuv"
        assert not any(each.text for each in document.paragraphs)


class TestLayout:
    def test_a_page_laid_out_with_a_table_gives_its_article(self):
        article = "<p>题</p><table><tr><td>规章<td>1<tr><td>许可<td>2<tr><td>x<td>y</table><p>五、问题</p>"
        document = read(f"<table><tr><td>栏目<td>{article}</td></tr></table>")
        assert [getattr(block, "text", "表") for block in document.blocks] == ["栏目", "题", "表", "五、问题"]
        assert document.tables[0].number == 1

    def test_one_column_is_a_frame(self):
        assert texts(read("<table><tr><td>题<tr><td><p>甲</p><p>乙</p></table>")) == ["题", "甲", "乙"]

    def test_an_article_in_a_cell_is_no_cell(self):
        document = read("<table><tr><td>左<td>" + "<p>一段有二十个字的文字放在表格的单元格中。</p>" * 21 + "</table>")
        assert len(document.paragraphs) == 22

    def test_frames_in_frames(self):
        inner = "<table><tr><td>a<td>b<td>c<tr><td>d<td>e<td>f</table>"
        for _ in range(10):
            inner = f"<table><tr><td>{inner}</td></tr></table>"
        assert [len(table.cells) for table in read(inner).tables] == [6]

    def test_a_small_table_in_a_cell_stays_inside(self):
        rows = "<tr><td>a<td>b" * 4
        (table,) = read(f"<table>{rows}<tr><td>c<table><tr><td>1<td>2</table>d<td>e</table>").tables
        cell = table.cells[8]
        assert (cell.text, [inner.text for inner in cell.tables[0].cells]) == ("c\nd", ["1", "2"])
        assert cell.tables[0].number == 2

    def test_captions_and_stray_text_stand_before_the_table(self):
        document = read("<table><caption>表一</caption>散<tr>文<td>a<td>b</tr></table>")
        assert "表一" in texts(document)
        assert isinstance(document.blocks[-1], Table)


class TestEncoding:
    TEXT = "演示综合实验区政府信息公开工作年度报告，一、总体情况。"

    @pytest.mark.parametrize(
        ("declared", "real"),
        [
            ("gb2312", "gbk"), ("gbk", "gb18030"), ("gb2312", "utf-8"), ("utf-8", "gb18030"), (None, "gb18030"),
            (None, "utf-8"), ("iso-8859-1", "gbk"), ("no-such", "gbk"), (None, "utf-16"), ("utf-16", "utf-8-sig"),
        ],
    )  # fmt: skip
    def test_a_page_is_read_as_what_it_is(self, declared, real):
        meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
        document = read_html(f"<html><head>{meta}</head><p>{self.TEXT}</p></html>".encode(real), "x")
        assert texts(document) == [self.TEXT]

    def test_big5_as_declared(self):
        data = "<meta charset='big5'><p>政府資訊公開年度報告</p>".encode("big5")
        assert texts(read_html(data, "x")) == ["政府資訊公開年度報告"]

    def test_a_scratch_stays_visible(self):
        data = f"<meta charset=gbk><p>{self.TEXT * 100}</p><td>\xff</td>".encode("gbk", "replace").replace(b"?", b"\xff")
        assert "\ufffd" in "".join(texts(read_html(data, "x")))

    def test_bytes_in_no_encoding_are_refused(self):
        with pytest.raises(UnknownEncoding):
            read_html(b"<p>" + bytes(range(0x80, 0x100)) * 40 + b"\xff\xfe\xfd" * 50, "x")


class TestRefused:
    @pytest.mark.parametrize(
        "markup",
        [
            "<html><body><p>甲</p><table><tr><td>1</td><td",
            "<html><body><table><tr><td>1</td><td>2</td></tr>",
            "<p>甲</p><!-- never closed",
        ],
    )
    def test_a_page_cut_short(self, markup):
        with pytest.raises(DamagedFile, match="网页"):
            read(markup)

    @pytest.mark.parametrize("markup", ["<p>1 < 2</p>", "<table><tr><td>1<td>2</html>", "<p>甲<p>乙", "<td>1<td>2"])
    def test_sloppy_markup_is_not_cut(self, markup):
        assert read(markup).blocks

    @pytest.mark.parametrize(
        "markup", ["<html></html>", "<p>&nbsp;</p>", "<script>x()</script>", "<!-- -->", "<table><tr><td></table>"]
    )
    def test_nothing_to_read(self, markup):
        with pytest.raises(NoText):
            read(markup)

    @pytest.mark.parametrize(
        "markup",
        [
            "<div>" * 300 + "x" + "</div>" * 300,
            "<b>" * 400_001,
            "<p>" + "字" * 2_800_000,
            "<p " + " ".join(f"a{number}" for number in range(2000)) + ">x</p>",
        ],
        ids=["deep", "tags", "size", "attributes"],
    )
    def test_too_much(self, markup):
        with pytest.raises(TooComplex):
            read(markup)

    def test_embedded_pictures_do_not_count(self):
        document = read(f'<p>甲<img src="data:image/png;base64,{"A" * 12_000_000}">乙</p>')
        assert texts(document) == ["甲乙"]

    def test_an_external_entity_is_text(self):
        document = read('<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>甲&x;</p>')
        assert "root:" not in "".join(texts(document))


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("pingtan-2019", [53, 199, 34]),
        ("pingtan-2020", [53, 199, 34]),
        ("pingtan-2021", [30, 216, 34]),
        ("pingtan-2023", [30, 215, 34]),
        ("shanghai-office-2019", [53, 198, 34]),
    ],
)
def test_real_pages(name, cells):
    document = read_html((CORPUS / f"{name}.html").read_bytes(), name)
    assert [len(table.cells) for table in document.tables] == cells
    assert any("主动公开政府信息情况" in text for text in texts(document))


def test_a_page_that_declares_an_encoding_of_domain_names():
    document = read_html('<meta charset="idna"><p>一、总体情况，本机关按规定公开政府信息。'.encode("gb18030"), "a.html")
    assert document.paragraphs[0].text.startswith("一、总体情况")
