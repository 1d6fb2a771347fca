"""A report before it is laid out: numbers in cells, sentences in sections, and nothing about files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.core.report.form import Column, Form, Row, form
from gongkai.samples.bodies import Body
from gongkai.samples.sample import Planted

ORGANISATIONS = ("commercial", "research", "welfare", "legal", "other_org")
APPLICANTS = ("natural", *ORGANISATIONS)
OUTCOMES4 = ("maintain", "correct", "other", "pending")


@dataclass(slots=True)
class Statement:
    """One sentence: a template with {slots}, the number of each slot, and the cells whose sum each number states.

    A slot without cells is a number the tables do not know. `parts` names the slots that add up to slot `whole`;
    `share` is (part slot, whole slot, percentage slot).
    """

    template: str
    numbers: dict[str, Decimal]
    cells: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    whole: str | None = None
    parts: tuple[str, ...] = ()
    share: tuple[str, str, str] | None = None
    kind: str = ""


Paragraph = list[Statement]


@dataclass(slots=True)
class Draft:
    """A report that can still be changed. `cells` holds the numbers by cell id; None is a cell left blank."""

    form: Form
    year: int
    body: Body
    rows: list[Row]
    cells: dict[str, Decimal | None]
    sections: dict[str, list[Paragraph]] = field(default_factory=dict)
    planted: list[Planted] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The heading of the report."""
        return f"{self.body.name}{self.year}年政府信息公开工作年度报告"

    @property
    def published(self) -> date:
        """A day in the January after the report year (art. 49 asks for 31 January)."""
        return date(self.year + 1, 1, 9 + (self.year * 7) % 20)

    def table(self, number: str) -> list[Row]:
        """The rows of table "T2", "T3" or "T4" on this report's page."""
        return [row for row in self.rows if row.id.startswith(number)]

    def each_cell(self) -> Iterator[tuple[Row, Column, str]]:
        """Every cell that stands on the page."""
        for row in self.rows:
            for column in row.columns:
                yield row, column, row.cell(column)

    def number(self, cell_id: str) -> Decimal:
        """The number in a cell, a blank read as 0."""
        return self.cells.get(cell_id) or Decimal(0)

    def outcome_rows(self) -> list[str]:
        """The ids of the rows that add up to （七）总计."""
        return [row.id for row in self.table("T3") if row.id.startswith("T3.r") and row.id != "T3.r7"]


def plain(value: Decimal | None) -> int | float | None:
    """A Decimal as the JSON number of a truth file."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def undivided_row() -> Row:
    """The undivided row （六）其他处理 of 2019, which some reports keep in the form of 2021."""
    return form("2019").rows["T3.r6"]


def truth_of(draft: Draft, printed: Mapping[str, str]) -> dict[str, Any]:
    """The truth in the key layout of a truth file, with the values by cell id besides.

    `printed` gives the text of each cell that shows more, or other, than a bare number.
    """
    table2: dict[str, dict[str, int | float | None]] = {}
    table3: dict[str, list[int | float | None]] = {}
    table4: dict[str, list[int | float | None]] = {}
    for row in draft.rows:
        values = [plain(draft.cells[row.cell(column)]) for column in row.columns]
        if row.id.startswith("T2"):
            table2[row.label] = dict(zip((column.label for column in row.columns), values, strict=True))
        elif row.id.startswith("T3"):
            table3[row.label] = values
        else:
            table4[row.key or row.id] = values
    return {
        "agency": draft.body.name,
        "year": draft.year,
        "form": draft.form.id,
        "table2": table2,
        "table3": table3,
        "table4": table4,
        "errors": [error.as_json() for error in draft.planted],
        "title": draft.title,
        "raw": dict(printed),
        "notes": [],
        "source": "gongkai.samples",
        "cells": {cell_id: plain(draft.cells[cell_id]) for _, _, cell_id in draft.each_cell()},
    }
