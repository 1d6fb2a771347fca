"""Replacing personal data in text that lies in pieces: runs of a word processor, nodes of a page, characters of a cell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from lxml import etree

from gongkai.core.findings import Severity
from gongkai.readers.document import Table
from gongkai.screening.findings import BIRTH, MASKABLE, Hit
from gongkai.screening.personal_lists import contexts_of, headings_of
from gongkai.screening.plain import plain_text
from gongkai.screening.text_view import hits_in

Hits = Callable[[str, str], Sequence[Hit]]
SEAM = 30  # characters on either side of the seam between two paragraphs
_BETWEEN = re.compile(r"[\s\-·._()+,]")
_ENDS, _BEGINS = re.compile(r"[0-9Xx][\s\-]*$"), re.compile(r"^[\s\-]*[0-9]")
_HEAD = 4  # characters by which what is known is looked up
_LEAST = 7  # characters of something that gives a person away wherever it stands


def bare(text: str) -> str:
    """A text as it is compared: plain, in one case, without what people put between groups of digits."""
    return _BETWEEN.sub("", plain_text(text).text).upper()


@dataclass(frozen=True, slots=True)
class Replaced:
    """One kind of replacement: what stands there now, and how often."""

    code: str
    masked: str
    count: int


@dataclass(slots=True)
class Masker:
    """What is replaced in one file. `known` are texts to replace wherever they stand, with what stands for them.

    `allowed` are published telephones and the like, which stay. `find` tells the hits of a text (`text_view.hits_in`).
    """

    allowed: frozenset[str] = frozenset()
    find: Hits = hits_in
    known: dict[str, Hit] = field(default_factory=dict)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    _lengths: dict[str, set[int]] = field(default_factory=dict)

    def hits(self, text: str, context: str = "") -> list[Hit]:
        """What is to be replaced in a text: personal data as the rules see it, and what is known already."""
        found = [hit for hit in self.find(text, context) if self.concerns(hit)]
        for hit in found:
            self.learn(hit)
        return sorted([*found, *self._known_in(text, found)], key=lambda hit: hit.start)

    def concerns(self, hit: Hit) -> bool:
        """Whether a hit is replaced: its kind can be, it is more than a note (as an office's address is), it is not
        published data, and it is not masked already.
        """
        weighs = hit.code in MASKABLE and hit.severity is not Severity.NOTE
        return weighs and "*" not in hit.text and bare(hit.text) not in self.allowed

    def learn(self, hit: Hit, *, everywhere: bool = False) -> None:
        """Remember a text, so that it is replaced where nothing beside it says what it is; days only with `everywhere`."""
        key = bare(hit.text)
        if len(key) >= _LEAST and (everywhere or hit.code != BIRTH.code):
            self.known.setdefault(key, hit)
            self._lengths.setdefault(key[:_HEAD], set()).add(len(key))

    def text(self, text: str, context: str = "") -> str:
        """A text with its personal data replaced."""
        for hit in reversed(self.hits(text, context)):
            self.counts[hit.code, hit.masked] += 1
            text = text[: hit.start] + hit.masked + text[hit.end :]
        return text

    def replaced(self) -> tuple[Replaced, ...]:
        """What was done, by kind."""
        return tuple(Replaced(code, masked, count) for (code, masked), count in sorted(self.counts.items()))

    def gives_away(self, text: str) -> str | None:
        """The masked form of something known that can still be read in a text; None if there is nothing."""
        stripped = bare(text)
        return next((self.known[key].masked for _, key in self._keys_in(stripped)), None)

    def _keys_in(self, stripped: str) -> Iterator[tuple[int, str]]:
        """Where something known stands in a bare text: one step for each character, however much is known."""
        lengths = self._lengths
        if not lengths:
            return
        for at in range(len(stripped) - _LEAST + 1):
            for length in lengths.get(stripped[at : at + _HEAD], ()):
                if (key := stripped[at : at + length]) in self.known:
                    yield at, key

    def _known_in(self, text: str, found: Sequence[Hit]) -> list[Hit]:
        plain = plain_text(text)
        places = [at for at, char in enumerate(plain.text) if not _BETWEEN.match(char)]
        stripped = "".join(plain.text[at] for at in places).upper()
        more: list[Hit] = []
        for at, key in self._keys_in(stripped):
            hit = self.known[key]
            start, end = plain.span(places[at], places[at + len(key) - 1] + 1)
            if all(end <= other.start or start >= other.end for other in (*found, *more)):
                more.append(Hit(hit.code, text[start:end], start, end, hit.masked, hit.severity))
        return more


@dataclass(slots=True)
class Piece:
    """Where a stretch of text is kept: the text, tail or an attribute of an element; or fixed text without a place."""

    element: etree._Element | None
    name: str = "text"
    fixed: str = ""

    @property
    def text(self) -> str:
        """What stands there now."""
        if self.element is None:
            return self.fixed
        if self.name in ("text", "tail"):
            return getattr(self.element, self.name) or ""
        return self.element.get(self.name) or ""

    @text.setter
    def text(self, value: str) -> None:
        if self.element is None:
            return
        if self.name in ("text", "tail"):
            setattr(self.element, self.name, value)
        else:
            self.element.set(self.name, value)


Strand = list[Piece]
"""Text that is read as one, in the pieces it is kept in."""
NEWLINE = Piece(None, fixed="\n")


def text_of(strand: Strand) -> str:
    """The text of a strand."""
    return "".join(piece.text for piece in strand)


def mask_strand(strand: Strand, masker: Masker, context: str = "") -> None:
    """Replace personal data in a strand; the rest of every piece stays where it is."""
    _replace(strand, masker.hits(text_of(strand), context), masker)


def mask_seams(strands: Sequence[Strand], masker: Masker) -> None:
    """Replace what runs over the end of one paragraph into the next."""
    for first, second in pairwise(strands):
        head, tail = text_of(first), text_of(second)
        if _ENDS.search(head[-SEAM:]) and _BEGINS.search(tail[:SEAM]):
            both = [*first, NEWLINE, *second]
            cut = max(0, len(head) - SEAM)
            window = f"{head[cut:]}\n{tail[:SEAM]}"
            seam = len(head) - cut
            across = [hit for hit in masker.hits(window) if hit.start < seam < hit.end]
            _replace(both, [_moved(hit, cut) for hit in across], masker)


def _moved(hit: Hit, by: int) -> Hit:
    return Hit(hit.code, hit.text, hit.start + by, hit.end + by, hit.masked, hit.severity)


def _replace(strand: Strand, hits: Sequence[Hit], masker: Masker) -> None:
    if not hits:
        return
    starts = [0, *accumulate(len(piece.text) for piece in strand)]
    for hit in reversed(hits):
        masker.counts[hit.code, hit.masked] += 1
        instead = hit.masked
        index = max(0, bisect_right(starts, hit.start) - 1)
        while index < len(strand) and starts[index] < hit.end:
            piece, at = strand[index], starts[index]
            if piece.element is not None:
                text = piece.text
                begin, end = max(hit.start - at, 0), min(hit.end - at, starts[index + 1] - at)
                if end > begin:
                    piece.text = text[:begin] + instead + text[end:]
                    instead = ""
            index += 1


def contexts_by_place(table: Table) -> dict[tuple[int, int], str]:
    """What the headings and labels of a table say of each of its cells, by row and column."""
    return {(cell.row, cell.col): context for cell, context in contexts_of(table, headings_of(table))}


def learn_all(masker: Masker, hits: Iterable[Hit], *, everywhere: bool = False) -> bool:
    """Remember every hit that is to be replaced; whether there was any."""
    concerned = [hit for hit in hits if masker.concerns(hit)]
    for hit in concerned:
        masker.learn(hit, everywhere=everywhere)
    return bool(concerned)
