"""The real PDFs, read to the end and compared with the truth cell by cell, and with a second library."""

from __future__ import annotations

import json
import logging

import pdfplumber
import pytest

from gongkai.core.report.exchange_json import report_to_json
from gongkai.readers.document import Document
from gongkai.readers.grid import report_from_document
from gongkai.readers.pdf import read_pdf
from tests.corpus import CORPUS

NAMES = ["hongze-2023", "pingtan-2021-derived"]

pytestmark = [
    pytest.mark.corpus,
]


def reading(name: str) -> Document:
    path = CORPUS / f"{name}.pdf"
    return read_pdf(path.read_bytes(), path.name)


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_right(name):
    truth = json.loads((CORPUS / f"{name}.truth.json").read_text(encoding="utf-8"))
    report = report_from_document(reading(name))
    read = report_to_json(report)
    assert {key: read[key] for key in ("year", "form", "table2", "table3", "table4")} == {
        key: truth[key] for key in ("year", "form", "table2", "table3", "table4")
    }
    assert report.unrecognised == ()
    assert list(report.sections) == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize("name", NAMES)
def test_the_three_tables_are_whole(name):
    """Tables 2 and 3 break over pages in both or one of the files; the side label goes on below the break."""
    tables = reading(name).tables
    assert [(table.n_cols, table.loose) for table in tables] == [(4, False), (10, False), (15, False)]
    side = next(cell for cell in tables[1].cells if cell.text == "三、本年度办理结果")
    last = next(cell for cell in tables[1].cells if cell.text == "（七）总计")
    assert side.row + side.rowspan == last.row + 1
    for label in ("（三）不予公开", "（四）无法提供", "（五）不予处理"):
        group = next(cell for cell in tables[1].cells if "".join(cell.text.split()) == label)
        assert group.rowspan == {"三": 8, "四": 3, "五": 5}[label[1]]


@pytest.mark.parametrize("name", NAMES)
def test_places_are_those_of_the_page(name):
    """A second library finds the same text in the box that the cell's place names."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    cells = [cell for table in reading(name).tables for cell in table.cells if cell.rowspan == 1 and cell.text.isdigit()]
    assert len(cells) > 170
    with pdfplumber.open(CORPUS / f"{name}.pdf") as other:
        for cell in cells[::7]:
            assert cell.place.page is not None
            found = other.pages[cell.place.page - 1].crop(cell.place.box).extract_text()
            assert found == cell.text


@pytest.mark.parametrize("name", NAMES)
def test_a_second_library_reads_the_same_numbers(name):
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    ours = [cell.text for table in reading(name).tables for cell in table.cells if cell.text.replace(".", "").isdigit()]
    with pdfplumber.open(CORPUS / f"{name}.pdf") as other:
        rows = [row for page in other.pages for table in page.extract_tables() for row in table]
    theirs = [text for row in rows for text in row if text and text.replace(".", "").isdigit()]
    in_order = iter(ours)  # the other library loses a row that a page break left open
    assert len(theirs) > 170
    assert all(text in in_order for text in theirs)


def test_paragraphs_go_on_over_page_breaks_without_page_numbers():
    document = reading("hongze-2023")
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert any("严格执行“分级审核、先审后发”程序" in text for text in texts)
    assert any("实行政府信息公开工作人员跟班学习制度" in text for text in texts)
    assert document.meta["page_numbers"] == "- 1 -; - 2 -; - 3 -; - 4 -; - 5 -"
    assert texts.count("三、收到和处理政府信息公开申请情况") == 1
    assert texts[:2] == ["洪泽区人民政府", "2023年政府信息公开工作年度报告"]


@pytest.mark.parametrize("name", NAMES)
def test_reading_twice_gives_the_same(name):
    assert reading(name) == reading(name)
