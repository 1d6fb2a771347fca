"""The clock agrees with the naive one on every start day and on generated cases."""

from __future__ import annotations

import os
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings

from gongkai.core import clock_events as ev
from gongkai.core.clock_reasons import FlagCode, ReasonCode
from gongkai.core.clocks import Rules, clock, deadline, rules
from gongkai.core.errors import GongkaiError
from tests.core.generated_cases import cases
from tests.core.naive_clock import ImpossibleError, Walk, naive_clock

NIGHTLY = os.environ.get("GONGKAI_NIGHTLY") == "1"
EDGES = [(False, False), (True, False), (False, True), (True, True)]
SHARES = {False: (3500, 500), True: (70_000, 10_000)}  # all events with the default edges, and each other pair of edges


def many(examples: int, *, new_by_night: bool = False) -> settings:
    """Reproducible by day, new cases by night where asked for; never timed."""
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    return settings(
        max_examples=examples, deadline=None, derandomize=not (NIGHTLY and new_by_night), suppress_health_check=checks
    )


@cache
def with_edges(from_sending: bool, until_before_return: bool) -> Rules:
    start = date(2019, 5, 15)
    ours = rules()
    own = ours.conventions.overridden({
        "suspension_begins": {start: "day_of_sending" if from_sending else "day_after_sending"},
        "suspension_ends": {start: "day_before_return" if until_before_return else "day_of_return"},
    })  # fmt: skip
    return Rules(ours.calendar, ours.terms, own)


def expected(case: ev.Case, edges: tuple[bool, bool]) -> Walk | None:
    try:
        return naive_clock(case, from_sending=edges[0], until_before_return=edges[1])
    except ImpossibleError:
        return None


def agree(case: ev.Case, edges: tuple[bool, bool]) -> None:
    naive = expected(case, edges)
    if naive is None:
        with pytest.raises(GongkaiError) as refused:
            clock(case, with_edges(*edges))
        assert refused.value.say("zh")
        assert refused.value.say("en")
        return
    found = clock(case, with_edges(*edges))
    assert found.due == naive.due
    assert found.applicant_due == naive.applicant_due
    assert found.state == naive.state
    assert found.provisional == naive.provisional
    assert found.day_zero == naive.zero
    assert any(flag.code is FlagCode.ANSWERED_LATE for flag in found.flags) == naive.late
    if naive.state != "withdrawn":
        assert [reason.date for reason in found.reasons if reason.counted] == naive.counted
    days = [reason.date for reason in found.reasons]
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]  # every day once, none left out
    assert all(reason.say("zh") != reason.say("en") for reason in found.reasons)


@many(SHARES[NIGHTLY][0], new_by_night=True)
@given(case=cases())
def test_the_clock_agrees_with_the_naive_one(case):
    agree(case, EDGES[0])


@pytest.mark.parametrize("edges", EDGES[1:], ids=str)
@many(SHARES[NIGHTLY][1], new_by_night=True)
@given(case=cases(most=5))
def test_the_clock_agrees_under_other_conventions(edges, case):
    agree(case, edges)


def test_every_start_day_of_a_plain_request():
    day = date(2019, 5, 15)
    while day.year < 2027:
        naive = naive_clock(ev.Case(ev.Channel.IN_PERSON, day))
        found = deadline(day, ev.Channel.IN_PERSON)
        assert (found.day, found.provisional) == (naive.due, naive.provisional), day
        day += timedelta(days=1)


def test_the_generated_cases_are_not_mostly_refused():
    """A comparison of refusals alone would prove little."""
    outcomes: dict[bool, int] = {True: 0, False: 0}

    @many(400)
    @given(case=cases())
    def count(case):
        outcomes[expected(case, EDGES[0]) is not None] += 1

    count()
    assert outcomes[True] > 2 * outcomes[False]


def test_the_generated_cases_reach_every_reason():
    seen: set[ReasonCode] = set()

    @many(600)
    @given(case=cases())
    def collect(case):
        if expected(case, EDGES[0]) is not None:
            seen.update(reason.code for reason in clock(case).reasons)

    collect()
    assert seen == set(ReasonCode)
