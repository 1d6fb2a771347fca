"""The report out of JSON (`gongkai.report/1`): strict about what it says, with the place of every fault."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from gongkai.core.errors import NotOurJson
from gongkai.core.report.exchange import (
    SCHEMA,
    UNIT_EXPONENTS,
    Cell,
    CellKind,
    Passage,
    Place,
    Report,
    Unrecognised,
    converted,
)
from gongkai.core.report.form import FORMS, Column, Row, form

MAX_DIGITS = 28  # of a number, and of zeros before or after it; no count or amount comes near
_WHOLE = ("page", "table", "row", "col", "line")
_SECTION = re.compile(r"\d{1,2}")


@dataclass(frozen=True, slots=True)
class _Stated:
    """A number as a table states it, in the form's unit, and where."""

    value: Decimal | None
    where: str
    column: Column


def columns_of_any_form(row: Row, form_id: str) -> list[Column]:
    """The columns of a row in its report's form, then those that only the other form gives it."""
    columns: dict[str, Column] = {}
    for each in (form_id, *FORMS):
        for column in form(each).rows[row.id].columns if row.id in form(each).rows else ():
            columns.setdefault(column.id, column)
    return list(columns.values())


def _table2_rows(form_id: str, labels: Mapping[str, str]) -> dict[str, Row]:
    """Rows of table 2 by every label they may carry: the forms' own, then the ones this report prints."""
    by_id = {row.id: row for each in (*FORMS, form_id) for row in form(each).table2}
    rows = {row.label: row for each in (*FORMS, form_id) for row in form(each).table2}
    rows.update({label: by_id[row_id] for row_id, label in labels.items() if row_id in by_id})
    return rows


def report_from_json(data: object, file: str = "JSON") -> Report:
    """The report that `data`, parsed JSON, describes; `file` names it in errors.

    `cells` may be left out: a number then is a number and null a blank. Raises NotOurJson with the place and the fault
    where anything does not follow `gongkai.report/1`, or where a table and `cells` disagree.
    """
    return _Reading(file).report(data)


class _Reading:
    """One reading of parsed JSON; every method is given the place it reads, for the error."""

    def __init__(self, file: str) -> None:
        self.file = file

    def report(self, data: object) -> Report:
        """The whole contract, outside in."""
        top = self.mapping(data, "$")
        if top.get("schema") != SCHEMA:
            self.refuse("schema", f"应为 {SCHEMA}", f"must be {SCHEMA}")
        form_id = top.get("form")
        if form_id not in FORMS:
            self.refuse("form", "应为 2019 或 2021", "must be 2019 or 2021")
        year = top.get("year")
        if year is not None and (not isinstance(year, int) or isinstance(year, bool)):
            self.refuse("year", "应为整数或 null", "must be an integer or null")
        labels = self.strings(top.get("labels", {}), "labels")
        numbers = {
            **self.table2(top.get("table2", {}), form_id, labels),
            **self.table3(top.get("table3", {}), form_id),
            **self.table4(top.get("table4", {}), form_id),
        }
        sections = self.strings(top.get("sections", {}), "sections")
        for key in sections:
            if not _SECTION.fullmatch(key):
                self.refuse(f"sections.{key}", "应为部分的序号", "must be the number of a section")
        period = top.get("period")
        if period is not None and (not isinstance(period, list) or len(period) != 2):
            self.refuse("period", "应为两个日期", "must be two dates")
        return Report(
            agency=self.text(top.get("agency"), "agency"),
            year=year,
            form=form_id,
            cells=self.cells(top.get("cells", {}), numbers),
            sections=sections,
            passages=tuple(self.passage(entry, where) for entry, where in self.listed(top, "passages")),
            unrecognised=tuple(self.unrecognised(entry, where) for entry, where in self.listed(top, "unrecognised")),
            printed_labels=labels,
            title=self.text(top.get("title"), "title"),
            published=self.day(top.get("published"), "published"),
            period=None if period is None else (self.given_day(period[0], "period[0]"), self.given_day(period[1], "period[1]")),
            source=self.text(top.get("source"), "source"),
            format=self.text(top.get("format"), "format"),
        )

    def table2(self, data: object, form_id: str, labels: dict[str, str]) -> dict[str, _Stated]:
        """Rows by the label that the report prints, which `labels` learns; columns by the official label."""
        found: dict[str, _Stated] = {}
        rows = _table2_rows(form_id, labels)
        for label, entries in self.mapping(data, "table2").items():
            row = rows.get(label) or self.refuse(f"table2.{label}", "不是表格中的行名", "is no row of the form")
            own = form(form_id).rows.get(row.id)
            if own is None or label != own.label:
                labels.setdefault(row.id, label)
            columns = {column.label: column for column in reversed(columns_of_any_form(row, form_id))}
            for name, value in self.mapping(entries, f"table2.{label}").items():
                where = f"table2.{label}.{name}"
                column = columns.get(name) or self.refuse(where, "不是该行的列名", "is no column of this row")
                found[row.cell(column)] = _Stated(self.number(value, where), where, column)
        return found

    def table3(self, data: object, form_id: str) -> dict[str, _Stated]:
        """Rows by official label, seven numbers each."""
        rows = {row.label: row for each in (*FORMS, form_id) for row in form(each).table3}
        return self.rows_of_numbers(data, "table3", rows)

    def table4(self, data: object, form_id: str) -> dict[str, _Stated]:
        """The three routes by key, five numbers each."""
        return self.rows_of_numbers(data, "table4", {str(row.key): row for row in form(form_id).table4})

    def rows_of_numbers(self, data: object, table: str, rows: Mapping[str, Row]) -> dict[str, _Stated]:
        """Lists as long as the table is wide."""
        found: dict[str, _Stated] = {}
        for label, entries in self.mapping(data, table).items():
            where = f"{table}.{label}"
            row = rows.get(label) or self.refuse(where, "不是表格中的行名", "is no row of the form")
            if not isinstance(entries, list) or len(entries) != len(row.columns):
                self.refuse(where, f"应为 {len(row.columns)} 个数", f"must be a list of {len(row.columns)} numbers")
            for index, (column, value) in enumerate(zip(row.columns, entries, strict=True)):
                place = f"{where}[{index}]"
                found[row.cell(column)] = _Stated(self.number(value, place), place, column)
        return found

    def cells(self, data: object, numbers: Mapping[str, _Stated]) -> dict[str, Cell]:
        """The cells in the order of `cells`, then those that only a table states; a null beside `cells` is no cell."""
        found: dict[str, Cell] = {}
        for cell_id, entry in self.mapping(data, "cells").items():
            stated = numbers.get(cell_id) or self.refuse(
                f"cells.{cell_id}", "在各表中没有对应的数", "has no number in the tables"
            )
            found[cell_id] = self.cell(cell_id, self.mapping(entry, f"cells.{cell_id}"), stated)
        for cell_id, stated in numbers.items():
            if cell_id not in found and (stated.value is not None or not data):
                kind = CellKind.BLANK if stated.value is None else CellKind.NUMBER
                text = "" if stated.value is None else f"{stated.value:f}"
                found[cell_id] = Cell(cell_id, text, kind, stated.value, None if stated.value is None else stated.column.unit)
        return found

    def cell(self, cell_id: str, entry: Mapping[str, Any], stated: _Stated) -> Cell:
        """One cell, its number in the unit printed."""
        where = f"cells.{cell_id}"
        kinds = {kind.value: kind for kind in CellKind}
        kind = kinds.get(str(entry.get("kind"))) or self.refuse(
            f"{where}.kind", "应为 " + "、".join(kinds), "must be one of " + ", ".join(kinds)
        )
        if stated.value is not None and kind is not CellKind.NUMBER:
            self.refuse(f"{where}.kind", f"与 {stated.where} 的数不一致", f"does not agree with the number at {stated.where}")
        if "value" in entry and self.number(entry["value"], f"{where}.value") != stated.value:
            self.refuse(f"{where}.value", f"与 {stated.where} 的数不一致", f"does not agree with the number at {stated.where}")
        unit = self.text(entry.get("unit"), f"{where}.unit")
        value = stated.value
        if value is not None and stated.column.unit is not None and unit is not None:
            value = (
                converted(value, stated.column.unit, unit)
                if unit in UNIT_EXPONENTS
                else self.refuse(f"{where}.unit", "不是金额单位", "is no unit of money")
            )
        return Cell(
            id=cell_id,
            text=self.text(entry.get("text"), f"{where}.text") or "",
            kind=kind,
            value=value,
            unit=unit,
            remark=self.text(entry.get("remark"), f"{where}.remark"),
            place=self.place(entry.get("place", {}), f"{where}.place"),
        )

    def passage(self, data: object, where: str) -> Passage:
        """One paragraph of prose."""
        entry = self.mapping(data, where)
        return Passage(
            text=self.given_text(entry.get("text"), f"{where}.text"),
            section=self.given_text(entry.get("section"), f"{where}.section"),
            place=self.place(entry.get("place", {}), f"{where}.place"),
            heading=entry.get("heading") is True,
        )

    def unrecognised(self, data: object, where: str) -> Unrecognised:
        """One thing that could not be placed."""
        entry = self.mapping(data, where)
        return Unrecognised(
            text=self.given_text(entry.get("text"), f"{where}.text"),
            place=self.place(entry.get("place", {}), f"{where}.place"),
            where=self.text(entry.get("where"), f"{where}.where"),
            why=self.text(entry.get("why"), f"{where}.why"),
        )

    def place(self, data: object, where: str) -> Place:
        """A place from what is known of it."""
        entry = self.mapping(data, where)
        whole: dict[str, int] = {}
        for name in _WHOLE:
            value = entry.get(name)
            if value is None:
                continue
            if not isinstance(value, int) or isinstance(value, bool) or value < 0:
                self.refuse(f"{where}.{name}", "应为非负整数", "must be a whole number")
            whole[name] = value
        known = Place(
            page=whole.get("page"), table=whole.get("table"), row=whole.get("row"), col=whole.get("col"), line=whole.get("line")
        )
        box = entry.get("box")
        if box is None:
            return known
        if not isinstance(box, list) or len(box) != 4:
            self.refuse(f"{where}.box", "应为 4 个数", "must be four numbers")
        corners = [self.number(corner, f"{where}.box") for corner in box]
        left, top, right, bottom = (float(corner or 0) for corner in corners)
        return known._replace(box=(left, top, right, bottom))

    def number(self, value: object, where: str) -> Decimal | None:
        """A JSON number, or None for null."""
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
            self.refuse(where, "应为数或 null", "must be a number or null")
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if not number.is_finite() or len(number.as_tuple().digits) > MAX_DIGITS or abs(number.adjusted()) > MAX_DIGITS:
            self.refuse(where, "超出可用的数值范围", "is beyond the numbers that are used")
        return number

    def mapping(self, value: object, where: str) -> Mapping[str, Any]:
        """A JSON object."""
        if not isinstance(value, Mapping):
            self.refuse(where, "应为对象", "must be an object")
        return value

    def strings(self, value: object, where: str) -> dict[str, str]:
        """An object whose values are all strings."""
        return {key: self.given_text(text, f"{where}.{key}") for key, text in self.mapping(value, where).items()}

    def listed(self, top: Mapping[str, Any], key: str) -> Iterator[tuple[object, str]]:
        """The entries of a list with their places."""
        value = top.get(key, [])
        if not isinstance(value, list):
            self.refuse(key, "应为列表", "must be a list")
        for index, entry in enumerate(value):
            yield entry, f"{key}[{index}]"

    def text(self, value: object, where: str) -> str | None:
        """A string or None."""
        return None if value is None else self.given_text(value, where)

    def given_text(self, value: object, where: str) -> str:
        """A string."""
        if not isinstance(value, str):
            self.refuse(where, "应为文字", "must be a string")
        return value

    def day(self, value: object, where: str) -> date | None:
        """A day as YYYY-MM-DD, or None."""
        return None if value is None else self.given_day(value, where)

    def given_day(self, value: object, where: str) -> date:
        """A day as YYYY-MM-DD."""
        try:
            return date.fromisoformat(self.given_text(value, where))
        except ValueError:
            self.refuse(where, "应为 YYYY-MM-DD 的日期", "must be a day as YYYY-MM-DD")

    def refuse(self, where: str, problem_zh: str, problem_en: str) -> NoReturn:
        """Say what is wrong and where."""
        raise NotOurJson(file=self.file, where=where, problem_zh=problem_zh, problem_en=problem_en)
