"""Labels that run over several lines around their numbers, in tables set in columns of blanks.

A printed row is one line of figures; its label may stand above it, on it and below it, in up to three columns of
labels (side, group, row). Ordinals begin a label, blank lines and figures end one, the official wording decides the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from statistics import median

from gongkai.readers.labels import match_block
from gongkai.readers.text_labels import is_part_of_label, is_row_label
from gongkai.readers.text_lines import LooseRow, LooseTable, begins_item, is_remark
from gongkai.readers.text_pieces import Columns, Piece

_SAME_COLUMN = 2  # characters by which the pieces of one column of labels may begin apart
_SURE_OF_COLUMN = 0.4  # share of the distance between two columns within which a figure is certain to belong
_SURE_OF_LABEL = 0.2  # the same below the labels of columns, which are often set otherwise than figures
_LINES_APART = 2  # the figures' own line may stand between two lines of a label
_SIDE = 2  # characters; a side label is printed one or two a line
_ORDINAL = re.compile(r"\d{1,2}")


@dataclass(slots=True)
class _Figures:
    """The figures of one line, and the label that was found for them."""

    line: int
    pieces: list[Piece]
    texts: list[str]
    label: _Label | None = None
    outer: list[_Label] = field(default_factory=list)


@dataclass(slots=True)
class _Label:
    """A label under construction: where it stands, what it says so far, and whose it is."""

    start: int
    end: int
    first: int
    last: int
    text: str
    figures: _Figures | None = None

    def add(self, piece: Piece, index: int) -> None:
        """Continue the label on a further line."""
        self.text += piece.text
        self.last = index
        self.end = max(self.end, piece.end)

    def is_above(self, piece: Piece, index: int) -> bool:
        """Whether `piece`, set in the middle of its column, stands below this label and goes on with its wording."""
        over = piece.start < self.end and self.start < piece.end
        return over and index - self.last <= _LINES_APART and is_part_of_label(self.text + piece.text)


Entry = _Figures | _Label | Columns  # a row, a label, a header


def assemble(table: Sequence[Columns]) -> LooseTable:
    """The rows of one table, each with its whole label; headers as they stand."""
    maker = _Assembly(table)
    for index, columns in enumerate(table):
        maker.take(index, columns)
    return LooseTable(tuple(maker.rows()))


class _Assembly:
    """Reads a table from top to bottom; `entries` are its rows and loose labels in the order of their first lines."""

    def __init__(self, table: Sequence[Columns]) -> None:
        self.table = table
        self.entries: list[Entry] = []
        self.open: list[_Label] = []  # at most one in each column of labels, left to right
        self.headers: set[str] = set()
        self.blank_since = -1
        starts = [columns.figures[0].start for columns in table if columns.figures]
        self.figures_begin = min(starts)
        body = next(index for index, columns in enumerate(table) if columns.figures)
        while body and table[body - 1].sort == "piece" and is_part_of_label(table[body - 1].text):
            body -= 1
        self.body = body

    def take(self, index: int, columns: Columns) -> None:
        """One line: a header, part of labels, a row, or several of these."""
        if columns.sort == "blank":
            self.blank_since = index
        elif not columns.figures and self._is_header(index, columns):
            self.open.clear()
            self.headers.add(columns.text)
            self.entries.append(columns)
        elif columns.figures:
            self._take_row(index, columns)
        elif not self._take_remark(columns):
            for piece in columns.labels:
                self._continue_or_begin(piece, index, own=False)

    def _is_header(self, index: int, columns: Columns) -> bool:
        """Above the first row, printed before, or reaching over the figures."""
        if index < self.body or columns.sort == "header" or columns.text in self.headers:
            return True
        reaches = columns.labels[-1].start >= self.figures_begin
        return reaches and not (len(columns.labels) == 1 and is_remark(columns.text))

    def _take_remark(self, columns: Columns) -> bool:
        """A remark printed below its number joins it where it stands under one number only."""
        last = self.entries[-1] if self.entries else None
        if len(columns.labels) > 1 or not is_remark(columns.text) or not isinstance(last, _Figures):
            return False
        remark = columns.labels[0]
        under = [index for index, piece in enumerate(last.pieces) if piece.start <= remark.end and remark.start <= piece.end]
        if len(under) != 1:
            return False
        last.texts[under[0]] += remark.text
        return True

    def _take_row(self, index: int, columns: Columns) -> None:
        row = _Figures(columns.line.number, list(columns.figures), [piece.text for piece in columns.figures])
        self.entries.append(row)
        waiting = self._waiting(index)
        last = columns.labels[-1] if columns.labels else None
        outer = last is not None and waiting is not None and waiting.start > last.start + _SAME_COLUMN
        if outer and last is not None and not begins_item(last.text):
            last = None  # the last piece is part of an outer label; the row's own label stands above and below it
        for piece in columns.labels:
            label = self._continue_or_begin(piece, index, own=piece is last)
            if piece is last and label is not None:
                row.label, label.figures = label, row
        if last is None and waiting is not None:
            row.label, waiting.figures = waiting, row

    def _waiting(self, index: int) -> _Label | None:
        """The innermost label that ended on the line before and has no figures yet."""
        label = self.open[-1] if self.open else None
        return label if label is not None and label.figures is None and label.last == index - 1 else None

    def _continue_or_begin(self, piece: Piece, index: int, *, own: bool) -> _Label | None:
        """The label that `piece` belongs to. `own` is true for the piece next to the figures of its line."""
        at = next((n for n, label in enumerate(self.open) if label.start >= piece.start - _SAME_COLUMN), len(self.open))
        label = self.open[at] if at < len(self.open) and self.open[at].start <= piece.start + _SAME_COLUMN else None
        if label is None and self.open and self.open[-1].is_above(piece, index):
            label = self.open[-1]
        if label is not None and self._continues(label, piece, index, own=own):
            label.add(piece, index)
            return label if not own or label.figures is None else None
        fresh = _Label(piece.start, piece.end, index, index, piece.text)
        self.open[at : at + (label is not None)] = [fresh]
        self.entries.insert(len(self.entries) - bool(self.table[index].figures), fresh)
        return fresh

    def _continues(self, label: _Label, piece: Piece, index: int, *, own: bool) -> bool:
        if begins_item(piece.text) and label.text:
            return False
        together = label.text + piece.text
        apart = self.blank_since > label.last
        if label.figures is not None:  # the label has its row: only a rest printed directly below may follow
            innermost = label is self.open[-1] and begins_item(label.text)
            fits = is_part_of_label(together) or (innermost and not is_row_label(label.text))
            return not own and not apart and fits and not self.table[index].figures
        whole = is_row_label(label.text) or is_row_label(piece.text) or match_block(label.text) is not None
        side = not own and len(piece.text) <= _SIDE
        return is_part_of_label(together) or (not whole and (side or not apart))

    def rows(self) -> Iterator[LooseRow]:
        """The finished rows. A label without figures stays a row of its own, or names the group of the rows beside it."""
        figures = [entry for entry in self.entries if isinstance(entry, _Figures)]
        labels = [entry for entry in self.entries if isinstance(entry, _Label) and entry.figures is None]
        groups = _groups(figures, labels)
        header: Columns | None = None
        for parts_rows, block in groupby(self.entries, key=lambda entry: _parts_rows(entry, groups)):
            entries = list(block)
            if parts_rows:
                header = next((entry for entry in reversed(entries) if isinstance(entry, Columns)), header)
            else:
                _fill_columns([entry for entry in entries if isinstance(entry, _Figures)], header)
        for entry in self.entries:
            if isinstance(entry, Columns):
                yield LooseRow(entry.line.number, tuple(piece.text for piece in entry.labels))
            elif isinstance(entry, _Figures):
                own = [entry.label.text] if entry.label else []
                yield LooseRow(entry.line, (*(label.text for label in entry.outer), *own, *entry.texts))
            elif entry.figures is None and id(entry) not in groups:
                yield LooseRow(self.table[entry.first].line.number, (entry.text,))


def _parts_rows(entry: Entry, groups: set[int]) -> bool:
    """Whether the rows above and below an entry need not have the same columns: a header, or a label on its own."""
    return isinstance(entry, Columns) or (isinstance(entry, _Label) and entry.figures is None and id(entry) not in groups)


def _groups(figures: Sequence[_Figures], labels: Sequence[_Label]) -> set[int]:
    """Give each row its group: （三）不予公开 beside 1. to 8. Returns which labels were placed."""
    placed: set[int] = set()
    for run in _numbered_runs(figures):
        first = min(row.label.first for row in run if row.label)
        last = max(row.label.last for row in run if row.label)
        inner = min(row.label.start for row in run if row.label)
        named = [label for label in labels if begins_item(label.text) and label.start < inner - _SAME_COLUMN]
        beside = [label for label in named if first <= (label.first + label.last) / 2 <= last]
        nearest = max((label.start for label in beside), default=0)
        beside = [label for label in beside if label.start >= nearest - _SAME_COLUMN]
        if len(beside) == 1:
            placed.add(id(beside[0]))
            for row in run:
                row.outer = beside
    return placed


def _numbered_runs(figures: Sequence[_Figures]) -> Iterator[list[_Figures]]:
    """Rows numbered 1, 2, 3 … until the numbers begin again or a row without a number comes."""
    run: list[_Figures] = []
    before = 0
    for row in figures:
        match = _ORDINAL.match(row.label.text) if row.label else None
        number = int(match[0]) if match else 0
        if run and number <= before:
            yield run
            run = []
        if number:
            run.append(row)
        before = number
    if run:
        yield run


def _fill_columns(rows: Sequence[_Figures], header: Columns | None) -> None:
    """Where a row has fewer figures than the fullest, or than the labels above, say which columns are blank."""
    size = max((len(row.pieces) for row in rows), default=0)
    share = _SURE_OF_COLUMN
    full: Sequence[Sequence[Piece]] = [row.pieces for row in rows if len(row.pieces) == size]
    if header is not None and rows:
        begin = min(row.pieces[0].start for row in rows)
        above = [piece for piece in header.labels if piece.end > begin]
        if len(above) > size:
            full, size, share = [above], len(above), _SURE_OF_LABEL
    rulers = [ruler for ruler in _rulers(full, share) if all(ruler.in_columns(row) for row in rows)] if size > 1 else []
    for row in rows:
        if len(row.pieces) < size:
            ways = {found for ruler in rulers if (found := ruler.in_columns(row)) is not None}
            row.texts = list(ways.pop()) if len(ways) == 1 else row.texts


@dataclass(frozen=True, slots=True)
class _Ruler:
    """Where the columns of a table stand: by the left, the right or the middle of their figures, in one of two widths."""

    measure: Callable[[Piece], float]
    columns: Sequence[float]
    share: float

    @property
    def reach(self) -> float:
        """How far from its column a figure may stand and still be certain to belong to it."""
        return self.share * min(right - left for left, right in pairwise(self.columns))

    def in_columns(self, row: _Figures) -> tuple[str, ...] | None:
        """The row's figures under their columns, blanks between; None where that is not certain."""
        texts = [""] * len(self.columns)
        for piece, text in zip(row.pieces, row.texts, strict=True):
            at = self.measure(piece)
            col = min(range(len(self.columns)), key=lambda n: abs(self.columns[n] - at))
            if abs(self.columns[col] - at) > self.reach or texts[col]:
                return None
            texts[col] = text
        return tuple(texts)


_MEASURES: tuple[Callable[[Piece], float], ...] = (
    lambda piece: piece.start,
    lambda piece: piece.end,
    lambda piece: (piece.start + piece.end) / 2,
    lambda piece: piece.wide_start,
    lambda piece: piece.wide_end,
    lambda piece: (piece.wide_start + piece.wide_end) / 2,
)


def _rulers(full: Sequence[Sequence[Piece]], share: float) -> list[_Ruler]:
    """The measures by which full rows stand most exactly below each other; what all of them say is certain."""
    gaps = (right.start - left.end for pieces in full for left, right in pairwise(pieces))
    if not all(gap > 1 for gap in gaps):  # one blank between figures sets no columns
        return []
    found: list[tuple[float, _Ruler]] = []
    for measure in _MEASURES:
        by_column = [[measure(pieces[col]) for pieces in full] for col in range(len(full[0]))]
        spread = max(max(places) - min(places) for places in by_column)
        found.append((spread, _Ruler(measure, [median(places) for places in by_column], share)))
    least = min(spread for spread, _ in found)
    return [ruler for spread, ruler in found if spread <= min(least + 1, ruler.reach)]
