"""XLSX into a Document: every visible sheet in order, its grids as tables, its lone texts as paragraphs.

python-calamine decides the values; before it sees a file, the cells are counted and only the checked parts are
handed on, so that two cells at opposite corners of a sheet cost nothing.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from lxml import etree

from gongkai.core.errors import NoText, TooComplex, UnreadableReport
from gongkai.readers.archive import MAX_PART, Archive, refuse_too_many_tags
from gongkai.readers.document import Document
from gongkai.readers.layout import RawParagraph, RawTable, blocks_of
from gongkai.readers.sniff import Kind
from gongkai.readers.xlsx_grid import Range, Sheet, blocks_of_sheet

MAX_AREA = 200_000  # cells of all sheets, blank ones between them included; a report has 1,500
_NEEDED = re.compile(r"(?:\[content_types\]\.xml|_rels/\.rels|docprops/\w+\.xml|xl/.+\.(?:xml|rels))")
_NOT_NEEDED = re.compile(
    r"xl/(?:drawings|charts|media|embeddings|theme|externallinks|comments|pivot|persons|ctrlprops|activex)"
)
_REFERENCE = re.compile(r"([A-Z]{1,9})(\d{1,12})")  # also places no sheet has: calamine would make room for them
_ON = ("1", "true")


def read_xlsx(data: bytes, name: str) -> Document:
    """The Document of an XLSX file.

    Raises DamagedFile, EncryptedFile, UnpacksTooLarge, EntitiesRefused or TooComplex for files that are broken or hostile,
    NoText for a workbook without a visible entry.
    """
    with Archive(data, name, Kind.XLSX.value.zh, Kind.XLSX.value.en) as archive:
        checked = _checked(archive)
    raw: list[RawParagraph | RawTable] = []
    meta: dict[str, str] = {}
    for sheet, visible in _sheets(checked, archive):
        key = "sheets" if visible else "hidden_sheets"
        meta[key] = f"{meta[key]}\n{sheet.name}" if key in meta else sheet.name
        if visible:
            raw.extend(blocks_of_sheet(sheet))
    blocks = blocks_of(raw)
    if not blocks:
        raise NoText(file=name)
    if checked.hidden:
        meta["hidden_rows_or_columns"] = "\n".join(checked.hidden)
    return Document(format="xlsx", blocks=blocks, name=name, meta=meta)


def sheets_of(data: bytes, name: str) -> list[Sheet]:
    """The visible sheets of a workbook cell by cell, for tables whose lines are records.

    Raises what `read_xlsx` raises for files that are broken or hostile.
    """
    with Archive(data, name, Kind.XLSX.value.zh, Kind.XLSX.value.en) as archive:
        checked = _checked(archive)
        return [sheet for sheet, visible in _sheets(checked, archive) if visible]


@dataclass(slots=True)
class _Checked:
    """The parts that calamine is given, repacked, and where sheets hide rows or columns."""

    data: bytes
    hidden: list[str] = field(default_factory=list)


def _checked(archive: Archive) -> _Checked:
    """Count what the sheets hold and pack the checked parts anew: calamine then reads the very bytes that were checked."""
    packed = io.BytesIO()
    checked = _Checked(b"")
    area = size = tags = 0
    with zipfile.ZipFile(packed, "w") as container:
        for part in archive.parts():
            if not _NEEDED.fullmatch(part) or _NOT_NEEDED.match(part):
                continue
            content = archive.xml_bytes(part)
            size += len(content)
            tags += content.count(b"<")
            refuse_too_many_tags(tags, archive.name)
            root = archive.parsed(content, part)
            if etree.QName(root).localname == "worksheet":
                area += _area(root, part, checked.hidden)
            if size > MAX_PART or area > MAX_AREA:
                raise TooComplex(
                    file=archive.name,
                    problem_zh=f"表格范围达 {area} 个单元格，上限 {MAX_AREA}" if area > MAX_AREA else "工作表内容过大",
                    problem_en=f"its sheets span {area} cells, the limit is {MAX_AREA}"
                    if area > MAX_AREA
                    else "its sheets are too large",
                )
            container.writestr(archive.original(part), content)
    checked.data = packed.getvalue()
    return checked


def _area(sheet: etree._Element, part: str, hidden: list[str]) -> int:
    """Rows times columns up to the last cell that holds something. Notes hidden rows and columns."""
    last_row = last_col = row = 0
    for element in sheet.iter("{*}row", "{*}col"):
        if element.get("hidden") in _ON:
            where = element.get("r") or f"{element.get('min')}-{element.get('max')}"
            hidden.append(f"{part} {etree.QName(element).localname} {where}")
        if etree.QName(element).localname == "col":
            continue
        number = element.get("r", "")
        row, col = int(number) if number.isdecimal() and len(number) < 8 else row + 1, 0
        for cell in element:
            match = _REFERENCE.fullmatch(cell.get("r", ""))
            if match:
                row, col = int(match[2]), _column(match[1])
            else:
                col += 1
            if len(cell):
                last_row, last_col = max(last_row, row), max(last_col, col)
    return last_row * last_col


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _sheets(checked: _Checked, archive: Archive) -> Iterator[tuple[Sheet, bool]]:
    """Every worksheet with its values as text, and whether it is shown."""
    import python_calamine

    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(checked.data))
        for entry in workbook.sheets_metadata:
            if entry.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_name(entry.name)
            rows = [[as_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
            merged = list(_within(sheet.merged_cell_ranges or [], rows, archive.name))
            yield Sheet(entry.name, rows, merged), entry.visible == python_calamine.SheetVisibleEnum.Visible
    except (python_calamine.CalamineError, python_calamine.ZipError, python_calamine.XmlError) as error:
        raise _damaged(archive, error) from error


def _within(ranges: list[Any], rows: list[list[str]], name: str) -> Iterator[Range]:
    """Merged ranges cut to the sheet. Raises TooComplex where they overlap without end."""
    height, width, covered = len(rows), max(map(len, rows), default=0), 0
    for (top, left), (bottom, right) in ranges:
        bottom, right = min(bottom, height - 1), min(right, width - 1)
        if top > bottom or left > right:
            continue
        covered += (bottom - top + 1) * (right - left + 1)
        if covered > MAX_AREA:
            raise TooComplex(file=name, problem_zh="合并单元格过多", problem_en="it merges too many cells")
        yield top, left, bottom, right


def _damaged(archive: Archive, error: Exception) -> UnreadableReport:
    return archive.damaged("工作表无法解析", f"its sheets cannot be read ({error})")


def as_text(value: Any) -> str:
    """A value as the sheet shows it, as far as the file tells: 3 for 3.0, dates as ISO, fifteen digits as in a cell."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{Decimal(f'{value:.15g}'):f}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, int | timedelta) else ""
