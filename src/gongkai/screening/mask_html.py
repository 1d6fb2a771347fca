"""Masking web pages and plain text: what is shown stays, with its personal data replaced; the rest of the source goes."""

from __future__ import annotations

import base64
import binascii
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote, unquote_to_bytes

from lxml import etree

from gongkai.core.errors import UnreadableReport
from gongkai.core.findings import Finding, Words
from gongkai.readers.decoding import decode
from gongkai.readers.document import Table, TableCell
from gongkai.screening.html_view import BLOCKS, THROWN, attributes_of, hides, local, page_of
from gongkai.screening.mask_package import drop, is_blank
from gongkai.screening.mask_text import Masker, Piece, Strand, contexts_by_place, mask_seams, mask_strand
from gongkai.screening.messages_files import (
    CONTROL_CHARACTERS,
    DATA_URI,
    HIDDEN_ELEMENT,
    METADATA,
    NOT_MASKED,
    SCRIPT,
    SOURCE_COMMENT,
)
from gongkai.screening.pictures import stripped_picture
from gongkai.screening.text_controls import without_controls

_ADDRESSES = ("href", "src", "action", "poster", "cite", "background", "longdesc")
_KEPT_META = frozenset({"viewport", "content-type"})
_WIDEST = 1000  # columns
_PICTURES = Words(
    "网页引用或者内嵌的图片未作文字识别，须人工审查", "pictures of the page were not recognised; a person must look at them"
)


def masked_html(data: bytes, name: str, masker: Masker) -> tuple[bytes, Counter[str], list[Finding]]:
    """The page in UTF-8 with its personal data replaced, without scripts, comments and hidden parts; what was left out.

    Raises the errors of reading a page.
    """
    root = page_of(data, name)
    removed: Counter[str] = Counter()
    _without_what_is_not_shown(root, removed)
    for element in root.iter(etree.Element):
        _plain_attributes(element, removed)
    for _ in range(2):
        _mask_page(root, masker)
    head = root.find("head")
    if head is None:
        head = etree.Element("head")
        root.insert(0, head)
    head.insert(0, etree.Element("meta", charset="utf-8"))
    pictures = sum(1 for _ in root.iter("img"))
    left = [NOT_MASKED.at("img", name=f"img × {pictures}", problem=_PICTURES)] if pictures else []
    return etree.tostring(root, encoding="utf-8", method="html", doctype="<!DOCTYPE html>"), removed, left


def masked_text(data: bytes, name: str, masker: Masker) -> tuple[bytes, Counter[str], list[Finding]]:
    """A plain text in UTF-8 with its personal data replaced and without invisible characters.

    Raises the errors of reading a text.
    """
    text = decode(data, file=name)
    plain = without_controls(text)
    removed = Counter({CONTROL_CHARACTERS.code: len(text) - len(plain)})
    root = etree.Element("text")
    for line in plain.splitlines():
        etree.SubElement(root, "line").text = "".join(char for char in line if char.isprintable() or char == "\t")
    strands = [[Piece(line)] for line in root]
    for _ in range(2):
        for strand in strands:
            mask_strand(strand, masker)
        mask_seams(strands, masker)
    return "".join(f"{line.text or ''}\n" for line in root).encode(), +removed, []


def _without_what_is_not_shown(root: etree._Element, removed: Counter[str]) -> None:
    for node in list(root.iter(etree.Comment, etree.ProcessingInstruction)):
        removed[SOURCE_COMMENT.code] += 1
        drop(node)
    for element in list(root.iter(etree.Element)):
        tag = local(element)
        if element is root or tag == "body":
            continue
        if tag in THROWN and tag != "style":
            removed[SCRIPT.code if tag == "script" else HIDDEN_ELEMENT.code] += 1
            drop(element)
        elif tag == "meta" and (element.get("name") or element.get("http-equiv") or "").lower() not in _KEPT_META:
            removed[METADATA.code] += element.get("charset") is None
            drop(element)
        elif tag == "meta" and element.get("http-equiv"):
            drop(element)  # names the encoding of the old file
        elif hides(element):
            removed[HIDDEN_ELEMENT.code] += 1
            drop(element)


def _plain_attributes(element: etree._Element, removed: Counter[str]) -> None:
    for key, value in attributes_of(element):
        name = key.lower()
        if name.startswith(("on", "data-")) or value.strip().lower().startswith("javascript:"):
            removed[SCRIPT.code] += 1
            del element.attrib[key]
        elif value.strip().lower().startswith("data:"):
            plain = _plain_data(value.strip())
            removed[DATA_URI.code] += plain is None
            if plain is None:
                del element.attrib[key]
            else:
                element.set(key, plain)


def _plain_data(value: str) -> str | None:
    """A picture inside the page without what it carries; None for anything else."""
    kind, _, body = value[5:].partition(",")
    try:
        raw = base64.b64decode(unquote(body)) if kind.endswith(";base64") else unquote_to_bytes(body)
        clean = stripped_picture(raw, "data:")
    except (UnreadableReport, binascii.Error, ValueError):
        return None
    return f"data:{kind.split(';')[0]};base64,{base64.b64encode(clean).decode()}"


def _mask_page(root: etree._Element, masker: Masker) -> None:
    contexts = _contexts(root)
    for block, strand in _strands(root):
        mask_strand(strand, masker, contexts.get(block, ""))
    for cell, context in contexts.items():
        joined: Strand = [piece for _, strand in _strands(cell) for piece in (*strand, Piece(None, fixed="\n"))]
        mask_strand(joined, masker, context)
    mask_seams([strand for _, strand in _strands(root)], masker)
    for element in root.iter(etree.Element):
        for key, value in attributes_of(element):
            if key in _ADDRESSES and not value.startswith("data:"):
                plain = unquote(value)
                if masker.text(plain) != plain:
                    del element.attrib[key]
            elif not value.startswith("data:"):
                mask_strand([Piece(element, key)], masker)


def _strands(root: etree._Element) -> Iterator[tuple[etree._Element, Strand]]:
    """Text that is read as one, with the innermost block it stands in."""
    strand: Strand = []
    owner = root
    for event, element in etree.iterwalk(root, events=("start", "end")):
        block = local(element) in BLOCKS
        if block and strand:
            yield owner, strand
            strand = []
        if event == "start":
            if block:
                owner = element if local(element) != "br" else owner
            if not is_blank(element.text) and local(element) != "style":
                strand.append(Piece(element))
        else:
            parent = element.getparent()
            if block and parent is not None and local(element) != "br":
                owner = next((each for each in element.iterancestors() if local(each) in BLOCKS), parent)
            if element is not root and not is_blank(element.tail):
                strand.append(Piece(element, "tail"))
    if strand:
        yield owner, strand


def _contexts(root: etree._Element) -> dict[etree._Element, str]:
    """What the headings over and the labels beside each cell of every table say."""
    found: dict[etree._Element, str] = {}
    for table in root.iter("table"):
        cells, elements = _grid(table)
        if cells:
            height = max(cell.row + cell.rowspan for cell in cells)
            width = max(cell.col + cell.colspan for cell in cells)
            contexts = contexts_by_place(Table(tuple(cells), height, width, 1))
            found |= {elements[place]: context for place, context in contexts.items()}
    return found


def _grid(table: etree._Element) -> tuple[list[TableCell], dict[tuple[int, int], etree._Element]]:
    cells: list[TableCell] = []
    elements: dict[tuple[int, int], etree._Element] = {}
    below: dict[int, int] = {}  # columns that a cell above reaches into, and for how many rows more
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    for number, row in enumerate(rows):
        col = 0
        for element in row.iterchildren("td", "th"):
            while below.get(col, 0) > 0:
                col += 1
            across, down = _span(element.get("colspan")), _span(element.get("rowspan"))
            text = "".join(str(each) for each in element.itertext())
            cells.append(TableCell(text, number, col, min(down, len(rows) - number), across, header=local(element) == "th"))
            elements[number, col] = element
            for each in range(col, col + across):
                below[each] = down + 1 if down > 1 else 1
            col += across
        below = {col: left - 1 for col, left in below.items() if left > 1}
    return cells, elements


def _span(value: str | None) -> int:
    return max(1, min(int(value), _WIDEST)) if value and value.strip().isdecimal() else 1
