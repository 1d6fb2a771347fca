"""The report as JSON (`gongkai.report/1`): written from a `Report`, and its JSON Schema.

Labels are the official ones; a table holds numbers or null, and `cells` tells blank, dash and text apart. Amounts in
table 2 are in the form's unit, whatever unit the report prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from gongkai.core.report.exchange import SCHEMA, Cell, CellKind, Passage, Report, Unrecognised, converted
from gongkai.core.report.exchange_parsing import columns_of_any_form
from gongkai.core.report.form import FORMS, TABLE4_KEYS, Column, Row, form


def report_to_json(report: Report) -> dict[str, Any]:
    """The report in the contract's form: plain dicts, lists, strings and numbers.

    A table-2 amount whose printed unit cannot be converted is null; its text and unit stand in `cells`.
    """
    columns = {row.id: _columns_present(report, row) for row in _rows_of(report)}
    written: dict[str, Any] = {"schema": SCHEMA, "agency": report.agency, "year": report.year, "form": report.form}
    written["title"] = report.title
    written["published"] = report.published and report.published.isoformat()
    written["period"] = report.period and [day.isoformat() for day in report.period]
    tables: dict[str, dict[str, Any]] = {"table2": {}, "table3": {}, "table4": {}}
    for row in _rows_of(report):
        if row.id.startswith("T2."):
            label = report.printed_labels.get(row.id, row.label)
            tables["table2"][label] = {column.label: _number(_normalised(report, row, column)) for column in columns[row.id]}
        else:
            key = row.key or row.label
            numbers = [_number(report.number(row.cell(column))) for column in row.columns]
            tables["table4" if row.key else "table3"][key] = numbers
    written.update(tables)
    written["sections"] = dict(report.sections)
    written["cells"] = {
        cell.id: _cell_to_json(cell, _normalised(report, row, column))
        for row in _rows_of(report)
        for column in columns[row.id]
        if (cell := report.cells.get(row.cell(column))) is not None
    }
    written["unrecognised"] = [_unrecognised_to_json(entry) for entry in report.unrecognised]
    written["passages"] = [_passage_to_json(passage) for passage in report.passages]
    written["labels"] = dict(report.printed_labels)
    written["source"] = report.source
    written["format"] = report.format
    return written


def _rows_of(report: Report) -> Iterator[Row]:
    """The form's rows that stand on the page, then rows of the other form that stand there too."""
    present = {cell_id.rpartition(".")[0] for cell_id in report.cells}
    own = form(report.form).rows
    for row in own.values():
        if row.id in present:
            yield row
    for other in FORMS:
        if other != report.form:
            yield from (row for row in form(other).rows.values() if row.id in present and row.id not in own)


def _columns_present(report: Report, row: Row) -> list[Column]:
    """The row's own columns, and those of the other form that the report fills in the same row."""
    own = {column.id for column in row.columns}
    return [column for column in columns_of_any_form(row, report.form) if column.id in own or row.cell(column) in report.cells]


def _normalised(report: Report, row: Row, column: Column) -> Decimal | None:
    """The number of a cell in the form's unit; None where there is none or the printed unit cannot be converted."""
    cell = report.cells.get(row.cell(column))
    if cell is None or cell.value is None or column.unit is None:
        return None if cell is None else cell.value
    return converted(cell.value, cell.unit or column.unit, column.unit)


def _number(value: Decimal | None) -> int | float | None:
    """A JSON number: 5, not 5.0."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _cell_to_json(cell: Cell, value: Decimal | None) -> dict[str, Any]:
    written: dict[str, Any] = {"text": cell.text, "kind": cell.kind.value}
    if value is not None:
        written["value"] = _number(value)
    if cell.unit is not None:
        written["unit"] = cell.unit
    if cell.remark is not None:
        written["remark"] = cell.remark
    written["place"] = cell.place.as_json()
    return written


def _unrecognised_to_json(entry: Unrecognised) -> dict[str, Any]:
    written: dict[str, Any] = {"text": entry.text, "place": entry.place.as_json()}
    if entry.where is not None:
        written["where"] = entry.where
    if entry.why is not None:
        written["why"] = entry.why
    return written


def _passage_to_json(passage: Passage) -> dict[str, Any]:
    return {
        "text": passage.text,
        "section": passage.section,
        "heading": passage.heading,
        "place": passage.place.as_json(),
    }


# ── the schema ───────────────────────────────────────────────────────────────────────────────


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `report_to_json` writes and `report_from_json` reads."""
    number = {"type": ["number", "null"]}
    text = {"type": ["string", "null"]}
    day = {"type": ["string", "null"], "format": "date"}
    table3 = dict.fromkeys(row.label for each in FORMS for row in form(each).table3)
    columns2 = dict.fromkeys(column.label for each in FORMS for row in form(each).table2 for column in row.columns)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "政府信息公开工作年度报告 / annual report on government information disclosure",
        "type": "object",
        "required": ["schema", "agency", "year", "form", "table2", "table3", "table4"],
        "properties": {
            "schema": {"const": SCHEMA},
            "agency": text,
            "year": {"type": ["integer", "null"]},
            "form": {"enum": list(FORMS)},
            "title": text,
            "published": day,
            "period": {"type": ["array", "null"], "items": {"type": "string", "format": "date"}, "minItems": 2, "maxItems": 2},
            "table2": {
                "description": "行名以报告所印为准，列名为官方列名；金额按格式规定的单位。",
                "additionalProperties": {"propertyNames": {"enum": list(columns2)}, "additionalProperties": number},
            },
            "table3": {
                "description": "自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计",
                "propertyNames": {"enum": list(table3)},
                "additionalProperties": _list_of(number, len(form(FORMS[0]).table3[0].columns)),
            },
            "table4": {
                "description": "结果维持、结果纠正、其他结果、尚未审结、总计",
                "propertyNames": {"enum": list(TABLE4_KEYS)},
                "additionalProperties": _list_of(number, len(form(FORMS[0]).table4[0].columns)),
            },
            "sections": {"propertyNames": {"pattern": r"^\d{1,2}$"}, "additionalProperties": {"type": "string"}},
            "cells": {"additionalProperties": _cell_schema()},
            "unrecognised": {"type": "array", "items": _object(["text"], text={"type": "string"}, where=text, why=text)},
            "passages": {
                "type": "array",
                "items": _object(
                    ["text", "section"], text={"type": "string"}, section={"type": "string"}, heading={"type": "boolean"}
                ),
            },
            "labels": {"additionalProperties": {"type": "string"}},
            "source": text,
            "format": text,
        },
    }


def _list_of(items: dict[str, Any], length: int) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": length, "maxItems": length}


def _cell_schema() -> dict[str, Any]:
    return _object(
        ["text", "kind"],
        text={"type": "string"},
        kind={"enum": [kind.value for kind in CellKind]},
        value={"type": ["number", "null"]},
        unit={"type": ["string", "null"]},
        remark={"type": ["string", "null"]},
    )


def _object(required: list[str], **properties: dict[str, Any]) -> dict[str, Any]:
    """Something that stands at a place: {page, box}, {table, row, col} or {line}."""
    whole = {"type": "integer", "minimum": 0}
    place = dict.fromkeys(("page", "table", "row", "col", "line"), whole)
    box = _list_of({"type": "number"}, 4)
    return {
        "type": "object",
        "required": required,
        "properties": {**properties, "place": {"type": "object", "properties": {**place, "box": box}}},
    }
