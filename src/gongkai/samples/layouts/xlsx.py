"""A report as a workbook: merged cells, numbers kept as text, formulas with stored values, blank rows before it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from gongkai.samples.layouts.package import XML, content_types, pack, relationships
from gongkai.samples.page import Grid, GridCell, Heading, Page

_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BARE = re.compile(r"-?\d+(\.\d+)?")
_EXACT_DIGITS = 15


def write(page: Page, switches: Mapping[str, str]) -> bytes:
    """The page as XLSX."""
    book = _Book(switches)
    book.fill(page)
    kinds = {
        "/xl/workbook.xml": f"{_MAIN}.sheet.main+xml",
        **{f"/xl/worksheets/sheet{at}.xml": f"{_MAIN}.worksheet+xml" for at in range(1, len(book.sheets) + 1)},
        "/xl/sharedStrings.xml": f"{_MAIN}.sharedStrings+xml",
    }
    names = "".join(
        f'<sheet name="{escape(sheet.name)}" sheetId="{at}" r:id="rId{at}"/>' for at, sheet in enumerate(book.sheets, 1)
    )
    targets = {f"worksheet#{at}": f"worksheets/sheet{at}.xml" for at in range(1, len(book.sheets) + 1)}
    parts = {
        "[Content_Types].xml": content_types(kinds),
        "_rels/.rels": relationships({"officeDocument": "xl/workbook.xml"}),
        "xl/workbook.xml": f'{XML}<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships({**targets, "sharedStrings": "sharedStrings.xml"}),
        **{f"xl/worksheets/sheet{at}.xml": sheet.xml() for at, sheet in enumerate(book.sheets, 1)},
        "xl/sharedStrings.xml": book.shared_xml(),
    }
    return pack(parts, switches["packing"])


class _Sheet:
    """One sheet while it grows: cells by place, merges, and the next free row."""

    def __init__(self, name: str, row: int, left: int) -> None:
        self.name = name
        self.row = row
        self.left = left
        self.cells: dict[int, dict[int, str]] = {}
        self.merges: list[str] = []

    def xml(self) -> str:
        """The worksheet part."""
        rows = "".join(
            f'<row r="{row}">{"".join(cells[at] for at in sorted(cells))}</row>' for row, cells in sorted(self.cells.items())
        )
        merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in self.merges)
        merges = f'<mergeCells count="{len(self.merges)}">{merged}</mergeCells>' if merged else ""
        return f'{XML}<worksheet xmlns="{_S}"><sheetData>{rows}</sheetData>{merges}</worksheet>'


def _place(row: int, column: int) -> str:
    """B3 for row 3, column 2."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


class _Book:
    """The sheets and the shared strings."""

    def __init__(self, switches: Mapping[str, str]) -> None:
        self.switches = switches
        self.shared: dict[str, int] = {}
        self.sheets: list[_Sheet] = []

    def fill(self, page: Page) -> None:
        """Prose in the first column, each table where it belongs; one sheet, or a new one for each section."""
        sheet = self._sheet("年度报告")
        self._line(sheet, page.title)
        for block in page.blocks:
            if isinstance(block, Heading) and self.switches["sheets"] == "one-each":
                sheet = self._sheet(f"第{len(self.sheets)}部分")
            if isinstance(block, Grid):
                self._grid(sheet, block)
            else:
                self._line(sheet, block.text)

    def _sheet(self, name: str) -> _Sheet:
        offset = self.switches["offset"] != "none"
        self.sheets.append(_Sheet(name, 4 if offset else 1, 3 if offset else 1))
        return self.sheets[-1]

    def _line(self, sheet: _Sheet, text: str) -> None:
        sheet.cells.setdefault(sheet.row, {})[sheet.left] = self._string(_place(sheet.row, sheet.left), text)
        sheet.row += 1

    def _grid(self, sheet: _Sheet, grid: Grid) -> None:
        for top, left, cell in grid.placed():
            row, column = sheet.row + top, sheet.left + left
            sheet.cells.setdefault(row, {})[column] = self._cell(_place(row, column), cell)
            if cell.colspan > 1 or cell.rowspan > 1:
                end = _place(row + cell.rowspan - 1, column + cell.colspan - 1)
                sheet.merges.append(f"{_place(row, column)}:{end}")
        sheet.row += len(grid.rows) + 1

    def _cell(self, place: str, cell: GridCell) -> str:
        text = "\n".join(cell.text.replace("\n", "")) if cell.upright else cell.text + cell.unit
        if not text:
            return f'<c r="{place}"/>'
        exact = _BARE.fullmatch(text) and len(text) <= _EXACT_DIGITS
        if cell.id and exact and self.switches["numbers"] != "text":
            formula = f"<f>{text}+0</f>" if self.switches["numbers"] == "formulas" else ""
            return f'<c r="{place}">{formula}<v>{text}</v></c>'
        return self._string(place, text)

    def _string(self, place: str, text: str) -> str:
        if self.switches["strings"] == "inline":
            return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
        return f'<c r="{place}" t="s"><v>{self.shared.setdefault(text, len(self.shared))}</v></c>'

    def shared_xml(self) -> str:
        """The shared strings; `rich` cuts each in two runs."""
        items = []
        for text in self.shared:
            if self.switches["strings"] == "rich" and len(text) > 1:
                half = len(text) // 2
                runs = "".join(f'<r><t xml:space="preserve">{escape(piece)}</t></r>' for piece in (text[:half], text[half:]))
                items.append(f"<si>{runs}</si>")
            else:
                items.append(f'<si><t xml:space="preserve">{escape(text)}</t></si>')
        return f'{XML}<sst xmlns="{_S}" count="{len(items)}" uniqueCount="{len(items)}">{"".join(items)}</sst>'
