"""PDF pages with nothing but what is drawn: no annotations, properties, tags or data of programs."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pikepdf

from gongkai.screening.messages_files import (
    ANNOTATION,
    ATTACHMENT,
    EARLIER_VERSION,
    FORM_FIELD,
    LAYER,
    METADATA,
    SCRIPT,
    THUMBNAIL,
)
from gongkai.screening.pictures import without_segments

_SHOWN = ("/Widget", "/Stamp")  # annotations that are part of what a page shows
_HIDDEN_FLAGS = 0b100010  # Hidden, NoView
_DEEPEST = 24
_MOST_OBJECTS = 100_000
_CARRIED = (
    *("/Metadata", "/PieceInfo", "/LastModified", "/OPI", "/Alternates", "/AA", "/StructParent", "/StructParents", "/OC"),
    *("/Measure", "/PtData", "/Properties"),
)
_KEPT = ("/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/Contents", "/Group", "/UserUnit")
_BRACKETS = {"BDC": "BMC", "DP": "MP"}
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")


def old_catalogue(source: Any, data: bytes) -> Counter[str]:
    """What the file holds besides pages, all of which is left out: counts by code."""
    root, found = source.Root, Counter[str]()
    found[METADATA.code] = int("/Metadata" in root) + len(source.docinfo or {})
    found[ATTACHMENT.code] = len(source.attachments) + int("/AF" in root)
    found[SCRIPT.code] = int("/OpenAction" in root) + int("/AA" in root) + int("/JavaScript" in root.get("/Names", {}))
    found[FORM_FIELD.code] = int("/AcroForm" in root)
    found[LAYER.code] = int("/OCProperties" in root)
    found[EARLIER_VERSION.code] = max(data.count(b"%%EOF") - 1 - int("/Linearized" in str(data[:1024])), 0)
    return +found


def hides_layers(source: Any) -> bool:
    """Whether there is content that can be switched on and off."""
    properties = source.Root.get("/OCProperties")
    if properties is None:
        return False
    return len(properties.get("/OCGs", [])) > 0


def only_fields_and_stamps(page: Any, removed: Counter[str]) -> None:
    """Take all annotations off a page but those that show fields and stamps."""
    kept = []
    for annotation in _annotations(page):
        shown = annotation.get("/Subtype") in _SHOWN and not int(annotation.get("/F", 0)) & _HIDDEN_FLAGS
        if shown and "/AP" in annotation:
            kept.append(annotation)
        elif annotation.get("/Subtype") != "/Link":
            removed[ANNOTATION.code] += 1
    if kept:
        page.Annots = pikepdf.Array(kept)
    elif "/Annots" in page:
        del page["/Annots"]
    if "/Thumb" in page:
        removed[THUMBNAIL.code] += 1
        del page["/Thumb"]


def _annotations(page: Any) -> list[Any]:
    annotations = page.get("/Annots")
    if not isinstance(annotations, pikepdf.Array):
        return []
    return [each for each in annotations if isinstance(each, pikepdf.Dictionary)]


def bare_page(page: Any, source: Any, target: Any) -> None:
    """Add a page to another file with its drawing alone."""
    inherited = {key: value for key in _INHERITED if (value := _inherited(page, key)) is not None}
    for key in list(page.keys()):
        if key not in _KEPT:
            del page[key]
    for key, value in inherited.items():
        page[key] = value
    for key in _KEPT:
        if key in page and key != "/Parent":
            _strip(page[key], set(), 0)
    if (plain := _without_tags(page)) is not None:
        page.Contents = source.make_stream(plain)
    target.pages.append(pikepdf.Page(page))


def _inherited(page: Any, key: str) -> Any:
    node, steps = page, 0
    while node is not None and steps < _DEEPEST:
        if key in node:
            return node[key]
        node, steps = node.get("/Parent"), steps + 1
    return None


def _strip(item: Any, seen: set[tuple[int, int]], depth: int) -> None:
    """Take what programs left off every object that a page can reach."""
    if depth > _DEEPEST or len(seen) > _MOST_OBJECTS:
        return
    if isinstance(item, pikepdf.Array):
        for each in item:
            _strip(each, seen, depth + 1)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream) and item.objgen not in seen:
        if item.is_indirect:
            seen.add(item.objgen)
        _strip_dictionary(item)
        for key, value in list(item.items()):
            if key not in ("/Parent", "/P"):
                _strip(value, seen, depth + 1)


def _strip_dictionary(item: Any) -> None:
    for key in _CARRIED:
        if key in item:
            del item[key]
    if isinstance(item, pikepdf.Stream):
        if item.get("/Subtype") == "/Image":
            _strip_picture(item)
        elif item.get("/Subtype") == "/Form" and (plain := _without_tags(item)) is not None:
            item.write(plain)


def _strip_picture(item: Any) -> None:
    """A photograph without EXIF and the place it was taken."""
    if item.get("/Filter") == "/DCTDecode":
        raw = bytes(item.read_raw_bytes())
        plain = without_segments(raw)
        if plain is not None and len(plain) < len(raw):
            item.write(plain, filter=pikepdf.Name.DCTDecode, decode_parms=item.get("/DecodeParms"))


def _without_tags(content: Any) -> bytes | None:
    """Drawing instructions without what is written into the brackets of marked content; None where nothing was.

    A text to be read instead of the one shown (ActualText) is one that nobody sees.
    """
    instructions: list[Any] = []
    changed = False
    for instruction in pikepdf.parse_content_stream(content):
        operator = str(instruction.operator)
        if operator in _BRACKETS:
            changed = True
            plain = pikepdf.Operator(_BRACKETS[operator])
            instructions.append(pikepdf.ContentStreamInstruction([instruction.operands[0]], plain))
        else:
            instructions.append(instruction)
    return pikepdf.unparse_content_stream(instructions) if changed else None
