"""Pages of a list: numbers, twenty a page, without counting more than is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

PAGE_SIZE = 20
COUNTED = 1000  # no list is counted further: a COUNT grows with the table, the page does not
FURTHEST = 10_000  # a page number beyond is answered with the last one there is


@dataclass(frozen=True, slots=True)
class Step:
    """One number in the pager; a gap has none."""

    number: int = 0
    url: str = ""
    here: bool = False

    @property
    def gap(self) -> bool:
        """Whether it stands for left-out numbers."""
        return self.number == 0


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list with the way on and back."""

    records: Sequence[Any]
    number: int
    total: int
    exact: bool  # whether `total` is all there is, or only as far as was counted
    before: str
    after: str
    steps: Sequence[Step]

    @property
    def several(self) -> bool:
        """Whether there is a pager to show."""
        return bool(self.before or self.after)

    @property
    def counted(self) -> str:
        """How many there are, as shown."""
        return str(self.total) if self.exact else f"{COUNTED}+"


def page_of(records: Any, number: int, address: Callable[[int], str], *, size: int = PAGE_SIZE) -> Page:
    """Page `number` of an ordered query set (or a list), by two queries whatever its size."""
    total = _counted(records)
    exact = total <= COUNTED
    known = max(1, -(-min(total, COUNTED) // size))
    number = max(1, min(number, known if exact else FURTHEST))
    start = (number - 1) * size
    taken = list(records[start : start + size + 1])
    more = len(taken) > size
    last = known if exact else max(known, number + int(more))
    return Page(
        taken[:size],
        number,
        total if exact else COUNTED,
        exact,
        address(number - 1) if number > 1 else "",
        address(number + 1) if more else "",
        _steps(number, last, address, open_end=not exact),
    )


def _counted(records: Any) -> int:
    if isinstance(records, list | tuple):
        return len(records)
    return int(records.order_by()[: COUNTED + 1].count())


def _steps(number: int, last: int, address: Callable[[int], str], *, open_end: bool) -> list[Step]:
    near = sorted({1, *range(max(1, number - 2), min(last, number + 2) + 1)} | (set() if open_end else {last}))
    steps: list[Step] = []
    for each in near:
        if steps and each - steps[-1].number > 1:
            steps.append(Step())
        steps.append(Step(each, address(each), each == number))
    return steps if not open_end or number + 2 >= last else [*steps, Step()]
