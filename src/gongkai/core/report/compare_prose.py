"""The sections of two years beside each other: sentence by sentence, with what changed inside a sentence.

Sentences that stand once in both texts are the anchors; between them alike sentences are paired. The work grows with
the length of the texts and not with its square, so that no text can make a comparison slow.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from math import isqrt

from gongkai.core.report.exchange import Report
from gongkai.core.report.form import form
from gongkai.core.report.prose_text import prose_of
from gongkai.core.report.similarity import likeness, pairs, similarity

_SENTENCE = re.compile(r"[^。！？；]{1,300}[。！？；]?[”’）]?|[。！？；]")  # a longer one is cut, so that marking stays cheap
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*[%％]?|[A-Za-z]+|.", re.S)  # a number changes as a whole, never one digit of it
_ALIKE = Decimal("0.4")  # from here on two sentences are the same one, reworded
_PAIRS_AT_ONCE = 10_000  # sentences of one side times those of the other that are weighed against each other


class Fate(StrEnum):
    """What became of a sentence from one year to the next."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a changed sentence: it stands in both years (UNCHANGED), only now (ADDED) or only before (REMOVED)."""

    fate: Fate
    text: str


@dataclass(frozen=True, slots=True)
class ComparedSentence:
    """A sentence of either year, or one of both with its marks. Blanks are left out; widths are as printed."""

    fate: Fate
    before: str | None
    now: str | None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparedSection:
    """A section in two years. `similarity` is from 0 to 1, None where one of the two has no text.

    `limit` is the likeness the checks allow (section five: P11; 国办公开办函〔2021〕30号), None where there is none.
    """

    number: str
    heading: str
    similarity: Decimal | None
    limit: Decimal | None
    sentences: tuple[ComparedSentence, ...]

    def count(self, fate: Fate) -> int:
        """How many sentences met this fate."""
        return sum(sentence.fate is fate for sentence in self.sentences)


def compared_sections(report: Report, previous: Report, limit: Decimal | None) -> tuple[ComparedSection, ...]:
    """Every section that has text in either year. `limit` is that of section five."""
    official = form(report.form).sections
    return tuple(
        ComparedSection(
            number,
            official.get(number) or _own_heading((report, previous), number),
            _likeness_of(report, previous, number),
            limit if number == "5" else None,
            compare_texts(previous.sections.get(number, ""), report.sections.get(number, "")),
        )
        for number in sorted({*report.sections, *previous.sections}, key=int)
        if report.sections.get(number, "").strip() or previous.sections.get(number, "").strip()
    )


def _own_heading(reports: Sequence[Report], number: str) -> str:
    printed = (p.text for report in reports for p in report.passages if p.heading and p.section == number)
    return next(printed, number)


def _likeness_of(report: Report, previous: Report, number: str) -> Decimal | None:
    """The likeness that the check of section five measures, for any section."""
    now, before = prose_of(report, number).text, prose_of(previous, number).text
    return similarity(now, before) if now and before else None


def compare_texts(before: str, now: str) -> tuple[ComparedSentence, ...]:
    """The sentences of both texts in one order: removed ones stand where they stood, before what was added there."""
    old, new = _sentences(before), _sentences(now)
    keys = [[_key(sentence) for sentence in side] for side in (old, new)]
    found: list[ComparedSentence] = []
    at_old = at_new = 0
    for left, right in [*_same(*keys), (len(old), len(new))]:
        found += _between(old[at_old:left], new[at_new:right])
        if left < len(old):
            found.append(ComparedSentence(Fate.UNCHANGED, old[left], new[right]))
        at_old, at_new = left + 1, right + 1
    return tuple(found)


def _sentences(text: str) -> list[str]:
    lines = ("".join(line.split()) for line in text.splitlines())
    return [match.group() for line in lines for match in _SENTENCE.finditer(line)]


def _key(sentence: str) -> str:
    """The sentence without the width of its characters, in which two prints of one text may differ."""
    return unicodedata.normalize("NFKC", sentence)


# ── equal sentences ──────────────────────────────────────────────────────────────────────────


def _same(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Positions of equal sentences, rising on both sides: the anchors, and what is equal on either side of them."""
    found: list[tuple[int, int]] = []
    top = (-1, -1)
    anchors = _anchors(old, new)
    for left, right in [*anchors, (len(old), len(new))]:
        above, below = [], []
        first, last = (top[0] + 1, top[1] + 1), (left - 1, right - 1)
        while first[0] < left and first[1] < right and old[first[0]] == new[first[1]]:
            above.append(first)
            first = (first[0] + 1, first[1] + 1)
        while last[0] >= first[0] and last[1] >= first[1] and old[last[0]] == new[last[1]]:
            below.append(last)
            last = (last[0] - 1, last[1] - 1)
        found += [*above, *reversed(below)]
        if left < len(old):
            found.append((left, right))
        top = (left, right)
    return found


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Sentences that stand exactly once in both, the longest row of them that keeps its order."""
    once_old, once_new = ({text for text, times in Counter(side).items() if times == 1} for side in (old, new))
    place = {text: index for index, text in enumerate(new) if text in once_new}
    matches = [(index, place[text]) for index, text in enumerate(old) if text in once_old and text in place]
    return _longest_rising(matches)


def _longest_rising(matches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of matches whose second positions rise (the first ones do)."""
    ends: list[int] = []  # the smallest second position that ends a run of each length
    at: list[int] = []  # the match it belongs to
    before: list[int] = []
    for index, (_, right) in enumerate(matches):
        length = bisect_left(ends, right)
        before.append(at[length - 1] if length else -1)
        if length == len(ends):
            ends.append(right)
            at.append(index)
        else:
            ends[length], at[length] = right, index
    found: list[tuple[int, int]] = []
    index = at[-1] if at else -1
    while index >= 0:
        found.append(matches[index])
        index = before[index]
    return found[::-1]


# ── reworded sentences ───────────────────────────────────────────────────────────────────────


def _between(old: Sequence[str], new: Sequence[str]) -> Iterator[ComparedSentence]:
    """What stands between two equal sentences: pairs that are alike, the rest removed or added."""
    parts = max(1, isqrt(len(old) * len(new) // _PAIRS_AT_ONCE))
    for piece_old, piece_new in zip(_cut(old, parts), _cut(new, parts), strict=True):
        at_old = at_new = 0
        for left, right in [*_alike(piece_old, piece_new), (len(piece_old), len(piece_new))]:
            yield from (ComparedSentence(Fate.REMOVED, text, None) for text in piece_old[at_old:left])
            yield from (ComparedSentence(Fate.ADDED, None, text) for text in piece_new[at_new:right])
            if left < len(piece_old):
                yield _pair(piece_old[left], piece_new[right])
            at_old, at_new = left + 1, right + 1


def _cut(sentences: Sequence[str], parts: int) -> list[Sequence[str]]:
    """The sentences in so many pieces of about one size."""
    edges = [round(len(sentences) * part / parts) for part in range(parts + 1)]
    return [sentences[first:last] for first, last in pairwise(edges)]


def _alike(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs, in order on both sides, that are together as alike as possible."""
    left, right = ([(_key(text), pairs(text)) for text in side] for side in (old, new))
    weight = [[_weight(one, other) for other in right] for one in left]
    best = [[Decimal(0)] * (len(new) + 1) for _ in range(len(old) + 1)]
    for row in range(len(old) - 1, -1, -1):
        for col in range(len(new) - 1, -1, -1):
            best[row][col] = max(best[row + 1][col], best[row][col + 1], weight[row][col] + best[row + 1][col + 1])
    found: list[tuple[int, int]] = []
    row = col = 0
    while row < len(old) and col < len(new):
        if weight[row][col] and best[row][col] == weight[row][col] + best[row + 1][col + 1]:
            found.append((row, col))
            row, col = row + 1, col + 1
        elif best[row][col] == best[row + 1][col]:
            row += 1
        else:
            col += 1
    return found


def _weight(one: tuple[str, Counter[str]], other: tuple[str, Counter[str]]) -> Decimal:
    """What pairing two sentences is worth: 1 for equal ones, their likeness, or nothing where they are not alike."""
    alike = Decimal(1) if one[0] == other[0] else likeness(one[1], other[1])
    return alike if alike >= _ALIKE else Decimal(0)


def _pair(before: str, now: str) -> ComparedSentence:
    """Two sentences that belong together; a reworded one with its marks, removed pieces before what took their place."""
    if _key(before) == _key(now):
        return ComparedSentence(Fate.UNCHANGED, before, now)
    old, new = _TOKEN.findall(before), _TOKEN.findall(now)
    marks: list[Mark] = []
    for tag, left, left_end, right, right_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[left:left_end]), "".join(new[right:right_end])
        if tag == "equal":
            marks.append(Mark(Fate.UNCHANGED, come))
        else:
            marks += [Mark(fate, text) for fate, text in ((Fate.REMOVED, gone), (Fate.ADDED, come)) if text]
    return ComparedSentence(Fate.CHANGED, before, now, tuple(marks))
