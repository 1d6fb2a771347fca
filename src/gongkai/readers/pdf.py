"""PDF into a Document by its text layer. Scanned pages are said, never guessed at."""

from __future__ import annotations

from gongkai.core.errors import NoText, ScannedPdf
from gongkai.readers.document import Document
from gongkai.readers.page_flow import document_of_layouts, numbers
from gongkai.readers.pdf_dump import PageDump, dump
from gongkai.readers.pdf_file import open_pdf
from gongkai.readers.pdf_layout import layout

_SHAPES = 100  # so many on a page without text are its characters, drawn and not written


def read_pdf(data: bytes, name: str) -> Document:
    """The Document of a PDF file.

    Raises EncryptedFile, DamagedFile or TooComplex for files that are locked, broken or beyond any report, ScannedPdf
    where all pages are pictures, NoText where there is nothing to read.
    """
    with open_pdf(data, name) as file:
        layouts = [layout(dump(file, number)) for number in range(1, file.pages + 1)]
        meta = file.meta()
    scanned = [page.page.number for page in layouts if page.empty and shows_a_picture(page.page)]
    if all(page.empty for page in layouts):
        raise ScannedPdf(file=name, pages=numbers(scanned)) if scanned else NoText(file=name)
    if scanned:
        meta["scanned_pages"] = numbers(scanned)
    return document_of_layouts(layouts, format="pdf", name=name, meta=meta)


def shows_a_picture(page: PageDump) -> bool:
    """Whether a page without text has something on it that may be text: pictures, or characters drawn as outlines."""
    return page.pictures > 0 or page.shapes >= _SHAPES
