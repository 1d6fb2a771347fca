"""Parts that must add up to their total: 2599条（其中甲类25条，…）; 3607件（市政府349件、…）; 共25件。其中甲1件，乙24件。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise

from gongkai.core.findings import Finding, Words, shown
from gongkai.core.report.messages_prose import PROSE_SPLIT
from gongkai.core.report.prose_numbers import Amount, amounts
from gongkai.core.report.prose_text import Sentence

_OF_WHICH = re.compile("其中(?:包括|有|为)?|分别为|包括|由")
_BRACKET = re.compile("，?（")
_WHICH = re.compile("[^，。；（）\\d]{0,24}[，。；：]?(?:[^。；（）]{0,30}，)?其中(?:包括|有|为)?")
_NOT_A_SPLIT = re.compile("含|另|较|同比|比|占|约")
_REST = re.compile("其他(?!处理|组织|结果)|其余")
_OUTCOMES = re.compile("不?予以?公开")  # outcomes are added up in prose_shares, with what was carried over
FEWEST = 3  # parts without 其中 before they are read as a division


@dataclass(frozen=True, slots=True)
class Split:
    """A total and the parts that the text lists under it. `ends` are the counts of parts at which the list may close."""

    total: Amount
    parts: tuple[Amount, ...]
    ends: tuple[int, ...]
    exhaustive: bool
    quote: str

    @property
    def formula(self) -> str:
        """The parts of the first closed list added up."""
        parts = self.parts[: self.ends[0]]
        return f"{'+'.join(shown(part.value) for part in parts)}={shown(self.sum)}"

    @property
    def sum(self) -> Decimal:
        """What the parts of the first closed list come to."""
        return sum((part.value for part in self.parts[: self.ends[0]]), Decimal(0))

    @property
    def holds(self) -> bool:
        """Whether the parts, up to some point where the list may close, make the total."""
        return any(value == self.total.value for value in list(accumulate(part.value for part in self.parts))[1:])


def splits_in(text: str) -> Iterator[Split]:
    """Every total of a text that is followed by a list of its parts in the same unit."""
    found = amounts(text)
    for total in found:
        if total.approximate or not (total.counts_cases or total.yuan is not None):
            continue
        for listing in _listings(text, total.end):
            parts = [
                amount
                for amount in found
                if listing.start <= amount.start < listing.end
                and amount.unit == total.unit
                and _depth(text, listing.start, amount.start) == 0
            ]
            if _OUTCOMES.search(text, listing.start, listing.end):
                continue
            if len(parts) >= (FEWEST if listing.bare else 2) and not any(part.approximate for part in parts):
                ends = _ends(text, parts)
                yield Split(total, tuple(parts), ends, _exhaustive(text, listing, parts[: ends[0]]), _before(text, total))


@dataclass(frozen=True, slots=True)
class _Listing:
    """Where a list of parts begins and ends. `bare`: in brackets without 其中, so that it names all parts."""

    start: int
    end: int
    bare: bool


def _listings(text: str, end: int) -> Iterator[_Listing]:
    """The list in brackets right after a total, and the one that 其中 opens after it."""
    bracket = _BRACKET.match(text, end)
    if bracket:
        start, end = bracket.end(), _closing(text, bracket.end())
        if not _NOT_A_SPLIT.match(text, start):
            yield _Listing(start, end, not _OF_WHICH.match(text, start))
        end += 1
    which = _WHICH.match(text, end)
    if which:
        yield _Listing(which.end(), _closing(text, which.end()), False)


def _exhaustive(text: str, listing: _Listing, parts: list[Amount]) -> bool:
    """Whether the list names every part: bare in brackets, with a rest (其他), or natural persons and organisations."""
    listed = text[listing.start : listing.end]
    return listing.bare or bool(_REST.search(_last_item(text, parts[-1]))) or ("自然人" in listed and "法人" in listed)


def _before(text: str, total: Amount) -> str:
    return re.split("[，；：（）。]", text[max(0, total.start - 30) : total.start])[-1] + text[total.start : total.end]


def _closing(text: str, start: int) -> int:
    """Where the bracket or sentence ends in which `start` stands."""
    depth = 0
    for position in range(start, len(text)):
        if text[position] == "（":
            depth += 1
        elif text[position] == "）":
            if depth == 0:
                return position
            depth -= 1
        elif text[position] == "。":
            return position
    return len(text)


def _depth(text: str, start: int, position: int) -> int:
    return text.count("（", start, position) - text.count("）", start, position)


def _ends(text: str, parts: list[Amount]) -> tuple[int, ...]:
    """After how many parts a semicolon follows, then all of them: a list may close at either."""
    closed = [
        number
        for number, (part, following) in enumerate(pairwise(parts), 1)
        if number > 1 and "；" in text[part.end : following.start]
    ]
    return (*closed, len(parts))


def _last_item(text: str, part: Amount) -> str:
    return re.split("[，、；：（件条]", text[max(0, part.start - 24) : part.start])[-1]


def check_splits(sentences: tuple[Sentence, ...]) -> Iterator[Finding]:
    """Parts against their total; where 其中 need not name all parts, only parts that exceed the total are told."""
    for place_of, text in _joined(sentences):
        for split in splits_in(text):
            if split.holds or not (split.exhaustive or split.sum > split.total.value):
                continue
            sentence = place_of
            yield PROSE_SPLIT.at(
                f"S{sentence.section}",
                sentence.place,
                stated=split.total.value,
                computed=split.sum,
                formula=split.formula,
                quote=split.quote,
                unit=split.total.unit,
                relation=Words("多于", "more than") if split.sum > split.total.value else Words("少于", "fewer than"),
            )


def _joined(sentences: tuple[Sentence, ...]) -> Iterator[tuple[Sentence, str]]:
    """Sentences, one that begins with 其中 together with the one whose total it divides."""
    for index, sentence in enumerate(sentences):
        if index and sentence.text.startswith("其中"):
            continue
        following = sentences[index + 1].text if index + 1 < len(sentences) else ""
        text = sentence.text
        if following.startswith("其中"):
            text = text.rstrip("。") + "，" + following
        yield sentence, text
