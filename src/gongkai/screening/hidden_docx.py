"""What hides in a Word document: every part of the package is looked at, not only its text."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from gongkai.core.findings import Finding
from gongkai.readers.archive import Archive
from gongkai.readers.sniff import Kind
from gongkai.screening.findings import finding_of
from gongkai.screening.hidden_package import hits_of, package_findings
from gongkai.screening.messages_files import (
    COMMENT,
    EMBEDDED,
    INVISIBLE_TEXT,
    NO_ALTERNATIVE,
    PROTECTION,
    REVISION,
    REVISION_ID,
    UNSEEN_PART,
)
from gongkai.screening.metadata import office_properties
from gongkai.screening.secrecy import secrecy_hits
from gongkai.screening.text_view import hits_in

_CHANGE_TAGS = (
    "ins del moveFrom moveTo rPrChange pPrChange sectPrChange tblPrChange trPrChange tcPrChange cellIns cellDel cellMerge"
)
_CHANGES = frozenset(_CHANGE_TAGS.split())
_WHITE = frozenset({"FFFFFF", "FEFEFE", "FDFDFD", "white"})
_TINY = 4  # half points: two points
_SHADES = ("{*}shd", "{*}highlight", "{*}pPr/{*}shd", "{*}tcPr/{*}shd", "{*}tblPr/{*}shd")
_NO_SHADE = frozenset({"CLEAR", "NIL", "AUTO", "FFFFFF", "NONE"})
_UNSEEN = ("header", "footer", "comments", "glossary")
_TOLD_BY_THE_READER = ("word/document", "word/footnotes", "word/endnotes")


def docx_findings(data: bytes, name: str) -> Iterator[Finding]:
    """What a DOCX holds besides its text. Raises the errors of reading one."""
    with Archive(data, name, Kind.DOCX.value.zh, Kind.DOCX.value.en) as archive:
        yield from office_properties(archive)
        yield from package_findings(archive)
        for part in archive.parts():
            if part.startswith("word/") and part.endswith(".xml"):
                yield from _of_part(part, archive.xml(part))


def _of_part(part: str, root: etree._Element) -> Iterator[Finding]:
    base = posixpath.basename(part)
    counted: dict[str, int] = {}
    for element in root.iter(etree.Element):
        counted[local(element)] = counted.get(local(element), 0) + 1
    if base.startswith("comments") and counted.get("comment"):
        yield COMMENT.at(part, count=counted["comment"])
    changes = sum(count for tag, count in counted.items() if tag in _CHANGES)
    if changes:
        yield REVISION.at(part, count=changes)
    if base == "settings.xml":
        yield from _of_settings(part, root)
    if any(tag in counted for tag in ("object", "control", "altChunk")):
        yield EMBEDDED.at(part, name=part)
    yield from _invisible(part, root)
    if base.startswith(_UNSEEN):
        text = "".join(t.text or "" for t in root.iter("{*}t"))
        if text.strip() and not base.startswith("comments"):
            yield UNSEEN_PART.at(part, name=part, length=len(text.strip()))
        yield from hits_of(root, part)
        yield from _marks(root, part)
    elif part.startswith(_TOLD_BY_THE_READER):
        yield from _said_aside(part, root)
    pictures = [each for each in root.iter("{*}docPr") if each.getparent() is not None]
    silent = sum(not (each.get("descr") or each.get("title") or _is_decoration(each)) for each in pictures)
    if silent:
        yield NO_ALTERNATIVE.at(part, count=silent)


def _marks(root: etree._Element, part: str) -> Iterator[Finding]:
    """Marks of secrecy in headers, footers and comments, where papers like to carry them (《保守国家秘密法》第22条)."""
    for paragraph in root.iter("{*}p"):
        text = "".join(t.text or "" for t in paragraph.iter("{*}t"))
        yield from (finding_of(hit, part) for hit in secrecy_hits(text, opening=True))


def _of_settings(part: str, root: etree._Element) -> Iterator[Finding]:
    sessions = sum(1 for _ in root.iter("{*}rsid"))
    if sessions:
        yield REVISION_ID.at(part, count=sessions)
    for tag in ("documentProtection", "writeProtection"):
        if next(root.iter(f"{{*}}{tag}"), None) is not None:
            yield PROTECTION.at(part, name=tag)


def _invisible(part: str, root: etree._Element) -> Iterator[Finding]:
    """White and tiny text everywhere, hidden text where the reader does not tell of it."""
    found: dict[str, int] = {}
    for run in root.iter("{*}r"):
        text = "".join(t.text or "" for t in run.iter("{*}t"))
        properties = next(run.iterchildren("{*}rPr"), None)
        if properties is None or not text.strip():
            continue
        for child in properties:
            value = next((str(value) for key, value in child.attrib.items() if str(key).endswith("}val")), "")
            tag, how = local(child), ""
            if tag == "vanish" and value not in ("0", "false", "off") and not part.startswith(_TOLD_BY_THE_READER):
                how = "vanish"
            elif tag == "color" and value in _WHITE and not _is_shaded(run, properties):
                how = "#FFFFFF"
            elif tag == "sz" and value.isdecimal() and int(value) <= _TINY:
                how = f"{int(value) / 2:g} pt"
            if how:
                found[how] = found.get(how, 0) + 1
    for how, count in sorted(found.items()):
        yield INVISIBLE_TEXT.at(part, count=count, how=how)


def _is_shaded(run: etree._Element, properties: etree._Element) -> bool:
    """Whether white text stands on a colour: its own, its paragraph's, its cell's or that of a text box."""
    for holder in (properties, *run.iterancestors("{*}p", "{*}tc", "{*}tr", "{*}tbl")):
        for path in _SHADES:
            for shade in holder.iterfind(path):
                values = {str(value).upper() for value in shade.attrib.values()}
                if not values <= _NO_SHADE:
                    return True
    return next(run.iterancestors("{*}txbxContent"), None) is not None or _has_table_style(run)


def _has_table_style(run: etree._Element) -> bool:
    table = next(run.iterancestors("{*}tbl"), None)
    return table is not None and table.find("{*}tblPr/{*}tblStyle") is not None


def _said_aside(part: str, root: etree._Element) -> Iterator[Finding]:
    """Personal data in what the text does not show: struck-out text, field codes, what pictures and controls say."""
    texts = ["".join(t.text or "" for t in each.iter("{*}delText", "{*}t")) for each in root.iter("{*}del", "{*}moveFrom")]
    texts.extend(each.text or "" for each in root.iter("{*}instrText", "{*}fldData"))
    for element in root.iter("{*}docPr", "{*}cNvPr", "{*}fldSimple", "{*}alias", "{*}tag", "{*}bookmarkStart", "{*}listItem"):
        texts.extend(str(value) for value in element.attrib.values())
    for text in dict.fromkeys(texts):
        yield from (finding_of(hit, part) for hit in hits_in(text))


def _is_decoration(element: etree._Element) -> bool:
    return any(value.get("val") in ("1", "true") for value in element.iter("{*}decorative"))


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
