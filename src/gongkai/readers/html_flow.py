"""The text of an HTML page in reading order: paragraphs, headings, and tables with what stands in their cells."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter

from lxml import etree

from gongkai.readers.document import Run
from gongkai.readers.html_grid import MAX_COLSPAN, MAX_ROWSPAN, placed, span
from gongkai.readers.layout import RawCell, RawParagraph, RawTable

BLANKS = " \t\r\n\f"  # what HTML collapses; &nbsp; and full-width blanks are text
_RUN_OF_BLANKS = re.compile(f"[{BLANKS}]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_BREAK_BETWEEN_WIDE = re.compile(f"(?<=[{_WIDE}])[ \t\f]*[\r\n][{BLANKS}]*(?=[{_WIDE}])")  # CSS Text 3: no blank there
_LINE = "\u2028"  # a <br> inside a heading, until blanks are collapsed

BOLD, HIDDEN = 1, 2
_DROPPED, _BLOCK, _BREAK, _HEADING, _TABLE, _BOLD = range(6)
_DROPPED_TAGS = "script style template noscript svg math iframe object select textarea head title link meta audio video canvas"
_BLOCK_TAGS = (
    "p div li ul ol dl dt dd blockquote pre section article header footer main nav aside form fieldset legend address center "
    "hr figure figcaption caption body html thead tbody tfoot tr td th details summary"
)
_TREATMENT: dict[str, int] = {
    **dict.fromkeys(_DROPPED_TAGS.split(), _DROPPED),
    **dict.fromkeys(_BLOCK_TAGS.split(), _BLOCK),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _HEADING),
    **dict.fromkeys(("b", "strong"), _BOLD),
    "br": _BREAK,
    "table": _TABLE,
}
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0+(?:\.0*)?(?:[a-z%;\s]|$)", re.I
)
_WEIGHT = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)

Groups = list[list[list[RawCell]]]
_line_of: Callable[[etree._Element], int | None] = attrgetter("sourceline")


def collapse(text: str) -> str:
    """Blanks as a browser shows them: one for many, none at the ends, none for a line break between wide characters."""
    if text.isalnum():
        return text
    if "\n" in text or "\r" in text:
        text = _BREAK_BETWEEN_WIDE.sub("", text)
    return _RUN_OF_BLANKS.sub(" ", text).strip(BLANKS)


class _Flow:
    """The text of one container (the page, a cell) while it is read."""

    __slots__ = ("blocks", "level", "line", "pieces")

    def __init__(self, line: int | None = None) -> None:
        self.blocks: list[RawParagraph | RawTable] = []
        self.pieces: list[tuple[str, int]] = []
        self.line = line
        self.level = 0

    def end(self) -> None:
        """Close the paragraph, if anything stands in it."""
        pieces = self.pieces
        if not pieces:
            return
        self.pieces = []
        runs: tuple[Run, ...] = ()
        if len(pieces) == 1 and not pieces[0][1]:
            text = collapse(pieces[0][0])
        elif any(look for _, look in pieces):
            text = collapse("".join([piece for piece, look in pieces if not look & HIDDEN]))
            runs = _runs(pieces)
        else:
            text = collapse("".join([piece for piece, _ in pieces]))
        if text or runs:
            self.blocks.append(RawParagraph(text.replace(_LINE, "\n") if self.level else text, self.line, self.level, runs))


def _runs(pieces: list[tuple[str, int]]) -> tuple[Run, ...]:
    """Neighbours of one look joined; blanks alone make no run."""
    joined: list[tuple[list[str], int]] = []
    for piece, look in pieces:
        if joined and joined[-1][1] == look:
            joined[-1][0].append(piece)
        else:
            joined.append(([piece], look))
    texts = ((_RUN_OF_BLANKS.sub(" ", "".join(parts)).replace(_LINE, "\n"), look) for parts, look in joined)
    return tuple(Run(text, bool(look & BOLD), bool(look & HIDDEN)) for text, look in texts if text.strip(BLANKS))


@lru_cache(maxsize=4096)
def _look_of_style(style: str) -> int:
    return (BOLD if _WEIGHT.search(style) else 0) | (HIDDEN if _HIDING.search(style) else 0)


class Walk:
    """One pass over the tree, no deeper than the parser's 256 levels.

    `name` is the file's, for errors; `hides` is false where the page cannot hold the attribute `hidden`, which saves
    asking every element.
    """

    def __init__(self, name: str, *, hides: bool = True) -> None:
        self.name = name
        self.hides = hides
        self.flow = _Flow()

    def page(self, root: etree._Element) -> list[RawParagraph | RawTable]:
        """Everything on the page in reading order."""
        self._content(root, 0)
        self.flow.end()
        return self.flow.blocks

    def _content(self, element: etree._Element, look: int) -> None:
        """The text and children of an element."""
        flow = self.flow
        if text := element.text:
            flow.pieces.append((text, look))
        for child in element:
            if (treatment := _TREATMENT.get(child.tag)) is None:
                self._content(child, self._look(child, look))
            else:
                self._child(child, look, treatment)
            if tail := child.tail:
                flow.pieces.append((tail, look))

    def _look(self, element: etree._Element, look: int) -> int:
        """The look of an element inside one that looks like `look`: bold and hidden are inherited."""
        style = element.get("style")
        if style is not None:
            look |= _look_of_style(style)
        if self.hides and element.get("hidden") is not None:
            look |= HIDDEN
        return look

    def _child(self, child: etree._Element, look: int, treatment: int) -> None:
        """One element whose tag means more than text in a line."""
        flow = self.flow
        if treatment == _BLOCK:
            if flow.pieces:
                flow.end()
            flow.line = _line_of(child)
            self._content(child, self._look(child, look))
            if flow.pieces:
                flow.end()
        elif treatment == _BOLD:
            self._content(child, self._look(child, look) | BOLD)
        elif treatment == _TABLE:
            flow.end()
            self._table(child, self._look(child, look))
        elif treatment == _HEADING:
            flow.end()
            flow.line, flow.level = _line_of(child), int(child.tag[1])
            self._content(child, self._look(child, look) | BOLD)
            flow.end()
            flow.level = 0
        elif treatment == _BREAK:
            if flow.level:
                flow.pieces.append((_LINE, look))
            else:
                flow.end()

    def _table(self, element: etree._Element, look: int) -> None:
        """A table and, before it, its caption and text that stands between its cells. A hidden one leaves hidden text."""
        if look & HIDDEN:
            self._content(element, look)
            self.flow.end()
            return
        groups: Groups = [[]]
        feet: Groups = []
        self._rows(element, look, groups[0], groups, feet)
        self.flow.end()
        self.flow.blocks.append(placed(groups + feet, _line_of(element), self.name))

    def _rows(self, element: etree._Element, look: int, rows: list[list[RawCell]], groups: Groups, feet: Groups) -> None:
        """The rows below a table, a row group, or a form wrongly put around rows."""
        inside_row = False
        for child in element:
            tag = child.tag
            if tag == "tr":
                row: list[RawCell] = []
                self.flow.line = _line_of(child)
                self._cells(child, self._look(child, look), row)
                if row or not len(child):  # a row whose cells are all hidden takes no room
                    rows.append(row)
                inside_row = False
            elif tag in ("tbody", "thead", "tfoot"):
                group: list[list[RawCell]] = []
                (feet if tag == "tfoot" else groups).append(group)
                self._rows(child, self._look(child, look), group, groups, feet)
                inside_row = False
            elif tag in ("td", "th"):
                if not inside_row:
                    rows.append([])
                    inside_row = True
                self._cell(child, look, rows[-1])
            elif child.find("tr") is not None:
                self._rows(child, look, rows, groups, feet)
            else:
                self._child(child, look, _TREATMENT.get(child.tag, _BLOCK))
            self._stray(child.tail, look)

    def _cells(self, row: etree._Element, look: int, cells: list[RawCell]) -> None:
        for child in row:
            if child.tag in ("td", "th"):
                self._cell(child, look, cells)
            elif child.find("td") is not None:
                self._cells(child, look, cells)
            else:
                self._child(child, look, _TREATMENT.get(child.tag, _BLOCK))
            self._stray(child.tail, look)

    def _stray(self, text: str | None, look: int) -> None:
        """Text between cells, which browsers show before the table."""
        if text is not None and not text.isspace():
            self.flow.pieces.append((text, look))

    def _cell(self, cell: etree._Element, look: int, cells: list[RawCell]) -> None:
        """One cell with its own flow. A cell that is not shown takes no slot; its text stays, hidden, before the table."""
        look = self._look(cell, look)
        if look & HIDDEN:
            self._content(cell, look)
            self.flow.end()
            return
        header = cell.tag == "th"
        outer = self.flow
        self.flow = _Flow(outer.line)
        self._content(cell, look | BOLD if header else look)
        self.flow.end()
        blocks, self.flow = self.flow.blocks, outer
        rowspan, colspan = cell.get("rowspan"), cell.get("colspan")
        cells.append(RawCell(0, 0, span(rowspan, MAX_ROWSPAN, 0), span(colspan, MAX_COLSPAN), header, blocks))
