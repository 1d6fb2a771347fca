"""Opening a PDF: whether it can be read at all, what it says of itself, how much of it may be read."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from gongkai.core.errors import DamagedFile, EncryptedFile, TooComplex
from gongkai.readers.sniff import Kind

MAX_PAGES = 500  # a report of a province with all its tables has fewer than 60
MAX_CHARACTERS = 400_000
MAX_OBJECTS = 400_000  # texts, pictures, paths and their segments together

_PROPERTIES = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")
_LENGTH = 1000
_ONE_AT_A_TIME = threading.Lock()  # PDFium is not safe to be called from two threads


@dataclass(slots=True)
class OpenPdf:
    """An open file and what may still be read of it."""

    name: str
    handle: Any
    pages: int
    characters_left: int = 0
    objects_left: int = 0

    def meta(self) -> dict[str, str]:
        """What the file says of itself, uninterpreted."""
        found = {}
        for key in _PROPERTIES:
            size = pdfium.FPDF_GetMetaText(self.handle, key.encode(), None, 0)
            buffer = ctypes.create_string_buffer(max(size, 2))
            pdfium.FPDF_GetMetaText(self.handle, key.encode(), buffer, size)
            if text := buffer.raw[: size - 2].decode("utf-16-le", "replace").strip():
                found[key] = text[:_LENGTH]
        return found

    def damaged(self, zh: str, en: str) -> DamagedFile:
        """The error for a file that does not hold together."""
        return DamagedFile(file=self.name, kind_zh=Kind.PDF.value.zh, kind_en=Kind.PDF.value.en, problem_zh=zh, problem_en=en)

    def spend_characters(self, count: int) -> None:
        """Raises TooComplex when the file holds more text than any report."""
        self.characters_left -= count
        if self.characters_left < 0:
            raise TooComplex(
                file=self.name,
                problem_zh=f"文字超过 {MAX_CHARACTERS} 字",
                problem_en=f"it holds more than {MAX_CHARACTERS} characters",
            )

    def spend_objects(self, count: int) -> None:
        """Raises TooComplex when the file draws more than any report."""
        self.objects_left -= count
        if self.objects_left < 0:
            raise TooComplex(
                file=self.name,
                problem_zh=f"图形对象超过 {MAX_OBJECTS} 个",
                problem_en=f"it draws more than {MAX_OBJECTS} objects",
            )


@contextmanager
def open_pdf(data: bytes, name: str) -> Iterator[OpenPdf]:
    """The file, closed again at the end. Raises EncryptedFile, DamagedFile or TooComplex."""
    if _is_cut(data):  # PDFium would mend such a file in silence and show the part that is there
        raise OpenPdf(name, None, 0).damaged("文件不完整，结尾缺失", "it breaks off before its end")
    with _ONE_AT_A_TIME:
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not document:
            reason = pdfium.FPDF_GetLastError()
            if reason in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
                raise EncryptedFile(file=name)
            raise OpenPdf(name, None, 0).damaged("文件结构无法识别", "its structure cannot be made out")
        try:
            opened = OpenPdf(name, document, pdfium.FPDF_GetPageCount(document), MAX_CHARACTERS, MAX_OBJECTS)
            if not opened.pages:
                raise opened.damaged("其中没有任何页面", "it holds no page")
            if opened.pages > MAX_PAGES:
                raise TooComplex(
                    file=name,
                    problem_zh=f"共 {opened.pages} 页，上限 {MAX_PAGES} 页",
                    problem_en=f"it has {opened.pages} pages, the limit is {MAX_PAGES}",
                )
            yield opened
        finally:
            pdfium.FPDF_CloseDocument(document)


def _is_cut(data: bytes) -> bool:
    """Whether the table of contents that ends every PDF is missing, or objects follow the last one."""
    end = max(data.rfind(b"%%EOF"), data.rfind(b"startxref"))
    return end < 0 or data.find(b"endobj", end) >= 0 or data.find(b" obj", end) >= 0
