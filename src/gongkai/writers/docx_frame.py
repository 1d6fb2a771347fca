"""The page of an official paper in Word (GB/T 9704-2012): type area, grid of 22 lines × 28 characters, faces, page numbers.

Reports, letters and opinions share it. Word and WPS find the faces by their national names and put their own in place.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from gongkai.core.errors_writing import WriterNotInstalled
from gongkai.writers.fonts import Face
from gongkai.writers.package import in_xml, repacked

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

LINE = 579  # twentieths of a point from line to line: 22 lines on 225 mm; with 580 the last one would not fit
_TIGHTER = -5  # twentieths of a point between characters of 三号, so that 28 stand on 156 mm
SIZE3, SIZE2, SIZE4 = 16, 22, 14  # points: 三号, 二号, 四号
_FOREIGN_PARTS = ("thumbnail", "extended-properties", "stylesWithEffects", "customXml")
_WORD_MODE = "15"  # of Word 2013 and later; under a lower one Word says 兼容模式 in the title bar


def new_paper(title: str, agency: str | None) -> Document:
    """An empty paper with its styles. Raises WriterNotInstalled without python-docx."""
    try:
        import docx
    except ImportError as error:
        raise WriterNotInstalled(format="DOCX", package="python-docx") from error
    paper: Document = docx.Document()
    make_own(paper)
    _set_page(paper)
    _set_styles(paper)
    _number_pages(paper)
    about = paper.core_properties
    about.title, about.author, about.language = in_xml(title)[:255], in_xml(agency or "")[:255], "zh-CN"
    about.subject = "政府信息公开"
    about.last_modified_by, about.comments, about.revision = "", "", 1
    paper.settings.odd_and_even_pages_header_footer = True
    return paper


def saved(paper: Document, *, day: str) -> bytes:
    """The paper as the bytes of a DOCX; the same paper gives the same bytes."""
    made = io.BytesIO()
    paper.save(made)
    return repacked(made.getvalue(), day=day)


def add(paper: Document, text: str, style: str = "Normal", *, align: str | None = None, indent: int = 2) -> Paragraph:
    """One paragraph in a face of the frame; `indent` counts characters before its first line."""
    paragraph = paper.add_paragraph(in_xml(text), style=style)
    properties = paragraph._p.get_or_add_pPr()
    if indent:
        _element(properties, "w:ind", firstLineChars=str(indent * 100), firstLine=str(indent * SIZE3 * 20))
    if align:
        _element(properties, "w:jc", val=align)
    return paragraph


def add_signature(paper: Document, name: str, date: str) -> None:
    """The name centred above the date, which ends four characters before the margin; both stay on one page."""
    add(paper, "", indent=0).paragraph_format.keep_with_next = True
    longer = max(_ems(name), _ems(date))
    for text in (name, date):
        paragraph = add(paper, text, align="right", indent=0)
        paragraph.paragraph_format.keep_with_next = text is name
        inset = 4 + (longer - _ems(text)) / 2
        inset_by = {"rightChars": str(round(inset * 100)), "right": str(round(inset * SIZE3 * 20))}
        _element(paragraph._p.get_or_add_pPr(), "w:ind", **inset_by)


def break_anywhere(paragraph: Paragraph) -> None:
    """A long row of figures such as 1+4+1+… may be broken at the margin, so that the line before it is not pulled apart."""
    _element(paragraph._p.get_or_add_pPr(), "w:wordWrap", val="0")


def make_own(paper: Document) -> None:
    """Takes out of python-docx's template what is not ours: an old Word's mode and statistics, a preview, unused parts."""
    for rels in (paper.part.rels, paper.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.rsplit("/", 1)[-1] in _FOREIGN_PARTS]:
            del rels[key]
    settings = paper.settings.element
    for setting in settings.iter(_name("w:compatSetting")):
        if setting.get(_name("w:name")) == "compatibilityMode":
            setting.set(_name("w:val"), _WORD_MODE)
    settings.find(_name("w:zoom")).set(_name("w:percent"), "100")
    settings.find(_name("w:themeFontLang")).set(_name("w:eastAsia"), "zh-CN")
    for language in paper.styles.element.iterfind(f"{_name('w:docDefaults')}//{_name('w:lang')}"):
        language.set(_name("w:eastAsia"), "zh-CN")


def set_face(properties: Any, face: Face, size: float) -> None:
    """Face and size into run properties, for Chinese and for Latin characters alike."""
    fonts = properties.get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(_name(f"w:{kind}"), face.in_word)
    _element(properties, "w:sz", val=str(round(size * 2)))
    _element(properties, "w:szCs", val=str(round(size * 2)))


def _set_page(paper: Document) -> None:
    from docx.shared import Mm

    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    properties = section._sectPr
    for grid in properties.findall(_name("w:docGrid")):
        properties.remove(grid)
    _element(properties, "w:docGrid", type="lines", linePitch=str(LINE))


def _set_styles(paper: Document) -> None:
    """Normal, Title and the headings 一、 and （一）, which Word's navigation shows."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    faces = {
        "Normal": (Face.BODY, SIZE3),
        "Title": (Face.TITLE, SIZE2),
        "Heading 1": (Face.HEADING, SIZE3),
        "Heading 2": (Face.SUBHEADING, SIZE3),
    }
    for name, (face, size) in faces.items():
        style: Any = paper.styles[name]
        set_face(style.element.get_or_add_rPr(), face, size)
        style.font.bold = False
        style.font.color.rgb = RGBColor(0, 0, 0)
        shape = style.paragraph_format
        shape.space_before = shape.space_after = Pt(0)
        shape.line_spacing = Pt(LINE / 20)
        border = style.element.pPr.find(_name("w:pBdr"))
        if border is not None:
            style.element.pPr.remove(border)
    normal: Any = paper.styles["Normal"]
    normal.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    normal.paragraph_format.widow_control = False  # 22 lines on every page
    _element(normal.element.rPr, "w:lang", val="zh-CN", eastAsia="zh-CN")
    _element(normal.element.rPr, "w:spacing", val=str(_TIGHTER))
    title: Any = paper.styles["Title"]
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.line_spacing = Pt(36)


def _number_pages(paper: Document) -> None:
    """— 1 — in 四号, right on odd pages and left on even ones."""
    section = paper.sections[0]
    section.different_first_page_header_footer = False
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        properties = paragraph._p.get_or_add_pPr()
        inset = {f"{side}Chars": "100", side: str(SIZE4 * 20)}
        _element(properties, "w:ind", **inset)
        _element(properties, "w:jc", val=side)
        for text in ("— ", None, " —"):
            run = paragraph.add_run(text or "")
            set_face(run._r.get_or_add_rPr(), Face.SMALL, SIZE4)
            if text is None:
                _field(run._r, "PAGE")


def _field(run: Any, code: str) -> None:
    for kind in ("begin", None, "end"):
        if kind is None:
            _element(run, "w:instrText").text = code
        else:
            _element(run, "w:fldChar", fldCharType=kind)


def _ems(text: str) -> float:
    """Its width in characters: Latin letters and digits take half of one."""
    return sum(0.5 if char.isascii() else 1 for char in text)


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    name: str = qn(tag)
    return name


_ORDER = {  # what has to stand before an element, where Word is strict about it and python-docx has no setter
    "w:wordWrap": ("w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr"),
    "w:ind": ("w:jc", "w:outlineLvl", "w:rPr", "w:sectPr"),
    "w:jc": ("w:outlineLvl", "w:rPr", "w:sectPr"),
    "w:spacing": ("w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:u", "w:lang"),
    "w:sz": ("w:szCs", "w:lang"),
    "w:szCs": ("w:lang",),
}


def _element(parent: Any, tag: str, **attributes: str) -> Any:
    """A child with attributes in its lawful place, instead of one of the same name that is there."""
    from docx.oxml import OxmlElement

    repeats = tag in ("w:fldChar", "w:instrText")
    for old in () if repeats else parent.findall(_name(tag)):
        parent.remove(old)
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(_name(f"w:{name}"), value)
    followers = [child for child in parent if child.tag in {_name(each) for each in _ORDER.get(tag, ())}]
    if followers:
        followers[0].addprevious(element)
    else:
        parent.append(element)
    return element
