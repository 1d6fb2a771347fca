"""Days after release: to read what was released, to answer who found a fault, to take back a penalty that fell."""

from __future__ import annotations

from datetime import date

from gongkai.core.calendar import DueDay, work_calendar
from gongkai.core.clocks import Rules, rules
from gongkai.core.errors import CalendarUnknown
from gongkai.core.periods import MONTHS_A_YEAR, months_after


def read_by(released: date, by: Rules | None = None) -> date:
    """Until when a second person has read what was released (a convention; law.md 10.2, 三校)."""
    return _working_days("reading_after_release", released, by)


def error_answer_by(received: date, by: Rules | None = None) -> date:
    """Until when who reported a fault (找错) is answered (a convention; law.md 10.3)."""
    return _working_days("error_report_answer", received, by)


def penalty_withdraw_by(known: date, by: Rules | None = None) -> date:
    """Until when a published penalty that was changed or quashed is taken back (行政处罚法第48条第2款).

    Raises LawNotInForce for days before that law.
    """
    return _working_days("penalty_withdrawal", known, by)


def confirm_again_by(confirmed: date, by: Rules | None = None) -> date:
    """When guide, rules and columns are confirmed again (art. 12: kept up to date; yearly by convention)."""
    term = (by or rules()).terms["column_confirmation"].at(confirmed)
    return months_after(confirmed, term.days * MONTHS_A_YEAR)


def in_time(content_formed: date, released: date, working_days: int) -> bool:
    """Whether something was released within so many working days of its forming (art. 26, or the time a duty list names)."""
    try:
        return work_calendar().between(content_formed, released) <= working_days
    except CalendarUnknown:
        return True  # what cannot be counted is not held against anybody


def _working_days(term: str, day: date, by: Rules | None) -> date:
    by = by or rules()
    return by.calendar.count_on(DueDay(day), by.terms[term].at(day).days).day
