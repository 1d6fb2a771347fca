"""The report as a value, and as JSON (`gongkai.report/1`).

A `Report` is what a reader found on the page: every cell with its printed text, what kind of text it is, its
value and its place. Zero, blank, "/" and "—" stay different things here; only the checks say how they read them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

SCHEMA = "gongkai.report/1"
UNIT_EXPONENTS = {"元": 0, "千元": 3, "万元": 4, "百万元": 6, "亿元": 8}  # powers of ten of the units amounts are printed in


def converted(amount: Decimal, unit: str, to: str) -> Decimal | None:
    """An amount of money in another unit, exactly; None where `unit` is not one of `UNIT_EXPONENTS`."""
    if unit not in UNIT_EXPONENTS:
        return None
    return amount.scaleb(UNIT_EXPONENTS[unit] - UNIT_EXPONENTS[to])


class CellKind(StrEnum):
    """What stands in a cell, before anyone judges it."""

    NUMBER = "number"
    BLANK = "blank"
    DASH = "dash"  # "/", "—", "-": somebody wrote that there is nothing
    TEXT = "text"  # words, or a number that is not certain


class Place(NamedTuple):
    """Where something stands: a box on a page (points, origin top left), a table cell, or a line (1-based)."""

    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    table: int | None = None
    row: int | None = None
    col: int | None = None
    line: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Only what is known, in a fixed order."""
        known: dict[str, Any] = {}
        for name in ("page", "box", "table", "row", "col", "line"):
            value = getattr(self, name)
            if value is not None:
                known[name] = [round(number, 1) for number in value] if name == "box" else value
        return known


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of tables 2, 3 or 4.

    `value` is the number printed, in the unit printed (`unit`); `None` unless `kind` is NUMBER.
    `remark` is what stood beside the number, as in 22（其中修订 16 件）.
    """

    id: str
    text: str
    kind: CellKind
    value: Decimal | None = None
    unit: str | None = None
    remark: str | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """Something that looks as if it belonged to a table but could not be placed or read with certainty."""

    text: str
    place: Place = NOWHERE
    where: str | None = None  # the cell id, when that much is known
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of prose with the section it stands in ("0" before the first heading) and its place."""

    text: str
    section: str
    place: Place = NOWHERE
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """One annual report as it was read; nothing in it is corrected or guessed.

    `form` is "2019" or "2021", recognised from the rows, never from the year. `rows` are the table-3 and table-2
    row ids that stand on the page (a hybrid may hold T3.r6 in a 2021 form). `printed_labels` maps a row id to
    the label as the report prints it where that differs from the form's.
    """

    agency: str | None
    year: int | None
    form: str
    cells: Mapping[str, Cell]
    sections: Mapping[str, str] = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()
    unrecognised: tuple[Unrecognised, ...] = ()
    printed_labels: Mapping[str, str] = field(default_factory=dict)
    title: str | None = None
    published: date | None = None
    period: tuple[date, date] | None = None
    source: str | None = None  # the file's name, never its path
    format: str | None = None  # html, docx, pdf, txt, xlsx, json

    def number(self, cell_id: str) -> Decimal | None:
        """The number printed in a cell; None where it is absent, blank, a dash or not certain."""
        cell = self.cells.get(cell_id)
        return None if cell is None else cell.value

    def rows(self, table: str) -> Iterable[str]:
        """Row ids of a table ("T2", "T3", "T4") that stand on the page, in the order read."""
        seen: dict[str, None] = {}
        for cell_id in self.cells:
            row, _, _ = cell_id.rpartition(".")
            if cell_id.startswith(table + "."):
                seen.setdefault(row)
        return seen
