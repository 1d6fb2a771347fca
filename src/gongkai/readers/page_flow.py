"""Pages of characters and rulings into a Document: the way that PDF, OFD and scans share.

Ruled tables are joined over page breaks, paragraphs put in reading order; page numbers and running heads are kept in
`meta` and left out of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from gongkai.core.report.exchange import Place
from gongkai.readers.document import Block, Document, Paragraph, Run
from gongkai.readers.pdf_breaks import TableParts, append, finished, goes_on, part_of_page
from gongkai.readers.pdf_dump import PageDump
from gongkai.readers.pdf_grid import Grid
from gongkai.readers.pdf_layout import Layout, Line, layout
from gongkai.readers.pdf_loose import LooseTable, loose_tables
from gongkai.readers.pdf_paragraphs import Paragraphs, take_furniture


def document_of_pages(pages: Sequence[PageDump], *, format: str, name: str, meta: Mapping[str, str]) -> Document:
    """The Document of pages in their order; `meta` is what the file says of itself, to which what was left out is added."""
    return document_of_layouts([layout(page) for page in pages], format=format, name=name, meta=meta)


def document_of_layouts(layouts: Sequence[Layout], *, format: str, name: str, meta: Mapping[str, str]) -> Document:
    """As `document_of_pages`, for a caller that has looked at the layouts already."""
    furniture = take_furniture(layouts)
    flow = _Flow(layouts)
    blocks = (*flow.blocks(), *_hidden(layouts))
    told = {
        "page_numbers": "; ".join(furniture.page_numbers),
        "running_lines": "; ".join(dict.fromkeys(furniture.running)),
        "repeated_headers_on_pages": numbers(flow.repeated_headers),
        "slanted_text": "; ".join(dict.fromkeys(page.page.slanted for page in layouts if page.page.slanted)),
    }
    kept = {**meta, **{key: value for key, value in told.items() if value}}
    return Document(format=format, blocks=blocks, name=name, pages=len(layouts), meta=kept)


def numbers(pages: Sequence[int]) -> str:
    """Page numbers as they are told: 3, 4."""
    return ", ".join(str(page) for page in pages)


def _hidden(layouts: Sequence[Layout]) -> Iterator[Paragraph]:
    """Text that nobody sees, line by line, marked as such."""
    for page in layouts:
        for line in page.hidden:
            place = Place(page.page.number, page.page.displayed(line.box))
            yield Paragraph("", place, runs=(Run(line.text, hidden=True),))


class _Flow:
    """Lines and tables of all pages in reading order, as blocks."""

    def __init__(self, layouts: Sequence[Layout]) -> None:
        self._layouts = layouts
        self._paragraphs = Paragraphs(layouts)
        self._table: TableParts | None = None
        self._number = count(1)
        self.repeated_headers: list[int] = []

    def blocks(self) -> Iterator[Block]:
        """The blocks; a table is given when nothing more can belong to it."""
        for page in self._layouts:
            loose = loose_tables(page)
            taken = {id(line) for table in loose for line in table.lines}
            lines = [line for line in page.lines if id(line) not in taken]
            items: list[Line | Grid | LooseTable] = [*lines, *page.grids, *loose]
            for item in sorted(items, key=lambda item: (item.box[1], item.box[0])):
                yield from self._item(page, item)
        yield from self._end()

    def _item(self, page: Layout, item: Line | Grid | LooseTable) -> Iterator[Block]:
        if isinstance(item, Line):
            yield from self._end_table()
            if (paragraph := self._paragraphs.add(page, item)) is not None:
                yield paragraph
        elif isinstance(item, LooseTable):
            yield from self._end()
            yield item.as_table(page.page, next(self._number))
        else:
            part = part_of_page(page, item)
            if self._table is not None and goes_on(self._table, part):
                append(self._table, part)
            elif part.text:
                yield from self._end()
                self._table = part

    def _end(self) -> Iterator[Block]:
        yield from self._end_table()
        if (paragraph := self._paragraphs.end()) is not None:
            yield paragraph

    def _end_table(self) -> Iterator[Block]:
        """The table that is open; one of a single column is text in a frame."""
        table, self._table = self._table, None
        if table is None:
            return
        self.repeated_headers += table.repeated_headers
        if len(table.edges) > 2:
            yield finished(table, next(self._number))
        else:
            yield from (Paragraph(cell.text, cell.place) for cell in table.cells if cell.text)
