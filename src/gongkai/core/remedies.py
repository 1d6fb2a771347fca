"""What may be done against a reply or against silence, and until when (art. 51; ARL, ALL, JI).

Whether reconsideration must come first depends on the outcome and on the day of the act. The periods are in
`law/terms.yaml`, what the law leaves open in `law/conventions.yaml`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from gongkai.core.calendar import DueDay
from gongkai.core.citations import citations, cite
from gongkai.core.clocks import Rules, rules
from gongkai.core.errors_casework import DateMissing, RemedyDatesWrong
from gongkai.core.labels import Label
from gongkai.core.law import Choice, Dated, read_law_file
from gongkai.core.outcomes import Group, Outcome, check_withheld
from gongkai.core.periods import earliest, last_day


@cache
def _law() -> dict[str, Any]:
    found: dict[str, Any] = read_law_file("remedies.yaml")
    return found


class RemedyMode(StrEnum):
    """Which remedies a letter opens (law.md 6.2)."""

    REVIEW_FIRST = "REVIEW_FIRST"  # 复议前置
    CHOICE = "CHOICE"  # 复议、诉讼自选
    PROCEDURAL = "PROCEDURAL"  # 程序性告知，不可单独起诉（JI 10(2)(2)-(3)）
    NONE = "NONE"  # 无


class RouteKind(StrEnum):
    """The ways open to an applicant (art. 51)."""

    COMPLAINT = "complaint"  # 投诉、举报
    REVIEW = "review"  # 行政复议
    SUIT = "suit"  # 直接起诉
    SUIT_AFTER_REVIEW = "suit_after_review"  # 复议后起诉


@dataclass(frozen=True, slots=True)
class Route:
    """One way and the last day for it; no day where the law sets none. `source` as a page cites it."""

    kind: RouteKind
    due: DueDay | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the applicant knew, and since when: the act was `made`, its content known, the remedies told.

    `told` is the day on which right, authority and limit were known (with the act, as a rule); None: not to this day.
    Raises RemedyDatesWrong for an order that cannot be.
    """

    made: date
    content: date
    told: date | None

    def __post_init__(self) -> None:
        _in_order(self.made, _ACT_MADE, self.content, _CONTENT_KNOWN)
        if self.told is not None:
            _in_order(self.content, _CONTENT_KNOWN, self.told, _REMEDIES_TOLD)

    @classmethod
    def by_service(cls, on: date, *, made: date | None = None) -> Known:
        """A letter that states the remedies, served `on`."""
        return cls(made=made or on, content=on, told=on)


_ACT_MADE = Label("made", "行为作出之日", "the day of the act")
_CONTENT_KNOWN = Label("content", "知道行为内容之日", "the day its content was known")
_REMEDIES_TOLD = Label("told", "知道救济权利和期限之日", "the day the remedies were known")


# ── must reconsideration come first? ─────────────────────────────────────────────────────────


def remedy_mode(outcome: Outcome, *, on: date, withheld: Collection[Outcome] = (), by: Rules | None = None) -> RemedyMode:
    """Whether a reply made `on` that day needs reconsideration before a suit (ARL 23(1)(4); JI 1(2), 10(2)(1)).

    From 2024-01-01 refusals do; until 2025-05-31 provinces differ on which (convention `review_first_scope`), from then
    on those under arts. 14-16. Partial disclosure follows its withheld part (INF). Raises WithheldPartWrong.
    """
    check_withheld(outcome, withheld)
    if outcome.facts.remedy == RemedyMode.NONE:
        return RemedyMode.NONE
    groups = {part.facts.group for part in withheld or (outcome,)}
    return RemedyMode.REVIEW_FIRST if groups & review_first_groups(on=on, by=by) else RemedyMode.CHOICE


def review_first_groups(*, on: date, by: Rules | None = None) -> frozenset[Group]:
    """The groups of outcomes that need reconsideration first on that day (ARL 23(1)(4), JI 1(2)); none before 2024."""
    if not _review_first().in_force(on):
        return frozenset()
    scope = _review_first().at(on).value
    if scope == "by_convention":
        scope = (by or rules()).conventions.at("review_first_scope", on)
    return frozenset(Group(each) for each in _law()["review_first_scopes"][scope])


def inaction_mode(*, on: date, by: Rules | None = None) -> RemedyMode:
    """Whether silence needs reconsideration before a suit (ARL 23(1)(3) against JI 2(2); by convention, CHOICE by default).

    `on` is the day the reply period expired; before ARL is in force nothing comes first.
    """
    if not _review_first().in_force(on):
        return RemedyMode.CHOICE
    return RemedyMode((by or rules()).conventions.at("inaction_remedy", on))


@cache
def _review_first() -> Dated[Choice]:
    values = _law()["review_first"]["values"]
    return Dated("复议前置", {day: Choice(value["scope"], value["source"], "read") for day, value in values.items()})


# ── until when ───────────────────────────────────────────────────────────────────────────────


def review_due(known: Known, by: Rules | None = None) -> DueDay:
    """The last day to apply for reconsideration (ARL 20-21).

    60 days; where the remedies were not told, 60 days from knowing them and at most a year from knowing the content; in
    any case five years from the act. Raises LawNotInForce for silence about remedies before 2024.
    """
    by = by or rules()
    due = _due(known, ("review", "review_untold", "review_untold_longest"), by)
    if not by.terms["review_absolute"].in_force(known.content):
        return due
    return earliest(due, _term("review_absolute", known.made, by, law=known.content))


def suit_due(known: Known, by: Rules | None = None) -> DueDay:
    """The last day to sue directly (ALL 46; 法释〔2018〕1号第64条).

    Six months; where the limit was not told, six months from knowing it and at most a year from knowing the content; in
    any case five years from the act.
    """
    by = by or rules()
    due = _due(known, ("litigation", "litigation", "litigation_untold_longest"), by)
    return earliest(due, _term("litigation_absolute", known.made, by, law=known.content))


def suit_after_review_due(
    *, decision_received: date | None = None, review_expired: date | None = None, told: bool = True, by: Rules | None = None
) -> DueDay:
    """The last day to sue after reconsideration (ALL 45, ARL 34): 15 days from the decision or from the period's expiry.

    A decision that does not tell the limit: at most a year (法释〔2018〕1号第64条第2款). Raises DateMissing without either day.
    """
    start = decision_received or review_expired
    if start is None:
        raise DateMissing(
            term_zh="复议后起诉的期限",
            term_en="The period to sue after reconsideration",
            dates_zh="收到行政复议决定书之日或者行政复议期限届满之日",
            dates_en="the day the decision was received or the day the reconsideration period expired",
        )
    known = Known(made=start, content=start, told=start if told else None)
    return _due(known, ("litigation_after_review", "litigation_after_review", "litigation_untold_longest"), by or rules())


def _due(known: Known, names: tuple[str, str, str], by: Rules) -> DueDay:
    """The period from the content if the remedies were told with it; else the one from telling, within the longest."""
    from_content, from_telling, longest = names
    if known.told == known.content:
        return _term(from_content, known.content, by)
    latest = _term(longest, known.content, by)
    return latest if known.told is None else earliest(latest, _term(from_telling, known.told, by, law=known.content))


def _term(name: str, start: date, by: Rules, *, law: date | None = None) -> DueDay:
    """One period from `start`, by the law of the day on which the content was known."""
    return last_day(start, by.terms[name].at(law or start), by.calendar)


def inaction_review_due(expired: date, by: Rules | None = None) -> DueDay:
    """The last day to apply for reconsideration of silence: 60 days from the expiry (行政复议法实施条例第16条; art. 51)."""
    return _term("review_inaction", expired, by or rules())


def inaction_suit_due(expired: date, by: Rules | None = None) -> DueDay:
    """The last day to sue against silence: six months from the expiry of the reply period (法释〔2018〕1号第66条; art. 51)."""
    return _term("litigation_inaction", expired, by or rules())


# ── the ways open ────────────────────────────────────────────────────────────────────────────


def routes(mode: RemedyMode, known: Known, by: Rules | None = None) -> tuple[Route, ...]:
    """The ways open against a letter (art. 51): an obligatory reconsideration stands before any suit; a complaint is last."""
    if mode in (RemedyMode.PROCEDURAL, RemedyMode.NONE):
        return (complaint(),)
    by = by or rules()
    review = Route(RouteKind.REVIEW, review_due(known, by), by.terms["review"].at(known.content).source)
    if mode is RemedyMode.REVIEW_FIRST:
        return (review, _suit_after_review(known.content, by), complaint())
    suit = Route(RouteKind.SUIT, suit_due(known, by), by.terms["litigation"].at(known.content).source)
    return (review, suit, complaint())


def routes_against_inaction(expired: date, by: Rules | None = None) -> tuple[Route, ...]:
    """The ways open against silence (art. 51; JI 2(2)); `expired` is the last day of the reply period."""
    by = by or rules()
    source = by.terms["review_inaction"].at(expired).source
    review = Route(RouteKind.REVIEW, inaction_review_due(expired, by), source)
    if inaction_mode(on=expired, by=by) is RemedyMode.REVIEW_FIRST:
        return (review, _suit_after_review(expired, by), complaint())
    source = by.terms["litigation_inaction"].at(expired).source
    return (review, Route(RouteKind.SUIT, inaction_suit_due(expired, by), source), complaint())


def _suit_after_review(day: date, by: Rules) -> Route:
    """Open only once the decision has come, so without a day yet."""
    return Route(RouteKind.SUIT_AFTER_REVIEW, None, by.terms["litigation_after_review"].at(day).source)


def complaint() -> Route:
    """Complaint or report to the next higher agency or the competent office: no limit (arts. 47(2), 51)."""
    return Route(RouteKind.COMPLAINT, None, cite(citations(_law()["complaint"]["articles"])))


def _in_order(earlier: date, earlier_is: Label, later: date, later_is: Label) -> None:
    if later < earlier:
        raise RemedyDatesWrong(
            later=later,
            later_zh=later_is.zh,
            later_en=later_is.en,
            earlier=earlier,
            earlier_zh=earlier_is.zh,
            earlier_en=earlier_is.en,
        )
