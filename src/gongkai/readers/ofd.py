"""OFD (GB/T 33190, 版式文件) into a Document by its text objects and rules. Pages of pictures are said, never guessed at."""

from __future__ import annotations

from gongkai.core.errors import NoText, ScannedPdf
from gongkai.readers.document import Document
from gongkai.readers.ofd_dump import dump
from gongkai.readers.ofd_file import OpenOfd, open_ofd
from gongkai.readers.page_flow import document_of_layouts, numbers
from gongkai.readers.pdf_layout import layout

_SHAPES = 100  # so many on a page without text are its characters, drawn and not written


def read_ofd(data: bytes, name: str) -> Document:
    """The Document of an OFD file. Signatures, seals, annotations and attachments are counted in `meta` and not read.

    Raises EncryptedFile, DamagedFile, UnpacksTooLarge, EntitiesRefused or TooComplex for files that are locked, broken or
    hostile, ScannedPdf where all pages are pictures, NoText where there is nothing to read.
    """
    with open_ofd(data, name) as archive:
        file = OpenOfd(archive)
        places = [(body, page) for body in file.bodies for page in body.pages]
        layouts = [layout(dump(file, body, page, at)) for at, (body, page) in enumerate(places, 1)]
        meta = file.meta
    scanned = [each.page.number for each in layouts if each.empty and (each.page.pictures or each.page.shapes >= _SHAPES)]
    if all(each.empty for each in layouts):
        raise ScannedPdf(file=name, pages=numbers(scanned)) if scanned else NoText(file=name)
    if scanned:
        meta["scanned_pages"] = numbers(scanned)
    return document_of_layouts(layouts, format="ofd", name=name, meta=meta)
