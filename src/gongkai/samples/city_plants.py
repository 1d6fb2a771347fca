"""Wrong returns and wrong sums planted in the made city, each with what has to be found and in whose return."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from gongkai.samples.city import CITY, COUNTY, DISTRICT, Figures, MadeCity, Row, line_of, standing

IN_DISTRICT = (DISTRICT, "c-yx-07", *(f"c-sl-0{each}" for each in range(7)))
CAUSE = "CONS-CAUSE"
LICENCES, PENALTIES, COERCION = "T2.5.licence.decisions", "T2.6.penalty.decisions", "T2.6.coercion.decisions"
FEE = "T2.8.fee.amount_wan"


@dataclass
class Scene:
    """A year of the city that can be spoilt. `lines` are the returns handed in, `extra` more lines beside them."""

    year: int
    rows: list[Row]
    figures: dict[str, Figures]
    lines: dict[str, Row]
    extra: list[Row] = field(default_factory=list)
    stated: dict[str, dict[str, Decimal]] = field(default_factory=dict)

    def name(self, unit: str) -> str:
        """The body's name in the year."""
        return str(next(row["name"] for row in self.rows if row["id"] == unit))

    def write(self, unit: str, figures: Mapping[str, Decimal | None], **more: Any) -> None:
        """Hand in other figures for a body."""
        self.lines[unit] = line_of(figures, self.name(unit), self.year, **more)

    def shift(self, body: str, unit: str, sign: int, table: str = "T") -> None:
        """A body's published sum with the figures of a member added or taken away once more."""
        changed = dict(self.figures[body])
        for cell, value in self.figures[unit].items():
            if cell.startswith(table):
                changed[cell] = changed.get(cell, Decimal(0)) + sign * value
        self.write(body, changed)

    def alter(self, unit: str, **cells: Decimal | int) -> None:
        """A body's return with other numbers in some cells ("__" for ".")."""
        changed = {name.replace("__", "."): Decimal(value) for name, value in cells.items()}
        self.write(unit, {**self.figures[unit], **changed})


@dataclass(frozen=True)
class Plant:
    """One fault: how it is made, the code of the finding it must cause, the body to be named, and whether for certain."""

    name: str
    spoil: Callable[[Scene], None]
    code: str
    unit: str
    certain: bool | None = None
    fault: str | None = None


def scene(city: MadeCity, year: int) -> Scene:
    """A year of the city before anything is spoilt."""
    now = standing(city.rows, year)
    return Scene(year, list(now.values()), copy.deepcopy(dict(city.figures[year])), city.lines(year))


def _shifts(body: str, unit: str, sign: int, table: str = "T") -> Callable[[Scene], None]:
    return lambda made: made.shift(body, unit, sign, table)


def _old_version(body: str, unit: str, **dates: Any) -> Callable[[Scene], None]:
    """A member corrected its return after the published sum had taken the earlier one."""

    def spoil(made: Scene) -> None:
        old = dict(made.figures[unit])
        for row, step in (("T3.new", 3), ("T3.r1", 2), ("T3.r7", 2), ("T3.carry_out", 1)):
            for column in ("natural", "total"):
                old[f"{row}.{column}"] += step
        first, second = ({"version": 1}, {"version": 2}) if not dates else (dates["first"], dates["second"])
        made.extra.append(line_of(old, made.name(unit), made.year, **first))
        made.write(unit, made.figures[unit], **second)
        total = {cell: value + old[cell] - made.figures[unit][cell] for cell, value in made.figures[body].items()}
        made.write(body, total)

    return spoil


def _digits(value: Decimal) -> Decimal:
    """The number with its first two different neighbouring digits exchanged."""
    text = str(int(value))
    at = next(index for index in range(len(text) - 1) if text[index] != text[index + 1])
    return Decimal(text[:at] + text[at + 1] + text[at] + text[at + 2 :])


def _cell(unit: str, cell: str, change: Callable[[Decimal], Decimal | int]) -> Callable[[Scene], None]:
    return lambda made: made.alter(unit, **{cell.replace(".", "__"): change(made.figures[unit][cell])})


def _exchange(unit: str, one: str, other: str) -> Callable[[Scene], None]:
    """Two rows, two columns of table 3 or two cells exchanged."""

    def spoil(made: Scene) -> None:
        changed = dict(made.figures[unit])
        for cell in made.figures[unit]:
            row, _, column = cell.rpartition(".")
            source = {one: other, other: one}.get(row) if one.count(".") == 1 else None
            if source is not None:
                changed[cell] = made.figures[unit][f"{source}.{column}"]
            if column in (one, other) and row.startswith("T3."):
                changed[cell] = made.figures[unit][f"{row}.{other if column == one else one}"]
            if cell in (one, other):
                changed[cell] = made.figures[unit][other if cell == one else one]
        made.write(unit, changed)

    return spoil


def _drop(*units: str) -> Callable[[Scene], None]:
    def spoil(made: Scene) -> None:
        for unit in units:
            del made.lines[unit]

    return spoil


def _empty(unit: str, cell: str) -> Callable[[Scene], None]:
    """A zero left blank, as the JSON contract writes it: null."""
    return lambda made: made.write(unit, {**made.figures[unit], cell: None})


def _unread(unit: str, cell: str) -> Callable[[Scene], None]:
    def spoil(made: Scene) -> None:
        made.write(
            unit,
            {**made.figures[unit], cell: None},
            unrecognised=[{"text": "1?", "where": cell}],
            cells={cell: {"text": "1?", "kind": "text"}},
        )
        del made.lines[COUNTY]

    return spoil


def _again(unit: str, *, other: bool) -> Callable[[Scene], None]:
    """The same body's return twice, with the same figures or with others and nothing to tell which is later."""

    def spoil(made: Scene) -> None:
        figures = dict(made.figures[unit])
        figures[LICENCES] += int(other)
        made.extra.append(line_of(figures, made.name(unit), made.year))

    return spoil


def _old_form(unit: str) -> Callable[[Scene], None]:
    return lambda made: made.lines.update({unit: line_of(made.figures[unit], made.name(unit), made.year, "2019")})


def _documents(*units: str) -> Callable[[Scene], None]:
    def spoil(made: Scene) -> None:
        for unit in units:
            made.lines[unit]["documents"] = {"T2.1.norm.issued": ["演政发〔2024〕3号"]}

    return spoil


def _stranger(name: str) -> Callable[[Scene], None]:
    return lambda made: made.extra.append(line_of(made.figures["c-01"], name, made.year))


def _two(made: Scene) -> None:
    """One return left out and another counted twice in the same published sum."""
    made.shift(CITY, "c-01", -1)
    half = dict(made.figures[CITY])
    for cell in half:
        half[cell] += made.figures["c-03"].get(cell, 0) - made.figures["c-01"].get(cell, 0)
    made.write(CITY, half)


def _stated(made: Scene) -> None:
    made.stated = {"c-02": {LICENCES: made.figures["c-02"][LICENCES] + 1}, "c-01": {LICENCES: made.figures["c-01"][LICENCES]}}


def _own_kind(made: Scene) -> None:
    for row in made.rows:
        if row["id"] == "c-sl-00":
            row["kind"] = "department"


PLANTS: tuple[Plant, ...] = (
    Plant("a department left out of the city", _shifts(CITY, "c-01", -1), CAUSE, "c-01", True, "left_out"),
    Plant("the government itself left out", _shifts(CITY, "c-00", -1), CAUSE, "c-00", True, "left_out"),
    Plant("a township left out of the county", _shifts(COUNTY, "c-yx-05", -1), CAUSE, "c-yx-05", True, "left_out"),
    Plant("a street left out of the district", _shifts(DISTRICT, "c-sl-04", -1), CAUSE, "c-sl-04", True, "left_out"),
    Plant("a county left out of the city", _shifts(CITY, COUNTY, -1), CAUSE, COUNTY, True, "left_out"),
    Plant("the zone left out", _shifts(CITY, "c-10", -1), CAUSE, "c-10", True, "left_out"),
    Plant("a department counted twice", _shifts(CITY, "c-04", 1), CAUSE, "c-04", True, "twice"),
    Plant("a county counted twice", _shifts(CITY, DISTRICT, 1), CAUSE, DISTRICT, True, "twice"),
    Plant("only table 3 left out", _shifts(CITY, "c-05", -1, "T3"), CAUSE, "c-05", True, "left_out"),
    Plant("only table 2 counted twice", _shifts(CITY, "c-03", 1, "T2"), CAUSE, "c-03", True, "twice"),
    Plant("a township counted again beside its county", _shifts(CITY, "c-yx-04", 1), CAUSE, "c-yx-04", True, "extra"),
    Plant("a vertical unit counted", _shifts(CITY, "c-12", 1), CAUSE, "c-12", True, "extra"),
    Plant("a public utility counted", _shifts(CITY, "c-11", 1), CAUSE, "c-11", True, "extra"),
    Plant("a branch counted beside its bureau", _shifts(CITY, "c-13", 1), CAUSE, "c-13", True, "extra"),
    Plant("an old version in the sum", _old_version(CITY, "c-02"), CAUSE, "c-02", True, "old_version"),
    Plant(
        "an old version by its day",
        _old_version(CITY, "c-06", first={"at": "2025-01-10"}, second={"at": "2025-02-03"}),
        CAUSE,
        "c-06",
        True,
        "old_version",
    ),
    Plant("an old county report in the sum", _old_version(CITY, DISTRICT), CAUSE, DISTRICT, True, "old_version"),
    Plant("one left out and one twice", _two, CAUSE, "c-01", True, "left_out"),
    Plant("two digits exchanged in the sum", _cell(CITY, LICENCES, _digits), CAUSE, CITY, None, "digits"),
    Plant("ten times in the sum", _cell(CITY, PENALTIES, lambda x: x * 10), CAUSE, CITY, None, "ten_times"),
    Plant("元 for 万元 in the sum", _cell(CITY, FEE, lambda x: x * 10_000), CAUSE, CITY, None, "unit"),
    Plant("rows exchanged in the sum", _exchange(CITY, "T3.r1", "T3.r4_1"), CAUSE, CITY, True, "exchanged"),
    Plant("columns exchanged in the sum", _exchange(CITY, "natural", "legal"), CAUSE, CITY, True, "exchanged"),
    Plant("a cell of the sum that does not tie", _cell(CITY, "T3.r2.natural", lambda x: x + 7), CAUSE, CITY, True, "tie"),
    Plant("a return's cell that does not tie", _cell("c-03", "T3.r2.natural", lambda x: x + 7), CAUSE, "c-03", True, "tie"),
    Plant("the same, told without the sum", _cell("c-03", "T3.r2.natural", lambda x: x + 7), "CONS-BREAKS", "c-03"),
    Plant("a wrong total in a return", _cell("c-04", "T3.r7.total", lambda x: x + 9), CAUSE, "c-04", True, "tie"),
    Plant("a wrong total in table 4", _cell("c-02", "T4.review.total", lambda x: x + 2), CAUSE, "c-02", True, "tie"),
    Plant("a minus in a return", _cell("c-01", "T3.r1.natural", lambda x: -x), CAUSE, "c-01", True, "tie"),
    Plant("a minus before licences", _cell("c-01", LICENCES, lambda x: -x), CAUSE, "c-01", None, "negative"),
    Plant("rows exchanged in a return", _exchange("c-05", "T3.r1", "T3.r4_1"), CAUSE, "c-05", None, "exchanged"),
    Plant("columns exchanged in a return", _exchange("c-03", "natural", "commercial"), CAUSE, "c-03", True, "exchanged"),
    Plant("penalties and coercion exchanged", _exchange("c-02", PENALTIES, COERCION), CAUSE, "c-02", None, "exchanged"),
    Plant("two digits exchanged in a return", _cell("c-04", LICENCES, _digits), CAUSE, "c-04", None, "digits"),
    Plant("ten times in a return", _cell("c-06", PENALTIES, lambda x: x * 10), CAUSE, "c-06", None, "ten_times"),
    Plant("元 for 万元 in a return", _cell("c-02", FEE, lambda x: x * 10_000), CAUSE, "c-02", None, "unit"),
    Plant(
        "a county report that is not its members' sum",
        _shifts(COUNTY, "c-yx-01", -1),
        CAUSE,
        "c-yx-01",
        True,
        "left_out",
    ),
    Plant("a department without a return", _drop("c-07"), "CONS-MISSING", "c-07"),
    Plant("a township without a return, its county not either", _drop("c-yx-06", COUNTY), "CONS-MISSING", "c-yx-06"),
    Plant(
        "a county without any return",
        _drop(*IN_DISTRICT),
        "CONS-MISSING",
        DISTRICT,
    ),
    Plant("two versions and no order", _again("c-01", other=True), "CONS-VERSIONS", "c-01"),
    Plant("the same return twice", _again("c-01", other=False), "CONS-REPEATED", "c-01"),
    Plant("the form of 2019 after 2021", _old_form("c-03"), "CONS-FORM", "c-03"),
    Plant("a blank cell", _empty("c-04", "T3.r5_3.welfare"), "CONS-EMPTY", "c-04"),
    Plant("a cell that could not be read", _unread("c-yx-01", "T3.r1.natural"), "CONS-UNREAD", "c-yx-01"),
    Plant("a document in the government and in a department", _documents("c-00", "c-01"), "CONS-DOCUMENT", "c-01"),
    Plant("a document in two townships", _documents("c-yx-04", "c-yx-05"), "CONS-DOCUMENT", "c-yx-05"),
    Plant("a body that was abolished", _stranger("演示市粮食局"), "CONS-GONE", "c-08"),
    Plant("a body that was merged", _stranger("青禾县人民政府办公室"), "CONS-GONE", "c-qh-00"),
    Plant("a body that is not listed", _stranger("演示市不在册局"), "CONS-UNMATCHED", ""),
    Plant("a table of members that differs", _stated, "CONS-STATED", "c-02"),
    Plant("no 本政府机关 in the list", _own_kind, "CONS-NO-OWN", DISTRICT),
)
"""Every way in which returns and sums go wrong, each once."""
