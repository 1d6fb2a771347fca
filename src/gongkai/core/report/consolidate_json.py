"""Sums as JSON (`gongkai.consolidated/1`): every total with its addends, the same bytes whatever the order of the input."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from gongkai.core.errors import Lang
from gongkai.core.findings import Finding, shown
from gongkai.core.law import read_law_file
from gongkai.core.report.consolidate import Change, Consolidation, Node
from gongkai.core.report.consolidate_layout import layout
from gongkai.core.report.consolidate_returns import Number
from gongkai.core.report.exchange import Cell, CellKind, Report, Unrecognised
from gongkai.core.report.exchange_json import report_to_json
from gongkai.core.report.hierarchy import Tree

SCHEMA = "gongkai.consolidated/1"
_Written = int | float | str | None


def consolidated_to_json(
    done: Consolidation, findings: Iterable[Finding] = (), changed: Iterable[Change] = (), lang: Lang = "zh"
) -> dict[str, Any]:
    """All sums of a year with their members, versions and addends.

    `members` names the constituents once; `addends` gives, for every cell, their numbers in that order, null in a hole.
    """
    tree = done.tree
    return {
        "schema": SCHEMA,
        "year": done.year,
        "form": done.form,
        "body": done.top,
        "name": tree.name(done.top),
        "day": tree.day.isoformat(),
        "report": report_to_json(report_of(done.node, tree)),
        "nodes": [_node(node, tree) for node in done.nodes.values()],
        "outside": [{"id": unit, "name": tree.name(unit)} for unit in done.outside],
        "gone": list(done.gone),
        "reopened": [
            {"id": unit, "name": tree.name(unit), "levels": list(affected_levels(done, unit))}
            for unit in sorted(done.versions.older)
            if unit in tree.standing
        ],
        "changes": [_change(each) for each in changed],
        "assumptions": assumptions(done, lang),
        "findings": [finding_to_json(each, lang) for each in findings],
    }


def affected_levels(done: Consolidation, unit: str) -> tuple[str, ...]:
    """The levels of this consolidation that a new version of a unit's return re-opens."""
    return tuple(body for body in done.tree.above(unit) if body in done.nodes) if done.tree.kind(unit).counted else ()


def assumptions(done: Consolidation, lang: Lang = "zh") -> list[str]:
    """What the figures alone cannot show, and how it was taken (law.md 7.8)."""
    entries = dict(read_law_file("consolidation.yaml")["assumptions"]["entries"])
    if any(each.documents for each in done.versions.current.values()):
        del entries["documents"]
    return [entry[lang] for entry in entries.values()]


def finding_to_json(finding: Finding, lang: Lang = "zh") -> dict[str, Any]:
    """A finding as `gongkai check` writes it, with the ids of the bodies it speaks of and whether it is certain of them."""
    written = finding.as_json(lang)
    written["units"] = list(_listed(finding, "unit_ids"))
    for name in ("body_id", "fault", "certain", "cells"):
        if name in finding.details:
            value = finding.details[name]
            written[name.removesuffix("_id")] = list(value) if isinstance(value, tuple) else value
    return written


def _listed(finding: Finding, name: str) -> tuple[str, ...]:
    value = finding.details.get(name, ())
    return value if isinstance(value, tuple) else ()


def _node(node: Node, tree: Tree) -> dict[str, Any]:
    cells: dict[str, dict[str, Any]] = {}
    for each in node.cells():
        entry: dict[str, Any] = {"total": _number(each.total), "complete": each.complete}
        if each.holes:
            entry["holes"] = [[unit, hole.value] for unit, hole in each.holes]
        cells[each.cell] = entry
    return {
        "id": node.body,
        "name": tree.name(node.body),
        "members": [
            {
                "id": each.unit,
                "name": tree.name(each.unit),
                "kind": tree.standing[each.unit].kind,
                "computed": each.computed,
                "version": each.figures.version,
                "at": each.figures.at,
                "source": each.figures.source,
            }
            for each in node.constituents
        ],
        "missing": [{"id": unit, "name": tree.name(unit)} for unit in node.missing],
        "cells": cells,
        "addends": {cell: [_number(each.value) for each in node.addends(cell)] for cell in node.layout.cells},
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "body": change.body,
        "cell": change.cell,
        "before": None if change.before is None else _number(change.before.total),
        "after": None if change.after is None else _number(change.after.total),
        "units": list(change.units),
    }


def _number(value: Number | None) -> _Written:
    """A JSON number; text where a JSON reader would round it."""
    if not isinstance(value, Decimal):
        return value
    return float(value) if Decimal(repr(float(value))) == value else f"{value:f}"


def report_of(node: Node, tree: Tree) -> Report:
    """The sum as a report in the form of its year; a cell whose sum is not complete is one that is not certain (art. 50)."""
    cells: dict[str, Cell] = {}
    doubts: list[Unrecognised] = []
    line = layout(node.form)
    for row, column in line.form.cells():
        total = node.cell(row.cell(column))
        text = shown(Decimal(total.total))
        if total.complete:
            cells[total.cell] = Cell(total.cell, text, CellKind.NUMBER, Decimal(total.total), column.unit)
        else:
            cells[total.cell] = Cell(total.cell, text, CellKind.TEXT)
            lacking = "、".join(sorted({*map(tree.name, total.missing), *(tree.name(unit) for unit, _ in total.holes)}))
            doubts.append(Unrecognised(text, where=total.cell, why=f"合计不完整，缺：{lacking}"))
    name = tree.name(node.body)
    return Report(
        agency=name,
        year=node.year,
        form=node.form,
        cells=cells,
        unrecognised=tuple(doubts),
        title=f"{name}{node.year}年政府信息公开工作年度报告",
        format="json",
    )
