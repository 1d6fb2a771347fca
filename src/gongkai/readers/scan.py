"""Scans and pictures into a Document by text recognition (extra [ocr]). What is not certain is marked, never guessed.

A cell whose digits are in doubt carries the replacement character and is therefore no number for the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

from gongkai.core.errors import NoText
from gongkai.core.errors_scan import NothingRecognised, RecognitionNotInstalled, TooManyScans
from gongkai.readers.document import Document
from gongkai.readers.opening import Told
from gongkai.readers.page_flow import document_of_layouts, numbers
from gongkai.readers.pdf import shows_a_picture
from gongkai.readers.pdf_dump import dump
from gongkai.readers.pdf_file import OpenPdf, open_pdf
from gongkai.readers.pdf_layout import Layout, layout
from gongkai.readers.sniff import Kind

_NEEDED = ("rapidocr", "onnxruntime", "cv2", "PIL", "pypdfium2")


def read_scan(data: bytes, name: str, kind: Kind, told: Told | None = None) -> Document:
    """The Document in a picture or a PDF; of a PDF only the pages without text are recognised.

    Raises RecognitionNotInstalled, NothingRecognised, NoText, and what `read_pdf` raises for files that cannot be opened.
    """
    return _read_pdf(data, name, told) if kind is Kind.PDF else _read_pictures(data, name, kind, told)


def _read_pictures(data: bytes, name: str, kind: Kind, told: Told | None) -> Document:
    _see_that_it_is_installed(name)
    from gongkai.readers.scan_engine import engine_for
    from gongkai.readers.scan_page import page_of_picture
    from gongkai.readers.scan_pictures import pictures_in

    engine = engine_for(name)
    layouts = []
    for number, count, picture in pictures_in(data, name, kind):
        layouts.append(layout(page_of_picture(picture, number, engine)))
        if told is not None:
            told(number, count)
    return _document(layouts, [page.page.number for page in layouts], kind.name.lower(), name, {})


def _read_pdf(data: bytes, name: str, told: Told | None) -> Document:
    with open_pdf(data, name) as file:
        layouts = [layout(dump(file, number)) for number in range(1, file.pages + 1)]
        meta = file.meta()
        scanned = [page.page.number for page in layouts if page.empty and shows_a_picture(page.page)]
        if not scanned and all(page.empty for page in layouts):
            raise NoText(file=name)
        for done, (number, page) in enumerate(_recognised(file, scanned), start=1):
            layouts[number - 1] = page
            if told is not None:
                told(done, len(scanned))
    return _document(layouts, scanned, "pdf", name, meta)


def _recognised(file: OpenPdf, scanned: list[int]) -> Iterator[tuple[int, Layout]]:
    """The layouts of the pages that are pictures, one after the other."""
    if not scanned:
        return
    _see_that_it_is_installed(file.name)
    from gongkai.readers.scan_engine import engine_for
    from gongkai.readers.scan_page import page_of_picture
    from gongkai.readers.scan_pictures import MAX_PAGES, picture_of_page

    if len(scanned) > MAX_PAGES:
        raise TooManyScans(file=file.name, pages=len(scanned), limit=MAX_PAGES)
    engine = engine_for(file.name)
    for number in scanned:
        yield number, layout(page_of_picture(picture_of_page(file, number), number, engine))


def _see_that_it_is_installed(name: str) -> None:
    if any(find_spec(module) is None for module in _NEEDED):
        raise RecognitionNotInstalled(file=name)


def _document(layouts: list[Layout], recognised: list[int], format: str, name: str, meta: dict[str, str]) -> Document:
    if all(page.empty for page in layouts):
        raise NothingRecognised(file=name)
    told = {"recognised_pages": numbers(recognised)} if recognised else {}
    return document_of_layouts(layouts, format=format, name=name, meta={**meta, **told})
