"""What a change in a body brings with it for its public pages (arts. 12, 20(2), 26, 53(2))."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from gongkai.core.calendar import DueDay, WorkCalendar, work_calendar
from gongkai.core.errors import LawUnknown
from gongkai.core.law import Terms, read_law_file, terms


@cache
def pages_by_change() -> Mapping[str, tuple[str, ...]]:
    """Every kind of change with the pages that speak of it (arts. 12(2), 20(2))."""
    return {name: tuple(entry["pages"]) for name, entry in read_law_file("body_changes.yaml")["changes"].items()}


def pages_to_update(change: str) -> tuple[str, ...]:
    """The pages that one kind of change touches (arts. 12(2), 20(2)). Raises LawUnknown for a kind there is not."""
    try:
        return pages_by_change()[change]
    except KeyError:
        raise LawUnknown(name=change, known="、".join(pages_by_change())) from None


def update_due(changed_on: date, *, law: Terms | None = None, calendar: WorkCalendar | None = None) -> DueDay:
    """The last day to bring a change of `changed_on` onto the public pages: working days from the change (art. 26).

    Raises LawNotInForce before the Regulations of 2019, CalendarUnknown where no period may start in that year.
    """
    period = (law or terms())["publication"].at(changed_on)
    return (calendar or work_calendar()).add(changed_on, period.days)
