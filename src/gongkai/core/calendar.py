"""Working days (工作日) as the State Council's yearly notice sets them, make-up working weekends included.

A year whose notice is not known is never guessed at silently: a single day of it is refused, and a period that runs
into it is counted from weekends only and called provisional.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from gongkai.core.errors import CalendarUnknown
from gongkai.core.errors_clock import CalendarFileWrong, DeadlineProvisional
from gongkai.core.law import law_files, read_law_file

ONE_DAY = timedelta(days=1)


class DayKind(StrEnum):
    """What a day is in the calendar."""

    WORKING = "working"
    MADE_WORKING = "made_working"  # 调休上班
    WEEKEND = "weekend"
    HOLIDAY = "holiday"

    @property
    def works(self) -> bool:
        """Whether the day counts as a working day."""
        return self in (DayKind.WORKING, DayKind.MADE_WORKING)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day: what it is, the holiday it belongs to, and whether its year's notice is known."""

    kind: DayKind
    holiday: str | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class DueDay:
    """The last day of a period. `provisional` where a year without a calendar had to be counted by weekends."""

    day: date
    provisional: bool = False

    def settled(self) -> DueDay:
        """The same day. Raises DeadlineProvisional where it may still move."""
        if self.provisional:
            raise DeadlineProvisional(day=self.day, year=self.day.year)
        return self


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year's notice: days made rest and weekend days made working, each with its holiday's name."""

    year: int
    source: str
    rest: Mapping[date, str]
    work: Mapping[date, str]


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The working days of the years whose notices are known."""

    years: Mapping[int, CalendarYear]

    def with_year(self, year: CalendarYear) -> WorkCalendar:
        """The same calendar and one year more, or a later notice in place of the one known."""
        return WorkCalendar({**self.years, year.year: year})

    def look_up(self, day: date) -> CalendarDay:
        """What `day` is; in an unknown year by its weekday alone, and said so."""
        weekend = day.weekday() >= calendar.SATURDAY
        year = self.years.get(day.year)
        if year is None:
            return CalendarDay(DayKind.WEEKEND if weekend else DayKind.WORKING, known=False)
        if day in year.rest:
            return CalendarDay(DayKind.HOLIDAY, year.rest[day])
        if day in year.work:
            return CalendarDay(DayKind.MADE_WORKING, year.work[day])
        return CalendarDay(DayKind.WEEKEND if weekend else DayKind.WORKING)

    def require(self, day: date) -> None:
        """Raise CalendarUnknown where no period may start on `day`, for want of its year's notice."""
        if day.year not in self.years:
            raise CalendarUnknown(year=day.year)

    def is_working_day(self, day: date) -> bool:
        """Whether `day` is a working day. Raises CalendarUnknown outside the known years."""
        self.require(day)
        return self.look_up(day).kind.works

    def add(self, day: date, working_days: int) -> DueDay:
        """The last of `working_days` working days after `day`, which is day 0. Raises CalendarUnknown for day 0."""
        self.require(day)
        return self.count_on(DueDay(day), working_days)

    def count_on(self, start: DueDay, working_days: int) -> DueDay:
        """Like `add`, from a day that was itself computed: what was provisional stays so."""
        last, provisional = start.day, start.provisional
        while working_days:
            last += ONE_DAY
            found = self.look_up(last)
            working_days -= found.kind.works
            provisional = provisional or not found.known
        return DueDay(last, provisional)

    def working_days(self, after: date, until: date) -> Iterator[date]:
        """The working days d with after < d <= until; in an unknown year by weekdays alone."""
        for day in days_from(after + ONE_DAY, until):
            if self.look_up(day).kind.works:
                yield day

    def between(self, after: date, until: date) -> int:
        """How many working days d with after < d <= until. Raises CalendarUnknown if either end's year is unknown."""
        self.require(after)
        self.require(until)
        return sum(1 for _ in self.working_days(after, until))

    def next_working_day(self, day: date) -> DueDay:
        """`day` itself if it is a working day, else the first one after it: how calendar-day periods roll (民法典 203)."""
        known = True
        while True:
            found = self.look_up(day)
            known = known and found.known
            if found.kind.works:
                return DueDay(day, provisional=not known)
            day += ONE_DAY


def days_from(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`, both included (law.md 3.5)."""
    while first <= last:
        yield first
        first += ONE_DAY


def calendar_year(data: Any, *, name: str) -> CalendarYear:
    """One parsed calendar file as a year, from the State Council's notice under 《全国年节及纪念日放假办法》 (law.md 3.5).

    `name` is the file as the user knows it. Raises CalendarFileWrong with what is wrong in it.
    """
    if not isinstance(data, dict) or not isinstance(data.get("year"), int) or not isinstance(data.get("source"), str):
        raise _wrong(name, "须有 year、source、rest、work 四项", "it needs year, source, rest and work")
    if unknown := sorted(map(str, set(data) - {"year", "source", "rest", "work"})):
        raise _wrong(name, f"不认识 {'、'.join(unknown)}", f"unknown: {', '.join(unknown)}")
    year: int = data["year"]
    rest, work = (_named_days(data.get(part) or {}, year, name) for part in ("rest", "work"))
    for day in work:
        if day.weekday() < calendar.SATURDAY:
            raise _wrong(name, f"调休上班日 {day} 不是周末", f"{day} is made working but is no weekend day")
        if day in rest:
            raise _wrong(name, f"{day} 既放假又上班", f"{day} is made both rest and working")
    return CalendarYear(year, data["source"], rest, work)


def _named_days(part: Any, year: int, name: str) -> dict[date, str]:
    """`{holiday: [day, …]}` turned round to `{day: holiday}`."""
    if not isinstance(part, dict) or not all(isinstance(days, list) for days in part.values()):
        raise _wrong(name, "rest 和 work 须写作“节日: [日期, …]”", "rest and work are written as holiday: [day, …]")
    found: dict[date, str] = {}
    for holiday, days in part.items():
        for day in days:
            if type(day) is not date or day.year != year:
                raise _wrong(name, f"“{holiday}”中的 {day} 不是 {year} 年的日期", f"{day} under {holiday} is no day of {year}")
            found[day] = str(holiday)
    return found


def _wrong(name: str, problem_zh: str, problem_en: str) -> CalendarFileWrong:
    return CalendarFileWrong(name=name, problem_zh=problem_zh, problem_en=problem_en)


@cache
def work_calendar() -> WorkCalendar:
    """The calendar of all years under `law/calendar/` (工作日, law.md 3.5)."""
    years = (calendar_year(read_law_file(name), name=name) for name in law_files("calendar"))
    return WorkCalendar({year.year: year for year in years})
