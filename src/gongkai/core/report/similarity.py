"""How alike two texts are: the one measure of the house, for whole sections (P11) and for single sentences."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

_NOT_WORDS = re.compile(r"[^一-鿿A-Za-z]")


def similarity(one: str, other: str) -> Decimal:
    """How alike two texts are, from 0 to 1: pairs of neighbouring characters they share, figures and marks aside."""
    return likeness(pairs(one), pairs(other))


def pairs(text: str) -> Counter[str]:
    """The pairs of neighbouring characters of a text, counted; worth keeping where one text is compared with many."""
    words = _NOT_WORDS.sub("", text)
    return Counter(words[index : index + 2] for index in range(len(words) - 1))


def likeness(left: Counter[str], right: Counter[str]) -> Decimal:
    """The share of pairs that two texts have in common, from 0 to 1; 0 where neither has any."""
    every = left.total() + right.total()
    return Decimal(2 * (left & right).total()) / every if every else Decimal(0)
