"""The smallest change that would make failing sums hold: one cell told once instead of every sum it breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.core.report.identities import ZERO, Figures, Identity


@dataclass(frozen=True, slots=True)
class Explanation:
    """One cell with which `failing` would all hold, and no other sum would break."""

    cell: str
    failing: tuple[Identity, ...]


def explained(
    identities: Sequence[Identity], figures: Figures
) -> tuple[tuple[Explanation, ...], tuple[Identity, ...], tuple[Identity, ...]]:
    """Failing sums, as single cells that explain two or more of them; then the rest, each by itself; then the unreadable.

    A sum with a cell that was not read is neither failing nor holding; it is returned as the third part.
    """
    unreadable = tuple(each for each in identities if figures.gap(each) is None)
    failing = [each for each in identities if figures.gap(each)]
    holding = [each for each in identities if figures.gap(each) == 0]
    found: list[Explanation] = []
    while best := _best(failing, holding, figures):
        found.extend(best)
        told = {id(each) for one in best for each in one.failing}
        failing = [each for each in failing if id(each) not in told]
    return tuple(found), tuple(failing), unreadable


def _best(failing: list[Identity], holding: list[Identity], figures: Figures) -> tuple[Explanation, ...]:
    """The cell that explains most; else the cells of a row that are wrong together with its total."""
    singles = [one for one in _candidates(failing, figures) if not _breaks(one.cell, holding)]
    if singles:
        return (max(singles, key=lambda one: len(one.failing)),)
    return next(_row_changes(failing, holding, figures), ())


def _candidates(failing: list[Identity], figures: Figures) -> Iterator[Explanation]:
    """Cells with which every failing sum that contains them, two at least, would hold."""
    for cell in dict.fromkeys(cell for each in failing for cell in each.cells):
        touched = tuple(each for each in failing if cell in each.cells)
        values = {figures.solved(each, cell) for each in touched}
        if len(touched) > 1 and len(values) == 1 and _is_count(values.pop()):
            yield Explanation(cell, touched)


def _is_count(value: Decimal | None) -> bool:
    return value is not None and value >= 0


def _breaks(cell: str, holding: list[Identity]) -> bool:
    return any(cell in each.cells for each in holding)


def _row_changes(failing: list[Identity], holding: list[Identity], figures: Figures) -> Iterator[tuple[Explanation, ...]]:
    """Cells of one row that are wrong together: the row's own sum hides it, the columns do not."""
    by_row: dict[str, list[Explanation]] = {}
    for one in _candidates(failing, figures):
        row = _row(one.cell)
        if not _breaks(one.cell, [each for each in holding if {_row(cell) for cell in each.cells} != {row}]):
            by_row.setdefault(row, []).append(one)
    for row, cells in by_row.items():
        shifts = {one.cell: _shift(one, figures) for one in cells}
        total = shifts.pop(f"{row}.total", ZERO)
        if shifts and total == sum(shifts.values(), ZERO):
            yield tuple(cells)


def _row(cell: str) -> str:
    return cell.rpartition(".")[0]


def _shift(one: Explanation, figures: Figures) -> Decimal:
    """By how much the cell would have to change; a candidate always has a value and a solution."""
    return (figures.solved(one.failing[0], one.cell) or ZERO) - (figures.value(one.cell) or ZERO)
