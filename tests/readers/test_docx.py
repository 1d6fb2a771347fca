"""DOCX into a Document: merged cells, tracked changes, hidden text, text boxes, numbers that Word counts."""

from __future__ import annotations

import pytest

from gongkai.core.errors import DamagedFile, EntitiesRefused, NoText, TooComplex
from gongkai.readers.docx import read_docx
from gongkai.readers.docx_numbering import chinese, formatted
from tests.corpus import CORPUS
from tests.readers.making import STRICT, TRANSITIONAL, container, docx, p, tbl, tc, tr

NUMBERED = '<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>'


def read(body, **parts):
    return read_docx(docx(body, **parts), "报告.docx")


def texts(body, **parts):
    return [paragraph.text for paragraph in read(body, **parts).paragraphs]


def grid(*rows):
    (table,) = read(tbl(*rows)).tables
    return [(cell.text, cell.row, cell.col, cell.rowspan, cell.colspan) for cell in table.cells]


class TestTables:
    def test_merged_cells(self):
        restart, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
        wide = '<w:gridSpan w:val="2"/>'
        assert grid(
            tr(tc("甲", restart), tc("乙", wide)),
            tr(tc("", more), tc("丙"), tc("丁")),
            tr(tc("", more), tc("戊", wide + restart)),
            tr(tc("己"), tc("", wide + more)),
        ) == [
            ("甲", 0, 0, 3, 1),
            ("乙", 0, 1, 1, 2),
            ("丙", 1, 1, 1, 1),
            ("丁", 1, 2, 1, 1),
            ("戊", 2, 1, 2, 2),
            ("己", 3, 0, 1, 1),
        ]

    def test_two_merges_side_by_side_and_one_without_a_start(self):
        restart, more = '<w:vMerge w:val="restart"/>', '<w:vMerge w:val="continue"/>'
        assert grid(tr(tc("a", restart), tc("b", restart)), tr(tc("", more), tc("", more)), tr(tc("c"), tc("d"))) == [
            ("a", 0, 0, 2, 1), ("b", 0, 1, 2, 1), ("c", 2, 0, 1, 1), ("d", 2, 1, 1, 1),
        ]  # fmt: skip

    def test_a_merge_that_continues_nothing_is_a_cell(self):
        assert [cell[0] for cell in grid(tr(tc("a", "<w:vMerge/>"), tc("b")), tr(tc("c"), tc("d", "<w:vMerge/>")))] == list(
            "abcd"
        )

    def test_a_label_repeated_under_its_merge_does_not_dissolve_the_table(self):
        label = "三、本年度办理结果三、本年度办理结果"
        first = tr(tc(label, '<w:vMerge w:val="restart"/>'), tc("1"))
        rest = [tr(tc(label, "<w:vMerge/>"), tc(str(number))) for number in range(30)]
        (table,) = read(tbl(first, *rest)).tables
        assert (table.cells[0].text, table.cells[0].rowspan, table.n_rows) == (label, 31, 31)

    def test_old_horizontal_merges_and_columns_left_out(self):
        before = '<w:gridBefore w:val="2"/><w:gridAfter w:val="3"/>'
        rows = [tr(tc("a", '<w:hMerge w:val="restart"/>'), tc("x", "<w:hMerge/>"), tc("b")), tr(tc("c"), properties=before)]
        (table,) = read(tbl(*rows)).tables
        assert [(cell.text, cell.col, cell.colspan) for cell in table.cells] == [("a", 0, 2), ("b", 2, 1), ("c", 2, 1)]
        assert table.n_cols == 6
        assert [(run.text, run.hidden) for run in table.cells[0].runs] == [("a", False), ("x", True)]

    def test_rows_and_cells_in_content_controls_deleted_rows_header_rows(self):
        wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent>{tr(tc('a'), tc('b'), properties='<w:tblHeader/>')}</w:sdtContent></w:sdt>"
        cell = f"<w:tr><w:sdt><w:sdtContent>{tc('c')}</w:sdtContent></w:sdt>{tc('d')}</w:tr>"
        (table,) = read(tbl(wrapped, tr(tc("x"), tc("y"), properties="<w:del/>"), cell)).tables
        assert [(each.text, each.row, each.header) for each in table.cells] == [
            ("a", 0, True), ("b", 0, True), ("c", 1, False), ("d", 1, False),
        ]  # fmt: skip

    def test_nested_tables(self):
        inner = tbl(tr(tc("1"), tc("2")))
        rows = [tr(tc("a"), tc("b")), f"<w:tr><w:tc>{p('c')}{inner}{p('d')}</w:tc>{tc('e')}</w:tr>"]
        (table,) = read(tbl(*rows)).tables
        assert table.cells[2].text == "c\nd"
        assert [cell.text for cell in table.cells[2].tables[0].cells] == ["1", "2"]

    def test_absurd_spans_are_bounded(self):
        with pytest.raises(TooComplex):
            read(tbl(tr(*[tc("x", '<w:gridSpan w:val="99999999999"/>') for _ in range(3)])))


class TestText:
    def test_changes_fields_and_characters(self):
        runs = (
            "<w:ins><w:r><w:t>加</w:t></w:r></w:ins><w:del><w:r><w:delText>减</w:delText></w:r></w:del>"
            "<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo>"
            "<w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink>"
            '<w:fldSimple w:instr="PAGE"><w:r><w:t>3</w:t></w:r></w:fldSimple>'
            "<w:r><w:instrText>PAGE</w:instrText></w:r><w:sdt><w:sdtPr><w:t>x</w:t></w:sdtPr><w:sdtContent><w:r><w:t>控</w:t></w:r>"
            "</w:sdtContent></w:sdt><w:r><w:tab/><w:t>a</w:t><w:noBreakHyphen/><w:softHyphen/>"
            '<w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:char="zz"/></w:r>'
            "<w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>平</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        )
        assert texts(f"<w:p>{runs}</w:p>") == ["加新链3控\ta-\uf0fc\ufffd平"]

    def test_a_line_break_parts_paragraphs_and_ordinals_count_them(self):
        document = read(p("甲") + "<w:p/>" + "<w:p><w:r><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>")
        assert [(each.text, each.place.line) for each in document.paragraphs] == [("甲", 1), ("乙", 3), ("丙", 3)]

    def test_text_boxes_are_read_once(self):
        box = f"<w:txbxContent>{p('框')}</w:txbxContent>"
        both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        assert texts(f"<w:p><w:r>{both}<w:t>文</w:t></w:r></w:p>") == ["文", "框"]
        assert texts(f"<mc:AlternateContent><mc:Fallback>{p('备')}</mc:Fallback></mc:AlternateContent>") == ["备"]
        assert texts(p("a") + "<mc:AlternateContent/><w:p><mc:AlternateContent/></w:p>") == ["a"]
        rows = f"<mc:AlternateContent><mc:Choice>{tr(tc('1'), tc('2'))}</mc:Choice></mc:AlternateContent><mc:AlternateContent/>"
        assert [cell[0] for cell in grid(rows)] == ["1", "2"]

    def test_hidden_and_bold(self):
        body = (
            "<w:p><w:r><w:t>1</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r>"
            '<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>2</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>3</w:t></w:r></w:p>'
        )
        (paragraph,) = read(body).paragraphs
        assert paragraph.text == "123"
        assert [(run.text, run.bold, run.hidden) for run in paragraph.runs] == [
            ("1", False, False), ("9", False, True), ("2", False, False), ("3", True, False),
        ]  # fmt: skip

    def test_styles_give_level_look_and_inherit(self):
        styles = (
            '<w:style w:type="paragraph" w:default="1" w:styleId="n"><w:name w:val="Normal"/></w:style>'
            '<w:style w:styleId="h1"><w:basedOn w:val="n"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
            "<w:rPr><w:b/></w:rPr></w:style>"
            '<w:style w:styleId="h1b"><w:basedOn w:val="h1"/></w:style>'
            '<w:style w:styleId="h2"><w:name w:val="heading 2"/></w:style>'
            '<w:style w:styleId="loop"><w:basedOn w:val="loop"/><w:rPr><w:vanish/></w:rPr></w:style>'
        )
        body = "".join(p(style, f'<w:pStyle w:val="{style}"/>') for style in ("h1b", "h2", "gone"))
        body += p("own", '<w:pStyle w:val="h1"/><w:outlineLvl w:val="9"/>') + p("direct", '<w:outlineLvl w:val="2"/>')
        body += p("hid", '<w:pStyle w:val="loop"/>') + p("char", run='<w:rStyle w:val="loop"/>')
        document = read(body + p("end"), styles=styles)
        assert [(each.text, each.level) for each in document.paragraphs] == [
            ("h1b", 1), ("h2", 2), ("gone", 0), ("own", 0), ("direct", 3), ("", 0), ("", 0), ("end", 0),
        ]  # fmt: skip
        assert document.paragraphs[0].runs[0].bold
        assert document.paragraphs[5].runs[0].hidden

    def test_footnotes_stand_at_the_end(self):
        notes = f'<w:footnote w:type="separator">{p("线")}</w:footnote><w:footnote w:id="2">{p("注")}</w:footnote>'
        assert texts(p("文"), footnotes=notes, endnotes=f"<w:endnote>{p('尾')}</w:endnote>") == ["文", "注", "尾"]


class TestNumbers:
    LEVELS = (
        '<w:abstractNum w:abstractNumId="7">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2 "/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
        '<w:lvl w:ilvl="3"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%4"/></w:lvl><w:lvl w:ilvl="4"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num><w:num w:numId="4"/>'
    )

    def test_numbers_that_word_counts_stand_before_their_text(self):
        order = [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (2, 0), (1, 2), (1, 3), (1, 4), (3, 0), (0, 0)]
        body = "".join(p("文", NUMBERED.format(list=each, level=level)) for each, level in order) + "<w:p><w:pPr/></w:p>"
        document = read(body, numbering=self.LEVELS)
        assert [paragraph.text for paragraph in document.paragraphs] == [
            "一、文", "一.1 文", "一.2 文", "二、文", "二.1 文", "五、文", "文", "文", "文", "文", "文",
        ]  # fmt: skip
        assert document.meta["numbering"] == "generated"

    def test_a_style_may_carry_the_list(self):
        styles = f'<w:style w:styleId="h"><w:pPr>{NUMBERED.format(list=1, level=0)}</w:pPr></w:style>'
        assert texts(p("总体情况", '<w:pStyle w:val="h"/>') * 2, styles=styles, numbering=self.LEVELS) == [
            "一、总体情况",
            "二、总体情况",
        ]

    def test_without_lists_nothing_is_said(self):
        assert "numbering" not in read(p("文", NUMBERED.format(list=1, level=0))).meta

    @pytest.mark.parametrize(
        ("number", "style", "expected"),
        [
            (3, "decimal", "3"), (10, "chineseCounting", "十"), (12, "japaneseCounting", "十二"),
            (20, "ideographDigital", "二十"),
            (7, "decimalEnclosedCircle", "⑦"), (30, "decimalEnclosedCircle", "30"), (12, "decimalFullWidth", "１２"),
            (1, "bullet", None), (105, "chineseCounting", "一零五"),
        ],
    )  # fmt: skip
    def test_formats(self, number, style, expected):
        assert formatted(number, style) == expected

    def test_chinese_numbers(self):
        assert [chinese(number) for number in (1, 11, 21, 99)] == ["一", "十一", "二十一", "九十九"]


class TestFiles:
    def test_strict_files_are_read_alike(self):
        body = tbl(tr(tc("a", '<w:gridSpan w:val="2"/>')), tr(tc("b"), tc("c")))
        assert read_docx(docx(body, STRICT), "x").tables == read_docx(docx(body), "x").tables

    def test_properties_are_meta(self):
        core = '<c xmlns:dc="urn:d"><dc:title>年报</dc:title><dc:creator/><dc:other>x</dc:other></c>'
        parts = {
            "word/document.xml": f'<w:document xmlns:w="{TRANSITIONAL}"><w:body>{p("文")}</w:body></w:document>',
            "docProps/core.xml": core,
        }
        document = read_docx(container(parts), "x")  # without relationships the usual name is tried
        assert dict(document.meta) == {"title": "年报"}

    def test_utf16_parts(self):
        inside = f'<w:document xmlns:w="{TRANSITIONAL}"><w:body>{p("文")}</w:body></w:document>'
        xml = f'<?xml version="1.0" encoding="UTF-16"?>{inside}'
        for encoded in (xml.encode("utf-16"), xml.encode("utf-16-le"), xml.encode("utf-16-be")):
            assert read_docx(container({"word/document.xml": encoded}), "x").paragraphs[0].text == "文"

    @pytest.mark.parametrize(
        ("data", "error"),
        [
            (docx(p("文"))[:-40], DamagedFile),
            (docx("<w:p>"), DamagedFile),
            (docx(p("文"), "urn:other"), DamagedFile),
            (container({"[Content_Types].xml": "x"}), DamagedFile),
            (docx("<w:p/>"), NoText),
            (docx('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + p("&e;")), EntitiesRefused),
            (docx("<w:sdt>" * 300 + "</w:sdt>" * 300), TooComplex),
            (docx("".join(f'<w:p w:i="{number * 7919}"/>' for number in range(400_001))), TooComplex),
        ],
        ids=["cut", "open tag", "namespace", "no part", "empty", "entity", "deep", "tags"],
    )
    def test_refused(self, data, error):
        with pytest.raises(error, match=r"坏\.docx"):
            read_docx(data, "坏.docx")

    def test_external_relationships_are_not_followed(self):
        rels = (
            '<R><r Type="x/officeDocument" TargetMode="External" Target="file:///etc/passwd"/>'
            '<r Type="x/officeDocument" Target="../../../etc/passwd"/></R>'
        )
        with pytest.raises(DamagedFile, match=r"etc/passwd"):
            read_docx(container({"_rels/.rels": rels, "word/document.xml": "<x/>"}), "x")


@pytest.mark.corpus
def test_a_real_file_has_the_grid_of_its_page():
    from gongkai.readers.html import read_html

    word = read_docx((CORPUS / "pingtan-2020-derived.docx").read_bytes(), "x")
    page = read_html((CORPUS / "pingtan-2020.html").read_bytes(), "x")

    def cells(document):
        return [[("".join(cell.text.split()), cell.row, cell.rowspan) for cell in table.cells] for table in document.tables]

    assert cells(word) == cells(page)
