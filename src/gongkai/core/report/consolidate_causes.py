"""Which single fault would make a published sum differ from its parts in just this way.

A fault is only named where the figures show it: a return left out, counted twice or taken in an old version repeats
that body's own numbers as differences, in every cell; an exchanged row or column, a slip of digits or of the unit does
so in its cells; and a return that breaks its own sums tells what its cell should be. Several faults that fit are all
listed, and nothing is certain then (law.md 7.5, X10).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from gongkai.core.report.consolidate import Node
from gongkai.core.report.consolidate_identities import broken
from gongkai.core.report.consolidate_layout import layout
from gongkai.core.report.consolidate_returns import Number, Return

Differences = Mapping[int, Number]
CERTAIN_FROM = 3  # cells in which a body's numbers must recur before it is named as certain; fewer can be chance
_SCOPES = ("", "T2.", "T3.", "T4.")
_WAN = 10_000  # 元 in a 万元
_PAIRED_AMONG = 300  # bodies among which two faults at once are looked for
_MOST_ROWS = 12  # differing rows and columns between which an exchange is looked for


class Fault(StrEnum):
    """What may have happened. The first ones show in many cells, the last ones in one."""

    LEFT_OUT = "left_out"
    TWICE = "twice"
    EXTRA = "extra"  # a body that does not count here: outside, gone, or already in a member's sum
    OLD_VERSION = "old_version"
    EXCHANGED = "exchanged"
    TIE = "tie"  # the return's own sums show it
    NEGATIVE = "negative"
    TEN_TIMES = "ten_times"
    UNIT = "unit"  # 元 for 万元 or the other way round
    DIGITS = "digits"  # two neighbouring digits exchanged


@dataclass(frozen=True, slots=True)
class Suspect:
    """One fault of one body; `body` is the one whose sum was published where the slip is its own. `scope` is a table."""

    fault: Fault
    body: str
    scope: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """What explains the differences in some cells: one suspect, or several that fit alike. No suspect: nothing fits."""

    suspects: tuple[Suspect, ...]
    cells: tuple[int, ...]
    certain: bool


_Trace = frozenset[tuple[int, Number]]  # the differences a fault leaves, cell by cell


@dataclass(frozen=True, slots=True)
class Beside:
    """Returns that are not in a sum and may have got into the published one: earlier versions by body, and other bodies'."""

    older: Mapping[str, Sequence[Return]] = field(default_factory=dict)
    others: Sequence[Return] = ()


def causes(node: Node, parent: Return, beside: Beside, differing: Differences) -> tuple[Cause, ...]:
    """The differences parent − sum, explained: whole returns first, then exchanges, then single cells."""
    left = dict(differing)
    traces = _traces(node, beside, left)
    exchanges = _exchanges(node, parent, left)
    found: list[Cause] = []
    while left and (cause := _largest(traces, left) or _pair(traces, left) or _largest(exchanges, left)):
        for each in (cause,) if isinstance(cause, Cause) else cause:
            found.append(each)
            for index in each.cells:
                left.pop(index, None)
    ties = {each.unit: _mendings(each.figures) for each in node.constituents}
    ties[node.body] = {index: {-step for step in steps} for index, steps in _mendings(parent).items()}
    found += [_single(index, difference, node, parent, ties) for index, difference in sorted(left.items())]
    return _joined(found)


# ── whole returns ────────────────────────────────────────────────────────────────────────────────


def _traces(node: Node, beside: Beside, left: Differences) -> dict[_Trace, list[Suspect]]:
    """What every body would leave behind if its return, or one of its tables, were left out, doubled, old or too much.

    Among very many bodies only those whose cells all differ are kept: two faults that cancel somewhere are not looked for.
    """
    found: dict[_Trace, list[Suspect]] = {}
    cells = layout(node.form).cells
    few = len(node.constituents) + len(beside.others) <= _PAIRED_AMONG
    for fault, unit, name, step in _steps(node, beside):
        for scope in _SCOPES:
            inside = [(index, value) for index, value in step.items() if value and cells[index].startswith(scope)]
            if inside and (few or all(index in left for index, _ in inside)):
                _note(found, frozenset(inside), Suspect(fault, unit, scope.rstrip("."), name))
    return found


def _steps(node: Node, beside: Beside) -> Iterator[tuple[Fault, str, str, dict[int, Number]]]:
    """Fault, body, version and the difference in every cell."""
    for each in node.constituents:
        now = _vector(each.figures)
        yield Fault.LEFT_OUT, each.unit, "", {index: -value for index, value in now.items()}
        yield Fault.TWICE, each.unit, "", now
        for old in beside.older.get(each.unit, ()):
            changed = {index: value - now[index] for index, value in _vector(old).items()}
            yield Fault.OLD_VERSION, each.unit, str(old.version or old.at or ""), changed
    for other in beside.others:
        yield Fault.EXTRA, other.unit, "", _vector(other)


def _vector(figures: Return) -> dict[int, Number]:
    """Every number by its index."""
    return dict(enumerate((*figures.counts, *figures.money)))


def _note(found: dict[_Trace, list[Suspect]], trace: _Trace, suspect: Suspect) -> None:
    """A suspect under its trace; the same fault of a whole return says more than that of its only table."""
    known = found.setdefault(trace, [])
    if not any((one.fault, one.body, one.version) == (suspect.fault, suspect.body, suspect.version) for one in known):
        known.append(suspect)


def _largest(traces: Mapping[_Trace, list[Suspect]], left: Differences) -> Cause | None:
    """The fault whose trace stands in the differences whole, in the most cells; one cell is not enough."""
    fitting = [trace for trace in traces if len(trace) > 1 and all(left.get(index) == value for index, value in trace)]
    if not fitting:
        return None
    return _cause(max(fitting, key=lambda trace: (len(trace), sorted(trace))), traces)


def _cause(trace: _Trace, traces: Mapping[_Trace, list[Suspect]]) -> Cause:
    suspects = tuple(sorted(traces[trace], key=lambda one: (one.fault, one.body, one.version)))
    bodies = {one.body for one in suspects}
    return Cause(suspects, tuple(sorted(index for index, _ in trace)), len(bodies) == 1 and len(trace) >= CERTAIN_FROM)


def _pair(traces: Mapping[_Trace, list[Suspect]], left: Differences) -> tuple[Cause, Cause] | None:
    """Two faults that together leave exactly what is left; None where no two, or several pairs, do."""
    pairs: set[frozenset[_Trace]] = set()
    for trace in traces:
        rest = dict(left)
        for index, value in trace:
            rest[index] = rest.get(index, 0) - value
        other = frozenset((index, value) for index, value in rest.items() if value)
        if other in traces and other != trace:
            pairs.add(frozenset((trace, other)))
    if len(pairs) != 1:
        return None
    one, other = sorted(pairs.pop(), key=lambda trace: (-len(trace), sorted(trace)))
    return _cause(one, traces), _cause(other, traces)


# ── exchanged rows and columns ───────────────────────────────────────────────────────────────────


def _exchanges(node: Node, parent: Return, left: Differences) -> dict[_Trace, list[Suspect]]:
    """What an exchange of two rows, columns or cells would leave, in any return or in the published sum itself."""
    found: dict[_Trace, list[Suspect]] = {}
    groups = [*_swaps(node.form, left)]
    for body, figures, sign in (
        *((each.unit, each.figures, 1) for each in node.constituents),
        (node.body, parent, -1),
    ):
        for swap in groups:
            trace = frozenset(
                (at, sign * step)
                for one, other in swap
                for at, step in ((one, _step(figures, one, other)), (other, _step(figures, other, one)))
                if step
            )
            if trace and all(left.get(index) == value for index, value in trace):
                _note(found, trace, Suspect(Fault.EXCHANGED, body))
    return found


def _step(figures: Return, at: int, source: int) -> Number:
    """By how much a cell changes when another's number stands in it."""
    return figures.at_index(source) - figures.at_index(at)


def _swaps(form_id: str, left: Differences) -> Iterator[tuple[tuple[int, int], ...]]:
    """Pairs of whole rows and whole columns of one table, then pairs of cells, among those that differ."""
    line = layout(form_id)
    rows: dict[str, dict[str, int]] = {}
    for index, cell in enumerate(line.cells[: line.counts]):
        row, _, column = cell.rpartition(".")
        rows.setdefault(row, {})[column] = index
    hit = [row for row, columns in rows.items() if any(index in left for index in columns.values())][:_MOST_ROWS]
    for one, other in combinations(hit, 2):
        if rows[one].keys() == rows[other].keys() and one[:2] == other[:2]:
            yield tuple((rows[one][column], rows[other][column]) for column in rows[one])
    columns3 = list(rows["T3.new"])[:-1]
    for first, second in combinations(columns3, 2):
        yield tuple((columns[first], columns[second]) for row, columns in rows.items() if row.startswith("T3."))
    for one_index, other_index in combinations(sorted(left)[: _MOST_ROWS * 2], 2):
        if left[one_index] == -left[other_index] and line.cells[one_index][:2] == line.cells[other_index][:2]:
            yield ((one_index, other_index),)


# ── single cells ─────────────────────────────────────────────────────────────────────────────────


def _mendings(figures: Return) -> dict[int, set[Number]]:
    """For every cell of a sum that a return breaks: the changes with which one of them would hold."""
    index = layout(figures.form).index
    found: dict[int, set[Number]] = {}
    for each in broken(figures):
        for cell in each.identity.cells:
            found.setdefault(index[cell], set()).add(-each.identity.sign(cell) * each.gap)
    return found


def _single(index: int, difference: Number, node: Node, parent: Return, ties: Mapping[str, Mapping[int, set[Number]]]) -> Cause:
    """One cell: the return whose own sums ask for just this change; else whoever a known slip would explain."""
    tied = [Suspect(Fault.TIE, body) for body, steps in ties.items() if difference in steps.get(index, ())]
    if tied:
        return Cause(tuple(tied), (index,), len(tied) == 1)
    slips = [
        Suspect(fault, each.unit)
        for each in node.constituents
        for fault in _slips(each.figures.at_index(index), difference, money=index >= len(each.figures.counts))
    ]
    own = _typing(parent.at_index(index), node.totals[index], money=index >= len(parent.counts))
    return Cause((*(Suspect(fault, node.body) for fault in own), *slips), (index,), certain=False)


def _slips(value: Number, difference: Number, *, money: bool) -> Iterator[Fault]:
    """What may have happened to one body's number, if the sum was made with `value + difference` for it."""
    if not value:
        return
    if difference == -value:
        yield Fault.LEFT_OUT
    if difference == value:
        yield Fault.TWICE
    yield from _typing(value + difference, value, money=money)


def _typing(one: Number, other: Number, *, money: bool) -> Iterator[Fault]:
    """The slip between two forms of a number, whichever of them is the slip."""
    if one == -other:
        yield Fault.NEGATIVE
    if _times(one, other, 10):
        yield Fault.TEN_TIMES
    if money and _times(one, other, _WAN):
        yield Fault.UNIT
    if _digits_exchanged(one, other):
        yield Fault.DIGITS


def _times(one: Number, other: Number, factor: int) -> bool:
    return bool(one) and bool(other) and (one == other * factor or other == one * factor)


def _digits_exchanged(one: Number, other: Number) -> bool:
    """Whether two neighbouring digits of one number stand the other way round in the other."""
    first, second = (_digits(number) for number in (one, other))
    width = max(len(first), len(second))
    first, second = first.rjust(width, "0"), second.rjust(width, "0")
    apart = [at for at in range(width) if first[at] != second[at]]
    return (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and first[apart[0]] + first[apart[1]] == second[apart[1]] + second[apart[0]]
    )


def _digits(number: Number) -> str:
    """The digits with as many decimals as amounts ever have, without sign or point."""
    return f"{abs(Decimal(number)):.6f}".replace(".", "")


def _joined(found: Iterable[Cause]) -> tuple[Cause, ...]:
    """Cells with the same suspects under one cause, the most cells first."""
    by_suspects: dict[tuple[tuple[Suspect, ...], bool], list[int]] = {}
    for each in found:
        by_suspects.setdefault((each.suspects, each.certain), []).extend(each.cells)
    every = [Cause(suspects, tuple(sorted(cells)), certain) for (suspects, certain), cells in by_suspects.items()]
    return tuple(sorted(every, key=lambda each: (not each.suspects, not each.certain, -len(each.cells), each.cells)))
