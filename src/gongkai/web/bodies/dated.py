"""What holds on a day: from the day it begins until the day before the one on which it has ended."""

from __future__ import annotations

from datetime import date

from django.db.models import Q


def in_force(on: date, prefix: str = "") -> Q:
    """The condition that a dated record holds on `on`; `prefix` leads to it over relations (`appointment__`)."""
    begun = Q(**{f"{prefix}begun_on__lte": on})
    return begun & (Q(**{f"{prefix}ended_on__isnull": True}) | Q(**{f"{prefix}ended_on__gt": on}))


def overlap(begun_on: date, ended_on: date | None, other_begun_on: date, other_ended_on: date | None) -> bool:
    """Whether two periods share a day; an open end reaches for ever."""
    return (ended_on is None or other_begun_on < ended_on) and (other_ended_on is None or begun_on < other_ended_on)
