"""Files made for the tests of the door: sound ones, marked ones, and ones that mean harm."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import pikepdf
from docx import Document
from openpyxl import Workbook
from openpyxl.comments import Comment
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

CANARY = "灰雀计划柒零玖"


def word(*paragraphs: str, table: list[list[str]] | None = None, title: str = "") -> bytes:
    """A DOCX as python-docx writes it."""
    document = Document()
    document.core_properties.title = title
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        grid = document.add_table(len(table), len(table[0]))
        for row, texts in enumerate(table):
            for column, text in enumerate(texts):
                grid.cell(row, column).text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_with_header(text: str, *, footer: bool = False) -> bytes:
    document = Document()
    document.add_paragraph(CANARY)
    section = document.sections[0]
    (section.footer if footer else section.header).paragraphs[0].text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_with(xml: str, *, parts: Mapping[str, bytes] | None = None) -> bytes:
    """A DOCX whose body begins with this WordprocessingML, and which holds these parts too."""
    sound = unpacked(word(f"关于{CANARY}的说明"))
    sound["word/document.xml"] = sound["word/document.xml"].replace(b"<w:body>", b"<w:body>" + xml.encode(), 1)
    return packed({**sound, **(parts or {})})


def sheet(
    rows: list[list[str]], *, comment: str = "", header: str = "", name: str = "表", hidden: tuple[str, ...] = ()
) -> bytes:
    """An XLSX as openpyxl writes it."""
    book = Workbook()
    page = book.active
    page.title = name
    for row in rows:
        page.append(row)
    if comment:
        page["A1"].comment = Comment(comment, "演示")
    if header:
        page.oddHeader.left.text = header
    if hidden:
        other = book.create_sheet("另")
        other.append(hidden)
        other.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pdf(*lines: str) -> bytes:
    """A PDF of one page with these lines."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("STSong-Light", 14)
    for number, line in enumerate(lines):
        canvas.drawString(72, 780 - 24 * number, line)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def pdf_changed(data: bytes, change: object) -> bytes:
    """A PDF after `change(pdf)`."""
    with pikepdf.open(io.BytesIO(data)) as file:
        change(file)  # type: ignore[operator]
        out = io.BytesIO()
        file.save(out)
    return out.getvalue()


def packed(entries: Mapping[str, bytes | str], *, mode: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in entries.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = mode
            container.writestr(entry, data)
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        return {name: container.read(name) for name in container.namelist()}


def png(width: int = 2, height: int = 2, *, told: str = "", tail: bytes = b"") -> bytes:
    """A grey PNG; with `told`, what is written in its text chunk."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\x00" + b"\x7f" * width) * height) if width * height < 10**7 else zlib.compress(b"\x00")
    chunks = [(b"IHDR", header)]
    if told:
        chunks.append((b"iTXt", b"Comment\x00\x00\x00\x00\x00" + told.encode()))
    chunks += [(b"IDAT", rows), (b"IEND", b"")]
    parts = (struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + tail


def nested(levels: int, core: bytes = b"x", name: str = "a.txt") -> bytes:
    """A ZIP in a ZIP in a ZIP."""
    data = packed({name: core})
    for level in range(levels - 1):
        data = packed({f"{level}.zip": data})
    return data


def forms(text: str) -> list[bytes]:
    """The bytes of a text in every encoding it could have been written in."""
    return [text.encode(code) for code in ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-32-le")] + [
        text.encode("unicode_escape"),
        text.encode("unicode_escape").upper().replace(b"\\U", b"\\u"),
        "".join(f"&#{ord(char)};" for char in text).encode(),
    ]
