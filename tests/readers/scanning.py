"""Scans for tests: pages as a scanner would give them, made from PDF files by drawing, turning, noise and JPEG."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from gongkai.core.report.form import form
from tests.readers.drawn import HEADER3, HEADER4, body3, body4, table2

SOFFICE = shutil.which("soffice")
_OTHERWISE = {"行政规范性文件": ("规范性文件",), "规范性文件": ("行政规范性文件",)}


@dataclass(frozen=True)
class Scanner:
    """How a sheet went through: resolution, degrees askew, noise (standard deviation of 255), JPEG quality."""

    dpi: int = 200
    skew: float = 0.0
    noise: float = 6.0
    quality: int = 75
    blur: float = 0.4

    @property
    def name(self) -> str:
        return f"{self.dpi}dpi-{self.skew}deg-q{self.quality}"


CLEAN_150, CLEAN_200 = Scanner(150, noise=3), Scanner(200, noise=3)
ASKEW, WORN = Scanner(200, 0.7, 8, 60), Scanner(200, 1.5, 10, 40)
WORN_150 = Scanner(150, -0.7, 8, 40)
ALL = (CLEAN_150, CLEAN_200, ASKEW, WORN, WORN_150)


def needs_soffice() -> None:
    """Skips loudly where LibreOffice is absent; under CI=true that is a failure."""
    if SOFFICE is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice (soffice) is needed to print documents and is not installed")
        pytest.skip("LIBREOFFICE IS NOT INSTALLED: NO SCAN OF A DOCUMENT WAS READ")


def printed(path: Path) -> bytes:
    """A DOCX or HTML file as PDF, printed by LibreOffice."""
    needs_soffice()
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return (Path(folder) / f"{path.stem}.pdf").read_bytes()


def pages(pdf: bytes, scanner: Scanner) -> list[Image.Image]:
    """Every page of a PDF as the scanner gives it."""
    random = np.random.default_rng(7)
    document = pypdfium2.PdfDocument(pdf)
    return [scanned(page.render(scale=scanner.dpi / 72).to_pil().convert("RGB"), scanner, random) for page in document]


def scanned(sheet: Image.Image, scanner: Scanner, random: np.random.Generator) -> Image.Image:
    """A sheet turned on white, blurred a little, with noise, through JPEG."""
    turned = sheet.rotate(scanner.skew, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    soft = np.asarray(turned.filter(ImageFilter.GaussianBlur(scanner.blur)), dtype=np.float32)
    noisy = soft + random.normal(0, scanner.noise, soft.shape[:2])[:, :, None]
    out = io.BytesIO()
    Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)).save(out, "JPEG", quality=scanner.quality)
    return Image.open(io.BytesIO(out.getvalue()))


def as_pdf(sheets: Iterable[Image.Image], dpi: int, quality: int = 75) -> bytes:
    """A PDF whose pages are nothing but these pictures, as scanners write it."""
    file = pikepdf.new()
    for sheet in sheets:
        out = io.BytesIO()
        sheet.save(out, "JPEG", quality=quality)
        width, height = sheet.width * 72 / dpi, sheet.height * 72 / dpi
        page = file.add_blank_page(page_size=(width, height))
        image = file.make_stream(out.getvalue())
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width, image.Height, image.BitsPerComponent = sheet.width, sheet.height, 8
        image.ColorSpace, image.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Sheet=file.make_indirect(image)))
        page.obj.Contents = file.make_stream(f"q {width} 0 0 {height} 0 0 cm /Sheet Do Q".encode())
    out = io.BytesIO()
    file.save(out, deterministic_id=True)
    return out.getvalue()


def scan(pdf: bytes, scanner: Scanner) -> bytes:
    """A PDF printed and scanned."""
    return as_pdf(pages(pdf, scanner), scanner.dpi, scanner.quality)


# ── reports that are known as text only, drawn in the form's own layout ──────────────────────


def drawn(truth: dict[str, Any]) -> str:
    """A web page with the title and the three tables of a truth, ready to be printed."""
    printed = _printed(truth)
    known = form(truth["form"])
    rows3 = [row for row in body3(truth["form"], lambda cell: printed.get(cell, DROP)) if DROP not in row]
    tables = (table2(truth["form"], lambda cell: printed[cell]), [*HEADER3, *rows3], [*HEADER4, body4(known.id, printed.get)])
    headings = list(known.sections.values())
    body = [f"<h1>{truth['title']}</h1>", f"<p>{headings[0]}</p><p>全年依法公开政府信息，按时答复申请。</p>"]
    for heading, table in zip(headings[1:4], tables, strict=True):
        body += [f"<p>{heading}</p>", _as_html(table)]
    body += [f"<p>{heading}</p><p>无其他需要报告的事项。</p>" for heading in headings[4:]]
    style = "td { font-size: 9pt; text-align: center }"
    return f"<html><head><meta charset='utf-8'><style>{style}</style></head><body>{''.join(body)}</body></html>"


DROP = "\0"


def _printed(truth: dict[str, Any]) -> dict[str, str]:
    """Cell id → number as printed; a row that the report does not print is left out."""
    found: dict[str, str] = {}
    known = form(truth["form"])
    for row in known.table2:
        values = next(
            truth["table2"][label] for label in (row.label, *_OTHERWISE.get(row.label, ())) if label in truth["table2"]
        )
        found |= {row.cell(column): _shown(value) for column, value in zip(row.columns, values.values(), strict=True)}
    for row in known.table3:
        if row.label in truth["table3"]:
            found |= {row.cell(c): _shown(v) for c, v in zip(row.columns, truth["table3"][row.label], strict=True)}
    for row in known.table4:
        found |= {row.cell(c): _shown(v) for c, v in zip(row.columns, truth["table4"][str(row.key)], strict=True)}
    return found


def _shown(value: float | None) -> str:
    return "" if value is None else str(value)


def _as_html(rows: Sequence[Sequence[Any]]) -> str:
    made = []
    for row in rows:
        cells = [(cell, 1, 1) if isinstance(cell, str) else cell for cell in row]
        made.append("".join(f"<td rowspan={down} colspan={across}>{text}</td>" for text, down, across in cells))
    return (
        "<table border='1' cellspacing='0' cellpadding='4' width='100%'>"
        + "".join(f"<tr>{row}</tr>" for row in made)
        + "</table>"
    )


def latin_font() -> str:
    """A font with digits that comes with a library of the tests."""
    import reportlab

    return str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")


def table(
    rows: Sequence[Sequence[str]],
    xs: Sequence[float],
    ys: Sequence[float],
    *,
    seal: tuple[float, float, float] | None = None,
    words: bool = False,
) -> Image.Image:
    """An A4 sheet at 200 dpi with a ruled table of Latin text, places in points; a red ring as a seal on request."""
    scale = 200 / 72
    sheet = Image.new("RGB", (1654, 2339), (255, 255, 255))
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(latin_font(), 33)
    for y in ys:
        draw.line((xs[0] * scale, y * scale, xs[-1] * scale, y * scale), (0, 0, 0), 3)
    for x in xs:
        draw.line((x * scale, ys[0] * scale, x * scale, ys[-1] * scale), (0, 0, 0), 3)
    for y, row in zip(ys, rows, strict=False):
        for x, text in zip(xs, row, strict=False):
            draw.text(((x + 20) * scale, (y + 9) * scale), text, (0, 0, 0), font)
    for at in range(6) if words else ():
        line = "In the year under report the office made public what the law requires"
        draw.text((xs[0] * scale, (ys[-1] + 60 + 24 * at) * scale), line, (0, 0, 0), font)
    if seal is not None:
        x, y, radius = (value * scale for value in seal)
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=(220, 30, 30), width=9)
    return sheet
