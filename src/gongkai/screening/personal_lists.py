"""Tables of persons: what stands over and beside a cell, and lists by name that tell more than they need (PIPL art. 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.core.findings import Finding
from gongkai.readers.document import Table, TableCell
from gongkai.screening.findings import MINOR_LIST, NAME_LIST
from gongkai.screening.plain import plain_text
from gongkai.screening.rules import words_of

_HEADING_ROWS = 4  # rows at the top among which the headings are looked for
_SHORT = 20  # characters of a heading or a label
_NAME = re.compile(r"[一-龥][一-龥·]{1,14}|[A-Za-z][A-Za-z .·]{2,30}")
_LEAST = 2  # persons that make a list


@dataclass(frozen=True, slots=True)
class Headings:
    """What the top rows of a table say of its columns; `first` is the first row of data."""

    by_col: dict[int, str]
    first: int
    n_cols: int


NO_HEADINGS = Headings({}, 0, 0)


def headings_of(table: Table, before: Headings = NO_HEADINGS) -> Headings:
    """The headings of a table; those of the table `before` it where it goes on without any, as after a page break."""
    top = [(cell, _label(cell.text)) for cell in table.cells if cell.row < _HEADING_ROWS]
    if before.by_col and before.n_cols == table.n_cols and _begins_with_data(top):
        return Headings(before.by_col, 0, table.n_cols)
    naming = words_of("lists", "names")
    named = next(((cell.row, cell.rowspan) for cell, label in top if naming.fullmatch(label)), (0, 1))
    first = sum(named)  # a title over the headings, and headings in two rows, come before the first row of data
    by_col: dict[int, str] = {}
    for cell, label in top:
        if cell.row < first and label:
            for col in range(cell.col, min(cell.col + cell.colspan, table.n_cols)):
                by_col[col] = f"{by_col.get(col, '')} {label}".strip()
    return Headings(by_col, first, table.n_cols)


def _begins_with_data(top: list[tuple[TableCell, str]]) -> bool:
    """Whether the first row holds a number and nothing that heads a column of persons."""
    row = [(cell, label) for cell, label in top if cell.row == 0]
    heads = any(
        words_of("lists", kind).search(label) for _, label in row for kind in ("names", "sensitive", "pupils", "amounts")
    )
    return not heads and any(re.search("[0-9]{4}", plain_text(cell.text).text) for cell, _ in row)


def contexts_of(table: Table, headings: Headings) -> Iterator[tuple[TableCell, str]]:
    """Every cell with the words that say what it is: the headings over it and the label to its left."""
    left: TableCell | None = None
    for cell in sorted(table.cells, key=lambda each: (each.row, each.col)):
        label = _label(left.text) if left is not None and left.row == cell.row else ""
        over = headings.by_col.get(cell.col, "") if cell.row >= headings.first else ""
        yield cell, f"{over} {label}".strip()
        left = cell


def list_findings(table: Table, headings: Headings, where: str, allowed: frozenset[str]) -> Iterator[Finding]:
    """A list of persons beside columns that name more of them than the list needs."""
    column = next(
        (col for col, text in sorted(headings.by_col.items()) if any(map(words_of("lists", "names").fullmatch, text.split()))),
        None,
    )
    if column is None:
        return
    people = [
        cell for cell in table.cells if cell.col == column and cell.row >= headings.first and _is_person(cell.text, allowed)
    ]
    if len(people) < _LEAST:
        return
    sensitive = _columns(headings, "sensitive") or _columns(headings, "amounts")
    if sensitive:
        yield NAME_LIST.at(where, table.place, columns="、".join(sensitive), rows=len(people))
    pupils = _columns(headings, "pupils")
    if pupils:
        yield MINOR_LIST.at(where, table.place, columns="、".join(pupils), rows=len(people))


def _columns(headings: Headings, kind: str) -> list[str]:
    pattern = words_of("lists", kind)
    return list(dict.fromkeys(text.split()[-1] for _, text in sorted(headings.by_col.items()) if pattern.search(text)))


def _is_person(text: str, allowed: frozenset[str]) -> bool:
    name = re.sub(r"\s+", "", plain_text(text).text)
    return _NAME.fullmatch(name) is not None and "某" not in name and name not in allowed


def _label(text: str) -> str:
    """A short text without a number in it, as headings are; empty for anything else."""
    plain = re.sub(r"\s+", "", plain_text(text).text)
    return plain if len(plain) <= _SHORT and not re.search("[0-9]{4}", plain) else ""
