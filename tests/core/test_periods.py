"""Periods: against a walk over the days with an independent calendar."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.calendar import DueDay, work_calendar
from gongkai.core.errors import CalendarUnknown
from gongkai.core.law import Term
from gongkai.core.periods import earliest, last_day, months_after

ONE = timedelta(days=1)
CALENDAR = work_calendar()


def term(days: int, unit: str) -> Term:
    return Term(days, unit, source="a test")


def walk_days(start: date, days: int) -> date:
    day = start
    for _ in range(days):
        day += ONE
    while not chinese_calendar.is_workday(day):
        day += ONE
    return day


def walk_months(start: date, months: int) -> date:
    """Month by month: the first of the month so many months on, then forward to the same number while the month lasts."""
    first = start.replace(day=1)
    for _ in range(months):
        first += ONE
        while first.day != 1:
            first += ONE
    day = first
    while day.day < start.day and (day + ONE).month == first.month:
        day += ONE
    return day


@given(st.dates(date(2019, 1, 1), date(2025, 12, 31)), st.integers(0, 300))
def test_days(start, days):
    assert last_day(start, term(days, "day"), CALENDAR) == DueDay(walk_days(start, days))


@given(st.dates(date(2019, 1, 1), date(2024, 12, 31)), st.integers(0, 60))
def test_months(start, months):
    assert months_after(start, months) == walk_months(start, months)


@given(st.dates(date(2019, 1, 1), date(2025, 6, 1)), st.integers(0, 100))
def test_working_days_are_walked(start, days):
    day, left = start, days
    while left:
        day += ONE
        left -= chinese_calendar.is_workday(day)
    assert last_day(start, term(days, "working_day"), CALENDAR).day == day


@pytest.mark.parametrize(
    ("start", "length", "unit", "last"),
    [
        (date(2023, 8, 31), 6, "month", date(2024, 2, 29)),
        (date(2024, 2, 29), 1, "year", date(2025, 2, 28)),
        (date(2021, 3, 10), 5, "year", date(2026, 3, 10)),
        (date(2024, 12, 31), 2, "month", date(2025, 2, 28)),
        (date(2018, 11, 5), 60, "day", date(2019, 1, 4)),  # begins before the first calendar, ends in a known year
    ],
)
def test_months_and_years(start, length, unit, last):
    assert last_day(start, term(length, unit), CALENDAR) == DueDay(last)


def test_more_days_by_an_extension():
    assert last_day(date(2025, 3, 3), term(60, "day"), CALENDAR, more=30).day == date(2025, 6, 3)


def test_a_day_in_a_year_without_calendar_is_provisional():
    assert last_day(date(2026, 11, 4), term(60, "day"), CALENDAR) == DueDay(date(2027, 1, 4), provisional=True)


def test_a_period_that_lies_wholly_outside_is_refused():
    with pytest.raises(CalendarUnknown):
        last_day(date(2027, 3, 1), term(60, "day"), CALENDAR)


def test_rolling_over_the_turn_of_the_year_is_provisional():
    """31 December of the last known year made a holiday: the next working day lies in the unknown year."""
    last = max(CALENDAR.years)
    known = CALENDAR.years[last]
    closed = {**known.rest, **{date(last, 12, day): "a holiday" for day in (30, 31)}}
    calendar = CALENDAR.with_year(type(known)(last, known.source, closed, known.work))
    assert calendar.next_working_day(date(last, 12, 30)).provisional


def test_the_earliest_ends_the_right():
    first, second = DueDay(date(2025, 1, 2), provisional=True), DueDay(date(2025, 1, 3))
    assert earliest(second, first) == first
