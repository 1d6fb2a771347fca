"""The report as a workbook: one sheet a section, tables in the official layout, numbers as numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from gongkai.core.errors_writing import WriterNotInstalled
from gongkai.writers.fonts import Face
from gongkai.writers.package import in_xml, repacked
from gongkai.writers.printed import PrintedCell, PrintedReport, PrintedSection, PrintedTable

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SHEETS = {"1": "总体情况", "2": "主动公开", "3": "依申请公开", "4": "复议诉讼", "5": "问题及改进", "6": "其他事项"}
_EXACT_DIGITS = 15  # a spreadsheet keeps no more of a number; a longer one stays text
_COLUMNS = 110  # digits of 11 points over the width of the page, the unit of a spreadsheet's columns
_WIDE = {11: 2.1, 12: 2.3, 14: 2.7, 18: 3.5}  # what a Chinese character of so many points takes of them
_LINE, _ROW = 15, 22  # points: a line in a table, the lowest row of one
_HIGHEST = 409  # points: no row of a spreadsheet is higher
_TEXT_COLUMNS = 10  # columns that a paragraph is merged over where a section has no table
_SENTENCE = re.compile(r"(?<=[。；])(?![一二三四五六七八九十]{1,3}、|[（(])")  # not before what could be taken for a heading


def write_xlsx(printed: PrintedReport) -> bytes:
    """The report as one XLSX file; the same report gives the same bytes.

    Blanks stay blank, dashes stay text, and nothing is ever a formula. Raises WriterNotInstalled without the extra.
    """
    book = new_book(printed.title, printed.agency)
    for at, section in enumerate(printed.sections):
        sheet = book.create_sheet(_SHEETS.get(section.number, f"第{section.number}部分"))
        row = _head(sheet, printed) if at == 0 else 1
        _section(sheet, section, row)
    if not printed.sections:
        _head(book.create_sheet(_SHEETS["1"]), printed)
    return saved_book(book, day=f"{printed.year or 1980}-12-31")


def new_book(title: str, agency: str | None) -> Any:
    """An empty workbook without sheets. Raises WriterNotInstalled without openpyxl."""
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise WriterNotInstalled(format="XLSX", package="openpyxl") from error
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = in_xml(title)[:255], in_xml(agency or "")[:255]
    book.properties.language = "zh-CN"
    return book


def saved_book(book: Any, *, day: str) -> bytes:
    """The workbook as bytes; the same content gives the same bytes."""
    made = io.BytesIO()
    book.save(made)
    return repacked(made.getvalue(), day=day)


def put(sheet: Worksheet, row: int, column: int, text: str) -> Any:
    """A text into a cell, as text: what begins with = + - @ is no formula."""
    cell: Any = sheet.cell(row, column)
    cell.value = in_xml(text)
    cell.data_type = "s"
    return cell


def _head(sheet: Worksheet, printed: PrintedReport) -> int:
    """Title, day and the words before the first section; the row that follows."""
    from openpyxl.styles import Alignment, Font

    row = 1
    for text, face, size in ((printed.title, Face.TITLE, 18), (printed.published or "", Face.BODY, 12)):
        if text:
            cell = _line(sheet, row, text, size=size)
            cell.font, cell.alignment = Font(name=face.in_word, size=size), Alignment("center", "center", wrap_text=True)
            row += 1
    row += 1
    for text in printed.lead:
        row = _paragraph(sheet, row, text)
    return row + 1


def _section(sheet: Worksheet, section: PrintedSection, row: int) -> None:
    from openpyxl.styles import Font

    table = next((block for block in section.blocks if isinstance(block, PrintedTable)), None)
    wide = table.n_cols if table else _TEXT_COLUMNS
    _set_columns(sheet, table.widths if table else [1 / wide] * wide)
    cell = _line(sheet, row, section.heading, wide, size=14)
    cell.font = Font(name=Face.HEADING.in_word, size=14)
    row += 2
    for index, block in enumerate(section.blocks):
        if isinstance(block, PrintedTable):
            row = _table(sheet, block, row + (index > 0)) + 1  # a blank row keeps words and table apart
        else:
            row = _paragraph(sheet, row, block, wide)
    _set_page(sheet, upright=any(isinstance(block, PrintedTable) and block.id == "T3" for block in section.blocks))


def _set_columns(sheet: Worksheet, shares: Sequence[float]) -> None:
    from openpyxl.utils import get_column_letter

    for column, share in enumerate(shares, 1):
        sheet.column_dimensions[get_column_letter(column)].width = round(share * _COLUMNS, 1)


def _paragraph(sheet: Worksheet, row: int, text: str, wide: int = _TEXT_COLUMNS) -> int:
    """A paragraph, on several rows where one cannot be high enough; the row after it."""
    for piece in _pieces(text):
        _line(sheet, row, piece, wide)
        row += 1
    return row


def _pieces(text: str) -> Iterator[str]:
    """The text in parts that a row can show, parted after a sentence where there is one."""
    most = int(_COLUMNS / _WIDE[12]) * (_HIGHEST // 18 - 1)
    part = ""
    for sentence in _SENTENCE.split(text):
        if part and len(part) + len(sentence) > most:
            yield part
            part = ""
        part += sentence
        while len(part) > most:
            yield part[:most]
            part = part[most:]
    yield part


def _line(sheet: Worksheet, row: int, text: str, wide: int = _TEXT_COLUMNS, *, size: int = 12) -> Any:
    """Text over the width of the page, in a row as high as it needs: a spreadsheet does not see to that for merged cells."""
    from openpyxl.styles import Alignment, Font

    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=wide)
    cell = put(sheet, row, 1, text)
    cell.font, cell.alignment = Font(name=Face.BODY.in_word, size=size), Alignment("left", "top", wrap_text=True)
    sheet.row_dimensions[row].height = min(_HIGHEST, round(size * 1.5) * lines_of(text, _COLUMNS, size))
    return cell


def lines_of(text: str, width: float, size: int) -> int:
    """Lines that a text of `size` points takes in a column of `width`, each paragraph of it beginning a new one."""
    wide = _WIDE[size]
    ems = (sum(0.5 if char.isascii() else 1 for char in line) for line in text.split("\n"))
    return sum(max(1, -int(-em * wide // max(wide, width - 2))) for em in ems)


def _table(sheet: Worksheet, table: PrintedTable, top: int) -> int:
    """The table from row `top` on; the row after it."""
    from openpyxl.utils import get_column_letter

    for cell in table.cells:
        _cell(sheet, table, cell, top)
    for index in range(table.n_rows):
        lines = [_lines(table, cell) for cell in table.cells if cell.row == index and cell.rowspan == 1]
        sheet.row_dimensions[top + index].height = min(_HIGHEST, max(_ROW, _LINE * max(lines, default=1) + 4))
    if table.header_rows and top:
        sheet.print_title_rows = f"{top}:{top + table.header_rows - 1}"
        sheet.freeze_panes = f"{get_column_letter(table.label_cols + 1)}{top + table.header_rows}"
    return top + table.n_rows


def _lines(table: PrintedTable, cell: PrintedCell) -> int:
    return lines_of(cell.text, sum(table.widths[cell.col : cell.col + cell.colspan]) * _COLUMNS, 11)


def _cell(sheet: Worksheet, table: PrintedTable, cell: PrintedCell, top: int) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    line = Side("thin")
    row, column = top + cell.row, 1 + cell.col
    for down in range(cell.rowspan):
        for right in range(cell.colspan):
            sheet.cell(row + down, column + right).border = Border(line, line, line, line)
    if cell.rowspan * cell.colspan > 1:
        sheet.merge_cells(
            start_row=row, end_row=row + cell.rowspan - 1, start_column=column, end_column=column + cell.colspan - 1
        )
    place: Any = sheet.cell(row, column)
    place.font = Font(name=Face.BODY.in_word, size=11)
    item = table.id == "T3" and cell.header and cell.row >= table.header_rows and cell.col == table.label_cols - 1
    place.alignment = Alignment("left" if item else "center", "center", wrap_text=True)
    number = None if cell.header else _number(cell.text)
    if number is None:
        if cell.text:
            put(sheet, row, column, cell.text)
        return
    place.value = number
    places = -int(number.as_tuple().exponent)
    place.number_format = f"0.{'0' * places}" if places > 0 else "0"


def _number(text: str) -> Decimal | None:
    """The number a cell holds, if it holds nothing else and a spreadsheet can keep it exactly."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and len(number.as_tuple().digits) <= _EXACT_DIGITS else None


def _set_page(sheet: Worksheet, *, upright: bool) -> None:
    """A4, as wide as the page; the long table upright and on one page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait" if upright else "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 1 if upright else 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer: Any = sheet.oddFooter
    footer.center.text = "— &P —"
