"""How a printed report stands on an official paper (GB/T 9704-2012): lines of the title, sub-headings, the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.writers.printed import PrintedCell, PrintedReport, PrintedTable

_SUBHEADING = re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）][^。；：:]{1,28}")
_DATE = re.compile(r"\s*20\d{2}年\d{1,2}月\d{1,2}日\s*")
_TITLE_LINE = 19  # characters of 2号 on a line of 156 mm


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph, or a sub-heading （一）… that stands alone."""

    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """The body that signs, above the date."""

    name: str
    date: str


Block = Words | Signature | PrintedTable


def title_lines(printed: PrintedReport) -> tuple[str, ...]:
    """A title too long for one line is broken after the name of the body, never inside a word of it."""
    title, agency = printed.title, printed.agency or ""
    if len(title) > _TITLE_LINE and agency and title.startswith(agency) and title != agency:
        return agency, title.removeprefix(agency)
    return (title,)


def sections_on_paper(printed: PrintedReport) -> list[tuple[str, list[Block]]]:
    """The heading of each section with what stands below it."""
    sections: list[tuple[str, list[Block]]] = [
        (section.heading, [_block(block) for block in section.blocks]) for section in printed.sections
    ]
    if sections:
        sections[-1] = (sections[-1][0], _signed(sections[-1][1]))
    return sections


def cell_lines(table: PrintedTable, cell: PrintedCell) -> str:
    """The text of a cell, a heading of four characters in a narrow column on two lines of two."""
    narrow = cell.row < table.header_rows and cell.colspan == 1 and len(cell.text) == 4
    return f"{cell.text[:2]}\n{cell.text[2:]}" if narrow else cell.text


def _block(block: str | PrintedTable) -> Block:
    if isinstance(block, PrintedTable):
        return block
    return Words(block, heading=_SUBHEADING.fullmatch(block) is not None)


def _signed(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of the last section; a name and a date at its end are the signature."""
    *rest, name, date = (Words(""), Words(""), *blocks)
    if not isinstance(name, Words) or not isinstance(date, Words) or not _DATE.fullmatch(date.text):
        return list(blocks)
    if not name.text or re.search("[，。；：]", name.text):
        return list(blocks)
    return [*rest[2:], Signature(name.text, date.text)]
