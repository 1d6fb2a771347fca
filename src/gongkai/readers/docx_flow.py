"""The text of a Word part in reading order: paragraphs, tables with merged cells, text boxes where they are anchored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from gongkai.core.errors import TooComplex
from gongkai.readers.document import Run
from gongkai.readers.docx_numbering import Numbering
from gongkai.readers.docx_styles import (
    Style,
    Styles,
    alignment,
    child_of,
    first_child,
    is_on,
    numbering_of,
    outline_level,
    switch,
)
from gongkai.readers.layout import RawCell, RawParagraph, RawTable

MAX_SPAN = 1000  # columns; Word itself ends at 63
BOLD, HIDDEN = 1, 2
Blocks = list[RawParagraph | RawTable]

# Deleted and moved-away text, properties, field codes, the reading above a ruby base: not on the page.
_NOT_SHOWN_TAGS = (
    "del moveFrom pPr rPr tblPr tblGrid trPr tcPr sectPr instrText delText delInstrText rt sdtPr sdtEndPr fldData altChunk"
)
_NOT_SHOWN = frozenset(_NOT_SHOWN_TAGS.split())
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SWITCHES = {"b": BOLD, "vanish": HIDDEN}
_NAMES: dict[Any, str] = {}  # tag in Clark notation → local name; a file uses a few dozen


def _local(tag: Any) -> str:
    name = _NAMES.get(tag)
    if name is None:
        name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        if len(_NAMES) < MAX_SPAN:
            _NAMES[tag] = name
    return name


class _Inline:
    """The pieces of one paragraph while it is read, and the text boxes anchored in it."""

    __slots__ = ("boxes", "pieces")

    def __init__(self) -> None:
        self.pieces: list[tuple[str, int]] = []
        self.boxes: Blocks = []


class Walk:
    """Reads parts one after another; paragraphs and lists are counted through. `w` is the namespace in braces."""

    def __init__(self, name: str, w: str, styles: Styles, numbering: Numbering) -> None:
        self.name = name
        self.w = w
        self.val = w + "val"
        self.styles = styles
        self.numbering = numbering
        self.ordinal = 0

    def blocks(self, container: etree._Element) -> Blocks:
        """The paragraphs and tables below a body, cell, note or text box."""
        found: Blocks = []
        for child in container:
            tag = _local(child.tag)
            if tag == "p":
                found.extend(self._paragraph(child))
            elif tag == "tbl":
                found.append(self._table(child))
            elif tag == "AlternateContent":
                if (chosen := _chosen(child)) is not None:
                    found.extend(self.blocks(chosen))
            elif tag not in _NOT_SHOWN:
                found.extend(self.blocks(child))
        return found

    def _paragraph(self, element: etree._Element) -> Blocks:
        w = self.w
        self.ordinal += 1
        line = self.ordinal
        properties = first_child(element, w + "pPr")
        named = None if properties is None else child_of(properties, w + "pStyle")
        style = self.styles[None if named is None else named.get(self.val)]
        level = outline_level(properties, w)
        inline = _Inline()
        look = (BOLD if style.bold else 0) | (HIDDEN if style.hidden else 0)
        self._inline(element, look, inline)
        pieces = inline.pieces
        if any(piece.strip() for piece, _ in pieces) and (number := self._number(properties, style)):
            pieces.insert(0, (number, look))
        text = "".join([piece for piece, look in pieces if not look & HIDDEN])
        runs = _runs(pieces) if any(look for _, look in pieces) else ()
        align = alignment(properties, w)
        place = style.align if align is None else align
        paragraph = RawParagraph(text, line, style.level if level is None else level, runs, place)
        return [paragraph, *inline.boxes] if text or runs else inline.boxes

    def _number(self, properties: etree._Element | None, style: Style) -> str:
        num_id, level = numbering_of(properties, self.w)
        if num_id is None:
            return self.numbering.next(style.num_id, level or style.num_level)
        return self.numbering.next(num_id, level)

    def _inline(self, element: etree._Element, look: int, inline: _Inline) -> None:
        """Runs and whatever wraps them: links, insertions, fields, content controls, formulas."""
        for child in element:
            tag = _local(child.tag)
            if tag == "r":
                self._inline(child, self._look(child, look), inline)
            elif tag == "t":
                if text := child.text:
                    inline.pieces.append((text, look))
            elif tag in _CHARACTERS:
                inline.pieces.append((_CHARACTERS[tag], look))
            elif tag == "sym":
                inline.pieces.append((_symbol(child.get(self.w + "char")), look))
            elif tag == "txbxContent":
                inline.boxes.extend(self.blocks(child))
            elif tag == "AlternateContent":
                if (chosen := _chosen(child)) is not None:
                    self._inline(chosen, look, inline)
            elif tag not in _NOT_SHOWN:
                self._inline(child, look, inline)

    def _look(self, run: etree._Element, look: int) -> int:
        properties = first_child(run, self.w + "rPr")
        if properties is None:
            return look
        switched: dict[str, bool] = {}
        for child in properties:
            tag = _local(child.tag)
            if tag == "rStyle":
                style = self.styles[child.get(self.val, "")]
                look |= (BOLD if style.bold else 0) | (HIDDEN if style.hidden else 0)
            elif tag in _SWITCHES:
                switched[tag] = switch(child, self.val)
        for tag, on in switched.items():
            look = look | _SWITCHES[tag] if on else look & ~_SWITCHES[tag]
        return look

    def _table(self, element: etree._Element) -> RawTable:
        """The grid with horizontal and vertical merges as spans."""
        table = RawTable(line=self.ordinal + 1)
        above: dict[int, RawCell] = {}  # by column: the cell that a continued merge in the next row belongs to
        for row in _rows(element, "tr", "tbl"):
            properties = child_of(row, self.w + "trPr")
            if properties is not None and child_of(properties, self.w + "del") is not None:
                continue
            above = self._row(row, properties, table, above)
            table.n_rows += 1
        return table

    def _row(
        self, row: etree._Element, properties: etree._Element | None, table: RawTable, above: dict[int, RawCell]
    ) -> dict[int, RawCell]:
        """The cells of one row into `table`; returns what a merge in the next row may continue."""
        w = self.w
        header = bool(is_on(properties, w + "tblHeader", self.val))
        col = self._span(properties, "gridBefore", 0)
        below: dict[int, RawCell] = {}
        last: RawCell | None = None
        for element in _rows(row, "tc", "tbl"):
            cell_properties = first_child(element, w + "tcPr")
            width = self._span(cell_properties, "gridSpan", 1)
            blocks = self.blocks(element)
            if last is not None and _continues(cell_properties, w + "hMerge", self.val):
                last.colspan += width
                last.blocks.extend(_hidden(blocks))
            elif (origin := above.get(col)) is not None and _continues(cell_properties, w + "vMerge", self.val):
                origin.rowspan = table.n_rows - origin.row + 1
                origin.blocks.extend(_hidden(blocks))
                below[col] = origin
                last = origin if origin.colspan == width else None
            else:
                last = RawCell(table.n_rows, col, 1, width, header, blocks)
                table.cells.append(last)
                if cell_properties is not None and child_of(cell_properties, w + "vMerge") is not None:
                    below[col] = last
            col += width
            if col > MAX_SPAN:
                raise TooComplex(file=self.name, problem_zh="表格列数过多", problem_en="its tables have too many columns")
        table.n_cols = max(table.n_cols, col + self._span(properties, "gridAfter", 0))
        return below

    def _span(self, properties: etree._Element | None, tag: str, default: int) -> int:
        element = None if properties is None else child_of(properties, self.w + tag)
        value = "" if element is None else element.get(self.val, "")
        return max(default, min(int(value[:9]), MAX_SPAN)) if value.isdecimal() else default


def _rows(element: etree._Element, wanted: str, not_into: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also inside content controls and custom XML."""
    for child in element:
        tag = _local(child.tag)
        if tag == wanted:
            yield child
        elif tag == "AlternateContent":
            if (chosen := _chosen(child)) is not None:
                yield from _rows(chosen, wanted, not_into)
        elif tag != not_into and tag not in _NOT_SHOWN:
            yield from _rows(child, wanted, not_into)


def _chosen(alternatives: etree._Element) -> etree._Element | None:
    """One of mc:AlternateContent's branches: the first choice, else the fallback. They say the same twice."""
    return next((child for child in alternatives if _local(child.tag) in ("Choice", "Fallback")), None)


def _continues(properties: etree._Element | None, tag: str, val: str) -> bool:
    merge = None if properties is None else child_of(properties, tag)
    return merge is not None and merge.get(val, "continue") == "continue"


def _hidden(blocks: Blocks) -> Blocks:
    """What stands in a cell that a merge covers: Word shows none of it, so it is kept as hidden."""
    texts = [block.text for block in blocks if isinstance(block, RawParagraph) and block.text.strip()]
    return [RawParagraph("", runs=(Run(text, hidden=True),)) for text in texts]


def _runs(pieces: list[tuple[str, int]]) -> tuple[Run, ...]:
    joined: list[tuple[str, int]] = []
    for piece, look in pieces:
        if joined and joined[-1][1] == look:
            joined[-1] = (joined[-1][0] + piece, look)
        else:
            joined.append((piece, look))
    return tuple(Run(text, bool(look & BOLD), bool(look & HIDDEN)) for text, look in joined)


def _symbol(char: str | None) -> str:
    """w:sym by its code; symbol fonts use the private area, which stays as it is."""
    try:
        return chr(int(char or "", 16))
    except (ValueError, OverflowError):
        return "\ufffd"
