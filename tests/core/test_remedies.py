"""Remedies: which ways are open, in which order, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.core.errors_casework import DateMissing, RemedyDatesWrong
from gongkai.core.errors_clock import ChoiceUnknown
from gongkai.core.outcomes import Group, Outcome
from gongkai.core.remedies import (
    Known,
    RemedyMode,
    RouteKind,
    remedy_mode,
    review_due,
    review_first_groups,
    routes,
    routes_against_inaction,
    suit_after_review_due,
    suit_due,
)
from tests.law.casework_cases import rules_with

SERVED = Known.by_service(date(2026, 3, 4))


def shown(found):
    return [(route.kind, route.due and route.due.day) for route in found]


@pytest.mark.parametrize("outcome", [each for each in Outcome if each is not Outcome.PARTIAL])
def test_the_table_of_outcomes_is_what_the_rules_say_today(outcome):
    assert remedy_mode(outcome, on=date(2026, 3, 4)) == outcome.facts.remedy


def test_an_obligatory_reconsideration_stands_before_any_suit():
    found = routes(RemedyMode.REVIEW_FIRST, SERVED)
    assert shown(found) == [
        (RouteKind.REVIEW, date(2026, 5, 6)),
        (RouteKind.SUIT_AFTER_REVIEW, None),
        (RouteKind.COMPLAINT, None),
    ]
    assert found[0].source == "《行政复议法》第20条第1款"
    assert "第五十一条、第四十七条第二款" in found[2].source


def test_a_choice_gives_both_days():
    assert shown(routes(RemedyMode.CHOICE, SERVED)) == [
        (RouteKind.REVIEW, date(2026, 5, 6)),
        (RouteKind.SUIT, date(2026, 9, 4)),
        (RouteKind.COMPLAINT, None),
    ]


@pytest.mark.parametrize("mode", [RemedyMode.PROCEDURAL, RemedyMode.NONE])
def test_a_procedural_letter_opens_a_complaint_only(mode):
    assert shown(routes(mode, SERVED)) == [(RouteKind.COMPLAINT, None)]


def test_silence():
    expired = date(2025, 3, 14)
    assert shown(routes_against_inaction(expired)) == [
        (RouteKind.REVIEW, date(2025, 5, 13)),
        (RouteKind.SUIT, date(2025, 9, 15)),
        (RouteKind.COMPLAINT, None),
    ]
    strict = rules_with(inaction_remedy="REVIEW_FIRST")
    assert [route.kind for route in routes_against_inaction(expired, strict)] == [
        RouteKind.REVIEW,
        RouteKind.SUIT_AFTER_REVIEW,
        RouteKind.COMPLAINT,
    ]


def test_a_provinces_reading_cannot_outlive_the_interpretation():
    by = rules_with(review_first_scope="not_provided")
    assert Group.NOT_AVAILABLE in review_first_groups(on=date(2025, 5, 31), by=by)
    assert review_first_groups(on=date(2025, 6, 1), by=by) == {Group.DENY}
    assert review_first_groups(on=date(2023, 12, 31), by=by) == frozenset()


def test_a_reading_nobody_knows_is_refused():
    with pytest.raises(ChoiceUnknown):
        rules_with(review_first_scope="everything")


def test_five_years_from_the_act_end_everything():
    made = date(2021, 2, 1)
    for late in range(0, 40, 3):
        content = date(2026, 1, 10) + timedelta(days=late)
        known = Known(made=made, content=content, told=content)
        assert review_due(known).day <= date(2026, 2, 2)
        assert suit_due(known).day <= date(2026, 2, 2)


def test_an_older_act_had_no_five_years_for_reconsideration():
    known = Known(made=date(2017, 12, 1), content=date(2023, 11, 1), told=date(2023, 11, 1))
    assert review_due(known).day == date(2024, 1, 2)


def test_a_suit_after_reconsideration_needs_its_day():
    with pytest.raises(DateMissing) as refusal:
        suit_after_review_due()
    assert "缺少收到行政复议决定书之日" in str(refusal.value)
    assert "cannot be computed without" in refusal.value.say("en")


def test_the_decision_goes_before_the_expiry():
    due = suit_after_review_due(decision_received=date(2026, 4, 20), review_expired=date(2026, 5, 20))
    assert due.day == date(2026, 5, 6)


def test_dates_out_of_order_say_which():
    with pytest.raises(RemedyDatesWrong) as refusal:
        Known(made=date(2025, 5, 6), content=date(2025, 5, 1), told=None)
    assert str(refusal.value) == "知道行为内容之日（2025-05-01）不能早于行为作出之日（2025-05-06）。请核对日期。"
    assert Known.by_service(date(2025, 5, 8), made=date(2025, 5, 6)).made == date(2025, 5, 6)
