"""A PDF written again as OFD: every character at its place, every rule, in the style of one program or another."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from xml.sax.saxutils import escape

import pypdfium2.raw as pdfium

from gongkai.readers.pdf_dump import dump
from gongkai.readers.pdf_file import open_pdf
from tests.readers.ofd_making import Page, ofd, repeated

MILLIMETRE = 25.4 / 72


@dataclass(frozen=True)
class Style:
    """How a program writes: `text` line, run or character; `rules` stroke, fill, dash, template or curve."""

    text: str
    rules: str
    prefix: str = "ofd:"
    scaled: bool = False
    glyphs: bool = False
    repeat: bool = True


STYLES = {
    "lines": Style("line", "stroke"),  # one object a line, offsets in the short form
    "printed": Style("character", "fill", scaled=True, glyphs=True),  # a printer driver: points under a scaled CTM
    "runs": Style("run", "fill", prefix="", repeat=False),
    "dashed": Style("run", "dash"),
    "form": Style("line", "template", prefix="o:"),  # an overlay on a form: its rules stand in a template page
    "curves": Style("run", "curve", scaled=True),
}


@dataclass(frozen=True)
class Mark:
    """A character of a PDF as displayed: millimetres, size, quarter turns clockwise."""

    text: str
    x: float
    y: float
    size: float
    turns: int
    string: int


def ofd_of_pdf(data: bytes, style: Style) -> bytes:
    """The OFD that shows what a PDF shows."""
    pages, templates = [], {}
    with open_pdf(data, "a.pdf") as file:
        for number in range(1, file.pages + 1):
            shown = dump(file, number)
            wide, high = (shown.height, shown.width) if shown.frame % 2 else (shown.width, shown.height)
            page = Page(round(wide * MILLIMETRE, 3), round(high * MILLIMETRE, 3))
            ruled = page
            if style.rules == "template":
                ruled = templates[f"t{number}"] = Page(page.width, page.height)
                page.templates = (f"t{number}",)
            for box in shown.rules:
                _rule(ruled, [edge * MILLIMETRE for edge in shown.displayed(box)], style)
            for _ in range(shown.pictures):
                page.picture(10, 10, 20, 20)
            for line in _lines(_marks(file.handle, number), style.text):
                _text(page, line, style)
            pages.append(page)
    return ofd(*pages, templates=templates, style=style.prefix, info={"Title": "年度报告", "Creator": "tests"})


def _marks(document: object, number: int) -> Iterator[Mark]:
    page = pdfium.FPDF_LoadPage(document, number - 1)
    text_page = pdfium.FPDFText_LoadPage(page)
    rotation = pdfium.FPDFPage_GetRotation(page)
    area, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    pdfium.FPDF_GetPageBoundingBox(page, area)
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(pdfium.FPDFText_CountChars(text_page)):
        code = pdfium.FPDFText_GetUnicode(text_page, at)
        if pdfium.FPDFText_IsGenerated(text_page, at) or code in (0, 0xFFFE, 10, 13):
            continue
        pdfium.FPDFText_GetCharOrigin(text_page, at, x, y)
        pdfium.FPDFText_GetMatrix(text_page, at, matrix)
        turns = round(pdfium.FPDFText_GetCharAngle(text_page, at) / (math.pi / 2)) + rotation
        left, up, right, down = x.value - area.left, y.value - area.bottom, area.right - x.value, area.top - y.value
        across, below = ((left, down), (up, left), (right, up), (down, right))[rotation % 4]
        size = pdfium.FPDFText_GetFontSize(text_page, at) * math.hypot(matrix.c, matrix.d)
        string = ctypes.cast(pdfium.FPDFText_GetTextObject(text_page, at), ctypes.c_void_p).value or 0
        yield Mark(chr(code), across * MILLIMETRE, below * MILLIMETRE, size * MILLIMETRE, turns % 4, string)
    pdfium.FPDFText_ClosePage(text_page)
    pdfium.FPDF_ClosePage(page)


def _lines(marks: Iterator[Mark], by: str) -> Iterator[list[Mark]]:
    """What one text object holds: a line, what the PDF wrote at once, or one character."""
    if by == "character":
        yield from ([mark] for mark in marks)
        return
    for _, group in groupby(
        marks, key=lambda mark: (mark.turns, mark.size, mark.string, round(mark.y, 1) * (mark.turns % 2 == 0))
    ):
        line: list[Mark] = []
        for mark in group:
            gap = mark.size * (1.6 if by == "line" else 1.05)
            if line and not (mark.turns == 0 and 0 < mark.x - line[-1].x < gap):
                yield line
                line = []
            line.append(mark)
        yield line


def _text(page: Page, line: list[Mark], style: Style) -> None:
    first = line[0]
    unit = MILLIMETRE if style.scaled else 1.0
    cos, sin = ((1, 0), (0, 1), (-1, 0), (0, -1))[first.turns]
    x0, y0 = first.x - 1, first.y - first.size
    steps = [(mark.x - before.x) / unit for before, mark in pairwise(line)]
    told = repeated(steps) if style.repeat else " ".join(f"{step:.4f}" for step in steps)
    delta = f' DeltaX="{told}"' if steps else ""
    plain = not style.scaled and first.turns == 0
    across, down = first.x - x0, first.y - y0
    at = f'X="{across:.4f}" Y="{down:.4f}"' if plain else 'X="0" Y="0"'
    matrix = f"{cos * unit:g} {sin * unit:g} {-sin * unit:g} {cos * unit:g} {across:.4f} {down:.4f}"
    words = "".join(mark.text for mark in line)
    glyphs = '<ofd:CGTransform CodePosition="0" CodeCount="1" GlyphCount="1"><ofd:Glyphs>77</ofd:Glyphs></ofd:CGTransform>'
    boundary = f"{x0:.4f} {y0:.4f} {first.size * len(line) + 2:.4f} {first.size * 1.4:.4f}"
    ctm = "" if plain else f' CTM="{matrix}"'
    page.raw(
        f'<ofd:TextObject ID="1" Font="1" Size="{first.size / unit:.4f}" Boundary="{boundary}"{ctm}>'
        f"{glyphs if style.glyphs else ''}<ofd:TextCode {at}{delta}>{escape(words)}</ofd:TextCode></ofd:TextObject>"
    )


def _rule(page: Page, box: list[float], style: Style) -> None:
    x0, y0, x1, y1 = box
    level = x1 - x0 > y1 - y0
    x, y, width, height = x0, (y0 + y1) / 2, x1 - x0, 0.0
    if not level:
        x, y, width, height = (x0 + x1) / 2, y0, 0.0, y1 - y0
    boundary = f"{x:.4f} {y:.4f} {width:.4f} {height:.4f}"
    if style.rules == "fill":
        wide, high = (width, 0.18) if level else (0.18, height)
        page.path(f"M 0 0 L {wide:.4f} 0 L {wide:.4f} {high:.4f} L 0 {high:.4f} C", 'Stroke="false" Fill="true"', boundary)
    elif style.rules == "dash":
        page.path(_dashes(width, height), 'LineWidth="0.1"', boundary)
    elif style.rules == "curve":
        third, two = (width / 3, height / 3), (2 * width / 3, 2 * height / 3)
        ends = f"{third[0]:.4f} {third[1]:.4f} {two[0]:.4f} {two[1]:.4f} {width:.4f} {height:.4f}"
        page.path(f"M 0 0 B {ends}", 'LineWidth="0.2"', boundary)
    else:
        page.path(f"M 0 0 L {width:.4f} {height:.4f}", 'LineWidth="0.2"', boundary)


def _dashes(width: float, height: float) -> str:
    """A rule as strokes of a millimetre with half a millimetre between them."""
    length = width + height
    told = []
    for step in range(int(length / 1.5) + 1):
        start, end = step * 1.5 / length, min((step * 1.5 + 1) / length, 1)
        told.append(f"M {width * start:.4f} {height * start:.4f} L {width * end:.4f} {height * end:.4f}")
    return " ".join(told)
