"""The sums of the form (X1-X4, X6) on figures in a line: which of them a return breaks, and what would mend a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from gongkai.core.report.consolidate_layout import layout
from gongkai.core.report.consolidate_returns import Number, Return
from gongkai.core.report.exchange import Cell, CellKind, Report
from gongkai.core.report.identities import Identity, Sums


@dataclass(frozen=True, slots=True)
class Line:
    """One identity by the indexes of its cells."""

    identity: Identity
    left: tuple[int, ...]
    right: tuple[int, ...]
    take: Callable[[Sequence[Number]], tuple[Number, ...]]

    def gap(self, figures: Return) -> Number:
        """Left minus right; 0 where a cell is a hole, since nothing can be said then."""
        if figures.holes and not figures.holes.keys().isdisjoint((*self.left, *self.right)):
            return 0
        numbers = self.take(figures.counts)
        return sum(numbers[: len(self.left)]) - sum(numbers[len(self.left) :])


@cache
def lines(form_id: str) -> tuple[Line, ...]:
    """The identities of a form whose rows are all there."""
    index = layout(form_id).index
    empty = {cell: Cell(cell, "", CellKind.BLANK) for cell in index}
    sums = Sums(Report(None, None, form_id, empty))
    found = []
    for each in (*sums.table3(), *sums.table4()):
        left, right = tuple(index[cell] for cell in each.left), tuple(index[cell] for cell in each.right)
        found.append(Line(each, left, right, itemgetter(*(left + right))))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Broken:
    """An identity a return breaks: `mended` is what the cell at which it is told would have to be."""

    identity: Identity
    gap: Number

    def mended(self, figures: Return, cell: str) -> Number:
        """The value of one of its cells with which it would hold."""
        return figures.at_index(layout(figures.form).index[cell]) - self.identity.sign(cell) * self.gap


def broken(figures: Return) -> tuple[Broken, ...]:
    """The identities that a return breaks (X1-X4, X6)."""
    return tuple(_broken(figures))


def _broken(figures: Return) -> Iterator[Broken]:
    for line in lines(figures.form):
        if gap := line.gap(figures):
            yield Broken(line.identity, gap)
