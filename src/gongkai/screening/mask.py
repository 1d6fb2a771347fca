"""Masked copies of files: personal data replaced, nothing hidden left, and a proof before anything is written.

《个人信息保护法》第25条、第28条；《政府信息公开条例》第15条；the form of masks is a convention (law.md 10.1).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.core.errors import FlatText, NoText, ScannedPdf
from gongkai.core.errors_masking import MaskingFailed, MaskingOverwrites, MaskingUnsupported
from gongkai.core.findings import Finding, Severity, Words
from gongkai.readers.document import Document, Paragraph
from gongkai.readers.opening import Opened, document_of, open_file
from gongkai.readers.sniff import Kind
from gongkai.screening.findings import MASKABLE, Hit, finding_of
from gongkai.screening.mask_text import Masker, Replaced, bare, learn_all
from gongkai.screening.messages_files import NOT_MASKED, PICTURE_DATA
from gongkai.screening.pictures import KINDS as PICTURES
from gongkai.screening.pictures import Box, stripped_picture
from gongkai.screening.screen import hits_of_document

_SUFFIXES = {Kind.DOCX: ".docx", Kind.XLSX: ".xlsx", Kind.PDF: ".pdf", Kind.HTML: ".html", Kind.TEXT: ".txt"}
_PICTURE_SUFFIX = {Kind.JPEG: ".jpg", Kind.TIFF: ".tif"}
_TARGETS = {Kind.OFD: "PDF / DOCX", Kind.DOC: "DOCX", Kind.JSON: "TXT"}
_TRIES = 2


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked copy: its bytes and suffix, what was replaced, what was left out (by code of its message), what is left."""

    data: bytes
    suffix: str
    replaced: tuple[Replaced, ...] = ()
    removed: tuple[tuple[str, int], ...] = ()
    left: tuple[Finding, ...] = ()


def masked(opened: Opened, *, allowed: frozenset[str] = frozenset(), boxes: tuple[Box, ...] = ()) -> Masked:
    """A copy of an opened file from which personal data cannot be recovered.

    `allowed` are published telephones and the like, which stay. `boxes` are areas of a picture to be painted over, in pixels
    of the picture upright. Raises MaskingFailed where the proof does not hold, MaskingUnsupported for kinds that cannot be
    masked, and the errors of reading the file.
    """
    if opened.kind in PICTURES:
        data = stripped_picture(opened.data, opened.name, boxes)
        suffix = _PICTURE_SUFFIX.get(opened.kind, f".{opened.kind.name.lower()}")
        return Masked(data, suffix, (), ((PICTURE_DATA.code, 1),), (_unread_picture(opened.name, len(boxes)),))
    if opened.kind not in _SUFFIXES:
        raise _unsupported(opened)
    masker = Masker(frozenset(bare(each) for each in allowed))
    hits = hits_of_document(_document(opened))
    learn_all(masker, hits)
    problem = ""
    for _ in range(_TRIES):
        masker.counts.clear()
        result, given_away = _once(opened, masker, hits)
        result = replace(result, left=(*result.left, *_noted(hits)))
        if given_away is None and not (remaining := _remaining(opened, result.data, masker)):
            return result
        if given_away is None:
            learn_all(masker, remaining, everywhere=True)  # found by the reader alone: replaced wherever it stands
            problem = remaining[0].masked
        else:
            problem = given_away
    raise MaskingFailed(file=opened.name, problem_zh=problem, problem_en=problem)


def masked_file(path: Path, out: Path, *, allowed: frozenset[str] = frozenset()) -> tuple[Path, Masked]:
    """Write the masked copy of a file; its place, which has the suffix of what it became, and what was done and left.

    Nothing is written unless the proof holds, and no file is ever written over. Raises what `masked` raises, and
    MaskingOverwrites.
    """
    result = masked(open_file(path, recognise=True), allowed=allowed)
    target = out if out.suffix.lower() == result.suffix else out.with_name(out.name + result.suffix)
    if target.exists():
        same = target.samefile(path)
        zh, en = ("它就是原文件", "it is the original") if same else ("已有同名文件", "a file of that name exists")
        raise MaskingOverwrites(file=target.name, problem_zh=zh, problem_en=en)
    try:
        with target.open("xb") as file:
            file.write(result.data)
    except FileExistsError as error:  # somebody else has just written it
        raise MaskingOverwrites(file=target.name, problem_zh="已有同名文件", problem_en="a file of that name exists") from error
    return target, result


def _once(opened: Opened, masker: Masker, hits: list[Hit]) -> tuple[Masked, str | None]:
    """One attempt, and what its result still gives away."""
    data, name, kind = opened.data, opened.name, opened.kind
    suffix = _SUFFIXES[kind]
    if kind is Kind.PDF:
        from gongkai.screening.mask_pdf import masked_pdf, pdf_gives_away

        done = masked_pdf(data, name, masker, hits)
        return _told(done.data, suffix, masker, done.removed, done.left), pdf_gives_away(done, name, masker)
    if kind in (Kind.DOCX, Kind.XLSX):
        from gongkai.screening.mask_docx import masked_docx
        from gongkai.screening.mask_package import given_away
        from gongkai.screening.mask_xlsx import masked_xlsx

        written, package = (masked_docx if kind is Kind.DOCX else masked_xlsx)(data, name, masker)
        left = [*package.left, *([_unread_pictures(len(package.media))] if package.media else [])]
        return _told(written, suffix, masker, package.removed, left), given_away(written, name, masker, kind)
    from gongkai.screening.mask_html import masked_html, masked_text

    written, removed, left = (masked_html if kind is Kind.HTML else masked_text)(data, name, masker)
    return _told(written, suffix, masker, removed, left), masker.gives_away(written.decode())


def _told(data: bytes, suffix: str, masker: Masker, removed: Counter[str], left: list[Finding]) -> Masked:
    return Masked(data, suffix, masker.replaced(), tuple(sorted((+removed).items())), tuple(left))


def _noted(hits: list[Hit]) -> list[Finding]:
    """What stays because it is no more than a note, such as the address of an office: for people to see."""
    return [finding_of(hit, "text") for hit in hits if hit.code in MASKABLE and hit.severity is Severity.NOTE]


def _remaining(opened: Opened, data: bytes, masker: Masker) -> list[Hit]:
    """What the reader still finds in the copy. A PDF that became pictures has no text, which is well."""
    document = _document(replace(opened, data=data, disguised_as=None))
    return [hit for hit in hits_of_document(document) if masker.concerns(hit)]


def _document(opened: Opened) -> Document:
    """The Document; a text whose tables cannot be told apart line by line; a file without text as an empty one."""
    try:
        return document_of(opened)
    except (NoText, ScannedPdf):
        return Document(opened.kind.name.lower(), (), name=opened.name)
    except FlatText:
        from gongkai.readers.decoding import decode

        lines = decode(opened.data, file=opened.name).splitlines()
        return Document("txt", tuple(Paragraph(line) for line in lines), name=opened.name)


def _unsupported(opened: Opened) -> MaskingUnsupported:
    kind = opened.kind.value
    target = _TARGETS.get(opened.kind, kind.target or "DOCX / PDF")
    return MaskingUnsupported(file=opened.name, kind_zh=kind.zh, kind_en=kind.en, target=target)


_UNREAD = Words(
    "图片未作文字识别，其中的个人信息须人工审查", "pictures were not recognised; a person must look at what they show"
)


def _unread_pictures(count: int) -> Finding:
    return NOT_MASKED.at("media", name=f"media × {count}", problem=_UNREAD)


def _unread_picture(name: str, painted: int) -> Finding:
    zh, en = f"已涂去 {painted} 处，其余内容须人工审查", f"{painted} areas were painted over; a person must look at the rest"
    return NOT_MASKED.at("picture", name=name, problem=Words(zh, en))
