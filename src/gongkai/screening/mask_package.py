"""Office packages (DOCX, XLSX) put together anew from the parts that are meant to be seen; the rest is left out."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from gongkai.core.errors import UnreadableReport
from gongkai.core.findings import Finding, Words
from gongkai.readers.archive import Archive
from gongkai.readers.sniff import Kind, sniff
from gongkai.screening.mask_text import Masker, bare
from gongkai.screening.messages_files import (
    COMMENT,
    EMBEDDED,
    MACRO,
    METADATA,
    NOT_MASKED,
    PIVOT_CACHE,
    SIGNATURE,
    THUMBNAIL,
    UNSEEN_PART,
)
from gongkai.screening.pictures import KINDS, stripped_picture

_TYPES = "[Content_Types].xml"
_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_RELATION_SPACE: dict[Any, str] = {None: _RELATION[1 : _RELATION.index("}")]}
_TYPE_SPACE: dict[Any, str] = {None: _CT[1:-1]}
_OFFICE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_PIXEL = bytes.fromhex(  # one white pixel
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63f8"
    "0f0001010100b138f6140000000049454e44ae426082"
)
_BLANK = Words(
    "无法检查其内容，已换成空白图片",
    "what is in it cannot be looked at; a blank picture stands in its place",
)
_DAY = (1980, 1, 1, 0, 0, 0)
_TELLING = (
    ("comment", COMMENT.code),
    ("person", COMMENT.code),
    ("people", COMMENT.code),
    ("vba", MACRO.code),
    ("activex", MACRO.code),
    ("ctrlprop", MACRO.code),
    ("thumbnail", THUMBNAIL.code),
    ("docprops", METADATA.code),
    ("customxml", METADATA.code),
    ("pivot", PIVOT_CACHE.code),
    ("_xmlsignatures", SIGNATURE.code),
    ("embeddings", EMBEDDED.code),
)


@dataclass(slots=True)
class Package:
    """The parts of a package while it is put together anew. Part names are lower case, as `Archive` gives them.

    `kinds` are the ends of the content types that are kept, `removed` counts what was left out by the code of its message.
    """

    archive: Archive
    kinds: tuple[str, ...]
    removed: Counter[str] = field(default_factory=Counter)
    left: list[Finding] = field(default_factory=list)
    roots: dict[str, etree._Element] = field(default_factory=dict)
    media: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)

    def load(self) -> None:
        """Parse the XML parts that are kept, clean the pictures, count the rest as removed."""
        types = self.archive.xml(_TYPES)
        by_end = {one.get("Extension", "").lower(): one.get("ContentType", "") for one in types.iter(_CT + "Default")}
        by_name = {
            one.get("PartName", "").lstrip("/").lower(): one.get("ContentType", "") for one in types.iter(_CT + "Override")
        }
        for part in self.archive.parts():
            kind = by_name.get(part) or by_end.get(posixpath.splitext(part)[1].lstrip("."), "")
            if part == _TYPES.lower() or part.endswith((".rels", "/")):
                continue
            if kind.endswith(self.kinds):
                self.types[part] = kind
                self.roots[part] = self._parsed(part)
            elif kind.startswith("image/") and "thumbnail" not in part:
                self._picture(part)
            else:
                self.removed[next((code for word, code in _TELLING if word in part), UNSEEN_PART.code)] += 1

    def _parsed(self, part: str) -> etree._Element:
        root = self.archive.xml(part)
        for node in list(root.iter(etree.ProcessingInstruction)):
            drop(node)
        return root

    def _picture(self, part: str) -> None:
        data = self.archive.read(part)
        clean: bytes | None = None
        if sniff(data) in KINDS:
            try:
                clean = stripped_picture(data, part)
            except UnreadableReport:
                clean = None
        if clean is None:  # a vector drawing or a broken picture: nobody can say what is in it
            self.left.append(NOT_MASKED.at(part, name=part, problem=_BLANK))
            self.renamed[part] = f"{part}.png"
            clean = _PIXEL
        self.media[self.renamed.get(part, part)] = clean

    def relations(self, part: str) -> dict[str, str]:
        """The parts that one part names, by the identifier of the relationship; none outside the package."""
        return {one.get("Id", ""): target for one, target in self._relations(part)}

    def _relations(self, part: str) -> Iterator[tuple[etree._Element, str]]:
        folder, file = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", file + ".rels")
        if rels not in self.archive:
            return
        for one in self.archive.xml(rels).iter(_RELATION):
            if one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/").lower()
                yield one, target

    def kept(self, target: str) -> bool:
        """Whether a part stays."""
        return target in self.roots or target in self.media or target in self.renamed

    def cut_loose(self) -> None:
        """Take away what names a part that is no longer there."""
        for part, root in self.roots.items():
            known = {name for name, target in self.relations(part).items() if self.kept(target)}
            for element in list(root.iter(etree.Element)):
                for name, value in list(element.attrib.items()):
                    if (
                        isinstance(name, str)
                        and name.startswith(tuple(f"{{{space}}}" for space in _OFFICE))
                        and value not in known
                    ):
                        del element.attrib[name]

    def built(self) -> bytes:
        """The package as bytes: deterministic, every part listed, nothing else in it."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            _put(target, _TYPES, self._content_types())
            for part in ("", *self.roots):
                if (relations := self._rewritten(part)) is not None:
                    folder, file = posixpath.split(part)
                    _put(target, posixpath.join(folder, "_rels", file + ".rels"), relations)
            for part, root in self.roots.items():
                _put(target, part, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
            for part, data in self.media.items():
                _put(target, part, data)
        return out.getvalue()

    def _rewritten(self, part: str) -> bytes | None:
        root = etree.Element(_RELATION + "s", nsmap=_RELATION_SPACE)
        for one, target in self._relations(part):
            if self.kept(target):
                where = "/" + self.renamed.get(target, target)
                etree.SubElement(root, _RELATION, Id=one.get("Id", ""), Type=one.get("Type", ""), Target=where)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) if len(root) else None

    def _content_types(self) -> bytes:
        root = etree.Element(_CT + "Types", nsmap=_TYPE_SPACE)
        etree.SubElement(
            root, _CT + "Default", Extension="rels", ContentType="application/vnd.openxmlformats-package.relationships+xml"
        )
        etree.SubElement(root, _CT + "Default", Extension="xml", ContentType="application/xml")
        for part, kind in self.types.items():
            etree.SubElement(root, _CT + "Override", PartName="/" + part, ContentType=kind)
        for part, data in self.media.items():
            kind = f"image/{sniff(data).name.lower()}"
            etree.SubElement(root, _CT + "Override", PartName="/" + part, ContentType=kind)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _put(target: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    target.writestr(entry, data)


def drop(element: etree._Element) -> None:
    """Take an element away with all it holds; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Put an element's children in its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for offset, child in enumerate(list(element)):
        parent.insert(at + offset, child)
    drop(element)


def given_away(data: bytes, name: str, masker: Masker, kind: Kind) -> str | None:
    """What can still be read in the raw bytes or the text of any part of a package; None if nothing can."""
    with Archive(data, name, kind.value.zh, kind.value.en) as archive:
        for part in archive.parts():
            if part.endswith((".xml", ".rels")):
                texts = [
                    archive.read(part).decode("utf-8", "replace"),
                    "".join(str(text) for text in archive.xml(part).itertext()),
                ]
            else:
                texts = [archive.read(part).decode("latin-1")]
            for text in texts:
                if (masked := masker.gives_away(text)) is not None:
                    return f"{masked} ({part})"
    return None


def is_blank(text: str | None) -> bool:
    """Whether a text shows nothing."""
    return not text or not bare(text)
