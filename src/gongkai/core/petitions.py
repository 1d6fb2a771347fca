"""Petitions (信访, PET): what must be done by when, to whom nothing may be passed, and what is not accepted.

Days are calendar days except the five working days for an objection; a last day that is no working day rolls (约定). Petition
days and disclosure days never mix: a request that is really a petition ends as NP_PETITION (art. 39(1)).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from gongkai.core.calendar import DueDay
from gongkai.core.citations import Citation, citations
from gongkai.core.clocks import Rules, rules
from gongkai.core.errors_casework import (
    AccusationLeaked,
    CountWrong,
    ExtensionNotPossible,
    TooManyRepresentatives,
)
from gongkai.core.labels import Label, absent, labels
from gongkai.core.law import Dated, read_law_file
from gongkai.core.periods import last_day


@cache
def _law() -> dict[str, Any]:
    found: dict[str, Any] = read_law_file("petitions.yaml")
    return found


class PetitionKind(StrEnum):
    """What a petition is (PET 29-31)."""

    SUGGESTION = "suggestion"  # 建议意见类
    ACCUSATION = "accusation"  # 检举控告类
    APPEAL = "appeal"  # 申诉求决类

    @property
    def label(self) -> Label:
        """Its official name."""
        return labels(_law()["kinds"])[self]


# ── until when ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class PetitionLimits:
    """The limits of the Petition Regulations on a day's law (PET 21-36). Every method gives the last day of one of them."""

    by: Rules = field(default_factory=rules)

    def register(self, received: date) -> DueDay:
        """Enter the item in the information system: at once (PET 21-23; the day is a convention)."""
        return self._last("petition_register", received)

    def forward(self, received: date) -> DueDay:
        """The petition office classifies and forwards or assigns (PET 22)."""
        return self._last("petition_forward", received)

    def accept(self, received: date) -> DueDay:
        """An organ that got the item directly tells in writing whether it accepts (PET 23(1)-(2))."""
        return self._last("petition_accept", received)

    def accept_forwarded(self, forwarded: date) -> DueDay:
        """An organ that got the item forwarded gives written notice (PET 23(3))."""
        return self._last("petition_accept_forwarded", forwarded)

    def object(self, forwarded: date) -> DueDay:
        """An organ that is not competent objects with reasons: five working days (PET 23(3))."""
        return self._last("petition_object", forwarded)

    def handle(self, accepted: date, *, extended_by: int = 0) -> DueDay:
        """The petition opinion is issued (PET 34); `extended_by` days with the head's approval. Raises ExtensionNotPossible."""
        longest = self.by.terms["petition_handle_extension"].at(accepted)
        if not 0 <= extended_by <= longest.days:
            raise ExtensionNotPossible(given=extended_by, most=longest.days, source=longest.source)
        return self._last("petition_handle", accepted, more=extended_by)

    def ask_reexamination(self, replied: date) -> DueDay:
        """The petitioner asks the next higher organ for 复查 (PET 35)."""
        return self._last("petition_reexamination_ask", replied)

    def answer_reexamination(self, asked: date) -> DueDay:
        """The next higher organ answers the 复查 (PET 35)."""
        return self._last("petition_reexamination_answer", asked)

    def ask_review(self, replied: date) -> DueDay:
        """The petitioner asks for 复核 (PET 36(1))."""
        return self._last("petition_review_ask", replied)

    def answer_review(self, asked: date, *, hearing_days: int = 0) -> DueDay:
        """The organ answers the 复核; the days of a hearing are not counted (PET 36(2)). Raises CountWrong."""
        if hearing_days < 0:
            raise CountWrong(
                what_zh="听证天数",
                what_en="the days of the hearing",
                given=hearing_days,
                expected_zh="不小于 0 的整数",
                expected_en="a whole number of at least 0",
            )
        return self._last("petition_review_answer", asked, more=hearing_days)

    def _last(self, term: str, start: date, *, more: int = 0) -> DueDay:
        return last_day(start, self.by.terms[term].at(start), self.by.calendar, more=more)


# ── what may not be done ─────────────────────────────────────────────────────────────────────


def check_recipient(kind: PetitionKind, recipient: str, *, accused: Collection[str]) -> None:
    """An accusation is never passed to the person or unit it accuses (PET 30(3)). Raises AccusationLeaked.

    `recipient` and `accused` are identifiers or names, compared as given.
    """
    if kind is PetitionKind.ACCUSATION and recipient in accused:
        raise AccusationLeaked(recipient=recipient)


def check_representatives(count: int, *, on: date) -> None:
    """A group sends at most five representatives (PET 20). Raises TooManyRepresentatives, CountWrong, LawNotInForce."""
    entry = _law()["representatives"]
    limit = Dated("多人走访的代表人数", entry["values"]).at(on)
    if count < 1:
        raise CountWrong(
            what_zh="代表人数",
            what_en="the number of representatives",
            given=count,
            expected_zh="不小于 1 的整数",
            expected_en="a whole number of at least 1",
        )
    if count > limit["most"]:
        raise TooManyRepresentatives(given=count, most=limit["most"], source=limit["source"])


@dataclass(frozen=True, slots=True)
class Ground:
    """Why an item is not accepted as a petition."""

    label: Label
    articles: tuple[Citation, ...]


def grounds_not_to_accept(
    *, on: date, pending_until: date | None = None, reviewed_same_facts: bool = False, other_procedure: bool = False
) -> tuple[Ground, ...]:
    """Why an item brought `on` that day is not accepted (PET 19(3), 31(1)-(5), 36(3)); empty where nothing stands against it.

    `pending_until`: the last day of a period in which an organ is already handling the same item; `reviewed_same_facts`: it
    has been through 复核 and brings nothing new; `other_procedure`: suit, arbitration, reconsideration, licensing, … is open.
    """
    entries = _law()["not_accepted"]
    named = labels(entries)
    standing = {
        "pending": pending_until is not None and on <= pending_until,
        "reviewed": reviewed_same_facts,
        "other_procedure": other_procedure,
    }
    return tuple(Ground(named[name], citations(entries[name]["articles"])) for name, stands in standing.items() if stands)


# ── what must be stated ──────────────────────────────────────────────────────────────────────


def missing_in_petition(given: Collection[str]) -> tuple[Label, ...]:
    """What a petition does not state yet (PET 19)."""
    return absent(labels(_law()["form"]).values(), given)


def missing_in_opinion(stated: Collection[str]) -> tuple[Label, ...]:
    """What a petition opinion (信访处理意见书) does not state yet (PET 32)."""
    return absent(labels(_law()["opinion"]).values(), stated)


def missing_in_publication(published: Collection[str]) -> tuple[Label, ...]:
    """What the body has not published about its own petition channels (PET 18)."""
    return absent(labels(_law()["published"]).values(), published)


def opinion_results() -> tuple[Label, ...]:
    """How a petition opinion may end (PET 32)."""
    return tuple(labels(_law()["results"]).values())
