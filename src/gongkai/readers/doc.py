"""Old Word and WPS documents (DOC, WPS: MS-DOC in a compound file) into a Document, by way of DOCX.

msdoc2docx rewrites the file as DOCX in a folder of its own that is gone afterwards; our DOCX reader does the rest, so both
formats are read alike. It is young software given untrusted bytes: its input is bounded, and whatever it raises is a sentence.
"""

from __future__ import annotations

import re
import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from gongkai.core.errors import DamagedFile, EncryptedFile, GongkaiError, LegacyFormat, ReadFailed, TooComplex
from gongkai.core.errors_formats import FastSaved, ReaderNotInstalled
from gongkai.readers.doc_padding import mended
from gongkai.readers.document import Document
from gongkai.readers.docx import read_docx
from gongkai.readers.sniff import Kind

MAX_FILE = 50 * 1024**2  # bytes, of the file and of each stream in it
MAX_ENTRIES = 4096  # streams and folders; a report with a picture on every line has hundreds
MAX_TEXT = 400_000  # characters of all its texts; a county's report has 20,000

_TEXT = "WordDocument"  # the stream that makes a compound file a Word document
_HEADER = struct.Struct("<HH6xH")  # wIdent, nFib, flags of the file information block
_WORD = 0xA5EC
_WORD_97 = 0x00C0  # the first version that keeps its text in Unicode and its tables as we know them
_FAST_SAVED, _ENCRYPTED = 0x0004, 0x0100
_LENGTHS = struct.Struct("<8i")  # of the texts: main, footnotes, headers, macros, comments, endnotes, text boxes
_LENGTHS_AT = 76
# The library's codes that say that something of the text may be missing, and not of its looks.
_LEFT_OUT = re.compile(
    r"(?:TABLE|TEXTBOX|NOTE|OBJECT|PICTURE|STORY|FIELD).*(?:OMITTED|DEFERRED|FLATTENED|MALFORMED|LIMITED|MISSING)"
)
_OTHERS = (("EncryptedPackage", Kind.ENCRYPTED), ("Workbook", Kind.XLS), ("Book", Kind.XLS), ("PowerPoint Document", Kind.PPT))


def read_doc(data: bytes, name: str) -> Document:
    """The Document of a DOC or WPS file; what msdoc2docx could not take over is told in `meta`, by its codes.

    Raises EncryptedFile under a password, FastSaved, LegacyFormat for Word 6 and 95, UnreadableKind where the compound file
    holds no Word document, DamagedFile or TooComplex for files that are broken or hostile, NoText for one without text,
    ReaderNotInstalled without msdoc2docx.
    """
    try:
        from doc2docx import convert
        from doc2docx.cfb import CompoundFile, CompoundFileLimits
    except ModuleNotFoundError as error:
        raise ReaderNotInstalled(file=name) from error
    limits = CompoundFileLimits(max_input_bytes=MAX_FILE, max_stream_bytes=MAX_FILE, max_directory_entries=MAX_ENTRIES)
    with _sentence(name, "文件不完整或目录损坏", "it is cut, or its table of contents is broken"):
        compound = CompoundFile(data, limits=limits)
    streams = {entry.path for entry in compound.entries}
    if _TEXT not in streams:
        raise next((kind for stream, kind in _OTHERS if stream in streams), Kind.OLE).refused(name)
    with _sentence(name, "正文不完整", "its text is cut"):
        text = compound.open_stream(_TEXT)
    _refuse_what_is_not_read(text, name)
    with (
        _sentence(name, "正文结构无法识别", "the structure of its text cannot be made out"),
        tempfile.TemporaryDirectory(prefix="gongkai-") as folder,
    ):
        source, target = Path(folder, "old.doc"), Path(folder, "new.docx")
        source.write_bytes(mended(data, compound, text))
        report = convert(source, target, limits=limits).report
        converted = target.read_bytes()
    document = read_docx(converted, name)
    told = ", ".join(sorted({warning.code for warning in report.warnings if _LEFT_OUT.search(warning.code)}))
    return replace(document, format="doc", meta={**document.meta, **({"left_out": told} if told else {})})


@contextmanager
def _sentence(name: str, zh: str, en: str) -> Iterator[None]:
    """Whatever fails inside is told as damage: a broken file makes the library fail in every way there is."""
    try:
        yield
    except (MemoryError, GongkaiError):  # the bounds of a batch
        raise
    except OSError as error:
        raise ReadFailed(file=name, reason=error.strerror) from error
    except Exception as error:
        raise _damaged(name, zh, en) from error


def _refuse_what_is_not_read(text: bytes, name: str) -> None:
    """Raises the error for what is no plain Word document of 1997 or later, before anything is converted."""
    if len(text) < _LENGTHS_AT + _LENGTHS.size:
        raise _damaged(name, "正文不完整", "its text is cut")
    identifier, version, flags = _HEADER.unpack_from(text)
    if identifier == _WORD and flags & _ENCRYPTED:
        raise EncryptedFile(file=name)
    if version < _WORD_97:
        raise LegacyFormat(file=name, kind_zh="Word 6.0/95 文档", kind_en="a document of Word 6 or 95", target="DOCX")
    if flags & _FAST_SAVED:
        raise FastSaved(file=name)
    length = sum(max(each, 0) for each in _LENGTHS.unpack_from(text, _LENGTHS_AT))
    if length > MAX_TEXT:
        raise TooComplex(
            file=name,
            problem_zh=f"文字 {length} 字，上限 {MAX_TEXT} 字",
            problem_en=f"it holds {length} characters, the limit is {MAX_TEXT}",
        )


def _damaged(name: str, zh: str, en: str) -> DamagedFile:
    kind = Kind.DOC.value
    return DamagedFile(file=name, kind_zh=kind.zh, kind_en=kind.en, problem_zh=zh, problem_en=en)
