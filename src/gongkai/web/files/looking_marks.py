"""Secrecy marks anywhere in a file: not only in what it shows, but in headers, notes, names, properties and what is embedded.

《保守国家秘密法》第22条, law.md 10.3. What is only quoted, or may be a word of a table, is for people to verify; it does not
close the door.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from zipfile import ZipFile, ZipInfo

from lxml import etree

from gongkai.core.errors import DamagedFile, UnreadableReport
from gongkai.core.findings import Severity
from gongkai.readers.archive import Archive
from gongkai.readers.document import Document, Table
from gongkai.readers.sniff import Kind
from gongkai.screening.findings import SECRET_MARK
from gongkai.screening.secrecy import mark_in_name, secrecy_hits

OPENING = 12  # texts with something in them at the beginning of a paper, where marks stand
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
_MOST_WINDOWS = 20_000
_AROUND = 60  # characters that are looked at beside the word
_TELLING = ("密".encode(), b"&#")
_PARAGRAPHS = frozenset({"p", "si", "is", "comment", "threadedComment", "TextObject", "docPr", "cNvPr"})
_NAMING = frozenset({"descr", "title", "alt", "name", "Name", "Title", "displayName", "author", "Creator", "content", "value"})
_HEADER_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d{1,3}|[A-Za-z])')


def is_secret(text: str, *, opening: bool = False, cell: bool = False) -> bool:
    """Whether a text bears a mark that is sure."""
    if "密" not in text:
        return False
    return any(
        hit.code == SECRET_MARK.code and hit.severity is Severity.ERROR
        for hit in secrecy_hits(text, opening=opening, cell=cell)
    )


def is_secret_name(name: str) -> bool:
    """Whether a name or a property bears one."""
    mark = mark_in_name(name) if "密" in name else None
    return mark is not None and mark.code == SECRET_MARK.code


def document_marked(document: Document) -> bool:
    """Marks in a paper's opening whatever they stand in, over the cells of a row, and over the lines of a narrow box."""
    shown = 0
    before: list[str] = []
    for block in document.blocks:
        texts = [cell.text for cell in block.cells] if isinstance(block, Table) else [block.text]
        for text in texts:
            shown += bool(text.strip())
            if shown <= OPENING and is_secret(text.replace("\n", ""), opening=True):
                return True
        if isinstance(block, Table) and any(is_secret("".join(cell.text for cell in row), cell=True) for row in block.rows()):
            return True
        before = [*before[-5:], "".join(texts)] if len("".join(texts).strip()) <= 2 else []
        if len(before) > 1 and is_secret("".join("".join(before).split()), opening=True):
            return True  # one character a line, as in a narrow text box
    return any(is_secret_name(str(value)) for value in document.meta.values())


def raw_marked(data: bytes) -> bool:
    """Marks with their star in bytes that no reader of ours takes apart, in the encodings Chinese offices write."""
    for encoding in _ENCODINGS:
        word, wide = "密".encode(encoding), 2 if encoding.startswith("utf-16") else 1
        for number, found in enumerate(re.finditer(re.escape(word), data)):
            if number > _MOST_WINDOWS:
                break
            for back in (2, 3, 4, 6, 8) if wide == 2 else (2, 3, 4, 5, 6):
                start = max(0, found.start() - back)
                window = data[start : found.start() + _AROUND * 3]
                line = re.split(r"[\x00-\x08\x0a-\x1f�]", window.decode(encoding, "replace"))
                if any(is_secret(each, cell=True) for each in line[:2]):
                    return True
    return False


class Said(NamedTuple):
    """A text of a package: whether it stands in a table cell, and whether it is a name or property rather than prose."""

    text: str
    cell: bool = False
    name: bool = False

    def secret(self) -> bool:
        """Whether it bears a mark that is sure."""
        return is_secret_name(self.text) if self.name else is_secret(self.text, opening=not self.cell, cell=self.cell)


def package_texts(archive: Archive) -> Iterator[Said]:
    """All that the parts of an Office or OFD package say, shown or not."""
    for part in archive.parts():
        yield Said(part, name=True)
        if not part.endswith((".xml", ".rels", ".vml", ".svg")):
            continue
        content = archive.read(part) if part.endswith((".vml", ".svg")) else archive.xml_bytes(part)
        if not any(mark in content for mark in _TELLING):
            continue
        for said in xml_texts(_parsed(archive, content, part)):
            yield said._replace(name=True) if part.startswith("docprops/") else said


def _parsed(archive: Archive, content: bytes, part: str) -> Any:
    try:
        return archive.parsed(content, part)
    except DamagedFile:
        if part.endswith(".xml"):
            raise
    return etree.fromstring(content, etree.HTMLParser(encoding="utf-8", no_network=True)) or etree.Element("x")


def xml_texts(root: Any) -> Iterator[Said]:
    """Paragraphs whole, lone texts, and the attributes in which programs keep names and descriptions."""
    boxes: list[Any] = []
    for element in root.iter(etree.Element):
        tag = str(element.tag).rpartition("}")[2]
        for key, value in element.attrib.items():
            if str(key).rpartition("}")[2] in _NAMING:
                yield Said(str(value), name=True)
        if tag in _PARAGRAPHS:
            yield Said("".join(str(text) for text in element.itertext()), _in_cell(element, tag))
        elif tag == "txbxContent":
            boxes.append(element)
        elif element.text and element.text.strip():
            yield Said(_HEADER_CODES.sub(" ", element.text), _in_cell(element, tag))
    for box in boxes:  # a narrow box stands one character a paragraph
        joined = "".join("".join(str(text) for text in box.itertext()).split())
        yield Said(joined, len(joined) > _AROUND)


def _in_cell(element: Any, tag: str) -> bool:
    return tag in {"si", "is", "TextCode", "TextObject", "v", "t"} or next(element.iterancestors("{*}tc"), None) is not None


def package_marked(archive: Archive) -> bool:
    """Whether any part of a package bears a mark."""
    return any(said.secret() for said in package_texts(archive))


def pdf_marked(data: bytes, name: str) -> bool:
    """Text of all pages, drawn visibly or not, and what the file says in notes, forms, outlines and properties."""
    import pypdfium2

    from gongkai.web.files.looking_pdf import strings_in

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return False  # the reader says so in a sentence
    try:
        if any(_page_marked(pdf, number) for number in range(len(pdf))):
            return True
    finally:
        pdf.close()
    return any(is_secret(text, opening=True) or is_secret_name(text) for text in strings_in(data, name))


def _page_marked(pdf: Any, number: int) -> bool:
    import pypdfium2

    try:
        text = pdf[number].get_textpage().get_text_bounded()
    except pypdfium2.PdfiumError:
        return False  # a broken page: the reader says so
    lines = [line for line in text.splitlines() if line.strip()]
    opening = OPENING if number == 0 else 0
    return any(is_secret(line, opening=place < opening, cell=place >= opening) for place, line in enumerate(lines))


def html_marked(data: bytes, name: str) -> bool:
    """Comments, attributes and hidden parts of a page, besides what it shows."""
    from gongkai.screening.html_view import page_of

    try:
        root = page_of(data, name)
    except UnreadableReport:
        return raw_marked(data)
    comments = [each.text or "" for each in root.iter(etree.Comment)]
    texts = [*(str(text) for text in root.itertext()), *comments]
    if any(is_secret(text, cell=True) for text in texts):
        return True
    return any(is_secret_name(str(value)) for element in root.iter(etree.Element) for value in element.attrib.values())


def member_name(entry: ZipInfo) -> str:
    """A member's name as its maker wrote it: old programs write GBK and do not say so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def members(container: ZipFile) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of every file in a ZIP; the table of contents was judged at the door."""
    for entry in container.infolist():
        if not entry.is_dir():
            with container.open(entry) as stream:
                yield member_name(entry), stream.read(entry.file_size + 1)


PACKAGES = {Kind.DOCX, Kind.XLSX, Kind.OFD}
