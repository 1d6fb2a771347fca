"""A comparison of two years as a Word document on A4: the same findings, tables and marked text as the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from gongkai.core.errors import Lang
from gongkai.core.errors_writing import WriterNotInstalled
from gongkai.core.report.compare import Comparison
from gongkai.core.report.compare_prose import ComparedSection, ComparedSentence, Fate
from gongkai.writers.comparison import (
    FATES,
    WORDS,
    ShownTable,
    carry_words,
    heading,
    likeness_words,
    number_words,
    shown_tables,
    tally_words,
    years,
)
from gongkai.writers.docx_frame import make_own, saved

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_BODY, _HEAD, _TITLE = "仿宋_GB2312", "黑体", "方正小标宋简体"
_REMOVED, _ADDED, _QUIET, _ALARM = "97231B", "0B5D31", "4D5868", "B3261E"
_NOT_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # a report may hold such characters, XML may not
_SHADE, _LINE = "F2F4F7", "9AA3B0"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_EDGES = "".join(
    f'<w:{e} w:val="single" w:sz="4" w:color="{_LINE}"/>' for e in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_RULES = f"<w:tblBorders {_W}>{_EDGES}</w:tblBorders>"
_ROOM = f'<w:tblCellMar {_W}><w:top w:w="45" w:type="dxa"/><w:bottom w:w="45" w:type="dxa"/></w:tblCellMar>'


def write_comparison_docx(comparison: Comparison, lang: Lang = "zh") -> bytes:
    """The document. Raises WriterNotInstalled without python-docx."""
    title = _printable(heading(comparison, lang))
    document = _blank(title)
    before, now = years(comparison, lang)
    _centred(document, title)
    for note in comparison.notes:
        _quiet(document, f"※ {note.say(lang)}")
    document.add_heading(WORDS["findings"].say(lang), 1)
    _findings(document, comparison, lang)
    document.add_heading(WORDS["numbers"].say(lang), 1)
    for table in shown_tables(comparison, lang):
        _numbers(document, table, before, now, lang)
    document.add_heading(WORDS["carried"].say(lang), 1)
    _carried(document, comparison, before, now, lang)
    document.add_heading(WORDS["prose"].say(lang), 1)
    _quiet(document, WORDS["legend" if comparison.sections else "nothing"].say(lang))
    for section in comparison.sections:
        _section(document, section, before, now, lang)
    return saved(document, day=f"{comparison.report.year or 1980}-12-31")


# ── the page ─────────────────────────────────────────────────────────────────────────────────


def _blank(title: str) -> Document:
    """An empty A4 document with our letters; python-docx brings the styles."""
    try:
        import docx
        from docx.oxml import parse_xml
        from docx.shared import Mm, Pt, RGBColor
    except ImportError as error:
        raise WriterNotInstalled(format="DOCX", package="python-docx") from error
    document: Document = docx.Document()
    make_own(document)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(30), Mm(25), Mm(24), Mm(24)
    _number_pages(page.footer.paragraphs[0])
    for name, font, size in (("Normal", _BODY, 12), ("Heading 1", _HEAD, 15), ("Heading 2", _HEAD, 12.5)):
        style: Any = document.styles[name]
        _letters(style, font)
        style.font.size, style.font.color.rgb, style.font.bold = Pt(size), RGBColor(0, 0, 0), False
        style.paragraph_format.space_before = Pt(0 if name == "Normal" else 14)
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.keep_with_next = name != "Normal"
    normal: Any = document.styles["Normal"]
    normal.element.get_or_add_rPr().append(parse_xml(f'<w:lang {_W} w:val="zh-CN" w:eastAsia="zh-CN"/>'))
    about = document.core_properties
    about.title, about.author, about.comments, about.language = title, "", "", "zh-CN"
    return document


def _number_pages(foot: Any) -> None:
    """— 1 — in the middle of every page's foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml

    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run("— ")
    foot._p.append(parse_xml(f'<w:fldSimple {_W} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    foot.add_run(" —")


def _letters(styled: Any, font: str) -> None:
    """One font for Chinese and Latin letters alike; the theme's is taken out."""
    from docx.oxml.ns import qn

    styled.font.name = font
    fonts = styled.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)


def _centred(document: Document, text: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(14)
    run = paragraph.add_run(text)
    _letters(run, _TITLE)
    run.font.size = Pt(20)


def _quiet(document: Document, text: str) -> None:
    _run(document.add_paragraph(), text, size=10.5, colour=_QUIET)


def _printable(text: str) -> str:
    """The text without the characters that no XML may hold."""
    return _NOT_XML.sub("", text)


def _run(paragraph: Paragraph, text: str, *, size: float = 10.5, colour: str | None = None) -> Any:
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(_printable(text))
    run.font.size = Pt(size)
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    return run


# ── the parts ────────────────────────────────────────────────────────────────────────────────


def _findings(document: Document, comparison: Comparison, lang: Lang) -> None:
    for finding in comparison.findings:
        document.add_paragraph(_printable(finding.text(lang)))
        _quiet(document, finding.next_step(lang))
    if not comparison.findings:
        document.add_paragraph(WORDS["no_findings" if comparison.judged else "unchecked"].say(lang))


def _numbers(document: Document, table: ShownTable, before: str, now: str, lang: Lang) -> None:
    document.add_heading(table.title, 2)
    if table.rows:
        titles = [WORDS["item"].say(lang), before, now, WORDS["difference"].say(lang), WORDS["share"].say(lang)]
        drawn = _table(document, titles, (62, 25, 25, 25, 25))
        label = None
        for row in table.rows:
            if row.label != label:
                group = drawn.add_row().cells
                _set(group[0].merge(group[-1]), row.label, shade=True)
                group[0].paragraphs[0].paragraph_format.keep_with_next = True
                label = row.label
            texts = (f"　{row.column}", row.before, row.now, row.difference, row.share)
            _fill(drawn.add_row().cells, texts)
        _finish(drawn)
    if table.left_out:
        _quiet(document, WORDS["unchanged_rows"].say(lang).format(count=table.left_out))


def _carried(document: Document, comparison: Comparison, before: str, now: str, lang: Lang) -> None:
    titles = [WORDS["column"].say(lang), f"{before} {WORDS['carried_out'].say(lang)}"]
    titles += [f"{now} {WORDS['carried_in'].say(lang)}", WORDS["verdict"].say(lang)]
    drawn = _table(document, titles, (42, 50, 40, 30))
    for carry in comparison.carried:
        texts = (carry.column.label, number_words(carry.carried_out), number_words(carry.carried_in), carry_words(carry, lang))
        _fill(drawn.add_row().cells, texts, colour=_ALARM if carry.agrees is False else None)
    _finish(drawn)


def _section(document: Document, section: ComparedSection, before: str, now: str, lang: Lang) -> None:
    document.add_heading(_printable(section.heading), 2)
    _quiet(document, f"{likeness_words(section, lang)} {tally_words(section, lang)}")
    drawn = _table(document, ["", before, now], (16, 73, 73), texts=3)
    for sentence in section.sentences:
        fate, left, right = drawn.add_row().cells
        _set(fate, FATES[sentence.fate].say(lang), colour=_QUIET)
        _side(left, sentence, sentence.before, Fate.REMOVED)
        _side(right, sentence, sentence.now, Fate.ADDED)
    _finish(drawn)


def _side(cell: _Cell, sentence: ComparedSentence, text: str | None, own: Fate) -> None:
    """One side of a sentence: what went is struck, what came underlined, both in brackets that say so."""
    paragraph = cell.paragraphs[0]
    if text is None:
        return
    if sentence.fate in (own, Fate.UNCHANGED):
        _marked(paragraph, text, own if sentence.fate is own else Fate.UNCHANGED)
    for mark in sentence.marks:
        if mark.fate in (own, Fate.UNCHANGED):
            _marked(paragraph, mark.text, mark.fate)


def _marked(paragraph: Paragraph, text: str, fate: Fate) -> None:
    if fate is Fate.REMOVED:
        _run(paragraph, f"［删：{text}］", colour=_REMOVED).font.strike = True
    elif fate is Fate.ADDED:
        _run(paragraph, f"［增：{text}］", colour=_ADDED).font.underline = True
    else:
        _run(paragraph, text)


# ── tables ───────────────────────────────────────────────────────────────────────────────────


def _table(document: Document, titles: Sequence[str], widths: Sequence[int], *, texts: int = 1) -> Any:
    """A ruled table, its columns in millimetres, its head repeated on every page."""
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn
    from docx.shared import Mm

    table = document.add_table(rows=1, cols=len(titles), style="Table Grid")
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    properties = table._tbl.tblPr
    properties.find(qn("w:tblLayout")).addprevious(parse_xml(_RULES))  # in the order that Word insists on
    properties.find(qn("w:tblLook")).addprevious(parse_xml(_ROOM))
    _fill(table.rows[0].cells, titles, shade=True, left=texts)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    return table


def _fill(
    cells: Sequence[_Cell], texts: Iterable[str], *, shade: bool = False, colour: str | None = None, left: int = 1
) -> None:
    """Texts into the cells of a row, the first `left` of them set to the left and the others in the middle."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for index, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        _set(cell, text, shade=shade, colour=colour)
        if index >= left:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _set(cell: _Cell, text: str, *, shade: bool = False, colour: str | None = None) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    _run(cell.paragraphs[0], text, colour=colour)
    if shade:
        ground = OxmlElement("w:shd")
        ground.set(qn("w:val"), "clear")
        ground.set(qn("w:fill"), _SHADE)
        cell._tc.get_or_add_tcPr().append(ground)


def _finish(table: Any) -> None:
    """Widths on every cell (WPS heeds no others), rows that do not break, a head on every page."""
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    widths = [column.width for column in table.columns]
    for index, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if not index:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, width in zip(row.cells, widths, strict=True):
            if cell.grid_span == 1:
                cell.width = width
            cell.paragraphs[0].paragraph_format.space_after = Pt(1)
