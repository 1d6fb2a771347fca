"""Every list as a spreadsheet: text stays text, whatever it begins with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext

from gongkai.web.shell.tables import Column, shown

MOST_ROWS = 50_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def spreadsheet_answer(title: str, columns: Sequence[Column], rows: Any) -> HttpResponse:
    """The rows as a file of that name; beyond 50,000 the last line says that it is cut."""
    answer = HttpResponse(spreadsheet_of(title, columns, rows), content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{title}.xlsx")
    return answer


def spreadsheet_of(title: str, columns: Sequence[Column], rows: Any) -> bytes:
    """The bytes of a workbook with one sheet: a head that stays in sight, one line a record."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\']", " ", title)[:31] or "Sheet")
    sheet.freeze_panes = "A2"
    for index, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = 44 if column.kind == "main" else 18
    bold = Font(bold=True)
    head = [_cell(WriteOnlyCell(sheet), str(column.label)) for column in columns]
    for cell in head:
        cell.font = bold
    sheet.append(head)
    records = rows.iterator(chunk_size=2000) if hasattr(rows, "iterator") else iter(rows)
    for number, record in enumerate(records):
        if number == MOST_ROWS:
            sheet.append([_cell(WriteOnlyCell(sheet), gettext("仅导出前 %(most)d 行，请先筛选再导出") % {"most": MOST_ROWS})])
            break
        sheet.append([_cell(WriteOnlyCell(sheet), column.of(record)) for column in columns])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(cell: Any, value: Any) -> Any:
    """A cell that no program reads as a formula: numbers and days as such, everything else as quoted text."""
    if isinstance(value, datetime):
        cell.value = value.astimezone(get_current_timezone()).replace(tzinfo=None)
        cell.number_format = "yyyy-mm-dd hh:mm"
    elif isinstance(value, date):
        cell.value = value
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, int | float) and not isinstance(value, bool):
        cell.value = value
    elif value is not None and value != "":
        text = _NOT_IN_XML.sub("", shown(value))[:32_000]
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(_FORMULA)
    return cell
