"""The table model of the HTML standard: rows of cells with spans into a grid, absurd spans bounded."""

from __future__ import annotations

import re

from gongkai.core.errors import TooComplex
from gongkai.readers.layout import RawCell, RawTable

MAX_COLSPAN = 1000  # what the HTML standard allows; anything above counts as the limit
MAX_ROWSPAN = 65_534
MAX_COLUMNS = 1000
WIDE = 64  # no form is wider: beyond this, columns in which no cell begins are not kept
MAX_STEPS = 3_000_000  # of placing, so that spans upon spans cost no minutes
_NUMBER = re.compile(r"[ \t\r\n\f]*\+?(\d{1,9})")


def span(value: str | None, most: int, least: int = 1) -> int:
    """A rowspan or colspan as the standard parses it: leading digits count, anything else is 1."""
    if value is None:
        return 1
    if (match := _NUMBER.match(value)) is None:
        return 1
    number = int(match[1])
    return 1 if number < least else min(number, most)


def placed(groups: list[list[list[RawCell]]], line: int | None, name: str) -> RawTable:
    """The grid of row groups: every cell takes the first free slot of its row; a rowspan of 0 reaches to its group's end.

    Raises TooComplex where the spans multiply beyond any table of a report.
    """
    table = RawTable(line=line)
    steps = row_index = 0
    for group in groups:
        end = row_index + len(group)
        free_from: list[int] = []  # for each column the first row that no earlier cell reaches into
        for row in group:
            col = 0
            for cell in row:
                while col < len(free_from) and free_from[col] > row_index:
                    col += 1
                cell.row, cell.col = row_index, col
                cell.colspan = width = max(1, min(cell.colspan, MAX_COLUMNS - col))
                cell.rowspan = min(cell.rowspan or end, end - row_index)
                if (missing := col + width - len(free_from)) > 0:
                    free_from.extend([0] * missing)
                below = row_index + cell.rowspan
                for column in range(col, col + width):
                    if free_from[column] < below:
                        free_from[column] = below
                col += width
                steps += width
            steps += len(free_from)
            if steps > MAX_STEPS:
                raise TooComplex(
                    file=name, problem_zh="表格的合并单元格过多", problem_en="its tables have too many merged cells"
                )
            table.cells.extend(row)
            row_index += 1
        table.n_cols = max(table.n_cols, len(free_from))
    table.n_rows = row_index
    if table.n_cols > WIDE:
        _cut_to_columns_in_use(table)
    return table


def _cut_to_columns_in_use(table: RawTable) -> None:
    table.n_cols = 1 + max(cell.col for cell in table.cells)
    for cell in table.cells:
        cell.colspan = min(cell.colspan, table.n_cols - cell.col)
