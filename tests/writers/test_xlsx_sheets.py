"""The sheets of a report in a workbook: columns, heights, long texts, numbers as they were printed."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from gongkai.core.report.exchange import Cell, CellKind, Report
from gongkai.readers.grid import report_from_document
from gongkai.readers.xlsx import read_xlsx
from gongkai.writers.printed import printed_report
from gongkai.writers.xlsx import lines_of, write_xlsx
from tests.writers.round_trip import SENTENCES, report_of

LONG = "".join(SENTENCES[number % 4] for number in range(80))


def book_of(report: Report) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(printed_report(report))))


def test_a_sheet_for_each_section() -> None:
    report = replace(report_of(1), sections={"1": "甲。", "5": "乙。", "6": "丙。"})
    assert book_of(report).sheetnames == ["总体情况", "主动公开", "依申请公开", "复议诉讼", "问题及改进", "其他事项"]


def test_every_sheet_is_as_wide_as_its_page() -> None:
    for sheet in book_of(report_of(2)):
        assert 105 < sum(each.width for each in sheet.column_dimensions.values()) < 115
        assert sheet.page_setup.paperSize == 9 and sheet.page_setup.fitToWidth == 1
        assert sheet.page_setup.orientation == ("portrait" if sheet.title == "依申请公开" else "landscape")


def test_the_heads_of_a_table_stay_and_are_printed_again() -> None:
    sheet = book_of(replace(report_of(3), sections={}))["依申请公开"]
    assert sheet.print_title_rows == "$3:$5" and sheet.freeze_panes == "D6"


def test_a_text_that_no_row_could_show_goes_on_in_the_next_and_loses_nothing() -> None:
    report = replace(report_of(4), sections={"1": LONG, "5": "甲" * 5000})
    book = book_of(report)
    for name, text in (("总体情况", LONG), ("问题及改进", "甲" * 5000)):
        sheet = book[name]
        rows = [row[0] for row in sheet.iter_rows() if isinstance(row[0].value, str)]
        pieces = [cell for cell in rows if cell.value in text]
        assert len(pieces) > 1 and "".join(str(cell.value) for cell in pieces) == text
        for cell in pieces:
            height = sheet.row_dimensions[cell.row].height
            assert 18 * lines_of(str(cell.value), 110, 12) <= height <= 409
    read = report_from_document(read_xlsx(write_xlsx(printed_report(report)), "report.xlsx"))
    assert {number: "".join(text.split()) for number, text in read.sections.items() if text} == report.sections


def test_a_long_text_is_parted_after_a_sentence() -> None:
    sheet = book_of(replace(report_of(5), sections={"1": LONG}))["总体情况"]
    pieces = [str(row[0].value) for row in sheet.iter_rows() if row[0].value and str(row[0].value) in LONG]
    assert all(piece.endswith(("。", "；")) for piece in pieces)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("", 10, 1), ("甲乙丙丁", 110, 1), ("甲" * 10, 12.5, 2), ("a" * 10, 13, 1), ("甲\n乙", 110, 2), ("甲乙", 1, 2)],
)
def test_the_lines_of_a_text_are_counted_by_what_its_characters_take(text: str, width: float, lines: int) -> None:
    assert lines_of(text, width, 11) == lines


@pytest.mark.parametrize(
    ("value", "shape", "number"),
    [("33.90", "0.00", 33.9), ("0", "0", 0), ("123456789012345", "0", 123456789012345)],
)
def test_a_number_keeps_the_places_it_was_printed_with(value: str, shape: str, number: float) -> None:
    cell = fee_cell(value)
    assert (cell.value, cell.number_format) == (number, shape)


def test_a_number_longer_than_a_spreadsheet_keeps_stays_text() -> None:
    cell = fee_cell("1234567890123456")
    assert (cell.value, cell.data_type) == ("1234567890123456", "s")


def fee_cell(value: str) -> openpyxl.cell.Cell:
    """The cell of the fees (T2.8), where amounts of money stand."""
    report = report_of(7)
    fees = "T2.8.fee.amount_wan"
    cells = {**report.cells, fees: Cell(fees, value, CellKind.NUMBER, Decimal(value), report.cells[fees].unit)}
    book = book_of(replace(report, cells=cells))
    label = next(row for row in book["主动公开"].iter_rows() if row[0].value == "行政事业性收费")
    return next(cell for cell in reversed(label) if cell.value is not None)
