"""Masking Word documents: text replaced across runs, changes settled, whatever is not seen taken away."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from gongkai.readers.archive import Archive
from gongkai.readers.document import Table, TableCell
from gongkai.readers.docx_styles import Styles, child_of, is_on
from gongkai.readers.sniff import Kind
from gongkai.screening.mask_package import Package, drop, is_blank, unwrap
from gongkai.screening.mask_text import NEWLINE, Masker, Piece, Strand, contexts_by_place, mask_seams, mask_strand
from gongkai.screening.messages_files import COMMENT, EMBEDDED, EXTERNAL, INVISIBLE_TEXT, REVISION

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MAINS = ("document.main+xml", "template.main+xml", "document.macroEnabled.main+xml", "templateMacroEnabledTemplate.main+xml")
_KINDS = (
    *_MAINS,
    *(f"wordprocessingml.{name}+xml" for name in ("styles", "numbering", "settings", "fontTable", "header", "footer")),
    *(f"wordprocessingml.{name}+xml" for name in ("footnotes", "endnotes")),
    *("officedocument.theme+xml", "drawingml.chart+xml", "drawingml.chartshapes+xml"),
    *(f"drawingml.diagram{name}+xml" for name in ("Data", "Layout", "Style", "Colors")),
    "ms-office.drawingml.diagramDrawing+xml",
)
_CHANGES = "rPrChange pPrChange sectPrChange tblPrChange tblPrExChange tcPrChange trPrChange tblGridChange numberingChange"
_REVISION_TAGS = f"del moveFrom delText delInstrText cellDel {_CHANGES}"
_COMMENT_TAGS = "commentRangeStart commentRangeEnd commentReference annotationRef"
_OBJECT_TAGS = "object control altChunk subDoc contentPart movie"
_OUTSIDE_TAGS = "hlinkClick hlinkHover externalData"
_EDITING_TAGS = (
    "cellIns cellMerge moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd bookmarkStart bookmarkEnd "
    "permStart permEnd proofErr fldData dataBinding sdtPr sdtEndPr smartTagPr customXmlPr lastRenderedPageBreak "
    "customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd rsids "
    "embedRegular embedBold embedItalic embedBoldItalic"
)
_WRAPPING_TAGS = "smartTag customXml sdt sdtContent dir bdo"
_SETTING_TAGS = (
    "zoom defaultTabStop evenAndOddHeaders mirrorMargins characterSpacingControl footnotePr endnotePr compat themeFontLang "
    "clrSchemeMapping decimalSymbol listSeparator bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop "
    "noLineBreaksAfter noLineBreaksBefore"
)
_GONE: dict[str, str] = {
    **dict.fromkeys(_REVISION_TAGS.split(), REVISION.code),
    **dict.fromkeys(_COMMENT_TAGS.split(), COMMENT.code),
    **dict.fromkeys(_OBJECT_TAGS.split(), EMBEDDED.code),
    **dict.fromkeys(_OUTSIDE_TAGS.split(), EXTERNAL.code),
    **dict.fromkeys(
        _EDITING_TAGS.split(),
        "",
    ),
}
_UNWRAPPED = {"ins": REVISION.code, "moveTo": REVISION.code, "hyperlink": EXTERNAL.code, "fldSimple": ""}
_UNWRAPPED |= dict.fromkeys(_WRAPPING_TAGS.split(), "")
_SETTINGS = frozenset(_SETTING_TAGS.split())
_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_SHOWN_AS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SAYS = frozenset({"descr", "title", "alt", "string"})
_PERSONAL_KEYS = frozenset({"gfxdata", "author", "initials", "href", "tooltip"})
_NAMED = frozenset({"docPr", "cNvPr"})


def masked_docx(data: bytes, name: str, masker: Masker) -> tuple[bytes, Package]:
    """The document with its personal data replaced and nothing hidden in it, and what was done.

    Raises the errors of reading a DOCX.
    """
    with Archive(data, name, Kind.DOCX.value.zh, Kind.DOCX.value.en) as archive:
        package = Package(archive, _KINDS)
        package.load()
        package.types = {part: _MAIN if kind.endswith(_MAINS) else kind for part, kind in package.types.items()}
        styles = next((root for part, root in package.roots.items() if package.types[part].endswith("styles+xml")), None)
        for part, root in package.roots.items():
            _settle(root, package)
            if package.types[part].endswith("settings+xml"):
                _plain_settings(root)
            _without_hidden_runs(root, styles, package)
        package.cut_loose()
        for _ in range(2):  # what was found late is replaced where it stood earlier
            for root in package.roots.values():
                mask_part(root, masker)
        return package.built(), package


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _settle(root: etree._Element, package: Package) -> None:
    """Accept insertions, take deletions, comments, links, fields and marks of editing away."""
    _settle_fields(root)
    for element in list(root.iter("{*}trPr")):
        row = element.getparent()
        if row is not None and any(local(child) == "del" for child in element):
            drop(row)
            package.removed[REVISION.code] += 1
    for element in list(root.iter(etree.Element)):
        tag = local(element)
        if tag in _GONE:
            if code := _GONE[tag]:
                package.removed[code] += 1
            drop(element)
        elif tag in _UNWRAPPED:
            if code := _UNWRAPPED[tag]:
                package.removed[code] += 1
            unwrap(element)
        else:
            _plain_attributes(element, tag)


def _plain_attributes(element: etree._Element, tag: str) -> None:
    for key in list(element.attrib):
        bare_key = str(key).rpartition("}")[2]
        if bare_key.startswith("rsid") or bare_key in _PERSONAL_KEYS:
            del element.attrib[key]
    if tag in _NAMED and "name" in element.attrib:
        element.set("name", f"Picture {element.get('id', '')}".strip())


def _settle_fields(root: etree._Element) -> None:
    """Fields become their last result, page numbers aside."""
    open_fields: list[tuple[list[etree._Element], list[str]]] = []
    for element in list(root.iter("{*}fldChar", "{*}instrText")):
        kind = next((value for key, value in element.attrib.items() if str(key).endswith("fldCharType")), "")
        if local(element) == "fldChar" and kind == "begin":
            open_fields.append(([element], []))
        elif not open_fields:
            drop(element)
        else:
            elements, words = open_fields[-1]
            elements.append(element)
            words.append(element.text or "")
            if kind == "end":
                open_fields.pop()
                if "".join(words).split(maxsplit=1)[:1] not in [[each] for each in _FIELDS]:
                    for each in elements:
                        drop(each)
    for elements, _ in open_fields:
        for each in elements:
            drop(each)


def _plain_settings(root: etree._Element) -> None:
    for child in list(root):
        if local(child) not in _SETTINGS:
            root.remove(child)


def _without_hidden_runs(root: etree._Element, styles_root: etree._Element | None, package: Package) -> None:
    """Take away text that the word processor does not show."""
    styles: Styles | None = None
    for run in list(root.iter("{*}r")):
        w = run.tag[: run.tag.index("}") + 1]
        styles = styles or Styles(styles_root, w)
        if _is_hidden(run, styles, w):
            package.removed[INVISIBLE_TEXT.code] += 1
            drop(run)


def _is_hidden(run: etree._Element, styles: Styles, w: str) -> bool:
    """Whether w:vanish is on, in the run itself, in its style or in that of its paragraph."""
    properties = child_of(run, w + "rPr")
    direct = is_on(properties, w + "vanish", w + "val")
    if direct is not None:
        return direct
    style = None if properties is None else child_of(properties, w + "rStyle")
    if style is not None:
        return styles[style.get(w + "val")].hidden
    paragraph = run.getparent()
    of_paragraph = None if paragraph is None else child_of(paragraph, w + "pPr")
    style = None if of_paragraph is None else child_of(of_paragraph, w + "pStyle")
    return style is not None and styles[style.get(w + "val")].hidden


# ── the texts of a part ──────────────────────────────────────────────────────────────────────


def mask_part(root: etree._Element, masker: Masker) -> None:
    """Replace personal data in every text of a part: paragraphs, cells, seams, drawings, what pictures say."""
    contexts = _contexts(root)
    for container in _containers(root):
        strands = [strand_of(child) for child in container if local(child) == "p"]
        if local(container) == "tc" and len(strands) > 1:
            joined: Strand = [piece for strand in strands for piece in (*strand, NEWLINE)]
            mask_strand(joined, masker, contexts.get(container, ""))
        for strand in strands:
            mask_strand(strand, masker, contexts.get(container, ""))
        mask_seams(strands, masker)
    for element in root.iter(etree.Element):
        if element.text and not is_blank(element.text) and local(element) not in ("t", "instrText"):
            mask_strand([Piece(element)], masker)
        for key in element.attrib:
            if str(key).rpartition("}")[2] in _SAYS or local(element) in ("tblCaption", "tblDescription"):
                mask_strand([Piece(element, str(key))], masker)


def _containers(root: etree._Element) -> Iterator[etree._Element]:
    """Whatever holds paragraphs: a body, a cell, a header, a note, a text box, a shape."""
    seen: set[etree._Element] = set()
    for paragraph in root.iter("{*}p"):
        parent = paragraph.getparent()
        if parent is not None and parent not in seen:
            seen.add(parent)
            yield parent


def strand_of(paragraph: etree._Element) -> Strand:
    """The text of one paragraph, without that of text boxes anchored in it."""
    pieces: Strand = []

    def walk(parent: etree._Element) -> None:
        for child in parent:
            tag = local(child)
            if tag == "t":
                pieces.append(Piece(child))
            elif tag in _SHOWN_AS:
                pieces.append(Piece(None, fixed=_SHOWN_AS[tag]))
            elif tag not in ("p", "pPr", "rPr", "txbxContent", "instrText"):
                walk(child)

    walk(paragraph)
    return pieces


def _contexts(root: etree._Element) -> dict[etree._Element, str]:
    """What the headings over and the labels beside each cell of every table say."""
    found: dict[etree._Element, str] = {}
    for table in root.iter("{*}tbl"):
        cells: list[TableCell] = []
        elements: dict[tuple[int, int], etree._Element] = {}
        rows = [row for row in table if local(row) == "tr"]
        width = 0
        for number, row in enumerate(rows):
            col = 0
            for element in row:
                if local(element) == "tc":
                    text = "\n".join("".join(piece.text for piece in strand_of(p)) for p in element if local(p) == "p")
                    span = _span(element)
                    cells.append(TableCell(text, number, col, 1, span))
                    elements[number, col] = element
                    col += span
            width = max(width, col)
        if cells:
            contexts = contexts_by_place(Table(tuple(cells), len(rows), width, 1))
            found |= {elements[place]: context for place, context in contexts.items()}
    return found


def _span(cell: etree._Element) -> int:
    span = next(cell.iter("{*}gridSpan"), None)
    value = str(next(iter(span.attrib.values()), "1")) if span is not None else "1"
    return min(int(value), 63) if value.isdecimal() and int(value) else 1
