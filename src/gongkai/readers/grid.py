"""From a Document to a Report: every cell of the three tables that is certain, and a word about everything that is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gongkai.core.errors import NoTables
from gongkai.core.report.exchange import Cell, CellKind, Report, Unrecognised
from gongkai.core.report.form import FORMS, Row, form
from gongkai.readers.document import Document, Paragraph
from gongkai.readers.headings import heading_of
from gongkai.readers.labels import differs
from gongkai.readers.numbers import read_number
from gongkai.readers.row_cells import Placed, cell_of, form_row, place_cells, table4_parts
from gongkai.readers.row_order import place_unlabelled
from gongkai.readers.sections import prose_of
from gongkai.readers.table_headers import ROUTES
from gongkai.readers.table_rows import PrintedRow, printed_rows

_FORM_TABLES = ("T2", "T3", "T4")
_MOST_SIBLINGS = 200  # rows under one header; a form has 25
OTHER = "T3.r6"  # （六）其他处理: one row in 2019, a group of three from 2021
_SECTIONS_WITH_TABLES = ("2", "3", "4")


def report_from_document(document: Document) -> Report:
    """The report that a document holds; nothing in it is corrected or guessed.

    Raises NoTables where no row of the three tables is recognised.
    """
    rows = list(printed_rows(document.blocks))
    if not any(row.row_id for row in rows) and not any(table4_parts(row) for row in rows):
        raise NoTables(file=document.name or document.format)
    form_id = form_of(rows)
    tables = _Tables(form_id, rows)
    for table in ("T2", "T3"):
        tables.take(_named(table, form_id, rows))
    tables.drop_blank_group()
    tables.take_table4()
    tables.tell_the_rest()
    prose = prose_of(document)
    return Report(
        agency=prose.agency,
        year=prose.year,
        form=form_id,
        cells=tables.in_order(),
        sections=prose.sections,
        passages=prose.passages,
        unrecognised=(*tables.unrecognised, *_stray_figures(document), *tables.missing()),
        printed_labels=tables.printed_labels,
        title=prose.title,
        published=prose.published,
        period=prose.period,
        source=document.name,
        format=document.format,
    )


def form_of(rows: Iterable[PrintedRow]) -> str:
    """The form the rows belong to: by the columns of table 2, then its rows, then the rows of （六）其他处理.

    Never by the year: reports use the form of another year (law.md 7.1).
    """
    votes = dict.fromkeys(FORMS, 0)
    others = dict.fromkeys(FORMS, 0)
    for row in rows:
        holding = [each for each in FORMS if row.row_id in form(each).rows]
        if row.row_id is None or row.row_id.startswith("T4"):
            continue
        if row.row_id.startswith("T3"):
            for each in holding if len(holding) == 1 else ():
                others[each] += 1
            continue
        for each in FORMS:
            known = form(each).rows.get(row.row_id)
            columns = {column.id for column in known.columns} if known else set()
            printed = {column.id for column in row.header.columns} if row.header and row.header.table == "T2" else None
            fits = columns == printed if printed else known is not None and len(known.columns) == len(row.figures)
            votes[each] += bool(known) and fits
    for counts in (votes, others):
        best = max(counts.values())
        leaders = [each for each in FORMS if counts[each] == best]
        if len(leaders) == 1:
            return leaders[0]
    return FORMS[-1]


def _named(table: str, form_id: str, rows: Sequence[PrintedRow]) -> list[tuple[PrintedRow, str]]:
    """The rows of a table with their ids: those that say it, and those that only one place is left for."""
    own = [row for row in rows if row.row_id is None or row.row_id.startswith(table)]
    placed = place_unlabelled(table, form_id, own)
    named = [(row, row.row_id or placed.get(index)) for index, row in enumerate(own)]
    return [(row, row_id) for row, row_id in named if row_id is not None]


@dataclass
class _Tables:
    """The cells found so far, and what could not be placed or read."""

    form_id: str
    rows: Sequence[PrintedRow]
    cells: dict[str, Cell] = field(default_factory=dict)
    unrecognised: list[Unrecognised] = field(default_factory=list)
    printed_labels: dict[str, str] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._siblings: dict[tuple[int, int, str], list[PrintedRow]] = {}
        self._labels_of: dict[int, set[str]] = {}
        for row in self.rows:
            self._siblings.setdefault(_kin(row), []).append(row)
            if row.row_id:
                self._labels_of.setdefault(id(row.table), set()).add(row.row_id)

    def take(self, named: Sequence[tuple[PrintedRow, str]]) -> None:
        """The rows of table 2 or 3. Rows with the same label in a table that is less surely the form's give way."""
        firmness = [self._firmness(row) for row, _ in named]
        firmest: dict[str, int] = {}
        for (_, row_id), firm in zip(named, firmness, strict=True):
            firmest[row_id] = max(firm, firmest.get(row_id, 0))
        for (row, row_id), firm in zip(named, firmness, strict=True):
            self.used.add(id(row))
            if firm < firmest[row_id]:
                self.unrecognised.append(Unrecognised(row.text, row.place, None, "the row stands in its table already"))
                continue
            known = form_row(row, row_id, self.form_id)
            self._put(row, known, self._place(row, known))

    def take_table4(self) -> None:
        """Table 4: labelled rows of five, or unlabelled ones of five, ten or fifteen."""
        known = {row.id: row for row in form(self.form_id).table4}
        for row in self.rows:
            if row.row_id in known:
                self.used.add(id(row))
                self._put(row, known[row.row_id], self._place(row, known[row.row_id]))
            elif row.row_id is None and id(row) not in self.used and _may_be_table4(row) and (parts := table4_parts(row)):
                self.used.add(id(row))
                for route, placed in parts.items():
                    self._put(row, known[route], placed)

    def _firmness(self, row: PrintedRow) -> int:
        """How surely the row's table is the form's: 2 by its header, 1 by another of its rows, 0 by nothing else."""
        header = row.header if row.header and row.header.table == (row.row_id or "")[:2] else None
        if header and (header.number == row.table.number or row.table.loose):
            return 2
        return int(len(self._labels_of.get(id(row.table), ())) > 1)

    def _place(self, row: PrintedRow, known: Row) -> Placed | None:
        siblings = self._siblings[_kin(row)]
        return place_cells(row, known, siblings) if len(siblings) <= _MOST_SIBLINGS else None

    def _put(self, row: PrintedRow, known: Row, placed: Placed | None) -> None:
        if row.label is not None and row.row_id == known.id:
            self._note_label(known, row.label.text)
        if placed is None:
            for column in known.columns:
                cell = Cell(known.cell(column), row.text, CellKind.TEXT, place=row.place)
                self._add(cell, Unrecognised(row.text, row.place, cell.id, "no certain column for the row's figures"))
            return
        for column, printed in placed.items():
            self._add(*cell_of(row, known.id, column, printed))

    def _note_label(self, known: Row, printed: str) -> None:
        """Remember a label that is not the form's; one of the other form in that form's official wording."""
        own, *others = [form(each).rows[known.id].label.rpartition("/")[2] for each in self._forms_with(known.id)]
        if differs(printed, own):
            same = next((label for label in others if not differs(printed, label)), "".join(printed.split()))
            self.printed_labels.setdefault(known.id, same)

    def _forms_with(self, row_id: str) -> list[str]:
        """The forms that have a row, the report's own first."""
        return [each for each in dict.fromkeys((self.form_id, *FORMS)) if row_id in form(each).rows]

    def _add(self, cell: Cell, doubt: Unrecognised | None) -> None:
        """A cell once; printed twice with different content it is not certain."""
        before = self.cells.get(cell.id)
        if before is None or before.kind is CellKind.BLANK:
            self.cells[cell.id] = cell
        elif cell.kind is CellKind.BLANK or (before.kind, before.value, before.unit) == (cell.kind, cell.value, cell.unit):
            return
        else:
            text = f"{before.text} / {cell.text}"
            self.cells[cell.id] = Cell(cell.id, text, CellKind.TEXT, place=before.place)
            doubt = Unrecognised(text, cell.place, cell.id, "the row is printed twice with different content")
        if doubt is not None:
            self.unrecognised.append(doubt)

    def drop_blank_group(self) -> None:
        """（六）其他处理 printed as a line of its own above its three rows, with nothing in it, is no row."""
        group = [cell for cell_id, cell in self.cells.items() if cell_id.startswith(f"{OTHER}.")]
        parts = any(cell_id.startswith(f"{OTHER}_") for cell_id in self.cells)
        if parts and all(cell.kind is CellKind.BLANK for cell in group):
            for cell in group:
                del self.cells[cell.id]

    def tell_the_rest(self) -> None:
        """Rows with figures that found no place, where they stand among the rows of the form."""
        tables = {row.table.number for row in self.rows if row.row_id}
        for row in self.rows:
            headed = row.header is not None and row.header.number == row.table.number
            inside = headed or row.table.number in tables or (row.table.loose and row.section in _SECTIONS_WITH_TABLES)
            if id(row) not in self.used and inside and row.has_number:
                self.unrecognised.append(Unrecognised(row.text, row.place, None, "no row of the form has this label"))

    def missing(self) -> list[Unrecognised]:
        """Tables of which not one row was found."""
        found = {cell_id[:2] for cell_id in self.cells}
        sections = form(self.form_id).sections
        return [
            Unrecognised(sections[table[1]], where=None, why="no row of this table was found")
            for table in _FORM_TABLES
            if table not in found
        ]

    def in_order(self) -> dict[str, Cell]:
        """The cells in the order of the forms, the report's own form first."""
        order = {row.cell(column): None for each in (self.form_id, *FORMS) for row, column in form(each).cells()}
        return {cell_id: self.cells[cell_id] for cell_id in order if cell_id in self.cells}


def _kin(row: PrintedRow) -> tuple[int, int, str]:
    """What rows of the same table of the form share: their table in the document and the header above them."""
    return id(row.table), id(row.header), (row.row_id or "")[:2]


def _may_be_table4(row: PrintedRow) -> bool:
    """Whether a row without a label stands where table 4 stands: under its header or in its section."""
    return row.section == "4" or (row.header is not None and row.header.table == "T4") or len(row.figures) == 5 * len(ROUTES)


def _stray_figures(document: Document) -> Iterable[Unrecognised]:
    """Paragraphs of a number alone in the sections that hold the tables: a cell that lost its row."""
    section = None
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            continue
        heading = heading_of(block)
        section = heading.section or section if heading else section
        if section in _SECTIONS_WITH_TABLES and read_number(block.text).value is not None:
            yield Unrecognised(block.text.strip(), block.place, None, "a number outside the tables")
