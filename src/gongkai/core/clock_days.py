"""The ledger of a request: every day from its arrival to its last day, counted or not, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from gongkai.core import clock_events as ev
from gongkai.core.calendar import ONE_DAY, CalendarDay, DayKind, days_from
from gongkai.core.clock_reasons import Reason, ReasonCode
from gongkai.core.clock_running import Running
from gongkai.core.clock_states import Stretch, Wait
from gongkai.core.steps import State

_WORKING = {DayKind.WORKING: ReasonCode.WORKING, DayKind.MADE_WORKING: ReasonCode.MADE_WORKING}
_WAITING = {
    State.AWAITING_CORRECTION: (ReasonCode.AWAITING_CORRECTION, ReasonCode.LAPSE_CORRECTION, "R 30"),
    State.AWAITING_PAYMENT: (ReasonCode.AWAITING_PAYMENT, ReasonCode.LAPSE_PAYMENT, "FEE 6"),
}


def unconfirmed_days(run: Running, until: date) -> Iterator[Reason]:
    """The days between arrival and confirmation (art. 31): day 0 has not come yet."""
    for day in days_from(run.case.received, until):
        yield Reason(day, False, ReasonCode.UNCONFIRMED, run.case.channel.article)


def ledger(run: Running) -> Iterator[Reason]:
    """Every day once: a run of the period, the wait that ended it, the next run (arts. 30-35, FEE 6)."""
    yield from unconfirmed_days(run, run.receipt - ONE_DAY)
    following = [later.day_zero for later in run.stretches[1:]]
    for stretch, next_zero in zip(run.stretches, [*following, None], strict=True):
        yield from _run_days(run, stretch, next_zero)
        if stretch.wait is not None:
            yield from _wait_days(run, stretch.wait, next_zero)


def _run_days(run: Running, stretch: Stretch, next_zero: date | None) -> Iterator[Reason]:
    """Day 0 and the days of one run, numbered; those of a run that ended in a wait are named as discarded."""
    if stretch.day_zero == next_zero:
        return
    yield _day_zero(run, stretch)
    withdrawn = run.happened(ev.Withdrawn)
    if stretch.wait is not None:
        last = stretch.wait.asked if next_zero is None else min(stretch.wait.asked, next_zero - ONE_DAY)
    else:
        last = run.due().day if withdrawn is None else min(run.due().day, withdrawn)
    paused = run.paused_days()
    number = 0
    for day in days_from(stretch.day_zero + ONE_DAY, last):
        found = run.calendar.look_up(day)
        if not found.kind.works:
            yield _rest(day, found)
        elif day in paused:
            about = tuple((f"{who.whom.zh}：{who.id}", f"{who.whom.en}: {who.id}") for who in paused[day])
            yield _shown(day, found, ReasonCode.PAUSED, "R 33(3)", about=about)
        elif number == stretch.days + stretch.extension:
            yield _shown(day, found, ReasonCode.DELAY, "R 35")
        else:
            number += 1
            yield _working(day, found, number, stretch)


def _day_zero(run: Running, stretch: Stretch) -> Reason:
    if stretch.begun_by is ev.CorrectionReceived:
        return Reason(stretch.day_zero, False, ReasonCode.CORRECTED, "R 30")
    if stretch.begun_by is ev.Paid:
        return Reason(stretch.day_zero, False, ReasonCode.PAID, "FEE 6")
    return Reason(stretch.day_zero, False, ReasonCode.RECEIPT, run.case.channel.article)


def _shown(day: date, found: CalendarDay, code: ReasonCode, article: str, **more: Any) -> Reason:
    """A reason that also says of the day what the calendar does: made working for a holiday, or not announced yet."""
    return Reason(day, False, code, article, name=found.holiday, provisional=not found.known, **more)


def _rest(day: date, found: CalendarDay) -> Reason:
    if found.kind is DayKind.HOLIDAY:
        return _shown(day, found, ReasonCode.HOLIDAY, "NOTICE")
    return _shown(day, found, ReasonCode.WEEKEND, "R 33(2)")


def _working(day: date, found: CalendarDay, number: int, stretch: Stretch) -> Reason:
    if stretch.wait is not None:
        corrected = stretch.wait.state is State.AWAITING_CORRECTION
        code = ReasonCode.DISCARDED_CORRECTION if corrected else ReasonCode.DISCARDED_PAYMENT
        return _shown(day, found, code, "R 30" if corrected else "FEE 6", number=number)
    extended = number > stretch.days
    article = "FEE 6" if stretch.begun_by is ev.Paid and not extended else "R 33(2)"
    counted = _shown(day, found, _WORKING[found.kind], article, number=number, extended=extended)
    return replace(counted, counted=True)


def _wait_days(run: Running, wait: Wait, next_zero: date | None) -> Iterator[Reason]:
    """The applicant's own period, its working days numbered; at its end the day on which the request lapses."""
    code, lapse, article = _WAITING[wait.state]
    withdrawn = run.happened(ev.Withdrawn)
    last = wait.until.day if next_zero is None else next_zero - ONE_DAY
    last = last if withdrawn is None else min(last, withdrawn)
    number = 0
    for day in days_from(wait.asked + ONE_DAY, last):
        found = run.calendar.look_up(day)
        runs = found.kind.works and wait.received < day <= wait.until.day
        number += runs
        name = found.holiday if found.kind.works else None
        yield Reason(day, False, code, article, number if runs else None, name, provisional=not found.known)
    if next_zero is None and withdrawn is None:
        yield Reason(wait.until.day + ONE_DAY, False, lapse, article)
