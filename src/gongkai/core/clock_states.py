"""The runs, pauses and waits that the clock of a request is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.core import clock_events as ev
from gongkai.core.calendar import ONE_DAY, DueDay
from gongkai.core.steps import State

LAPSES_INTO = {
    State.AWAITING_CORRECTION: State.ABANDONED_NO_CORRECTION,
    State.AWAITING_PAYMENT: State.ABANDONED_NO_PAYMENT,
}


@dataclass(frozen=True, slots=True)
class Change:
    """From `on`, the request stands in `state`."""

    on: date
    state: State


@dataclass(frozen=True, slots=True)
class Pause:
    """Days not counted because an outside party was asked (art. 33(3)): `first` to `last`, working days only.

    `limit` is the last day of the opinion period; an opinion that comes later moves nothing.
    """

    asked: ev.Consulted
    limit: DueDay
    first: date
    ends_before_return: bool
    answered: date | None = None

    @property
    def last(self) -> date:
        """The last day not counted."""
        back = self.limit.day if self.answered is None else min(self.answered, self.limit.day)
        return back - ONE_DAY if self.ends_before_return else back

    def open_on(self, day: date) -> bool:
        """Whether the opinion is still being waited for on `day`."""
        return self.answered is None and day <= self.limit.day


@dataclass(slots=True)
class Wait:
    """The applicant's own period, to correct (art. 30) or to pay (FEE 6); no reply deadline runs in it."""

    state: State
    asked: date
    received: date
    until: DueDay


@dataclass(slots=True)
class Stretch:
    """One run of the reply period from a day 0. A correction or a payment ends it and begins the next."""

    day_zero: date
    days: int
    begun_by: type[ev.Event] | None = None
    extension: int = 0
    delayed_until: date | None = None
    wait: Wait | None = None
    acted: bool = False
