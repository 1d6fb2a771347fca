"""The numbers in an OFD file: boxes, transforms, offsets between characters, and what a path draws.

Every number that is missing or not finite is taken as absent, never as another number.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from gongkai.readers.pdf_drawing import Box

Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f: x' = a·x + c·y + e, y' = b·x + d·y + f."""

Step = tuple[int, float, float, bool]
"""0 line, 1 curve or 2 move; x; y; whether the part closes here."""

UNCHANGED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
POINTS = 72 / 25.4  # to the millimetre
_STRAIGHT = 0.05  # millimetres: a curve that strays less from an upright or level line is that line
_FARTHEST = 1e6  # millimetres: no page is a kilometre wide
_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_MOVE, _CURVE, _LINE = 2, 1, 0


def number(text: str | None, otherwise: float) -> float:
    """The number an attribute holds, or the value that its absence means."""
    found = None if text is None else numbers(text, 1)
    return found[0] if found else otherwise


def numbers(text: str | None, count: int) -> tuple[float, ...] | None:
    """The first `count` numbers of a list; None where there are fewer, or one is no number."""
    return _finite((text or "").replace(",", " ").split()[:count], count)


def _finite(parts: Sequence[str], count: int) -> tuple[float, ...] | None:
    try:
        found = tuple(float(part) for part in parts)
    except ValueError:
        return None
    return found if len(found) == count and all(abs(each) <= _FARTHEST for each in found) else None


def box(text: str | None) -> Box | None:
    """x, y, width and height in millimetres."""
    found = numbers(text, 4)
    return None if found is None else (found[0], found[1], found[2], found[3])


def matrix(text: str | None) -> Matrix:
    """A CTM, which is the identity where none is given."""
    found = numbers(text, 6)
    return UNCHANGED if found is None else (found[0], found[1], found[2], found[3], found[4], found[5])


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies `first` and `then` the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def offsets(text: str | None, count: int) -> list[float]:
    """The first `count` offsets between characters of a DeltaX or DeltaY, `g times value` written out.

    Where there are too few, the last one goes on: so do the viewers. Empty where none is given.
    """
    found: list[float] = []
    tokens = iter((text or "").split())
    for token in tokens:
        repeat, value = 1.0, token
        if token in ("g", "G"):
            repeat, value = number(next(tokens, None), 0.0), next(tokens, "")
        step = numbers(value, 1)
        if step is not None and len(found) < count:
            found += [step[0]] * max(min(int(repeat), count - len(found)), 0)
    return found + [found[-1]] * (count - len(found)) if found else found


def bounding(across: tuple[float, float], down: tuple[float, float], by: Matrix) -> Box:
    """The box around a rectangle, given by its edges, after a transform."""
    a, b, c, d, e, f = by
    xs = [a * x + c * y + e for x in across for y in down]
    ys = [b * x + d * y + f for x in across for y in down]
    return min(xs), min(ys), max(xs), max(ys)


def tokens_of(path: str) -> list[str]:
    """Letters and numbers of an AbbreviatedData."""
    return _TOKEN.findall(path)


def steps_of(tokens: Sequence[str], by: Matrix) -> Iterator[Step]:
    """What a path draws, transformed. It ends at the first operator that is unknown or lacks an operand."""
    at = 0
    here = start = (0.0, 0.0)
    while at < len(tokens):
        operator = tokens[at].upper()
        size = _OPERANDS.get(operator)
        values = None if size is None else _finite(tokens[at + 1 : at + 1 + size], size)
        if values is None:
            return
        at += 1 + len(values)
        if operator == "C":
            yield _LINE, *_moved(start, by), True
            here = start
            continue
        before, here = here, (values[-2], values[-1])
        if operator in ("S", "M"):
            start = here
            yield _MOVE, *_moved(here, by), False
        else:
            yield (_CURVE if _bends(operator, before, values) else _LINE), *_moved(here, by), False


def _moved(point: tuple[float, float], by: Matrix) -> tuple[float, float]:
    x, y = point
    a, b, c, d, e, f = by
    return a * x + c * y + e, b * x + d * y + f


def _bends(operator: str, before: tuple[float, float], values: Sequence[float]) -> bool:
    """Whether a segment leaves the upright or level line between its ends; some programs draw rules as curves."""
    if operator == "L":
        return False
    if operator == "A":
        return values[0] > 0 and values[1] > 0
    xs, ys = (before[0], *values[0::2]), (before[1], *values[1::2])
    return min(max(xs) - min(xs), max(ys) - min(ys)) > _STRAIGHT


def quarter_turns(by: Matrix, within: float) -> int | None:
    """Quarter turns counterclockwise of what was level before a transform; None where it ends up slanted."""
    angle = math.atan2(by[1], by[0])  # clockwise, for y grows downwards
    turns = round(angle / (math.pi / 2))
    return -turns % 4 if abs(angle - turns * math.pi / 2) < within else None
