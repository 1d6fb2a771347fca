"""Numbers per body, kind and year: ordered, never twice, safe under load. The row of the series is the lock."""

from __future__ import annotations

from typing import Any

from gongkai.web.publication.models import NumberSeries

DEFAULT_PATTERN = "{code}/{year}-{number:05}"  # law.md 2.3, a convention: credit code, year, five digits


def next_number(body: Any, kind: str, year: int) -> int:
    """The next number of a series. The caller's transaction holds the series until it ends: what is undone gives it back."""
    NumberSeries.objects.bulk_create([NumberSeries(body=body, kind=kind, year=year)], ignore_conflicts=True)
    series = NumberSeries.objects.select_for_update().get(body=body, kind=kind, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last


def index_no_of(body: Any, year: int, number: int, pattern: str = DEFAULT_PATTERN) -> str:
    """An index number (索引号) by the body's pattern; a body without a credit code is named by its code."""
    return pattern.format(code=body.credit_code or body.code, year=year, number=number)
