"""The two national forms (国办公开办函〔2019〕60号, 〔2021〕30号): rows, columns and cells with their official labels.

Cell ids are `T2.5.licence.decisions`, `T3.r3_4.natural`, `T4.review.maintain`; they never change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from gongkai.core.law import read_law_file

FORMS = ("2019", "2021")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `unit` is 元 or 万元 for amounts, `signed` where a minus is lawful (本年增/减)."""

    id: str
    label: str
    unit: str | None = None
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. `label` is the official one; nested labels are joined by "/" as in the JSON contract."""

    id: str
    label: str
    columns: tuple[Column, ...]
    block: str | None = None
    key: str | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """The nested labels, outermost first."""
        return tuple(self.label.split("/")) if self.id.startswith("T3.") else (self.label,)

    def cell(self, column: Column) -> str:
        """The id of this row's cell in `column`."""
        return f"{self.id}.{column.id}"


@dataclass(frozen=True)
class Form:
    """One national form."""

    id: str
    source: str
    first_year: int
    last_year: int | None
    sections: Mapping[str, str]
    table2: tuple[Row, ...]
    table3: tuple[Row, ...]
    table4: tuple[Row, ...]

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """Every row of the three tables by id, in the form's order."""
        return {row.id: row for row in (*self.table2, *self.table3, *self.table4)}

    def cells(self) -> Iterator[tuple[Row, Column]]:
        """Every cell of the three tables in the form's order."""
        for row in self.rows.values():
            for column in row.columns:
                yield row, column


def _columns(entries: list[dict[str, object]]) -> tuple[Column, ...]:
    return tuple(
        Column(
            id=str(entry["id"]),
            label=str(entry["label"]),
            unit=str(entry["unit"]) if "unit" in entry else None,
            signed=bool(entry.get("signed", False)),
        )
        for entry in entries
    )


@cache
def form(form_id: str) -> Form:
    """The form "2019" or "2021". Raises LawUnknown for any other."""
    data = read_law_file(f"forms/{form_id}.yaml")
    years = data["report_years"]
    columns3, columns4 = _columns(data["table3"]["columns"]), _columns(data["table4"]["columns"])
    return Form(
        id=data["form"],
        source=data["source"],
        first_year=years["first"],
        last_year=years["last"],
        sections=data["sections"],
        table2=tuple(
            Row(row["id"], row["label"], _columns(block["columns"]), block=block["block"])
            for block in data["table2"]
            for row in block["rows"]
        ),
        table3=tuple(Row(row["id"], row["label"], columns3) for row in data["table3"]["rows"]),
        table4=tuple(Row(row["id"], row["label"], columns4, key=row["key"]) for row in data["table4"]["rows"]),
    )


def form_for_year(report_year: int) -> Form:
    """The form that a report for `report_year` is to use (law: 2019-2020 the first, from 2021 the second).

    Raises LawUnknown for years before 2019, whose statistics rules lapsed with the old Regulations.
    """
    for form_id in reversed(FORMS):
        candidate = form(form_id)
        if candidate.first_year <= report_year:
            return candidate
    return form(str(report_year))


TABLE4_KEYS = ("review", "litigation_direct", "litigation_after_review")
