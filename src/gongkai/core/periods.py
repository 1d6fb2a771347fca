"""Periods in days, months and years: the first day is not counted, a last day that is no working day moves to the next.

民事诉讼法第85条, 民法典第201至203条, ARL 88. Reply periods in working days with their suspensions are `core.clocks`.
"""

from __future__ import annotations

import calendar as gregorian
from datetime import date, timedelta

from gongkai.core.calendar import DueDay, WorkCalendar
from gongkai.core.law import Term

MONTHS_A_YEAR = 12


def last_day(start: date, term: Term, calendar: WorkCalendar, *, more: int = 0) -> DueDay:
    """The last day of a period that runs from `start`, which is not counted (ARL 88).

    `more`: units beyond the term's own, such as an extension. A last day on a holiday or weekend rolls; a working
    Saturday does not (约定). In the first years without a calendar the day is provisional; raises CalendarUnknown where
    neither end of the period lies in a known year.
    """
    length = term.days + more
    if term.unit == "working_day":
        return calendar.add(start, length)
    if term.unit == "day":
        end = start + timedelta(days=length)
    else:
        end = months_after(start, length if term.unit == "month" else length * MONTHS_A_YEAR)
    if end.year not in calendar.years:
        calendar.require(start)
    return calendar.next_working_day(end)


def months_after(start: date, months: int) -> date:
    """The day of the same number so many months later, or that month's last day where it is shorter (民法典第202条)."""
    years, month = divmod(start.month - 1 + months, MONTHS_A_YEAR)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, gregorian.monthrange(year, month)[1]))


def earliest(*days: DueDay) -> DueDay:
    """The first of several last days: whichever period ends first ends the right."""
    return min(days, key=lambda due: due.day)
