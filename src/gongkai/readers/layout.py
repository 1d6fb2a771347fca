"""Raw paragraphs and tables into the blocks of a Document: which tables are grids, which only lay out the page.

Shared by the readers of HTML and DOCX, whose authors both put whole articles into the cell of a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, count

from gongkai.core.report.exchange import Place
from gongkai.readers.document import Block, Paragraph, Run, Table, TableCell

PROSE_PARAGRAPHS = 20  # more in one cell are an article; the longest cell of a form has four, a side label
PROSE_LENGTH = 300  # characters: a label may stand one character a paragraph, or be repeated where a merge covers it


@dataclass(slots=True)
class RawParagraph:
    """A paragraph as met; `line` is the line of the source, or the ordinal where a source has no lines."""

    text: str
    line: int | None = None
    level: int = 0
    runs: tuple[Run, ...] = ()
    align: str = ""


@dataclass(slots=True)
class RawCell:
    """A cell with its place in the grid and what stands in it."""

    row: int
    col: int
    rowspan: int
    colspan: int
    header: bool
    blocks: list[RawParagraph | RawTable]


@dataclass(slots=True)
class RawTable:
    """A table as met, cells in the order of the source."""

    cells: list[RawCell] = field(default_factory=list)
    n_rows: int = 0
    n_cols: int = 0
    line: int | None = None

    def lays_out_the_page(self) -> bool:
        """Whether the table is no grid but a frame around an article, so that its cells are to be read one by one.

        It is a frame where it has one column, where one cell holds an article, or where its cells hold tables that
        together have more cells than itself.
        """
        if self.n_cols <= 1:
            return True
        inner = 0
        for cell in self.cells:
            blocks = cell.blocks
            if len(blocks) > PROSE_PARAGRAPHS and _is_article(blocks):
                return True
            for block in blocks:
                if isinstance(block, RawTable):
                    inner += block.all_cells()
        return inner > len(self.cells)

    def all_cells(self) -> int:
        """Its cells and those of the tables inside them."""
        nested = chain.from_iterable(cell.blocks for cell in self.cells)
        return len(self.cells) + sum(block.all_cells() for block in nested if isinstance(block, RawTable))


def _is_article(blocks: Sequence[RawParagraph | RawTable]) -> bool:
    shown = [block.text for block in blocks if isinstance(block, RawParagraph) and block.text.strip()]
    return len(shown) > PROSE_PARAGRAPHS and sum(map(len, shown)) > PROSE_LENGTH


def blocks_of(raw: Sequence[RawParagraph | RawTable]) -> tuple[Block, ...]:
    """The blocks in reading order, tables numbered from 1, frames dissolved into what they hold."""
    return tuple(_blocks(raw, count(1)))


def _blocks(raw: Sequence[RawParagraph | RawTable], numbers: Iterator[int]) -> Iterator[Block]:
    for block in raw:
        if isinstance(block, RawParagraph):
            if block.runs or block.text.strip():  # a paragraph of blanks only makes room
                place = Place(line=block.line)
                for text in block.text.split("\n") if not block.level and not block.runs else (block.text,):
                    yield Paragraph(text, place, block.level, block.runs, block.align)
        elif block.lays_out_the_page():
            for cell in block.cells:
                yield from _blocks(cell.blocks, numbers)
        elif block.cells:
            yield _table(block, numbers)


def _table(raw: RawTable, numbers: Iterator[int]) -> Table:
    number = next(numbers)
    cells = []
    for cell in raw.cells:
        blocks = cell.blocks
        text: str = ""
        runs: tuple[Run, ...] = ()
        tables: tuple[Table, ...] = ()
        if len(blocks) == 1 and isinstance(blocks[0], RawParagraph):  # nearly every cell
            text, runs = blocks[0].text, blocks[0].runs
        elif blocks:
            paragraphs = [block for block in blocks if isinstance(block, RawParagraph)]
            text = "\n".join([paragraph.text for paragraph in paragraphs if paragraph.text])
            runs = _runs(paragraphs)
            tables = tuple(_table(block, numbers) for block in blocks if isinstance(block, RawTable))
        place = Place(None, None, number, cell.row, cell.col)
        cells.append(TableCell(text, cell.row, cell.col, cell.rowspan, cell.colspan, place, cell.header, tables, runs))
    return Table(tuple(cells), raw.n_rows, raw.n_cols, number, Place(table=number, line=raw.line))


def _runs(paragraphs: Sequence[RawParagraph]) -> tuple[Run, ...]:
    """Those of all paragraphs, plain ones included, as soon as one is not plain."""
    if not any(paragraph.runs for paragraph in paragraphs):
        return ()
    return tuple(chain.from_iterable(paragraph.runs or (Run(paragraph.text),) for paragraph in paragraphs))
