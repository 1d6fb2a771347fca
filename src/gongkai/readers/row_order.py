"""Rows without a label that is certain, placed by the official order where their number leaves no other way."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.core.report.form import Row, form
from gongkai.readers.labels import is_piece_of
from gongkai.readers.table_rows import PrintedRow

_OTHER_PARTS = ("T3.r6_1", "T3.r6_2", "T3.r6_3")
_SECTIONS = {"T2": "2", "T3": "3"}


def official_order(table: str, form_id: str, rows: Sequence[PrintedRow]) -> list[Row]:
    """The rows of table 2 or 3 in the form's order; （六）其他处理 is one row or three as the report prints it."""
    own = form(form_id)
    if table == "T2":
        return list(own.table2)
    printed = {row.row_id for row in rows}
    single = "T3.r6" in printed or (form_id == "2019" and not printed.intersection(_OTHER_PARTS))
    wanted = form("2019" if single else "2021").table3
    return list(wanted)


def place_unlabelled(table: str, form_id: str, rows: Sequence[PrintedRow]) -> dict[int, str]:
    """Index in `rows` → row id, for rows that fill the gap between two labelled rows (or an end) exactly.

    A gap is filled only where every row in it has as many figures as the form's row, and a piece of a label at most.
    """
    order = official_order(table, form_id, rows)
    position = {row.id: index for index, row in enumerate(order)}
    anchors = [(index, position[row.row_id]) for index, row in enumerate(rows) if row.row_id in position]
    placed: dict[int, str] = {}
    if not anchors:
        return placed
    for (start, above), (end, below) in zip([(-1, -1), *anchors], [*anchors, (len(rows), len(order))], strict=True):
        at_end = start < 0 or end == len(rows)
        inside = [index for index in range(start + 1, end) if _may_belong(rows[index], table, at_end=at_end)]
        gap = order[above + 1 : below]
        if inside and len(inside) == len(gap) and all(map(_fits, (rows[index] for index in inside), gap)):
            placed.update(zip(inside, (row.id for row in gap), strict=True))
    return placed


def _may_belong(row: PrintedRow, table: str, *, at_end: bool) -> bool:
    """Whether an unlabelled row could be one of this table: of its section, and as wide as any of its rows."""
    if row.row_id is not None or (row.section != _SECTIONS[table] and (at_end or row.section is not None)):
        return False
    return table == "T2" or len(row.figures) == len(form("2021").table3[0].columns)


def _fits(row: PrintedRow, wanted: Row) -> bool:
    pieces = "".join(cell.text for cell in row.lead)
    return len(row.figures) == len(wanted.columns) and (not pieces or is_piece_of(pieces, wanted.id))
