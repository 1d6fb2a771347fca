"""The one Document every reader makes: blocks in reading order, runs inside them, tables with spans, places.

The same value feeds the report grid, the accessible page, search and screening, so a file is read once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai.core.report.exchange import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one appearance. `hidden` text is kept and marked, never dropped in silence."""

    text: str
    bold: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text between two breaks. `level` is 1-6 for a heading that the file itself marks as one, else 0.

    `text` is what a person sees; `runs`, given where the appearance is not plain throughout, hold hidden text too.
    `align` is "center" or "right" where the file says so.
    """

    text: str
    place: Place = NOWHERE
    level: int = 0
    runs: tuple[Run, ...] = ()
    align: str = ""


class TableCell(NamedTuple):  # made by the hundred: a tuple costs a third of a frozen dataclass
    """One cell: its top-left grid position (0-based), its spans, its text (paragraphs joined by newlines).

    `tables` are tables nested inside the cell; `header` is true where the file marks the cell as one (th).
    `runs` are those of its paragraphs, given where the appearance is not plain throughout; `text` is the visible part.
    """

    text: str
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    place: Place = NOWHERE
    header: bool = False
    tables: tuple[Table, ...] = ()
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells as the file declares it, spans kept. `number` counts tables in the document from 1.

    `loose` is true where the source has no real grid (plain text): rows may then lack cells.
    """

    cells: tuple[TableCell, ...]
    n_rows: int
    n_cols: int
    number: int
    place: Place = NOWHERE
    loose: bool = False

    def rows(self) -> Iterator[tuple[TableCell, ...]]:
        """The cells that begin in each row, left to right."""
        by_row: dict[int, list[TableCell]] = {}
        for cell in self.cells:
            by_row.setdefault(cell.row, []).append(cell)
        for index in range(self.n_rows):
            yield tuple(sorted(by_row.get(index, ()), key=lambda cell: cell.col))


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. `meta` holds what the file says of itself (title, author, dates), uninterpreted."""

    format: str
    blocks: tuple[Block, ...]
    name: str | None = None
    pages: int | None = None
    meta: Mapping[str, str] = field(default_factory=dict)

    @property
    def tables(self) -> tuple[Table, ...]:
        """All top-level tables in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs outside tables in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))
