"""Numbers in a text: digits with what people put between them, looked at in every sensible grouping, in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SEPARATOR = r"[ \-·._\n]"
# Possessive, so that a megabyte of digits costs one pass. Three separators at most: 138 - 0013.
_CLUSTER = re.compile(rf"(?:[0-9]++(?:{SEPARATOR}{{1,3}}(?=[0-9]|[Xx](?![A-Za-z])))?+)++(?:[Xx](?![A-Za-z]))?+")
_GROUP = re.compile(r"[0-9]++[Xx]?|[Xx]")
_FEW = 40  # groups: a number written digit by digit stands alone, not in a table of thousands
_JOINED = 7  # groups joined at most in longer clusters
_LONG_RUN = re.compile(r"[0-9]{19,}+[Xx]?+")
_PAGE = 2000  # digits
LONGEST = 30  # digits of the longest number looked for (a bank account)
SHORTEST = 11


@dataclass(frozen=True, slots=True)
class Number:
    """Consecutive groups of digits read as one number: `digits` without what stands between them.

    `lengths` are those of its groups; `alone` is true where no further digits are joined to it on either side.
    """

    digits: str
    start: int
    end: int
    lengths: tuple[int, ...]
    alone: bool


def numbers_in(text: str) -> Iterator[Number]:
    """Every way to read eleven or more digits as one number, from left to right, longer readings first."""
    for cluster in _CLUSTER.finditer(text):
        if cluster.end() - cluster.start() < SHORTEST:
            continue
        groups = [(each.start(), each.end()) for each in _GROUP.finditer(text, cluster.start(), cluster.end())]
        joined = LONGEST if len(groups) <= _FEW else _JOINED
        for first in range(len(groups)):
            yield from _from(text, groups, first, joined)


def _from(text: str, groups: list[tuple[int, int]], first: int, joined: int) -> Iterator[Number]:
    """The numbers that begin with one group; as many groups are joined as fit into `LONGEST`."""
    readings: list[Number] = []
    digits = ""
    lengths: list[int] = []
    for last in range(first, min(len(groups), first + joined)):
        start, end = groups[last]
        if len(digits) + end - start > LONGEST:
            break
        digits += text[start:end]
        lengths.append(end - start)
        if len(digits) >= SHORTEST:
            alone = first == 0 and last == len(groups) - 1
            readings.append(Number(digits, groups[first][0], end, tuple(lengths), alone))
        if text[end - 1] in "Xx":
            break
    yield from reversed(readings)


def long_runs(text: str) -> Iterator[tuple[int, str]]:
    """Unbroken digits in which numbers may be glued together: where they begin, and the digits. A page of digits is none."""
    for run in _LONG_RUN.finditer(text):
        if len(run[0]) <= _PAGE:
            yield run.start(), run[0]
