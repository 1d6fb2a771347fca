"""Files with something in them that must not be published; all persons and numbers are invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import docx
import openpyxl
import pikepdf
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from gongkai.readers.opening import Opened
from gongkai.readers.sniff import sniff

ID = "320101199003071232"
PHONE = "13800138000"
OTHER = "13900139000"
MASKED_ID = "3201************32"
MASKED_PHONE = "138****8000"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def opened(data: bytes, name: str) -> Opened:
    return Opened(name, data, sniff(data))


def word(build: Callable[[Any], None]) -> bytes:
    document = docx.Document()
    build(document)
    return saved(document)


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def package(parts: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return file.getvalue()


def word_with(body: str, more: Mapping[str, bytes] | None = None) -> bytes:
    """A Word file whose body is the given XML, with further parts; every part is listed and related by hand."""
    parts = parts_of(saved(docx.Document()))
    start, end = parts["word/document.xml"].decode().split("<w:body>")[0], "</w:body></w:document>"
    parts["word/document.xml"] = f"{start}<w:body>{body}{end}".encode()
    return package(parts | dict(more or {}))


def paragraph(text: str, properties: str = "") -> str:
    return f'<w:p><w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def book(build: Callable[[Any], None]) -> bytes:
    workbook = openpyxl.Workbook()
    build(workbook)
    return saved(workbook)


def pdf(*pages: Callable[[Canvas], None], **about: str) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    for key, value in about.items():
        getattr(canvas, f"set{key.capitalize()}")(value)
    for draw in pages:
        canvas.setFont("Helvetica", 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def line(text: str, x: float = 72, y: float = 700) -> Callable[[Canvas], None]:
    return lambda canvas: canvas.drawString(x, y, text)


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A PDF after something was done to its objects."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        change(file)
        file.save(out)
    return out.getvalue()


def photograph(kind: str = "JPEG", *, gps: bool = True, orientation: int = 1, size: tuple[int, int] = (64, 32)) -> bytes:
    picture = Image.new("RGB", size, (200, 30, 30))
    picture.paste((0, 0, 255), (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x010F] = "演示相机"
    exif[0x0112] = orientation
    exif[0x013B] = f"电话{PHONE}"
    if gps:
        exif.get_ifd(0x8825)[1] = "N"
        exif.get_ifd(0x8825)[2] = (25.0, 30.0, 0.0)
    out = io.BytesIO()
    picture.save(out, kind, exif=exif)
    return out.getvalue()
