"""A printed table as a Word table: spans, widths, repeated header rows, rows that are not broken."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

from gongkai.writers.fonts import Face
from gongkai.writers.package import in_xml
from gongkai.writers.paper import cell_lines
from gongkai.writers.printed import PrintedCell, PrintedTable

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WIDTH = 8845  # twentieths of a point: 156 mm
_SIZE = {"T2": 24, "T3": 18, "T4": 18}  # half points
_HEIGHT = {"T2": 454, "T3": 352, "T4": 454}  # twentieths of a point, at least
_MARGINS = {"top": 20, "left": 40, "bottom": 20, "right": 40}  # twentieths of a point, in the order that Word wants
_SMALLEST = 9
_DIGIT = 0.56  # of an em


def table_element(table: PrintedTable) -> Any:
    """The w:tbl element."""
    from docx.oxml import parse_xml

    rows = "".join(_row(table, index) for index in range(table.n_rows))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _widths(table))
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(f'<w:{side} w:w="{_MARGINS[side]}" w:type="dxa"/>' for side in _MARGINS)
    return parse_xml(
        f'<w:tbl {_W}><w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        f'<w:tblLook w:val="0000"/><w:tblCaption w:val="{escape(table.caption, {chr(34): "&quot;"})}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _widths(table: PrintedTable) -> list[int]:
    """Whole numbers that add up to the width of the page."""
    edges = [round(_WIDTH * sum(table.widths[:index])) for index in range(table.n_cols + 1)]
    return [right - left for left, right in pairwise(edges)]


def _row(table: PrintedTable, index: int) -> str:
    head = "<w:tblHeader/>" if index < table.header_rows else ""
    properties = f'<w:trPr><w:cantSplit/><w:trHeight w:val="{_HEIGHT[table.id]}" w:hRule="atLeast"/>{head}</w:trPr>'
    return f"<w:tr>{properties}{''.join(_cells(table, index))}</w:tr>"


def _cells(table: PrintedTable, index: int) -> Iterator[str]:
    """The cells of a row, those that go on from above among them."""
    widths = _widths(table)
    ends = _ends(table)
    standing = [cell for cell in table.cells if cell.row <= index < cell.row + cell.rowspan]
    for cell in sorted(standing, key=lambda cell: cell.col):
        width = sum(widths[cell.col : cell.col + cell.colspan])
        properties = [f'<w:tcW w:w="{width}" w:type="dxa"/>']
        if cell.colspan > 1:
            properties.append(f'<w:gridSpan w:val="{cell.colspan}"/>')
        if cell.rowspan > 1:
            properties.append('<w:vMerge w:val="restart"/>' if cell.row == index else "<w:vMerge/>")
        text = cell_lines(table, cell) if cell.row == index else ""
        words = _paragraph(table, cell, text, width, last=index in ends)
        yield f'<w:tc><w:tcPr>{"".join(properties)}<w:vAlign w:val="center"/></w:tcPr>{words}</w:tc>'


def _ends(table: PrintedTable) -> set[int]:
    """The rows after which a page may end: the last one, and the one before a heading over the whole width."""
    heads = {cell.row - 1 for cell in table.cells if cell.header and cell.colspan == table.n_cols}
    return {*heads, table.n_rows - 1}


def _paragraph(table: PrintedTable, cell: PrintedCell, text: str, width: int, *, last: bool) -> str:
    """The words of a cell; the rows of a block are kept together, so that one that fits a page is not broken."""
    label = cell.header and cell.row >= table.header_rows and table.id == "T3" and cell.col == table.label_cols - 1
    kept = "" if last else "<w:keepNext/>"
    spacing = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0"/>'
    align = f'<w:jc w:val="{"left" if label else "center"}"/>'
    shape = f'<w:pPr>{kept}<w:snapToGrid w:val="0"/>{spacing}{align}</w:pPr>'
    size = _SIZE[table.id]
    if not cell.header and text:
        size = max(_SMALLEST, min(size, int((width - 80) / 10 / (_DIGIT * max(map(len, text.split("（")))))))
    face = Face.BODY.in_word
    fonts = f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="{face}"/>'
    look = f'<w:rPr>{fonts}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    lines = [f'<w:r>{look}<w:t xml:space="preserve">{escape(in_xml(line))}</w:t></w:r>' for line in text.split("\n") if line]
    return f"<w:p>{shape}{'<w:r><w:br/></w:r>'.join(lines)}</w:p>"
