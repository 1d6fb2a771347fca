"""A comparison of two years as JSON (`gongkai.comparison/1`)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from gongkai.core.errors import Lang
from gongkai.core.report.compare import CarryOver, Comparison
from gongkai.core.report.compare_cells import CellChange, Figure
from gongkai.core.report.compare_prose import ComparedSection, ComparedSentence
from gongkai.core.report.exchange import Report

COMPARISON_SCHEMA = "gongkai.comparison/1"
_PLACES = Decimal("0.0001")  # of shares: a hundredth of a per cent


def comparison_to_json(comparison: Comparison, lang: Lang = "zh") -> dict[str, Any]:
    """The comparison with `null` for what is unknown. Shares and likenesses are parts of one, to four places."""
    return {
        "schema": COMPARISON_SCHEMA,
        "report": _which(comparison.report),
        "previous": _which(comparison.previous),
        "same_body": comparison.same_body,
        "judged": comparison.judged,
        "notes": [note.say(lang) for note in comparison.notes],
        "cells": {change.cell: _change(change) for change in comparison.cells},
        "carried": {carry.column.id: _carry(carry) for carry in comparison.carried},
        "sections": {section.number: _section(section) for section in comparison.sections},
        "findings": [finding.as_json(lang) for finding in comparison.findings],
    }


def _which(report: Report) -> dict[str, Any]:
    return {"agency": report.agency, "year": report.year, "form": report.form, "source": report.source}


def _change(change: CellChange) -> dict[str, Any]:
    return {
        "row": change.row.label,
        "column": change.column.label,
        "unit": change.unit,
        "before": _figure(change.before),
        "now": _figure(change.now),
        "difference": _plain(change.difference),
        "share": _rounded(change.share),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "value": _plain(figure.value),
        "printed": figure.printed,
        "kind": figure.kind.value if figure.kind else None,
        "asked": figure.asked,
        "summed": figure.summed,
    }


def _carry(carry: CarryOver) -> dict[str, Any]:
    return {
        "column": carry.column.label,
        "carried_out": _plain(carry.carried_out),
        "carried_in": _plain(carry.carried_in),
        "agrees": carry.agrees,
    }


def _section(section: ComparedSection) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "similarity": _rounded(section.similarity),
        "limit": _rounded(section.limit),
        "sentences": [_sentence(sentence) for sentence in section.sentences],
    }


def _sentence(sentence: ComparedSentence) -> dict[str, Any]:
    said: dict[str, Any] = {"fate": sentence.fate.value, "before": sentence.before, "now": sentence.now}
    if sentence.marks:
        said["marks"] = [[mark.fate.value, mark.text] for mark in sentence.marks]
    return said


def _plain(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _rounded(value: Decimal | None) -> float | None:
    return None if value is None else float(value.quantize(_PLACES))
