"""Every cell of a form in one line, so that whole reports can be added: counts first, amounts of money last.

Rows that the forms cut differently ((六)其他处理: one row in 2019, three in 2021) are converted where that is exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.core.report.form import Form, form
from gongkai.core.report.identities import OTHER_PARTS

UNDIVIDED = "T3.r6"


@dataclass(frozen=True, slots=True)
class Layout:
    """The order of a form's cells. `counts` is how many of them are counts; the rest are amounts in the form's unit."""

    form: Form
    cells: tuple[str, ...]
    counts: int
    index: Mapping[str, int]
    signed: frozenset[int]
    counts2: tuple[int, ...]  # which cells of table 2, read through, are counts
    money2: tuple[int, ...]  # and which are amounts


@cache
def layout(form_id: str) -> Layout:
    """The layout of the form "2019" or "2021"."""
    which = form(form_id)
    every = [(row, column) for row, column in which.cells() if column.unit is None]
    money = [(row, column) for row, column in which.cells() if column.unit is not None]
    columns2 = [column for row in which.table2 for column in row.columns]
    cells = tuple(row.cell(column) for row, column in (*every, *money))
    return Layout(
        form=which,
        cells=cells,
        counts=len(every),
        index={cell: number for number, cell in enumerate(cells)},
        signed=frozenset(number for number, (_, column) in enumerate(every) if column.signed),
        counts2=tuple(number for number, column in enumerate(columns2) if column.unit is None),
        money2=tuple(number for number, column in enumerate(columns2) if column.unit is not None),
    )


def parts_of(cell: str) -> tuple[str, ...]:
    """The three cells of 2021 that one cell of （六）其他处理 of 2019 adds up (F19, F21); none for any other cell."""
    row, _, column = cell.rpartition(".")
    return tuple(f"{part}.{column}" for part in OTHER_PARTS) if row == UNDIVIDED else ()


def whole_of(cell: str) -> str | None:
    """The cell of （六）其他处理 of 2019 to which a cell of its parts in 2021 belongs (F19, F21)."""
    row, _, column = cell.rpartition(".")
    return f"{UNDIVIDED}.{column}" if row in OTHER_PARTS else None
