"""Working days: equal to an independent calendar on every day it knows, and silent guesses nowhere."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
import yaml

from gongkai.core.calendar import CalendarDay, DayKind, DueDay, calendar_year, days_from, work_calendar
from gongkai.core.errors import CalendarUnknown
from gongkai.core.errors_clock import CalendarFileWrong, DeadlineProvisional
from gongkai.core.law import law_files, read_law_file

NEXT_YEAR = """
year: 2027
source: a notice
rest: {元旦: [2027-01-01, 2027-01-02, 2027-01-03]}
work: {元旦: [2027-01-10]}
"""


@pytest.fixture
def calendar():
    return work_calendar()


@pytest.mark.parametrize("year", range(2019, 2027))
def test_every_day_of_a_known_year(calendar, year):
    for day in days_from(date(year, 1, 1), date(year, 12, 31)):
        assert calendar.is_working_day(day) == chinese_calendar.is_workday(day), day


def test_every_named_day_is_the_same_holiday(calendar):
    names = {"Spring Festival": "春节", "National Day": "国庆节", "Mid-autumn Festival": "中秋节", "Labour Day": "劳动节"}
    names |= {"New Year's Day": "元旦", "Tomb-sweeping Day": "清明节", "Dragon Boat Festival": "端午节"}
    for year in calendar.years.values():
        for day, name in {**year.rest, **year.work}.items():
            of_rest = chinese_calendar.get_holiday_detail(day)[1]
            english = of_rest if day in year.rest else chinese_calendar.constants.workdays[day]
            assert names[english] == name, day


def test_each_file_holds_its_own_year_and_says_where_it_comes_from():
    for name in law_files("calendar"):
        year = calendar_year(read_law_file(name), name=name)
        assert f"calendar/{year.year}.yaml" == name
        assert "未见" in year.source


@pytest.mark.parametrize(
    ("day", "kind", "holiday"),
    [
        (date(2024, 3, 4), DayKind.WORKING, None),
        (date(2024, 10, 12), DayKind.MADE_WORKING, "国庆节"),
        (date(2024, 3, 9), DayKind.WEEKEND, None),
        (date(2024, 10, 1), DayKind.HOLIDAY, "国庆节"),
        (date(2024, 10, 5), DayKind.HOLIDAY, "国庆节"),
        (date(2020, 1, 31), DayKind.HOLIDAY, "春节"),
    ],
)
def test_what_a_day_is(calendar, day, kind, holiday):
    assert calendar.look_up(day) == CalendarDay(kind, holiday)
    assert calendar.is_working_day(day) is kind.works


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2027, 1, 4)])
def test_an_unknown_year_is_refused(calendar, day):
    with pytest.raises(CalendarUnknown, match=str(day.year)):
        calendar.is_working_day(day)
    with pytest.raises(CalendarUnknown):
        calendar.add(day, 1)
    with pytest.raises(CalendarUnknown):
        calendar.between(day, day + timedelta(days=5))


def test_a_period_may_end_in_an_unknown_year_but_says_so(calendar):
    assert calendar.add(date(2026, 12, 30), 1) == DueDay(date(2026, 12, 31), provisional=False)
    assert calendar.add(date(2026, 12, 31), 1) == DueDay(date(2027, 1, 1), provisional=True)
    assert calendar.look_up(date(2027, 1, 2)) == CalendarDay(DayKind.WEEKEND, known=False)


def test_what_was_provisional_stays_so(calendar):
    assert calendar.count_on(DueDay(date(2026, 3, 2), provisional=True), 1) == DueDay(date(2026, 3, 3), provisional=True)
    assert calendar.count_on(DueDay(date(2027, 1, 4)), 2) == DueDay(date(2027, 1, 6), provisional=True)


def test_a_settled_day_is_asked_for():
    assert DueDay(date(2026, 12, 31)).settled() == DueDay(date(2026, 12, 31))
    with pytest.raises(DeadlineProvisional, match="2027"):
        DueDay(date(2027, 1, 1), provisional=True).settled()


@pytest.mark.parametrize(
    ("after", "until", "days"),
    [
        (date(2024, 9, 30), date(2024, 10, 8), 1),
        (date(2024, 10, 11), date(2024, 10, 12), 1),  # a Saturday made working
        (date(2024, 3, 4), date(2024, 3, 4), 0),
        (date(2024, 3, 8), date(2024, 3, 4), 0),
        (date(2024, 12, 30), date(2025, 1, 2), 2),
    ],
)
def test_working_days_between(calendar, after, until, days):
    assert calendar.between(after, until) == days


@pytest.mark.parametrize(
    ("day", "rolled"),
    [
        (date(2026, 5, 3), DueDay(date(2026, 5, 6))),
        (date(2026, 2, 28), DueDay(date(2026, 2, 28))),  # a Saturday that is worked
        (date(2024, 3, 4), DueDay(date(2024, 3, 4))),
        (date(2027, 1, 2), DueDay(date(2027, 1, 4), provisional=True)),
    ],
)
def test_the_next_working_day(calendar, day, rolled):
    assert calendar.next_working_day(day) == rolled


def test_a_body_adds_the_year_that_was_announced(calendar):
    ours = calendar.with_year(calendar_year(yaml.safe_load(NEXT_YEAR), name="2027.yaml"))
    assert ours.add(date(2026, 12, 31), 1) == DueDay(date(2027, 1, 4))
    assert ours.is_working_day(date(2027, 1, 10))
    assert 2027 not in calendar.years


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("[]", "year、source、rest、work"),
        ("{year: 2027, rest: {}}", "year、source、rest、work"),
        ("{year: soon, source: x}", "year、source、rest、work"),
        ("{year: 2027, source: x, holidays: {}}", "holidays"),
        ("{year: 2027, source: x, rest: [2027-01-01]}", "节日: [日期, …]"),
        ("{year: 2027, source: x, rest: {元旦: 2027-01-01}}", "节日: [日期, …]"),
        ("{year: 2027, source: x, rest: {元旦: [2026-12-31]}}", "2026-12-31"),
        ("{year: 2027, source: x, rest: {元旦: [New Year]}}", "New Year"),
        ("{year: 2027, source: x, work: {元旦: [2027-01-04]}}", "不是周末"),
        ("{year: 2027, source: x, rest: {元旦: [2027-01-02]}, work: {元旦: [2027-01-02]}}", "既放假又上班"),
    ],
)
def test_a_wrong_calendar_file_says_what_is_wrong(change, says):
    with pytest.raises(CalendarFileWrong, match=r"2027\.yaml") as wrong:
        calendar_year(yaml.safe_load(change), name="2027.yaml")
    assert says in wrong.value.say("zh")
    assert "2027.yaml" in wrong.value.say("en")


def test_a_year_may_leave_rest_or_work_out():
    year = calendar_year({"year": 2027, "source": "x"}, name="2027.yaml")
    assert (dict(year.rest), dict(year.work)) == ({}, {})
