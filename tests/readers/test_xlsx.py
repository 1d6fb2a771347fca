"""XLSX into a Document: sheets, merged ranges, numbers as shown, and workbooks made to hurt."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from gongkai.core.errors import DamagedFile, EncryptedFile, EntitiesRefused, NoText, TooComplex, UnpacksTooLarge
from gongkai.readers.document import Table
from gongkai.readers.xlsx import as_text, read_xlsx
from tests.readers.making import container


def workbook(*sheets, merged=(), change=None):
    """A workbook of sheets given as rows; `merged` are ranges of the first, `change` is handed the first."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for index, rows in enumerate(sheets):
        sheet = book.create_sheet(f"表{index + 1}")
        for row in rows:
            sheet.append(row)
    for each in merged:
        book.worksheets[0].merge_cells(each)
    if change:
        change(book.worksheets[0])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def shape(document):
    """Paragraph texts, and tables as rows of texts."""
    return [
        [[cell.text for cell in row] for row in block.rows()] if isinstance(block, Table) else block.text
        for block in document.blocks
    ]


class TestBlocks:
    def test_a_whole_report_on_one_sheet(self):
        rows = [
            ["某局2023年报告"], ["一、总体情况"], ["文字。"], [], ["信息内容", "本年制发件数"], ["规章", 3],
            ["第二十条第（五）项"], ["行政许可", 7],
            ["三、收到和处理"], ["三、结果", "（一）", 1], [None, "（二）", 2], ["注"], ["", " "], ["五、问题"],
        ]  # fmt: skip
        document = read_xlsx(workbook(rows, merged=["A10:A11"]), "x")
        assert shape(document) == [
            "某局2023年报告", "一、总体情况", "文字。",
            [["信息内容", "本年制发件数"], ["规章", "3"], ["第二十条第（五）项", ""], ["行政许可", "7"]],
            "三、收到和处理", [["三、结果", "（一）", "1"], ["（二）", "2"]], "注", "五、问题",
        ]  # fmt: skip
        assert [(table.number, table.n_rows, table.n_cols) for table in document.tables] == [(1, 4, 2), (2, 2, 3)]
        assert document.paragraphs[0].place.as_json() == {"line": 1}
        assert document.tables[1].cells[0].rowspan == 2

    def test_one_table_a_sheet(self):
        document = read_xlsx(workbook([["a", 1]], [["b", 2]]), "x")
        assert shape(document) == [[["a", "1"]], [["b", "2"]]]
        assert document.meta["sheets"] == "表1\n表2"

    def test_a_table_need_not_begin_at_the_corner(self):
        rows = [[], [None, None, "甲", None, "乙"], [None, None, "丙", "丁"]]
        (table,) = read_xlsx(workbook(rows, merged=["C2:D2", "A1:B9", "E2:H2", "C3:C9"]), "x").tables
        assert [(cell.text, cell.row, cell.col, cell.rowspan, cell.colspan) for cell in table.cells] == [
            ("甲", 0, 0, 1, 2), ("乙", 0, 2, 1, 1), ("丙", 1, 0, 1, 1), ("丁", 1, 1, 1, 1), ("", 1, 2, 1, 1),
        ]  # fmt: skip

    def test_hidden_sheets_are_named_and_not_read(self):
        def hide(sheet):
            sheet.sheet_state = "veryHidden"
            sheet.row_dimensions[1].hidden = True
            sheet.column_dimensions["B"].hidden = True

        document = read_xlsx(workbook([["密", 1]], [["b", 2]], change=hide), "x")
        assert shape(document) == [[["b", "2"]]]
        assert document.meta["hidden_sheets"] == "表1"
        assert document.meta["hidden_rows_or_columns"] == "xl/worksheets/sheet1.xml col 2-2\nxl/worksheets/sheet1.xml row 1"

    def test_a_chart_sheet_is_no_table(self):
        book = openpyxl.Workbook()
        book.active.append(["a", 1])
        book.create_chartsheet("图")
        packed = io.BytesIO()
        book.save(packed)
        assert shape(read_xlsx(packed.getvalue(), "x")) == [[["a", "1"]]]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"), (-18.0, "-18"), (2.5, "2.5"), (0.1 + 0.2, "0.3"), (75394432.52, "75394432.52"), (1e20, "1" + "0" * 20),
        ("007", "007"), ("a\r\nb\rc", "a\nb\nc"), (True, "TRUE"), (False, "FALSE"), (4, "4"), (None, ""),
        (dt.datetime(2024, 1, 2), "2024-01-02"), (dt.datetime(2024, 1, 2, 3, 4), "2024-01-02 03:04:00"),
        (dt.date(2024, 1, 2), "2024-01-02"), (dt.time(3, 4), "03:04:00"), (dt.timedelta(hours=1), "1:00:00"),
    ],
)  # fmt: skip
def test_values_as_shown(value, text):
    assert as_text(value) == text


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData>{end}</worksheet>'


def raw_workbook(rows, end="", **parts):
    """A workbook whose only sheet is the given XML."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    sheet = '<sheet name="s" sheetId="1" r:id="r1"/>'

    def relationship(kind, target):
        entry = f'<Relationship Id="r1" Type="{office}/{kind}" Target="{target}"/>'
        return f'<Relationships xmlns="{package}">{entry}</Relationships>'

    return container(
        {
            "_rels/.rels": relationship("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{sheet}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relationship("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": SHEET.format(rows=rows, end=end),
            **parts,
        }
    )


class TestHostile:
    def test_a_made_sheet_is_read(self):
        rows = '<row><c><v>1</v></c><c r="C1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c><c/></row>'
        assert shape(read_xlsx(raw_workbook(rows), "x")) == [[["1", "", "2"]], "3"]

    @pytest.mark.parametrize(
        "rows",
        [
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>',
            '<row r="1048576">' + "<c><v>1</v></c>" * 300 + "</row>",
        ],
    )
    def test_cells_at_opposite_corners_cost_nothing(self, rows):
        with pytest.raises(TooComplex, match="单元格"):
            read_xlsx(raw_workbook(rows), "x")

    def test_formats_without_values_do_not_count(self):
        rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
        assert shape(read_xlsx(raw_workbook(rows), "x")) == ["1"]

    def test_merges_without_end(self):
        cells = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="Z{row}"><v>1</v></c></row>' for row in range(1, 1001))
        merges = "<mergeCells>" + "".join(f'<mergeCell ref="A{row}:Z1000"/>' for row in range(1, 500)) + "</mergeCells>"
        with pytest.raises(TooComplex, match="合并"):
            read_xlsx(raw_workbook(cells, merges), "x")

    @pytest.mark.parametrize(
        ("data", "error"),
        [
            (workbook([["a", 1]])[:-30], DamagedFile),
            (raw_workbook("<row>"), DamagedFile),
            (raw_workbook('<row r="1"><c r="A1" t="s"><v>99</v></c></row>', **{"xl/sharedStrings.xml": "<x/>"}), DamagedFile),
            (container({"xl/workbook.xml": "<workbook/>"}), DamagedFile),
            (workbook([[None]]), NoText),
            (raw_workbook("", **{"xl/styles.xml": '<!DOCTYPE s [<!ENTITY a "b">]><s/>'}), EntitiesRefused),
            (raw_workbook("", **{"xl/sharedStrings.xml": "<a>" + "0" * 3_000_000 + "</a>"}), UnpacksTooLarge),
        ],
        ids=["cut", "open tag", "string missing", "no sheets", "empty", "entity", "bomb"],
    )
    def test_refused(self, data, error):
        with pytest.raises(error):
            read_xlsx(data, "坏.xlsx")

    def test_large_parts_that_are_not_sheets(self):
        text = "".join(chr(0x4E00 + number * 7919 % 20000) for number in range(1_500_000))
        parts = {f"xl/worksheets/_{number}.xml": f"<a>{text}</a>" for number in range(6)}
        with pytest.raises(TooComplex, match="过大"):
            read_xlsx(raw_workbook("", **parts), "x")

    def test_an_entry_under_a_password(self):
        data = bytearray(workbook([["a", 1]]))
        directory = data.find(b"PK\x01\x02")
        data[directory + 8] |= 1
        with pytest.raises(EncryptedFile):
            read_xlsx(bytes(data), "x")


def test_a_cell_beyond_every_sheet_is_refused():
    with zipfile.ZipFile(io.BytesIO(workbook([["规章", 1], ["行政规范性文件", 2]]))) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sheet = next(name for name in parts if name.startswith("xl/worksheets/"))
    parts[sheet] = parts[sheet].replace(b'r="B2"', b'r="ZZZZZZ2"')
    with pytest.raises(TooComplex):
        read_xlsx(container(parts), "a.xlsx")


def test_a_row_of_the_form_with_nothing_but_its_label_stays_in_the_table():
    rows = [
        ["", "自然人", "总计"],
        ["一、本年新收政府信息公开申请数量", 1, 1],
        ["二、上年结转政府信息公开申请数量"],
        ["说明文字"],
    ]
    (table, text) = shape(read_xlsx(workbook(rows), "a.xlsx"))
    assert table[-1] == ["二、上年结转政府信息公开申请数量", "", ""]
    assert text == "说明文字"
