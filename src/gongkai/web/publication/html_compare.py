"""Two versions of a document beside each other: passages that stayed, changed, came and went, marked inside the sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from gongkai.core.report.compare_prose import ComparedSentence, Fate, compare_texts
from gongkai.core.report.similarity import similarity
from gongkai.web.publication.html import text_of_html

_AROUND = 2  # unchanged passages shown on either side of a change
_TAGS = {Fate.REMOVED: "del", Fate.ADDED: "ins"}


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage: what became of it, and both sides as markup with nothing in it but del and ins."""

    fate: Fate
    before: str
    now: str
    skipped: int = 0  # unchanged passages that are not shown before this one


@dataclass(frozen=True, slots=True)
class ComparedHtml:
    """Two versions compared. `likeness` is from 0 to 1."""

    passages: tuple[Passage, ...]
    likeness: Decimal
    skipped: int = 0  # unchanged passages after the last one shown

    def count(self, fate: Fate) -> int:
        """How many passages met this fate."""
        return sum(passage.fate is fate for passage in self.passages)

    @property
    def changed(self) -> bool:
        """Whether anything differs in what a reader sees."""
        return any(passage.fate is not Fate.UNCHANGED for passage in self.passages)


def compare_html(before: str, now: str) -> ComparedHtml:
    """What a reader of the two versions would find different; every text is escaped on its way into the marks."""
    old, new = text_of_html(before), text_of_html(now)
    sentences = compare_texts(old, new)
    return _shortened([Passage(each.fate, _side(each, Fate.REMOVED), _side(each, Fate.ADDED)) for each in sentences], old, new)


def _side(sentence: ComparedSentence, own: Fate) -> str:
    text = sentence.before if own is Fate.REMOVED else sentence.now
    if text is None:
        return ""
    if sentence.fate is own:
        return _marked(own, text)
    if sentence.fate is not Fate.CHANGED:
        return escape(text)
    shown = (mark for mark in sentence.marks if mark.fate in (own, Fate.UNCHANGED))
    return "".join(_marked(mark.fate, mark.text) for mark in shown)


def _marked(fate: Fate, text: str) -> str:
    tag = _TAGS.get(fate)
    return f"<{tag}>{escape(text)}</{tag}>" if tag else escape(text)


def _shortened(passages: list[Passage], old: str, new: str) -> ComparedHtml:
    """Long stretches without a change are left out and counted."""
    likeness = Decimal(1) if old == new else similarity(old, new)
    near = set(_near_a_change(passages))
    if not near:
        return ComparedHtml((), likeness, len(passages))
    shown: list[Passage] = []
    skipped = 0
    for number, passage in enumerate(passages):
        if number in near:
            shown.append(Passage(passage.fate, passage.before, passage.now, skipped))
            skipped = 0
        else:
            skipped += 1
    return ComparedHtml(tuple(shown), likeness, skipped)


def _near_a_change(passages: list[Passage]) -> Iterator[int]:
    for number, passage in enumerate(passages):
        if passage.fate is not Fate.UNCHANGED:
            yield from range(max(0, number - _AROUND), min(len(passages), number + _AROUND + 1))
