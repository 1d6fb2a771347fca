"""The process that looks at one file: bytes on standard input, what was seen as JSON on standard output.

Bounded like every reading (`gongkai.batch.bounded`). It may not write: the kernel refuses it a single byte on any disk,
so that what is refused here was never anywhere but in memory. It never loads Django.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from gongkai.batch.bounded import READING, RECOGNISING, Failure, begin, processor_time
from gongkai.core.errors import FlatText, GongkaiError, NeedsTextRecognition, NoText, UnreadableKind, UnreadableReport
from gongkai.core.errors_files import FileKindRefused, FileMarkedSecret
from gongkai.core.errors_scan import NothingRecognised
from gongkai.core.findings import Finding, Severity, Words
from gongkai.readers.archive import Archive
from gongkai.readers.document import Document, Paragraph
from gongkai.readers.opening import Opened, document_of, open_bytes
from gongkai.readers.sniff import Kind, sniff
from gongkai.screening.findings import SECRET_MARK
from gongkai.screening.screen import screen_document
from gongkai.web.files import looking_marks as marks
from gongkai.web.files.looking_active import what_runs
from gongkai.web.files.looking_made import made_of

DEEPEST = 2  # files inside files inside the file
_LARGEST_OF_A_CONVERSION = 256 * 1024**2  # bytes of an old Word file rewritten, in a folder that lies in memory
_SECONDS = 90  # of processor time where text is recognised; the parent waits longer
_SCANS = 5  # scanned pages that are recognised while somebody waits; the rest is told as not looked at
_MOST_MEMBERS = 400


@dataclass(frozen=True, slots=True)
class How:
    """How deep inside a file the look is, and whether text is recognised, which takes more time than reading."""

    depth: int = 0
    recognise: bool = False

    def deeper(self) -> How:
        """One file further inside."""
        return replace(self, depth=self.depth + 1)


def look(data: bytes, name: str, *, recognise: bool = False) -> dict[str, Any]:
    """What is seen in a file; a secrecy mark or something that runs ends the look at once.

    Raises NeedsTextRecognition without `recognise` where there is something to recognise, and the errors of reading.
    """
    try:
        return _look(data, name, How(recognise=recognise))
    except FileMarkedSecret:
        return {"secret": True}
    except FileKindRefused as refused:
        return {"refused": refused.details["why"], "refused_en": refused.details["why_en"]}


def _look(data: bytes, name: str, how: How) -> dict[str, Any]:
    if marks.is_secret_name(name):
        raise FileMarkedSecret
    kind = sniff(data)
    if kind is Kind.ZIP:
        return _look_at_members(data, name, how)
    opened = open_bytes(data, name, recognise=True)
    if _marked(opened):
        raise FileMarkedSecret
    unseen = list(_embedded(opened, how))
    if (why := what_runs(data, name, opened.kind)) is not None:
        raise _refused(why)
    with _room_to_convert(opened.kind):
        document, recognised = _document(opened, unseen, how)
        if document is None:
            return {"kind": kind.name.lower(), "unseen": unseen}
        findings = _findings(document, opened)
    if marks.document_marked(document) or any(map(_closes, findings)):
        raise FileMarkedSecret
    return {
        "kind": kind.name.lower(),
        "findings": [each.as_json("zh") for each in findings],
        "unseen": unseen,
        **made_of(document, certain=not recognised),
    }


def _closes(finding: Finding) -> bool:
    return finding.message.code == SECRET_MARK.code and finding.severity is Severity.ERROR


def _marked(opened: Opened) -> bool:
    """Marks beside the text, before anything is converted or recognised."""
    data, name, kind = opened.data, opened.name, opened.kind
    if kind in marks.PACKAGES:
        with Archive(data, name, kind.value.zh, kind.value.en) as archive:
            return marks.package_marked(archive)
    if kind is Kind.PDF:
        return marks.pdf_marked(data, name)
    if kind is Kind.HTML:
        return marks.html_marked(data, name)
    return (kind is Kind.DOC or kind.picture) and marks.raw_marked(data)


def _findings(document: Document, opened: Opened) -> list[Finding]:
    from gongkai.screening.hidden import inspect

    return [*screen_document(document), *inspect(opened)]


# ── files inside the file ────────────────────────────────────────────────────────────────────


def _look_at_members(data: bytes, name: str, how: How) -> dict[str, Any]:
    """Every member of a ZIP like a file of its own; the archive itself gives no document."""
    _refuse_depth(how)
    unseen: list[str] = []
    with ZipFile(BytesIO(data)) as container:
        for number, (inside, content) in enumerate(marks.members(container)):
            if number >= _MOST_MEMBERS:
                raise _refused(Words("压缩包内文件过多，请分开上传", "it holds too many files; upload them apart"))
            unseen += _inside(inside, content, how)
    return {"kind": "zip", "unseen": unseen}


def _embedded(opened: Opened, how: How) -> Iterator[str]:
    """What is embedded in a package or attached to a PDF, each looked at like a file of its own."""
    pictures = 0
    if opened.kind in marks.PACKAGES:
        with Archive(opened.data, opened.name, opened.kind.value.zh, opened.kind.value.en) as archive:
            for part in archive.parts():
                pictures += "/media/" in part or ("/res/" in part and sniff(archive.read(part)).picture)
                if "/embeddings/" in part or "/attachs/" in part:
                    yield from _inside(part, archive.read(part), how)
    elif opened.kind is Kind.PDF:
        from gongkai.web.files.looking_pdf import attached

        for name, content in attached(opened.data, opened.name):
            yield from _inside(name, content, how)
    if pictures:
        yield f"pictures:{pictures}"


def _inside(name: str, data: bytes, how: How) -> list[str]:
    """Look at a file inside the file; what has no reader is searched in its bytes and told as not looked into."""
    if marks.is_secret_name(name) or marks.raw_marked(data):
        raise FileMarkedSecret
    kind = sniff(data)
    if kind is Kind.PROGRAM:
        raise _refused(Words("内含可执行程序", "it holds a program"))
    if kind is Kind.ENCRYPTED:
        raise _refused(Words("内含加密文件，无法检查", "it holds an encrypted file"))
    if not data.strip(b"\x00 \r\n\t"):
        return []
    if kind is Kind.ZIP or kind.readable:
        _refuse_depth(how)
        with contextlib.suppress(UnreadableKind):
            return [f"{name}/{each}" for each in _look(data, name, how.deeper())["unseen"]]
    return [f"inside:{name}"]


def _refused(why: Words) -> FileKindRefused:
    return FileKindRefused(name="", why=why.zh, why_en=why.en)


def _refuse_depth(how: How) -> None:
    if how.depth >= DEEPEST:
        raise _refused(Words("文件层层嵌套，请解开后再上传", "files are packed inside files; unpack them first"))


# ── the document ─────────────────────────────────────────────────────────────────────────────


def _document(opened: Opened, unseen: list[str], how: How) -> tuple[Document | None, bool]:
    """The Document, and whether its text was recognised; None where nobody can read it."""
    if opened.kind.picture:
        if not how.recognise:
            raise opened.kind.refused(opened.name)
        return _recognised(opened, unseen, "picture")
    try:
        return document_of(opened), False
    except FlatText:
        from gongkai.readers.decoding import decode

        lines = decode(opened.data, file=opened.name).splitlines()
        return Document("txt", tuple(Paragraph(line) for line in lines if line.strip()), name=opened.name), False
    except NeedsTextRecognition:
        if not how.recognise:
            raise
        first, rest = _first_pages(opened)
        if rest:
            unseen.append(f"scan:{rest}")
        return _recognised(first, unseen, "scan")
    except NoText:
        return None, False


def _recognised(opened: Opened, unseen: list[str], what: str) -> tuple[Document | None, bool]:
    """By text recognition where it is installed; what it cannot make out is told as not looked at."""
    from gongkai.readers.scan import read_scan

    try:
        return read_scan(opened.data, opened.name, opened.kind), True
    except (UnreadableReport, MemoryError, OSError) as error:
        unseen.append(f"{what}:{'empty' if isinstance(error, NothingRecognised | NoText) else 'unread'}")
        return None, False


def _first_pages(opened: Opened) -> tuple[Opened, str]:
    """A scanned PDF cut to the pages that are recognised now, and the numbers of those that are not."""
    import pikepdf

    with pikepdf.open(BytesIO(opened.data)) as pdf:
        count = len(pdf.pages)
        if count <= _SCANS:
            return opened, ""
        del pdf.pages[_SCANS:]
        out = BytesIO()
        pdf.save(out)
    return Opened(opened.name, out.getvalue(), opened.kind), f"{_SCANS + 1}-{count}"


@contextlib.contextmanager
def _room_to_convert(kind: Kind) -> Iterator[None]:
    """Old Word files are rewritten by a library that knows files only: in the folder in memory, and nowhere else."""
    if kind is not Kind.DOC:
        yield
        return
    import resource

    tempfile.tempdir = os.environ.get("GONGKAI_MEMORY") or "/nowhere"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (before[1], before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


# ── the process ──────────────────────────────────────────────────────────────────────────────


def write_nothing() -> None:
    """From here on the kernel refuses every byte to any file, but for the room of a conversion."""
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (0, _LARGEST_OF_A_CONVERSION))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash leaves no picture of its memory


def _never(path: Path) -> None:
    """Nothing: this process is handed no paths."""


def answer_to(data: bytes, name: str) -> dict[str, Any]:
    """What is told of a file, whatever it does."""
    try:
        try:
            with processor_time(Path("file")):
                return look(data, name)
        except NeedsTextRecognition:
            begin(_never, RECOGNISING)  # which needs more room and time than reading
            with processor_time(Path("file"), _SECONDS):
                return look(data, name, recognise=True)
    except GongkaiError as error:
        failure = Failure.of(error)
        return {"unreadable": failure.zh, "unreadable_en": failure.en}
    except MemoryError:
        why = Words("文件展开后过大。", "The file unpacks to too much.")
    except Exception as error:
        sys.stderr.write(f"{type(error).__name__}\n")  # the kind alone: its words may quote the file
        why = Words("文件结构异常。", "Its structure is out of order.")
    return {"unreadable": why.zh, "unreadable_en": why.en}


def main() -> None:
    """Read standard input, print what was seen."""
    name = json.loads(sys.stdin.buffer.readline())  # not an argument: those are shown to everybody on the machine
    data = sys.stdin.buffer.read()
    write_nothing()
    begin(_never, READING)
    sys.stdout.write(json.dumps(answer_to(data, name), ensure_ascii=True))


if __name__ == "__main__":
    main()
