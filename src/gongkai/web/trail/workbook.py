"""The trail as a workbook, for those who examine it elsewhere."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from gongkai.web.trail.models import Entry
from gongkai.web.trail.words import details_of, line_of

MOST = 50_000  # rows; a longer list is exported by days


def workbook_of(entries: Iterable[Entry], lang: str) -> bytes:
    """One row an entry, with the hashes by which it can be looked up; every cell is text, so that none runs as a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("操作记录"))
    sheet.freeze_panes = "A2"
    heads = (
        *(
            _("序号"),
            _("机关"),
            _("链内序号"),
            _("时间"),
            _("日期"),
            _("操作人"),
            _("事项"),
            _("内容"),
            _("记录类型"),
            _("记录编号"),
        ),
        *(_("详情"), _("前一条校验值"), _("校验值")),
    )
    sheet.append([_cell(sheet, head, bold=True) for head in heads])
    for entry in entries:
        line = line_of(entry, lang)
        values = (
            *(str(entry.sequence), line.body, str(entry.position), line.stamp, line.on, line.who, entry.code, line.text),
            *(line.kind, entry.record_id, details_of(entry), entry.previous, entry.hash),
        )
        sheet.append([_cell(sheet, value) for value in values])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: str, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:32_000])
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
