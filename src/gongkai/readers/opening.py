"""Opening a file: the guards in front of all readers, and the choice of the reader by what the file really is."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.core.errors import EmptyFile, NoSuchFile, NotAFile, NotPermitted, ReadFailed, ReportNotDocument, TooLarge
from gongkai.readers.archive import entry_names
from gongkai.readers.document import Document
from gongkai.readers.sniff import Kind, sniff

MAX_FILE = 50 * 1024**2  # bytes; a report with photographs has ten
Told = Callable[[int, int], None]
"""Progress of recognition: the page just done, and of how many."""

_WHAT = (
    (stat.S_ISDIR, "目录", "a directory"),
    (stat.S_ISFIFO, "管道", "a pipe"),
    (stat.S_ISSOCK, "套接字", "a socket"),
    (lambda mode: stat.S_ISCHR(mode) or stat.S_ISBLK(mode), "设备", "a device"),
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file's bytes with what they are. `disguised_as` is the suffix where it promises another kind."""

    name: str
    data: bytes
    kind: Kind
    disguised_as: str | None = None


def open_file(path: Path, *, recognise: bool = False) -> Opened:
    """The content of a readable kind of file, whatever it is called; nothing is parsed yet.

    Pictures are readable where their text is to be recognised (`recognise`).

    Raises a subclass of UnreadableReport: no such file, no permission, no ordinary file, too large, empty, or a kind that
    has no reader (which the error names).
    """
    name = path.name.encode("utf-8", "replace").decode("utf-8")  # names on disk need not be text
    return open_bytes(_bytes(path, name), name, recognise=recognise)


def open_bytes(data: bytes, name: str, *, recognise: bool = False) -> Opened:
    """The same for bytes that never were a file: uploads are looked at before anything is written.

    Raises a subclass of UnreadableReport: empty, or a kind that has no reader.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise EmptyFile(file=name)
    kind = sniff(data)
    suffix = Path(name).suffix.lower()
    promised = next((each for each in Kind if suffix in each.value.suffixes), None)
    if kind is Kind.ZIP and promised in (Kind.DOCX, Kind.XLSX) and not entry_names(data):
        kind = promised  # a container without a table of contents: its reader says that it is damaged
    if not kind.readable and not (recognise and kind.picture):
        raise kind.refused(name)
    return Opened(name, data, kind, suffix if promised not in (kind, None) else None)


def read_document(path: Path, *, recognise: bool = False, told: Told | None = None) -> Document:
    """The Document in a file. Raises a subclass of UnreadableReport that says what is wrong and what to do.

    With `recognise`, pictures and scanned pages are read by text recognition (extra [ocr]); `told` hears of each page.
    Our own JSON holds a report and no document: ReportNotDocument; `readers.reading.read_report` reads both.
    """
    return document_of(open_file(path, recognise=recognise), recognise=recognise, told=told)


def document_of(opened: Opened, *, recognise: bool = False, told: Told | None = None) -> Document:
    """The Document in an opened file; each reader's library is loaded only when its format is met."""
    if recognise and (opened.kind is Kind.PDF or opened.kind.picture):
        from gongkai.readers.scan import read_scan

        document = read_scan(opened.data, opened.name, opened.kind, told)
    else:
        document = _read(opened)
    if opened.disguised_as is None:
        return document
    return replace(document, meta={**document.meta, "disguised_as": opened.disguised_as})


def _read(opened: Opened) -> Document:
    data, name = opened.data, opened.name
    if opened.kind is Kind.HTML:
        from gongkai.readers.html import read_html

        return read_html(data, name)
    if opened.kind is Kind.DOCX:
        from gongkai.readers.docx import read_docx

        return read_docx(data, name)
    if opened.kind is Kind.XLSX:
        from gongkai.readers.xlsx import read_xlsx

        return read_xlsx(data, name)
    if opened.kind is Kind.PDF:
        from gongkai.readers.pdf import read_pdf

        return read_pdf(data, name)
    if opened.kind is Kind.DOC:
        from gongkai.readers.doc import read_doc

        return read_doc(data, name)
    if opened.kind is Kind.OFD:
        from gongkai.readers.ofd import read_ofd

        return read_ofd(data, name)
    if opened.kind is Kind.TEXT:
        from gongkai.readers.text import read_text

        return read_text(data, name)
    raise ReportNotDocument(file=name)


def _bytes(path: Path, name: str) -> bytes:
    """The bytes of an ordinary file within the limit, of the very file whose size was asked."""
    try:
        # O_NONBLOCK, so that opening a pipe nobody writes to does not wait for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise _cause(error, name) from error
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise _not_a_file(status.st_mode, name)
        if status.st_size > MAX_FILE:
            size, limit = round(status.st_size / 1024**2, 1), MAX_FILE // 1024**2
            raise TooLarge(file=name, mb=size, limit=limit)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(MAX_FILE)
    except OSError as error:
        raise ReadFailed(file=name, reason=error.strerror) from error
    finally:
        os.close(descriptor)


def _cause(error: OSError, name: str) -> NoSuchFile | NotPermitted | NotAFile | ReadFailed:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return NoSuchFile(file=name)
    if isinstance(error, IsADirectoryError):
        return _not_a_file(stat.S_IFDIR, name)
    if isinstance(error, PermissionError):
        return NotPermitted(file=name)
    if error.errno == errno.ENXIO:
        return _not_a_file(stat.S_IFSOCK, name)
    return ReadFailed(file=name, reason=error.strerror)


def _not_a_file(mode: int, name: str) -> NotAFile:
    for is_kind, zh, en in _WHAT:
        if is_kind(mode):
            return NotAFile(file=name, what_zh=zh, what_en=en)
    return NotAFile(file=name, what_zh="特殊文件", what_en="a special file")
