"""A sheet of cells into paragraphs and tables, by one simple rule that always gives the same answer.

Blank rows part blocks. Inside a block, rows before the first and after the last row with several entries (or with nothing
but the label of a row, or the article of a block, of the form) are paragraphs; what lies between is a table, parted where
a lone text heads a section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.readers.labels import match_row
from gongkai.readers.layout import RawCell, RawParagraph, RawTable

_SECTION = re.compile(r"\s*[一二三四五六七八九十]{1,3}、")
_ARTICLE = re.compile(r"\s*第?二十条\s*第?\s*[（(]\s*[一五六八九]\s*[)）]\s*项\s*")  # heads a block of table 2
Range = tuple[int, int, int, int]  # top, left, bottom, right, all inclusive


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: texts by row and column from A1, and its merged ranges."""

    name: str
    rows: list[list[str]]
    merged: list[Range]


def blocks_of_sheet(sheet: Sheet) -> Iterator[RawParagraph | RawTable]:
    """The blocks of one sheet from top to bottom."""
    reach = _merged_from_above(sheet)
    block: list[int] = []
    for index, row in enumerate(sheet.rows):
        if any(text.strip() for text in row) or index in reach:
            block.append(index)
        elif block:
            yield from _block(sheet, block, reach)
            block = []
    if block:
        yield from _block(sheet, block, reach)


def _merged_from_above(sheet: Sheet) -> set[int]:
    """Rows that a merged cell with text reaches into from above."""
    last = len(sheet.rows) - 1
    return {
        row
        for top, left, bottom, _ in sheet.merged
        if top <= last and left < len(sheet.rows[top]) and sheet.rows[top][left].strip()
        for row in range(top + 1, min(bottom, last) + 1)
    }


def _block(sheet: Sheet, block: list[int], reach: set[int]) -> Iterator[RawParagraph | RawTable]:
    several = [index for index in block if index in reach or _is_row(sheet.rows[index])]
    if not several:
        yield from (_paragraph(sheet, index) for index in block)
        return
    first, last, gridded = several[0], several[-1], set(several)
    table: list[int] = []
    for index in block:
        lone = index not in gridded
        if lone and (index < first or index > last or _SECTION.match(_text(sheet, index))):
            yield from _table(sheet, table)
            table = []
            yield _paragraph(sheet, index)
        else:
            table.append(index)
    yield from _table(sheet, table)


def _is_row(row: list[str]) -> bool:
    """Whether a row belongs to a table: several entries, the label alone of a row left blank, or a block's article."""
    entries = [text for text in row if text.strip()]
    if len(entries) != 1:
        return len(entries) > 1
    return match_row(entries[0]) is not None or _ARTICLE.fullmatch(entries[0]) is not None


def _text(sheet: Sheet, index: int) -> str:
    return next(text for text in sheet.rows[index] if text.strip())


def _paragraph(sheet: Sheet, index: int) -> RawParagraph:
    return RawParagraph(_text(sheet, index).strip(), line=index + 1)


def _table(sheet: Sheet, rows: list[int]) -> Iterator[RawTable]:
    """The rows as a grid, from the first to the last column in use; merged ranges are cut to it."""
    if not rows:
        return
    top, bottom = rows[0], rows[-1]
    used = [col for row in rows for col, text in enumerate(sheet.rows[row]) if text.strip()]
    left, right = min(used), max(used)
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for first_row, first_col, last_row, last_col in sheet.merged:
        row_end, col_end = min(last_row, bottom), min(last_col, right)
        if first_row < top or first_col < left or first_row > row_end or first_col > col_end:
            continue
        spans[first_row, first_col] = (row_end - first_row + 1, col_end - first_col + 1)
        slots = ((row, col) for row in range(first_row, row_end + 1) for col in range(first_col, col_end + 1))
        covered.update(slot for slot in slots if slot != (first_row, first_col))
    table = RawTable(n_rows=len(rows), n_cols=right - left + 1, line=top + 1)
    for row in rows:
        for col in range(left, right + 1):
            if (row, col) not in covered:
                rowspan, colspan = spans.get((row, col), (1, 1))
                text = sheet.rows[row][col] if col < len(sheet.rows[row]) else ""
                table.cells.append(RawCell(row - top, col - left, rowspan, colspan, False, [RawParagraph(text)]))
    yield table
