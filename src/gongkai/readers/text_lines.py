"""The lines of a plain text and what can be told from one line alone; rows of tables that have no grid."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from gongkai.core.errors import TooComplex
from gongkai.core.report.exchange import CellKind, Place
from gongkai.readers.document import Table, TableCell
from gongkai.readers.numbers import LONGEST, read_number

MOST_LINES = 20_000  # a report has some hundreds; so many are a log, a dump or an attack
LONGEST_ROW = 800  # characters; a longer line is prose whatever stands in it
MOST_WORDS = 60  # pieces between blanks or bars; the widest row has 18


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source: its number from 1, its text without the line end, its page (form feeds) from 1."""

    number: int
    text: str
    page: int = 1

    @property
    def may_be_row(self) -> bool:
        """Whether it is no longer than a row of a table can be."""
        return len(self.text) <= LONGEST_ROW and len(self.text.split(None, MOST_WORDS)) <= MOST_WORDS

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class LooseRow:
    """A row found in text: the line its numbers stand in, and its cells, left to right."""

    line: int
    texts: tuple[str, ...]
    header: bool = False


@dataclass(frozen=True, slots=True)
class LooseTable:
    """Rows that stand together in the text."""

    rows: tuple[LooseRow, ...]

    def as_table(self, number: int) -> Table:
        """The same rows as a table of the document; cells may be missing at the end of a row."""
        cells = tuple(
            TableCell(text, row=index, col=col, place=Place(line=row.line), header=row.header)
            for index, row in enumerate(self.rows)
            for col, text in enumerate(row.texts)
        )
        width = max((len(row.texts) for row in self.rows), default=0)
        return Table(cells, len(self.rows), width, number, place=Place(line=self.rows[0].line), loose=True)


Part = Line | LooseTable | Table
Finder = Callable[[Sequence[Line]], list[Part]]

_INVISIBLE = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\x1a")) | str.maketrans(
    {"\u00a0": " ", "\u2002": " ", "\u2003": "  ", "\u2009": " ", "\v": " ", "\u2028": " ", "\u2029": " ", "\x85": " "}
)


def lines_of(text: str, file: str) -> list[Line]:
    """The lines, numbered as an editor numbers them; a form feed begins a page and no line.

    Raises TooComplex for more lines than any report could have.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_INVISIBLE)
    count = text.count("\n") + text.count("\f") + 1
    if count > MOST_LINES:
        raise TooComplex(file=file, problem_zh=f"共 {count} 行", problem_en=f"{count} lines")
    lines: list[Line] = []
    page = 1
    for number, whole in enumerate(text.split("\n"), start=1):
        for index, piece in enumerate(whole.split("\f")):
            page += bool(index)
            lines.append(Line(number, piece.rstrip(" "), page))
    return lines


def find_in_stretches(parts: Sequence[Part], finder: Finder) -> list[Part]:
    """What `finder` makes of every unbroken stretch of lines; tables found before stay as they are."""
    found: list[Part] = []
    for are_lines, group in groupby(parts, key=lambda part: isinstance(part, Line)):
        stretch = list(group)
        found.extend(finder([part for part in stretch if isinstance(part, Line)]) if are_lines else stretch)
    return found


def runs_of(lines: Sequence[Line], belongs: Callable[[Line], bool]) -> Iterator[tuple[bool, list[Line]]]:
    """The lines in runs that belong and runs that do not; lines too long for a row never belong."""
    for inside, group in groupby(lines, key=lambda line: line.may_be_row and belongs(line)):
        yield inside, list(group)


# ── what a piece of text looks like ──────────────────────────────────────────────────────────

_DIGIT = re.compile(r"\d")  # a lone 二 is a side label more often than a number
_GROUPED = re.compile(r"[1-9]\d{0,2}(?: \d{3})+")  # 1 808 595: one number or three, nobody can say
_REMARK = re.compile(r"[（(][^（）()]{1,60}[）)]")
_PAGE_NUMBER = re.compile(r"[-－–—―─]{1,2}\s?\d{1,4}\s?[-－–—―─]{1,2}|第\s?\d{1,4}\s?页(?:[，,/\s]{0,2}共\s?\d{1,4}\s?页)?")
_SECTION = re.compile(r"[一二三四五六七八九十]{1,2}、")
_ITEM = re.compile(
    r"[一二三四五六七八九十]{1,2}\s?、|[（(][一二三四五六七八九十]{1,2}[）)](?!项)|\d{1,2}\s?[.．、](?!\d)|第[一二三四五六七八九十]+条第"
)


def is_figure(text: str) -> bool:
    """Whether this stands where a figure stands: a number in digits, certain or not, or a dash for none."""
    text = text.strip()
    kind = read_number(text).kind if len(text) <= LONGEST else CellKind.TEXT
    return kind is CellKind.DASH or text.isdecimal() or (kind is CellKind.NUMBER and _DIGIT.search(text) is not None)


def is_remark(text: str) -> bool:
    """Whether this is a remark in brackets, as printed below a number."""
    return _REMARK.fullmatch(text.strip()) is not None


def is_page_number(text: str) -> bool:
    """Whether a whole line is a page number that says so: — 3 —, 第3页."""
    return len(text) < 80 and _PAGE_NUMBER.fullmatch(text.strip()) is not None


def is_section(text: str) -> bool:
    """Whether a line begins as a section heading or a first-level row does: 一、"""
    return _SECTION.match(text.strip()) is not None


def begins_item(text: str) -> bool:
    """Whether a line begins with an ordinal: 一、 （一） 1. 第二十条第"""
    return _ITEM.match(text.strip()) is not None


def figures_in(text: str) -> list[str]:
    """The figures of a text that holds nothing else, parted by blanks; empty where something else stands there."""
    if is_figure(text):
        return [text.strip()]
    if _GROUPED.fullmatch(text.strip()):
        return []
    pieces = text.split()
    return pieces if len(pieces) > 1 and all(is_figure(piece) for piece in pieces) else []
