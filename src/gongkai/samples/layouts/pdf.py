"""A report as PDF: ruled cells over page breaks, turned pages, form objects, upright labels, bold by overprinting.

The text is set in STSong-Light, which a Chinese system brings along and the file only names, or in an embedded font
of boxes. Pages turned on their side always embed it: PDFium takes no sideways text from a font it does not have.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from gongkai.core.errors import PdfSamplesNotInstalled
from gongkai.samples.layouts.boxfont import box_font
from gongkai.samples.layouts.ruling import Box, RuledCell, lay_out
from gongkai.samples.page import Block, Grid, Heading, Page, Text

_NAMED = "STSong-Light"
_EMBEDDED = "SampleBoxes"
_WIDTH, _HEIGHT = 595.0, 842.0
_MARGIN, _FOOT = 48.0, 60.0
_LEADING = 1.5
_BOLD_BY = 0.35
_WORD = re.compile(r"[0-9０-９.,，%]+|.")
# /Rotate → the matrix that puts what is drawn upright on the page as shown
_TURNS = {
    "90": (0, 1, -1, 0, _HEIGHT, 0),
    "180": (-1, 0, 0, -1, _WIDTH, _HEIGHT),
    "270": (0, -1, 1, 0, 0, _WIDTH),
}


def write(page: Page, switches: Mapping[str, str]) -> bytes:
    """The page as PDF."""
    sheet = _Sheet(switches)
    sheet.title(page.title)
    for block in page.blocks:
        sheet.block(block)
    return sheet.finish()


class _Sheet:
    """Pages being drawn from the top downwards, origin bottom left."""

    def __init__(self, switches: Mapping[str, str]) -> None:
        try:
            from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
            from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
            from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
            from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
        except ModuleNotFoundError as missing:
            raise PdfSamplesNotInstalled from missing
        if _EMBEDDED not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(UnicodeCIDFont(_NAMED))
            pdfmetrics.registerFont(TTFont(_EMBEDDED, io.BytesIO(box_font())))
        sideways = switches["turned"] in ("90", "270")
        self.font = _EMBEDDED if sideways or switches["font"] == "embedded" else _NAMED
        self.switches = switches
        self.size = float(switches["font-size"])
        self.out = io.BytesIO()
        self.canvas: Any = Canvas(self.out, invariant=1, pageCompression=int(switches["packing"] == "deflated"))
        self.measure = pdfmetrics.stringWidth
        self.number = 0
        self._begin()

    def _begin(self) -> None:
        self.number += 1
        turned = self.switches["turned"]
        self.canvas.setPageSize((_WIDTH, _HEIGHT))  # the library turns the media box with the page
        if turned != "0":
            self.canvas.setPageRotation(int(turned))
        if self.switches["form-objects"] == "pages":
            self.canvas.beginForm(f"page{self.number}", 0, 0, _WIDTH, _HEIGHT)
        elif turned != "0":
            self.canvas.transform(*_TURNS[turned])
        self.y = _HEIGHT - _MARGIN

    def _end(self) -> None:
        dash = {"none": "", "dashes": "-", "long-dashes": "—"}[self.switches["page-numbers"]]
        if dash:
            self._string(_WIDTH / 2 - 12, _FOOT / 2, f"{dash} {self.number} {dash}", self.size)
        if self.switches["form-objects"] == "pages":
            self.canvas.endForm()
            if self.switches["turned"] != "0":
                self.canvas.transform(*_TURNS[self.switches["turned"]])
            self.canvas.doForm(f"page{self.number}")
        self.canvas.showPage()

    def finish(self) -> bytes:
        """The bytes of the file."""
        self._end()
        self.canvas.save()
        return self.out.getvalue()

    def _turn_page(self) -> None:
        self._end()
        self._begin()

    def _string(self, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
        """One line of text; bold is the same line again, a hair to the right, as old printer drivers drew it."""
        self.canvas.setFont(self.font, size)
        if len(text) == 1 and not text.isascii() and self.font == _NAMED:
            text += " "  # a lone glyph of a font that is not embedded has no width to PDFium, which then drops it
        self.canvas.drawString(x, y, text)
        if bold and self.switches["bold"] == "drawn-twice":
            self.canvas.drawString(x + _BOLD_BY, y, text)

    def title(self, text: str) -> None:
        """The heading of the report, over as many lines as it needs."""
        size = self.size * 1.8
        for line in self._wrapped(text, _WIDTH - 2 * _MARGIN, size):
            self.y -= size * _LEADING
            self._string((_WIDTH - self.measure(line, self.font, size)) / 2, self.y, line, size, bold=True)
        self.y -= size

    def block(self, block: Block) -> None:
        """A heading, paragraph or table."""
        if isinstance(block, Grid):
            self._grid(block)
        elif isinstance(block, Heading):
            self._prose(block.text, self.size * 1.35, bold=True)
        else:
            self._prose(block.text if block.right or block.centred else "　　" + block.text, self.size * 1.3, block)

    def _prose(self, text: str, size: float, block: Text | None = None, *, bold: bool = False) -> None:
        width = _WIDTH - 2 * _MARGIN
        for line in self._wrapped(text, width, size):
            if self.y - size * _LEADING < _FOOT:
                self._turn_page()
            self.y -= size * _LEADING
            spare = width - self.measure(line, self.font, size)
            shift = spare if block and block.right else spare / 2 if block and block.centred else 0
            self._string(_MARGIN + shift, self.y, line, size, bold=bold)

    def _wrapped(self, text: str, width: float, size: float) -> Iterator[str]:
        """Lines no wider than `width`; Chinese text may break anywhere, numbers stay whole."""
        for part in text.split("\n"):
            line, used = "", 0.0
            for word in _WORD.findall(part):
                step = self.measure(word, self.font, size)
                if line and used + step > width:
                    yield line
                    line, used = "", 0.0
                line, used = line + word, used + step
            yield line

    def _grid(self, grid: Grid) -> None:
        """A ruled table, row by row; a row that does not fit goes to the next page."""
        table = lay_out(grid, _WIDTH - 2 * _MARGIN, self.size, self._lines_of)
        if self.switches["breaks"] == "kept" and self.y - table.height < _FOOT and table.height < _HEIGHT - _MARGIN - _FOOT:
            self._turn_page()
        self.y -= self.size
        start = 0
        shown: dict[RuledCell, int] = {}
        while start < len(table.heights):
            stop = table.fits(start, self.y - _FOOT)
            if stop == start:
                self._turn_page()
                continue
            for cell in table.between(start, stop, shown):
                self._cell(cell, first=start == 0, last=stop == len(table.heights), span=(table.top(start), table.top(stop)))
            self.y -= table.top(stop) - table.top(start)
            start = stop
            if start < len(table.heights):
                self._turn_page()
        self.y -= self.size

    def _lines_of(self, text: str, width: float) -> list[str]:
        return list(self._wrapped(text, width, self.size))

    def _cell(self, cell: RuledCell, *, first: bool, last: bool, span: tuple[float, float]) -> None:
        box = Box(_MARGIN + cell.box.x, self.y - (cell.box.top - span[0]), cell.box.width, cell.box.height)
        self._rules(
            box,
            upper=first or self.switches["breaks"] != "open" or cell.box.top > span[0],
            lower=last or self.switches["breaks"] != "open" or cell.box.bottom < span[1],
        )
        if not cell.lines:
            return
        size = self.size
        if cell.number:
            widest = max(self.measure(line, self.font, size) for line in cell.lines)
            size = min(size, size * (box.width - 2) / widest) if widest else size
        size = min(size, box.height / len(cell.lines) / 1.15)  # a lone part of a cut cell may be low
        leading = size * 1.15
        y = box.top - (box.height - leading * len(cell.lines)) / 2 - size * 0.9
        for line in cell.lines:
            x = box.x + (box.width - self.measure(line, self.font, size)) / 2
            self._string(x, y, line, size, bold=cell.bold)
            y -= leading

    def _rules(self, box: Box, *, upper: bool, lower: bool) -> None:
        left, right, top, bottom = box.x, box.x + box.width, box.top, box.top - box.height
        sides = [(left, bottom, left, top), (right, bottom, right, top)]
        sides += [(left, top, right, top)] if upper else []
        sides += [(left, bottom, right, bottom)] if lower else []
        self.canvas.setLineWidth(0.5)
        for x0, y0, x1, y1 in sides:
            if self.switches["rules"] == "rectangles":
                self.canvas.rect(x0 - 0.24, y0 - 0.24, x1 - x0 + 0.48, y1 - y0 + 0.48, stroke=0, fill=1)
            else:
                self.canvas.line(x0, y0, x1, y1)
                if self.switches["rules"] == "doubled":
                    self.canvas.line(x0 + 0.4, y0 + 0.4, x1 + 0.4, y1 + 0.4)
