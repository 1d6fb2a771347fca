"""Reports added up the levels of government: own figures plus those of the direct members, nothing twice (law.md 7.5, 7.8).

Every sum keeps what it was made of: the bodies, their versions and their figures, so that each cell's addends can be
listed and added again. A body without a return is named and is no zero; the sum then is the sum of what is there.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum
from functools import cached_property

from gongkai.core.errors_consolidation import NothingToConsolidate
from gongkai.core.report.consolidate_layout import Layout, layout
from gongkai.core.report.consolidate_returns import NO_HOLES, Hole, Number, Return, Versions, in_form, versions_of
from gongkai.core.report.form import form_for_year
from gongkai.core.report.hierarchy import Hierarchy, Tree

_AT_ONCE = 2**16  # returns added in one long number
_CELL = 8  # bytes of a cell in it
_STEP = 1 if sys.byteorder == "little" else -1
_TOO_LARGE = bytes([0, 0, 0, 0, 0, 0x80, 0xFF, 0xFF])  # the bits of a cell that must be clear
_DIGITS = 120  # more than any sum of amounts needs: it is exact


class Basis(StrEnum):
    """What stands for a lower government: the report it handed in where there is one, or always the sum of its members."""

    SUBMITTED = "submitted"
    LEAVES = "leaves"


@dataclass(frozen=True, slots=True)
class Constituent:
    """One member whose figures are in a sum. `computed`: they are themselves a sum, not a return."""

    unit: str
    figures: Return
    computed: bool = False

    def number(self, cell: str) -> Number | None:
        """What it adds to a cell: a return nothing where it has a hole, a sum what it holds."""
        return self.figures.at_index(layout(self.figures.form).index[cell]) if self.computed else self.figures.figure(cell)


@dataclass(frozen=True, slots=True)
class Addend:
    """One number of one cell's sum: whose, of which version, handed in when. `value` is None in a hole."""

    unit: str
    value: Number | None
    version: int | None
    at: str | None
    computed: bool


@dataclass(frozen=True, slots=True)
class CellSum:
    """One cell of a sum, read twice: `total` takes what is empty as 0, `certain` is None where anything is not known.

    `missing` are the bodies without a return; `holes` the bodies whose return has no number here, with the reason.
    """

    cell: str
    total: Number
    missing: tuple[str, ...]
    holes: tuple[tuple[str, Hole], ...]

    @property
    def certain(self) -> Number | None:
        """The sum where every constituent gives a number."""
        return None if self.missing or self.holes else self.total

    @property
    def complete(self) -> bool:
        """Whether nothing but what is written as empty is lacking."""
        return not self.missing and all(hole is Hole.EMPTY for _, hole in self.holes)


@dataclass(frozen=True)
class Node:
    """The sum of one body's members. `missing` names the bodies at any depth that gave nothing."""

    body: str
    year: int
    form: str
    constituents: tuple[Constituent, ...]
    totals: tuple[Number, ...]
    holes: Mapping[int, tuple[tuple[str, Hole], ...]]
    missing: tuple[str, ...]

    @cached_property
    def layout(self) -> Layout:
        """The order of `totals`."""
        return layout(self.form)

    def cell(self, cell: str) -> CellSum:
        """One cell of the sum (X10)."""
        index = self.layout.index[cell]
        return CellSum(cell, self.totals[index], self.missing, self.holes.get(index, ()))

    def cells(self) -> Iterator[CellSum]:
        """Every cell in the order of the layout."""
        return map(self.cell, self.layout.cells)

    def addends(self, cell: str) -> tuple[Addend, ...]:
        """What a cell's sum was made of: own figures first, then the members in the order of their ids."""
        return tuple(
            Addend(each.unit, each.number(cell), each.figures.version, each.figures.at, each.computed)
            for each in self.constituents
        )

    def as_return(self) -> Return:
        """The sum as the figures with which the body stands in the level above."""
        counts = self.totals[: self.layout.counts]
        holes = {index: _weightiest(several) for index, several in self.holes.items()}
        return Return(self.body, self.year, self.form, counts, self.totals[self.layout.counts :], holes or NO_HOLES)


def _weightiest(several: tuple[tuple[str, Hole], ...]) -> Hole:
    """Empty only where all are."""
    return next((hole for _, hole in several if hole is not Hole.EMPTY), Hole.EMPTY)


@dataclass(frozen=True)
class Consolidation:
    """All sums of a year below and including one body, and what was not counted.

    `outside` are bodies whose returns are there and not added up; `gone` those that did not stand on the day.
    """

    year: int
    form: str
    top: str
    tree: Tree
    versions: Versions
    nodes: Mapping[str, Node]
    outside: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def node(self) -> Node:
        """The sum of the body asked for."""
        return self.nodes[self.top]


def consolidate(
    returns: Iterable[Return], hierarchy: Hierarchy, year: int, *, of: str | None = None, basis: Basis = Basis.SUBMITTED
) -> Consolidation:
    """The sums of `of` (id or name; the top where None) and of every body below it for a report year (X10, art. 49).

    A lower government stands in the sum with the consolidated report it handed in, and with the sum of its members where
    it handed in none; its members never count again. Raises BodyUnknown, NothingToConsolidate.
    """
    tree = hierarchy.tree(year)
    top = tree.node(of)
    versions = versions_of(returns, year)
    form_id = form_for_year(year).id
    below = [body for body in tree.nodes if body == top or top in tree.above(body)]
    nodes: dict[str, Node] = {}
    for body in below:
        node = _node(body, tree, versions.current, nodes, basis=basis, blank=(year, form_id))
        if node.constituents:
            nodes[body] = node
    if top not in nodes:
        raise NothingToConsolidate(body=tree.name(top), year=year)
    return Consolidation(
        year=year,
        form=form_id,
        top=top,
        tree=tree,
        versions=versions,
        nodes=nodes,
        outside=tuple(each for each in tree.outside(top) if each in versions.current),
        gone=tuple(sorted(each for each in versions.current if each not in tree.standing)),
    )


def _node(
    body: str,
    tree: Tree,
    current: Mapping[str, Return],
    below: Mapping[str, Node],
    *,
    basis: Basis,
    blank: tuple[int, str],
) -> Node:
    """The sum of one body's members; the sums of the bodies below it are there already."""
    year, form_id = blank
    constituents: list[Constituent] = []
    missing: list[str] = []
    holes: dict[int, list[tuple[str, Hole]]] = {}
    for unit in tree.counted(body):
        submitted, computed = current.get(unit), below.get(unit)
        if submitted is not None and (computed is None or basis is Basis.SUBMITTED):
            figures = in_form(submitted, form_id)
            constituents.append(Constituent(unit, figures))
            for index, hole in figures.holes.items():
                holes.setdefault(index, []).append((unit, hole))
        elif computed is not None:
            constituents.append(Constituent(unit, computed.as_return(), computed=True))
            missing.extend(computed.missing)
            for index, several in computed.holes.items():
                holes.setdefault(index, []).extend(several)
        else:
            missing.append(unit)
    return Node(
        body=body,
        year=year,
        form=form_id,
        constituents=tuple(constituents),
        totals=added([each.figures for each in constituents], layout(form_id)),
        holes={index: tuple(several) for index, several in sorted(holes.items())},
        missing=tuple(sorted(missing)),
    )


def added(returns: Sequence[Return], line: Layout) -> tuple[Number, ...]:
    """The figures of returns in one form, added cell by cell, exactly."""
    counts = _counts([each.counts for each in returns], line.counts)
    with localcontext() as context:
        context.prec = _DIGITS
        money = [_exact(column) for column in zip(*(each.money for each in returns), strict=True)]
    return (*counts, *(money or [0] * (len(line.cells) - line.counts)))


def _counts(rows: Sequence[Sequence[Number]], width: int) -> list[Number]:
    """The sums of the columns. Rows of small whole numbers are added as one long number with 64 bits for every cell.

    A cell of such a row is below 2**47, and at most 2**16 rows are added before they are unpacked, so that no cell runs
    over into the next.
    """
    totals: list[Number] = [0] * width
    too_large = int.from_bytes(_TOO_LARGE[::_STEP] * width, sys.byteorder)
    for start in range(0, len(rows), _AT_ONCE):
        packed = 0
        for row in rows[start : start + _AT_ONCE]:
            number = int.from_bytes(row.tobytes(), sys.byteorder) if isinstance(row, array) else too_large
            if number & too_large:  # large, negative, or no whole numbers
                totals = [before + value for before, value in zip(totals, row, strict=True)]
            else:
                packed += number
        sums = array("q", packed.to_bytes(width * _CELL, sys.byteorder))
        totals = [before + value for before, value in zip(totals, sums, strict=True)]
    return totals


def _exact(column: Iterable[Number]) -> Number:
    """The sum of amounts without trailing zeros, an int where it is whole: the same whatever the order."""
    value = sum(column)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value.normalize()
    return value


# ── a corrected return ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Change:
    """A cell whose sum is another after a correction, with the members whose figures differ."""

    body: str
    cell: str
    before: CellSum | None
    after: CellSum | None
    units: tuple[str, ...]


def changes(before: Consolidation, after: Consolidation) -> tuple[Change, ...]:
    """Every cell, level by level, that a new version changed; cells not touched are not among them (law.md 7.8)."""
    found: list[Change] = []
    for body in dict.fromkeys((*before.nodes, *after.nodes)):
        old, new = before.nodes.get(body), after.nodes.get(body)
        for cell in layout(after.form).cells:
            one = None if old is None else old.cell(cell)
            other = None if new is None else new.cell(cell)
            if one != other:
                found.append(Change(body, cell, one, other, _different(old, new, cell)))
    return tuple(found)


def _different(old: Node | None, new: Node | None, cell: str) -> tuple[str, ...]:
    """The members whose number in a cell differs between two sums."""
    sides = [{} if node is None else {each.unit: each.value for each in node.addends(cell)} for node in (old, new)]
    units = sorted({*sides[0], *sides[1]})
    return tuple(unit for unit in units if (unit in sides[0], sides[0].get(unit)) != (unit in sides[1], sides[1].get(unit)))
