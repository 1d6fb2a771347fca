"""What a cell is called when a finding speaks of it: table, row and column in the form's own words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from gongkai.core.findings import Words
from gongkai.core.report.form import FORMS, Column, Row, form

TABLE_WORDS = {"T2": Words("表二", "Table 2"), "T3": Words("表三", "Table 3"), "T4": Words("表四", "Table 4")}
LISTED = 6  # names written out before a sentence says "and so on"


@cache
def _cells(form_id: str) -> dict[str, tuple[Row, Column]]:
    """Every cell of both forms; where both have it, in the words of `form_id`."""
    order = (*(each for each in FORMS if each != form_id), form_id)
    return {row.cell(column): (row, column) for each in order for row, column in form(each).cells()}


def row_label(row_id: str, form_id: str) -> str:
    """The row's official label without the outer heading and the bracketed instruction."""
    for each in (form_id, *FORMS):
        row = form(each).rows.get(row_id)
        if row is not None:
            parts = row.parts[1:] or row.parts
            return " ".join(part.split("（区分处理")[0] for part in parts)
    return row_id


def cell_words(cell_id: str, form_id: str) -> Words:
    """表三“（一）予以公开”行“自然人”栏 / Table 3, row “（一）予以公开”, column “自然人”."""
    if cell_id not in _cells(form_id):
        return Words(f"“{cell_id}”", f"“{cell_id}”")
    row, column = _cells(form_id)[cell_id]
    table, label = TABLE_WORDS[row.id[:2]], row_label(row.id, form_id)
    return Words(
        f"{table.zh}“{label}”行“{column.label}”栏",
        f"{table.en}, row “{label}”, column “{column.label}”",
    )


def listed(names: Iterable[str]) -> Words:
    """A list for a sentence: the first few names, then how many there are."""
    every = list(names)
    chinese, english = "、".join(every[:LISTED]), ", ".join(every[:LISTED])
    if len(every) <= LISTED:
        return Words(chinese, english)
    return Words(f"{chinese}等 {len(every)} 处", f"{english} and others, {len(every)} in all")
