"""What a reply must tell about remedies (ARL 20(3), 22(2), 23(2); law.md 6.2): as values, and as sentences from them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from gongkai.core.clocks import Rules, rules
from gongkai.core.errors import Lang
from gongkai.core.errors_casework import RemedyTextMissing
from gongkai.core.labels import Label, absent, labels, listed
from gongkai.core.law import read_law_file
from gongkai.core.outcomes import Outcome
from gongkai.core.remedies import RemedyMode, remedy_mode


@cache
def _law() -> dict[str, Any]:
    found: dict[str, Any] = read_law_file("remedies.yaml")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Forum:
    """Where the applicant may turn: from `gongkai.core.jurisdiction`, with the court already confirmed.

    `online_channel`: where reconsideration is applied for online; a letter `served_online` must give it (ARL 22(2)).
    """

    authorities: tuple[str, ...]
    court: str | None = None
    served_online: bool = False
    online_channel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyNotice:
    """One clause of a letter. Limits: `review_limit` and `suit_after_review` in days, `suit_limit` in months."""

    mode: RemedyMode
    about: Label
    forum: Forum
    review_limit: int
    suit_limit: int
    suit_after_review: int

    @property
    def states(self) -> tuple[Label, ...]:
        """What the clause tells."""
        return required_statements(self.mode, served_online=self.forum.served_online)

    def say(self, lang: Lang = "zh") -> str:
        """The clause in the language asked for."""
        texts = _law()["notice"]
        sentence = texts[self.mode][lang].format(
            about=self.about.say(lang),
            review_authority=("或者" if lang == "zh" else " or ").join(self.forum.authorities),
            review_limit=self.review_limit,
            suit_limit=self.suit_limit,
            suit_after_review=self.suit_after_review,
            court=self.forum.court,
        )
        if self.forum.online_channel is None:
            return str(sentence)
        online = texts["online"][lang].format(online_channel=self.forum.online_channel)
        return f"{sentence}{online}" if lang == "zh" else f"{sentence} {online}"


def required_statements(mode: RemedyMode, *, served_online: bool) -> tuple[Label, ...]:
    """What a letter of that mode must state (ARL 23(2); JI 10(2)(2)-(3) for procedural ones, which need nothing)."""
    texts = _law()["notice"]
    if mode not in texts:
        return ()
    elements = labels(texts["elements"])
    required = tuple(elements[name] for name in texts[mode]["states"])
    return (*required, elements["online_channel"]) if served_online else required


def require_remedies(mode: RemedyMode, stated: Collection[str], *, served_online: bool = False) -> None:
    """Block a letter without the remedies it must state (ARL 20(3)). Raises RemedyTextMissing naming all that is missing."""
    if missing := absent(required_statements(mode, served_online=served_online), stated):
        raise RemedyTextMissing(missing_zh=listed(missing, "zh"), missing_en=listed(missing, "en"))


def remedy_notices(
    outcome: Outcome,
    *,
    on: date,
    forum: Forum,
    withheld: Collection[Outcome] = (),
    by: Rules | None = None,
) -> tuple[RemedyNotice, ...]:
    """The clauses of a reply made `on` that day (ARL 23(1)(4), 23(2); art. 51); none for a closing note.

    Partial disclosure whose withheld part needs reconsideration first has two: that part, and the rest. Raises
    RemedyTextMissing, WithheldPartWrong.
    """
    mode = remedy_mode(outcome, on=on, withheld=withheld, by=by)
    if mode is RemedyMode.NONE:
        return ()
    if outcome is Outcome.PARTIAL and mode is RemedyMode.REVIEW_FIRST:
        return (
            _clause(mode, "withheld", on=on, forum=forum, by=by),
            _clause(RemedyMode.CHOICE, "rest", on=on, forum=forum, by=by),
        )
    return (_clause(mode, "whole", on=on, forum=forum, by=by),)


def third_party_notice(*, on: date, forum: Forum, by: Rules | None = None) -> RemedyNotice:
    """The clause of the letter that tells a third party of disclosure in the public interest (art. 32; JI 1(4), 13)."""
    return _clause(RemedyMode.CHOICE, "third_party", on=on, forum=forum, by=by)


def _clause(mode: RemedyMode, about: str, *, on: date, forum: Forum, by: Rules | None) -> RemedyNotice:
    terms = (by or rules()).terms
    notice = RemedyNotice(
        mode=mode,
        about=labels(_law()["notice"]["about"])[about],
        forum=forum,
        review_limit=terms["review"].at(on).days,
        suit_limit=terms["litigation"].at(on).days,
        suit_after_review=terms["litigation_after_review"].at(on).days,
    )
    unknown = {"review_authority": forum.authorities, "court": forum.court, "online_channel": forum.online_channel}
    stated = [label.id for label in notice.states if unknown.get(label.id, True)]
    require_remedies(mode, stated, served_online=forum.served_online)
    return notice
