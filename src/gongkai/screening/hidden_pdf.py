"""What hides in a PDF: properties, annotations, attachments, scripts, layers, earlier versions, and text that nobody sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from gongkai.core.findings import Finding, Words
from gongkai.core.report.exchange import Place
from gongkai.readers.pdf_file import OpenPdf, open_pdf
from gongkai.screening.findings import finding_of
from gongkai.screening.hidden_pdf_file import objects_of
from gongkai.screening.messages_files import (
    ANNOTATION,
    ATTACHMENT,
    COVERED_TEXT,
    EARLIER_VERSION,
    ENCRYPTED,
    EXTERNAL,
    FORM_FIELD,
    INVISIBLE_TEXT,
    LAYER,
    SCRIPT,
    THUMBNAIL,
    UNTAGGED,
)
from gongkai.screening.metadata import property_findings, shown_safely
from gongkai.screening.pdf_view import Glyph, PageView, unseen_in, view_of
from gongkai.screening.pictures import picture_findings
from gongkai.screening.text_view import hits_in

_ACTIONS = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/RichMediaExecute")
_MOST_XMP = 1024 * 1024
_MOST = 2000  # annotations, fields and pictures that are looked at
_HOW = {
    "invisible": Words("不显示的文字", "drawn invisibly"),
    "outside": Words("页面以外", "off the page"),
    "tiny": Words("字号极小", "tiny"),
    "under_scan": Words("扫描图像下的识别文字", "recognised text under a scan"),
    "pale": Words("与背景同色", "in the colour of its background"),
}


def pdf_findings(data: bytes, name: str) -> Iterator[Finding]:
    """What a PDF holds besides what it shows. Raises the errors of reading one, ScreeningNotInstalled without pikepdf."""
    with open_pdf(data, name) as file:
        texts = [each for number in range(1, file.pages + 1) for each in _of_text(file, view_of(file, number))]
    with objects_of(data, name) as pdf:
        yield from _of_file(pdf, data)
        yield from _of_catalogue(pdf)
        for number, page in enumerate(pdf.pages, 1):
            yield from _of_page(page.obj, number)
        yield from _of_pictures(pdf, name)
    yield from texts


def _of_file(pdf: Any, data: bytes) -> Iterator[Finding]:
    info = {str(key).lstrip("/"): str(value) for key, value in (pdf.docinfo or {}).items()}
    if "Creator" in info:  # the program, not a person
        info["CreatorTool"] = info.pop("Creator")
    yield from property_findings(info, "Info")
    if "/Metadata" in pdf.Root:
        yield from property_findings(_xmp(pdf.Root.Metadata), "XMP")
    if pdf.is_encrypted:
        yield ENCRYPTED.at("PDF")
    versions = data.count(b"%%EOF") - 1 - int(pdf.is_linearized)
    if versions > 0:
        yield EARLIER_VERSION.at("PDF", count=versions)


def _xmp(stream: Any) -> dict[str, str]:
    """The simple values of the XMP packet, by name."""
    raw = bytes(stream.read_bytes())[:_MOST_XMP]
    try:
        root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False))
    except etree.XMLSyntaxError:
        return {}
    found: dict[str, str] = {}
    for element in root.iter(etree.Element):
        own = str(element.tag).rpartition("}")[2]
        for key, value in element.attrib.items():
            if not str(key).startswith(("{http://www.w3.org/", "{adobe:")):
                found.setdefault(str(key).rpartition("}")[2], str(value))
        if element.text and element.text.strip() and not len(element):
            found.setdefault(own if own != "li" else _owner(element), element.text.strip())
    return found


def _owner(element: etree._Element) -> str:
    """The property that an entry of a list belongs to."""
    for each in element.iterancestors():
        if "www.w3.org" not in str(each.tag):
            return str(each.tag).rpartition("}")[2]
    return "li"


def _of_catalogue(pdf: Any) -> Iterator[Finding]:
    import pikepdf

    root = pdf.Root
    for name in list(pdf.attachments.keys())[:_MOST]:
        yield ATTACHMENT.at("PDF", name=shown_safely(str(name)))
    actions = [key.lstrip("/") for key in ("/AA",) if key in root]
    opening = root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary) and opening.get("/S") in _ACTIONS:
        actions.append(str(opening.S).lstrip("/"))
    if "/JavaScript" in root.get("/Names", {}):
        actions.append("JavaScript")
    if actions:
        yield SCRIPT.at("PDF", name=", ".join(actions))
    fields = root.get("/AcroForm", {}).get("/Fields", [])
    if len(fields):
        yield FORM_FIELD.at("PDF", count=len(fields))
        for field in list(fields)[:_MOST]:
            yield from (finding_of(hit, "AcroForm") for hit in hits_in(str(field.get("/V", ""))))
    layers = root.get("/OCProperties", {})
    off = [str(each.get("/Name", "")) for each in layers.get("/D", {}).get("/OFF", [])]
    if off:
        yield LAYER.at("PDF", count=len(layers.get("/OCGs", [])), name="、".join(map(shown_safely, off)))
    if not root.get("/MarkInfo", {}).get("/Marked", False) or "/StructTreeRoot" not in root:
        yield UNTAGGED.at("PDF", problem=Words("没有标签", "has no tags"))
    elif "/Lang" not in root:
        yield UNTAGGED.at("PDF", problem=Words("没有注明语言", "does not say its language"))


def _of_page(page: Any, number: int) -> Iterator[Finding]:
    import pikepdf

    where, place = f"p.{number}", Place(page=number)
    kinds: Counter[str] = Counter()
    actions: Counter[str] = Counter()
    annotations = page.get("/Annots", [])
    for annotation in list(annotations)[:_MOST] if isinstance(annotations, pikepdf.Array) else []:
        if not isinstance(annotation, pikepdf.Dictionary):
            continue
        action: Any = annotation.get("/A", {})
        kind = str(action.get("/S", "")) if isinstance(action, pikepdf.Dictionary) else ""
        actions[kind.lstrip("/")] += kind in _ACTIONS
        target = str(action.get("/URI", "")) if kind == "/URI" else ""
        yield from (finding_of(hit, where) for hit in hits_in(target))
        if target and not target.lower().startswith(("http:", "https:", "mailto:", "tel:")):
            yield EXTERNAL.at(where, place, target=shown_safely(target))
        subtype = str(annotation.get("/Subtype", "")).lstrip("/")
        if subtype not in ("Link", "Widget", "Popup"):
            kinds[subtype] += 1
            yield from (finding_of(hit, where) for hit in hits_in(str(annotation.get("/Contents", ""))))
    if kinds:
        yield ANNOTATION.at(where, place, count=kinds.total(), name=", ".join(sorted(kinds)))
    if +actions:
        yield SCRIPT.at(where, place, name=", ".join(sorted(+actions)))
    if "/Thumb" in page:
        yield THUMBNAIL.at(where, place, name=where)


def _of_pictures(pdf: Any, name: str) -> Iterator[Finding]:
    """What photographs in the file carry."""
    import pikepdf

    looked = 0
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image" and item.get("/Filter") == "/DCTDecode":
            looked += 1
            if looked > _MOST:
                return
            yield from picture_findings(bytes(item.read_raw_bytes()), name, f"object {item.objgen[0]}")


def _of_text(file: OpenPdf, view: PageView) -> Iterator[Finding]:
    """Text that is in the file and not on the sheet, and personal data in it."""
    unseen = unseen_in(file, view)
    where = f"p.{view.number}"
    for how in _HOW:
        glyphs: list[Glyph] = getattr(unseen, how)
        if glyphs:
            yield INVISIBLE_TEXT.at(where, _place(view, glyphs), count=len(glyphs), how=_HOW[how])
    if unseen.covered:
        yield COVERED_TEXT.at(where, _place(view, unseen.covered), count=len(unseen.covered))
    for glyphs in (unseen.invisible, unseen.outside, unseen.tiny, unseen.under_scan, unseen.pale, unseen.covered):
        yield from (finding_of(hit, where) for hit in hits_in("".join(glyph.char for glyph in glyphs)))


def _place(view: PageView, glyphs: list[Glyph]) -> Place:
    boxes = [glyph.box for glyph in glyphs]
    around = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return Place(page=view.number, box=around)
