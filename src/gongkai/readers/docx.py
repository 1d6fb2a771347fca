"""DOCX into a Document: the main part's visible text and tables, footnotes after it, properties as meta.

Tracked insertions are read and deletions are not, as the page would show with all changes accepted. Headers and
footers are left out. Transitional and strict files alike; nothing outside the container is ever followed.
"""

from __future__ import annotations

import posixpath

from lxml import etree

from gongkai.core.errors import NoText
from gongkai.readers.archive import Archive
from gongkai.readers.document import Document
from gongkai.readers.docx_flow import Walk
from gongkai.readers.docx_numbering import Numbering
from gongkai.readers.docx_styles import Styles
from gongkai.readers.layout import RawParagraph, RawTable, blocks_of
from gongkai.readers.sniff import Kind

NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",  # strict
)
_NOTES = ("footnotes", "endnotes")
_PROPERTIES = ("docProps/core.xml", "docProps/app.xml")
_PROPERTY_NAMES = (
    "title subject creator keywords description lastModifiedBy created modified category Application Company Manager Pages"
)
_LENGTH = 1000


def read_docx(data: bytes, name: str) -> Document:
    """The Document of a DOCX file.

    Raises DamagedFile, EncryptedFile, UnpacksTooLarge, EntitiesRefused or TooComplex for files that are broken or hostile,
    NoText for one without text.
    """
    with Archive(data, name, Kind.DOCX.value.zh, Kind.DOCX.value.en) as archive:
        main = _main_part(archive)
        root = archive.xml(main)
        w = f"{{{etree.QName(root).namespace}}}"
        if w[1:-1] not in NAMESPACES:
            raise archive.damaged(f"{main} 不是 Word 正文", f"{main} is no Word text")
        related = _related(archive, main)
        styles = Styles(_optional(archive, related.get("styles")), w)
        numbering = Numbering(_optional(archive, related.get("numbering")), w)
        walk = Walk(name, w, styles, numbering)
        raw: list[RawParagraph | RawTable] = []
        for body in root.iterchildren(w + "body"):
            raw.extend(walk.blocks(body))
        for kind in _NOTES:
            if (notes := _optional(archive, related.get(kind))) is not None:
                raw.extend(_notes(notes, walk, w))
        blocks = blocks_of(raw)
        if not blocks:
            raise NoText(file=name)
        meta = _properties(archive)
    if numbering.used:
        meta["numbering"] = "generated"  # numbers that Word counts were put before their text
    return Document(format="docx", blocks=blocks, name=name, meta=meta)


def _main_part(archive: Archive) -> str:
    """The part that the container names as its document."""
    return next(iter(_relationships(archive, "", "officeDocument")), "word/document.xml")


def _related(archive: Archive, part: str) -> dict[str, str]:
    """The parts beside the main one by the kind of their relationship."""
    return {
        kind: target
        for kind in ("styles", "numbering", *_NOTES)
        for target in _relationships(archive, part, kind)
        if target in archive
    }


def _relationships(archive: Archive, part: str, kind: str) -> list[str]:
    """Targets inside the container of the relationships of one kind; external ones are not followed."""
    folder, file = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", file + ".rels")
    if rels not in archive:
        return []
    found = []
    for relation in archive.xml(rels):
        if relation.get("Type", "").endswith("/" + kind) and relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            found.append(target.lstrip("/"))
    return found


def _optional(archive: Archive, part: str | None) -> etree._Element | None:
    return None if part is None else archive.xml(part)


def _notes(root: etree._Element, walk: Walk, w: str) -> list[RawParagraph | RawTable]:
    """Footnotes or endnotes in order, without the rules that separate them from the text."""
    blocks: list[RawParagraph | RawTable] = []
    for note in root:
        if note.get(w + "type") in (None, "normal"):
            blocks.extend(walk.blocks(note))
    return blocks


def _properties(archive: Archive) -> dict[str, str]:
    """What the file says of itself, uninterpreted."""
    found: dict[str, str] = {}
    for part in _PROPERTIES:
        if part in archive:
            for entry in archive.xml(part):
                name = etree.QName(entry).localname
                if name in _PROPERTY_NAMES.split() and entry.text:
                    found[name] = entry.text[:_LENGTH]
    return found
