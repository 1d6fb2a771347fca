"""One version of one body's return, as numbers in a line; and which version of several counts.

A return keeps what the page does not give as a hole with its reason: empty (blank or a dash), unread (not certain or
not there) or form (a row the other form does not divide in this way). Holes are never taken for zeros in silence.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from itertools import chain
from types import MappingProxyType
from typing import Any

from gongkai.core.errors import NotOurJson
from gongkai.core.report.consolidate_layout import Layout, layout, parts_of, whole_of
from gongkai.core.report.exchange import Cell, CellKind, Report, converted
from gongkai.core.report.exchange_parsing import report_from_json
from gongkai.core.report.hierarchy import normal_name

Number = int | Decimal
NO_DOCUMENTS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Hole(StrEnum):
    """Why a cell gives no number."""

    EMPTY = "empty"  # blank or a dash: adds nothing, and is said
    UNREAD = "unread"  # words, a doubt, or no such row on the page
    FORM = "form"  # the other form's row cannot be divided


NO_HOLES: Mapping[int, Hole] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Return:
    """A body's figures for a year. `counts` and `money` follow `layout(form)`, 0 where `holes` names the index.

    `version` and `at` (a day or an instant, ISO 8601) say which hand-in it is; `documents` lists, for a cell, the numbers
    of the documents counted in it.
    """

    unit: str
    year: int
    form: str
    counts: Sequence[Number]
    money: Sequence[Number]
    holes: Mapping[int, Hole] = field(default_factory=lambda: NO_HOLES)
    version: int | None = None
    at: str | None = None
    source: str | None = None
    documents: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NO_DOCUMENTS)

    def at_index(self, index: int) -> Number:
        """The number at an index of the layout, 0 in a hole."""
        return self.counts[index] if index < len(self.counts) else self.money[index - len(self.counts)]

    def figure(self, cell: str) -> Number | None:
        """The number of a cell in the form's unit; None in a hole and for a cell of another form."""
        index = layout(self.form).index.get(cell)
        return None if index is None or index in self.holes else self.at_index(index)

    def same_figures(self, other: Return) -> bool:
        """Whether two returns say the same in every cell."""
        return (self.form, self.year, list(self.counts), list(self.money), dict(self.holes)) == (
            (other.form, other.year, list(other.counts), list(other.money), dict(other.holes))
        )

    def order(self) -> tuple[int, str]:
        """By which versions are put in order: the number where there is one, then the day."""
        return (self.version or 0, self.at or "")


def return_from_report(report: Report, unit: str, **about: Any) -> Return:
    """A report as a return of `unit`. A report without a year has none to be added up in: year 0."""
    about.setdefault("at", report.published and report.published.isoformat())
    about.setdefault("source", report.source)
    return _converted(lambda cell: report.cells.get(cell), unit, report.year or 0, report.form, about)


def _converted(cell_of: Callable[[str], Cell | None], unit: str, year: int, form_id: str, about: Mapping[str, Any]) -> Return:
    line = layout(form_id)
    numbers: list[Number] = []
    holes: dict[int, Hole] = {}
    for index, (row, column) in enumerate(_in_order(line)):
        cell = cell_of(row.cell(column))
        value = None if cell is None else cell.value
        if cell is not None and value is not None and column.unit is not None:
            value = converted(value, cell.unit or column.unit, column.unit)
        if value is None:
            value, hole = _substitute(cell_of, row.cell(column), cell)
            if hole is not None:
                holes[index] = hole
        numbers.append(_plain(value))
    return Return(unit, year, form_id, _packed(numbers[: line.counts]), tuple(numbers[line.counts :]), holes, **about)


def _in_order(line: Layout) -> Iterable[tuple[Any, Any]]:
    """Rows and columns in the order of the layout."""
    every = list(line.form.cells())
    return chain((each for each in every if each[1].unit is None), (each for each in every if each[1].unit is not None))


def _substitute(cell_of: Callable[[str], Cell | None], name: str, cell: Cell | None) -> tuple[Decimal, Hole | None]:
    """What stands for a cell without a number: the sum of its parts, a share of nothing, or a hole with its reason."""
    if cell is not None and cell.kind in (CellKind.BLANK, CellKind.DASH):
        return Decimal(0), Hole.EMPTY
    if cell is not None:
        return Decimal(0), Hole.UNREAD
    parts = [cell_of(part) for part in parts_of(name)]
    if parts and all(part is not None and part.value is not None for part in parts):
        return sum((part.value for part in parts if part is not None and part.value is not None), Decimal(0)), None
    whole = cell_of(whole_of(name) or "")
    if whole is None or whole.value is None:
        return Decimal(0), Hole.UNREAD
    return Decimal(0), Hole.FORM if whole.value else None


def _plain(value: Decimal) -> Number:
    """A whole number as int: 5, not 5.0; anything else as it is."""
    return int(value) if value == value.to_integral_value() else value


def _packed(numbers: Sequence[Number]) -> Sequence[Number]:
    """Whole numbers in eight bytes each; anything else as it is."""
    try:
        return array("q", numbers)  # type: ignore[type-var]
    except (TypeError, OverflowError):
        return tuple(numbers)


def in_form(given: Return, form_id: str) -> Return:
    """A return as the cells of a form: those the other form cuts differently are converted where that is exact, else holes."""
    if given.form == form_id:
        return given
    own, line = layout(given.form), layout(form_id)
    numbers: list[Number] = []
    holes: dict[int, Hole] = {}
    for index, cell in enumerate(line.cells):
        parts, whole = [given.figure(part) for part in parts_of(cell)], given.figure(whole_of(cell) or "")
        value: Number = 0
        if cell in own.index:
            value = given.at_index(own.index[cell])
            if own.index[cell] in given.holes:
                holes[index] = given.holes[own.index[cell]]
        elif parts and None not in parts:
            value = sum(part for part in parts if part is not None)
        elif whole is None or whole:
            holes[index] = Hole.FORM
        numbers.append(value)
    return replace(
        given, form=form_id, counts=_packed(numbers[: line.counts]), money=tuple(numbers[line.counts :]), holes=holes
    )


# ── from JSON ────────────────────────────────────────────────────────────────────────────────────


def return_from_json(data: Any, unit: str, file: str = "JSON") -> Return:
    """A return from a parsed line of `gongkai read` (numbers with fractions as Decimal). Raises NotOurJson.

    Beside the contract a line may say `version` (1, 2, …), `at` (when it was handed in) and `documents`
    ({cell id: [numbers of the documents counted]}).
    """
    report = report_from_json(data, file)
    told = {name: data.get(name) for name in ("version", "at", "published", "source")}
    about = about_return(**told, file=file)
    documents = data.get("documents")
    if documents is not None:
        about["documents"] = _documents(documents, file)
    return return_from_report(report, unit, **about)


def return_of_numbers(
    unit: str, year: int, form_id: str, counts: list[int], money: Iterable[Decimal], about: Mapping[str, Any]
) -> Return:
    """A return of which every number is known, in the order of `layout(form_id)`. `about` is from `about_return`."""
    return Return(unit, year, form_id, _packed(counts), tuple(map(_plain, money)), NO_HOLES, **about)


def about_return(*, version: Any, at: Any, published: Any, source: Any, file: str) -> dict[str, Any]:
    """The version of a return, when it was handed in, and where it is from. Raises NotOurJson."""
    if version is not None and (type(version) is not int or version < 0):
        raise NotOurJson(file=file, where="version", problem_zh="应为非负整数", problem_en="must be a whole number")
    if at is not None:
        try:
            datetime.fromisoformat(at)
        except (TypeError, ValueError):
            zh, en = "应为 YYYY-MM-DD 的日期或时刻", "must be a day or an instant as YYYY-MM-DD"
            raise NotOurJson(file=file, where="at", problem_zh=zh, problem_en=en) from None
    return {"version": version, "at": at or published, "source": source or file}


def _documents(written: Any, file: str) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(written, dict) or not all(isinstance(each, list) for each in written.values()):
        zh, en = "应为 {格编号: [文号]}", "must be {cell id: [numbers of documents]}"
        raise NotOurJson(file=file, where="documents", problem_zh=zh, problem_en=en)
    return {str(cell): tuple(normal_name(str(number)) for number in numbers) for cell, numbers in written.items()}


# ── which version counts ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Versions:
    """The return that counts for every body in a year, and what else was handed in.

    `older` holds the versions before it, the latest first; `unclear` the bodies of whose versions none is surely the last;
    `repeated` those that handed in the same figures more than once under one version.
    """

    current: Mapping[str, Return]
    older: Mapping[str, tuple[Return, ...]]
    unclear: Mapping[str, tuple[Return, ...]]
    repeated: tuple[str, ...]


def versions_of(returns: Iterable[Return], year: int) -> Versions:
    """For every body the latest version of its return for a year: by number, else by day (law.md 7.8, unit, version, time)."""
    by_unit: dict[str, list[Return]] = {}
    for each in returns:
        if each.year == year:
            by_unit.setdefault(each.unit, []).append(each)
    current: dict[str, Return] = {}
    older: dict[str, tuple[Return, ...]] = {}
    unclear: dict[str, tuple[Return, ...]] = {}
    repeated: list[str] = []
    for unit, several in by_unit.items():
        if len(several) == 1:
            current[unit] = several[0]
            continue
        ordered = _ordered(several)
        latest = [each for each in ordered if each.order() == ordered[0].order()]
        if not all(each.same_figures(latest[0]) for each in latest):
            unclear[unit] = tuple(latest)
            continue
        current[unit] = latest[0]
        if len(latest) > 1:
            repeated.append(unit)
        if len(ordered) > len(latest):
            older[unit] = tuple(ordered[len(latest) :])
    return Versions(current, older, unclear, tuple(sorted(repeated)))


def _ordered(several: list[Return]) -> list[Return]:
    """The latest first. Where some have a number and some none, or some a day and some none, all stand at one place."""
    if not all(each.version is not None for each in several):
        dated = all(each.at is not None and each.version is None for each in several)
        several = several if dated else [replace(each, version=None, at=None) for each in several]
    return sorted(several, key=lambda each: (each.order(), each.source or "", each.form), reverse=True)
