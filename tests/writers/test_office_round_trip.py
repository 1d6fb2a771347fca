"""DOCX, XLSX and HTML: what is written is read back the same, whatever stands in the cells."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import docx
import openpyxl
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from gongkai.core.errors_writing import WriterNotInstalled
from gongkai.core.report.exchange import Report
from gongkai.readers.docx import read_docx
from gongkai.readers.grid import report_from_document
from gongkai.readers.html import read_html
from gongkai.readers.pdf import read_pdf
from gongkai.readers.xlsx import read_xlsx
from gongkai.writers.docx import write_docx
from gongkai.writers.html import write_html
from gongkai.writers.printed import PrintedReport, printed_report
from gongkai.writers.xlsx import write_xlsx
from tests.readers.office import converted, needs_office
from tests.writers.round_trip import report_of, same

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def html_bytes(printed: PrintedReport) -> bytes:
    return write_html(printed).encode()


WRITTEN: dict[str, tuple[Callable[[PrintedReport], bytes], Callable[[bytes, str], object]]] = {
    "docx": (write_docx, read_docx),
    "xlsx": (write_xlsx, read_xlsx),
    "html": (html_bytes, read_html),
}


def read_back(kind: str, report: Report) -> Report:
    write, read = WRITTEN[kind]
    return report_from_document(read(write(printed_report(report)), f"report.{kind}"))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", WRITTEN)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_what_is_written_is_read_the_same(kind: str, seed: int) -> None:
    report = report_of(seed)
    assert same(report, read_back(kind, report))


@pytest.mark.parametrize("kind", WRITTEN)
def test_the_same_report_gives_the_same_bytes(kind: str) -> None:
    write, _ = WRITTEN[kind]
    assert write(printed_report(report_of(5))) == write(printed_report(report_of(5)))


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_report_of_hardly_anything_can_be_written(kind: str) -> None:
    write, _ = WRITTEN[kind]
    assert write(printed_report(Report(None, None, "2021", {}, {}))) and write(
        printed_report(Report(None, None, "2019", {}, {"1": "甲。"}))
    )


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_characters_that_xml_cannot_hold_do_not_spoil_the_file(kind: str) -> None:
    report = replace(report_of(6), sections={"1": "甲\x00乙\x0b丙\ud800丁。"})
    assert "甲\ufffd乙\ufffd丙\ufffd丁" in read_back(kind, report).sections["1"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "@SUM(A1)", "-2+3", '=HYPERLINK("http://a.invalid")'])
def test_nothing_in_a_workbook_is_a_formula(text: str) -> None:
    made = write_xlsx(printed_report(replace(report_of(7), sections={"1": text})))
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert any(cell.value == text for row in book.worksheets[0].iter_rows() for cell in row)


def test_figures_are_numbers_in_the_workbook() -> None:
    report = report_of(8)
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(printed_report(report))))
    stated = sorted(float(cell.value) for key, cell in report.cells.items() if key.startswith("T4.") and cell.value is not None)
    found = sorted(cell.value for row in book["复议诉讼"].iter_rows() for cell in row if isinstance(cell.value, int | float))
    assert found == stated


def test_the_document_is_set_as_the_standard_asks() -> None:
    paper = docx.Document(io.BytesIO(write_docx(printed_report(report_of(9)))))
    section = paper.sections[0]
    assert [round(each.mm) for each in (section.page_width, section.page_height, section.top_margin, section.left_margin)] == [
        210,
        297,
        37,
        28,
    ]
    grid = section._sectPr.find(f"{W}docGrid")
    assert abs(int(grid.get(f"{W}linePitch")) * 22 / 20 - 225 / 25.4 * 72) < 2
    assert paper.styles["Normal"].font.size.pt == 16 and paper.styles["Title"].font.size.pt == 22
    assert [each.text for each in paper.paragraphs if each.style.name == "Heading 1"][1:4] == [
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    ]
    wide = paper.tables[1]._tbl
    assert len(wide.findall(f".//{W}tblHeader")) == 3 and len(wide.findall(f".//{W}cantSplit")) == len(wide.findall(f"{W}tr"))
    assert paper.core_properties.language == "zh-CN" and paper.core_properties.title == report_of(9).title
    assert paper.settings.odd_and_even_pages_header_footer


ORDER = {  # ECMA-376 part 1: the order in which children have to stand
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs snapToGrid spacing ind "
    "contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color spacing w kern position sz szCs highlight u vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "trPr": "cantSplit trHeight tblHeader",
    "sectPr": "headerReference footerReference footnotePr type pgSz pgMar paperSrc pgBorders pgNumType cols titlePg docGrid",
}


@pytest.mark.parametrize("seed", range(3))
def test_every_part_is_well_formed_and_in_the_order_of_the_standard(seed: int) -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(printed_report(report_of(seed))))) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}
    roots = {name: etree.fromstring(data) for name, data in parts.items()}
    for name in ("word/document.xml", "word/footer1.xml", "word/footer2.xml", "word/styles.xml"):
        for kind, order in ORDER.items():
            known = order.split()
            for element in roots[name].iter(W + kind):
                children = [etree.QName(child).localname for child in element]
                placed = [known.index(child) for child in children if child in known]
                assert placed == sorted(placed), (name, kind, children)
                assert name == "word/styles.xml" or set(children) <= set(known), (name, kind, children)


@needs_office
def test_libreoffice_opens_the_document_on_few_pages() -> None:
    report = replace(report_of(10), sections={"1": "甲。", "6": "乙。"})
    made = converted({"report.docx": write_docx(printed_report(report))}, ".pdf")["report"]
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert 3 <= len(pdf.pages) <= 4
    assert same(report, report_from_document(read_pdf(made, "report.pdf")))


@pytest.mark.parametrize(("kind", "module"), [("docx", "docx"), ("xlsx", "openpyxl")])
def test_without_the_extra_it_is_named(kind: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, module, None)
    with pytest.raises(WriterNotInstalled, match="writers"):
        WRITTEN[kind][0](printed_report(report_of(11)))
