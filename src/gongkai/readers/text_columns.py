"""Tables set in columns of blanks, as `pdftotext -layout` prints them.

A gap of two blanks parts cells. Which lines form a table is decided here; how labels that run over several lines
find their numbers is decided in text_wrapped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from gongkai.readers.text_labels import is_header_line, is_part_of_label, is_row_label
from gongkai.readers.text_lines import (
    Line,
    Part,
    figures_in,
    is_figure,
    is_page_number,
    is_remark,
    is_section,
)
from gongkai.readers.text_pieces import Columns, Piece, Sort
from gongkai.readers.text_wrapped import assemble

_PIECE = re.compile(r"[^ \u3000]+(?: [^ \u3000]+)*")
_WORD = re.compile(r"[^ ]+")
_GAP = re.compile(r"  |\u3000")
_SENTENCE = re.compile(r"[。；！？]|[，：]$|^注\s?[：:]|^#")
_IDENTITY = re.compile(r"第一项加第二项之和")  # printed in the corner of table 3, above its columns
_WIDEST_LABEL_LINE = 48  # half-width columns; a line of prose is wider than a line of a label
_MOST_BLANKS = 3  # blank lines inside a table; more part two tables


def find_column_tables(lines: Sequence[Line]) -> list[Part]:
    """Runs of lines set in columns become tables, each around at least one sure row of figures."""
    taken = [take_apart(line) for line in lines]
    parts: list[Part] = []
    for is_prose, group in groupby(taken, key=lambda columns: columns.sort == "prose"):
        run = list(group)
        if is_prose or not any(columns.sort == "sure" for columns in run):
            parts += [columns.line for columns in run]
            continue
        for stretch in _parted_by_blanks(run):
            first, last = _bounds(stretch)
            parts += [columns.line for columns in stretch[:first]]
            if first < last:
                parts.append(assemble(stretch[first:last]))
            parts += [columns.line for columns in stretch[last:]]
    return parts


def take_apart(line: Line) -> Columns:
    """The pieces of a line, and what sort of line they make."""
    if line.blank or is_page_number(line.text):
        return Columns(line, (), (), "blank")
    if not line.may_be_row or ("  " not in line.text and _SENTENCE.search(line.text) and "第一项" not in line.text):
        return Columns(line, (), (), "prose")
    pieces = list(_pieces(line.text))
    first = next((index for index, piece in enumerate(pieces) if is_figure(piece.text)), len(pieces))
    labels, figures = pieces[:first], _with_remarks(pieces[first:])
    if not all(is_figure(piece.text) for piece in figures):  # figures before labels: two rows run together
        labels, figures = [_piece(line.text, pieces[0].start, pieces[-1].end, _wide_positions(line.text))], []
    return Columns(line, tuple(labels), tuple(figures), _sort(line, labels, figures))


def _sort(line: Line, labels: Sequence[Piece], figures: Sequence[Piece]) -> Sort:
    label = "".join(piece.text for piece in labels)
    if figures:
        if not _GAP.search(line.text.strip()):
            return "figures"
        if len(figures) > 2 or (labels and (is_row_label(labels[-1].text) or is_row_label(label))):
            return "sure"
        return "figures" if len(labels) < 4 else "prose"
    if _IDENTITY.search(label):
        return "parted"
    if is_header_line(line.text):
        return "header"
    if is_section(label) and not is_part_of_label(label):
        return "prose"
    if len(labels) > 1:
        return "prose" if _SENTENCE.search(label) else "parted"
    narrow = labels[0].wide_end - labels[0].wide_start <= _WIDEST_LABEL_LINE
    return "piece" if narrow and not _SENTENCE.search(label) else "prose"


def _pieces(text: str) -> Iterator[Piece]:
    """The pieces of a line; figures parted by single blanks are pieces of their own, and so are labels of columns."""
    wide = _wide_positions(text)
    matches = list(_PIECE.finditer(text))
    apart = is_header_line(text)
    for index, match in enumerate(matches):
        following = matches[index + 1][0] if index + 1 < len(matches) else ""
        start, end = match.span()
        cut = end if apart else _cut_before_figures(match[0], following) + start
        if cut > start and not apart:
            yield _piece(text, start, cut, wide)
            start = cut + 1
        if not apart and len(figures_in(text[start:end])) < 2:
            yield _piece(text, start, end, wide)
            continue
        for word in _WORD.finditer(text, start, end):
            yield _piece(text, *word.span(), wide)


def _cut_before_figures(text: str, following: str) -> int:
    """Where a label ends that stands one blank before its figures: `5.属于三类内部事务信息 20`; 0 for nowhere."""
    words = text.split(" ")
    first = len(words)
    while first and is_figure(words[first - 1]):
        first -= 1
    label = " ".join(words[:first])
    certain = is_row_label(label) or is_figure(following)
    return len(label) if certain and 0 < first < len(words) else 0


def _piece(text: str, start: int, end: int, wide: Sequence[int]) -> Piece:
    return Piece(text[start:end], start, end, wide[start], wide[end])


def _wide_positions(text: str) -> list[int]:
    """The half-width column at which each character begins; Chinese characters fill two."""
    positions = [0]
    for char in text:
        positions.append(positions[-1] + (2 if unicodedata.east_asian_width(char) in "WF" else 1))
    return positions


def _with_remarks(pieces: Sequence[Piece]) -> list[Piece]:
    """Figures, each with the remark in brackets that follows it."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and is_remark(piece.text):
            joined[-1] = replace(joined[-1], text=joined[-1].text + piece.text, end=piece.end, wide_end=piece.wide_end)
        else:
            joined.append(piece)
    return joined


def _parted_by_blanks(run: Sequence[Columns]) -> Iterator[list[Columns]]:
    """The stretches between long runs of blank lines, which stay at the end of the stretch before."""
    stretch: list[Columns] = []
    blanks = 0
    for columns in run:
        if columns.sort != "blank" and blanks > _MOST_BLANKS:
            yield stretch
            stretch = []
        blanks = blanks + 1 if columns.sort == "blank" else 0
        stretch.append(columns)
    yield stretch


def _bounds(stretch: Sequence[Columns]) -> tuple[int, int]:
    """Where the table begins and ends: its header above the first row, the last line of the last row's label."""
    rows = [index for index, columns in enumerate(stretch) if columns.sort == "sure"]
    if not rows:
        return 0, 0
    first, last = rows[0], rows[-1] + 1
    below = "sure"
    for index in range(first - 1, -1, -1):
        sort = stretch[index].sort
        if sort == "piece" and below == "blank":
            break
        below = sort
        if sort != "blank":
            first = index
    while last < len(stretch) and _may_end_a_label(stretch[last]):
        last += 1
    return first, last


def _may_end_a_label(columns: Columns) -> bool:
    """Whether a line directly below the last row may belong to it."""
    pieces = all(is_part_of_label(piece.text) for piece in columns.labels)
    return columns.sort in ("piece", "figures") or (columns.sort == "parted" and pieces)
