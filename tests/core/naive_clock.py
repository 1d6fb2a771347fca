"""A second clock, for the tests: it walks one day at a time and follows the law's sentences one by one.

It shares no rule with `gongkai.core`: its numbers are written out, and its working days come from chinesecalendar. It is
slow and asks nothing of a calendar but "do we work today?".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import chinese_calendar

from gongkai.core.clock_events import Case, Channel, Event, Whom

LAST_KNOWN_YEAR = 2026
REGULATIONS = date(2019, 5, 15)
FEE_MEASURES = date(2021, 1, 1)


class ImpossibleError(Exception):
    """The case tells something that cannot have happened."""


@dataclass
class Letter:
    """An opinion asked of somebody outside."""

    sent: date
    last_day_for_them: date
    back: date | None = None


@dataclass
class Walk:
    """Somebody who walks through the days with the request in hand, and what he knows."""

    zero: date
    state: str = "registered"
    due: date | None = None
    applicant_due: date | None = None
    counted: list[date] = field(default_factory=list)
    provisional: bool = False
    late: bool = False
    letters: dict[str, Letter] = field(default_factory=dict)
    allowance: int = 20
    fixed: date | None = None
    mode: str = "running"
    latest_working_day: date | None = None
    touched: bool = False
    asked_why: bool = False
    extended: bool = False


@cache
def works(day: date) -> bool:
    return day.weekday() < 5 if day.year > LAST_KNOWN_YEAR else chinese_calendar.is_workday(day)


def walk_working_days(day: date, how_many: int) -> date:
    while how_many > 0:
        day = day + timedelta(days=1)
        if works(day):
            how_many = how_many - 1
    return day


def naive_clock(case: Case, *, from_sending: bool = False, until_before_return: bool = False) -> Walk:
    """The whole case; every event is first held against the walk without it. Raises ImpossibleError."""
    edges = (from_sending, until_before_return)
    zero = day_zero(case)
    for position, event in enumerate(case.events):
        past = case.events[:position]
        if event.on < zero or (past and event.on < past[-1].on):
            raise ImpossibleError("order")
        refuse_impossible(event, past, walk(zero, past, edges))
    return walk(zero, case.events, edges)


def day_zero(case: Case) -> date:
    if case.channel in (Channel.IN_PERSON, Channel.ORAL, Channel.POST_SIGNED):
        if case.confirmed is not None:
            raise ImpossibleError("nothing to confirm")
        zero = case.received
    else:
        if case.confirmed is None or case.confirmed < case.received:
            raise ImpossibleError("confirmation")
        zero = case.confirmed
    if zero < REGULATIONS or zero.year > LAST_KNOWN_YEAR:
        raise ImpossibleError("no law or no calendar")
    return zero


def walk(zero: date, events: tuple[Event, ...], edges: tuple[bool, bool]) -> Walk:
    """From day 0 onwards, one day at a time, until the last event is past and the last day is known."""
    road = Walk(zero)
    to_come = list(events)
    day = zero
    while to_come or (road.mode == "running" and road.due is None):
        while to_come and to_come[0].on == day:
            take(road, to_come.pop(0))
        if road.mode == "running" and road.due is None and day > road.zero and works(day):
            if any(others_have_it(letter, day, edges) for letter in road.letters.values()):
                road.latest_working_day = day
            elif len(road.counted) < road.allowance:
                road.counted.append(day)
                road.latest_working_day = day
            else:
                road.due = road.latest_working_day
        day = day + timedelta(days=1)
    if road.mode == "running":
        road.provisional = road.fixed is None and road.due.year > LAST_KNOWN_YEAR
        road.due = road.fixed or road.due
        road.counted = [day for day in road.counted if day <= road.due]
        road.late = any(event.kind in ("decided", "served") and event.on > road.due for event in events)
    else:
        road.provisional = road.applicant_due.year > LAST_KNOWN_YEAR
    if road.state == "withdrawn":
        road.due, road.applicant_due, road.provisional = None, None, False
    return road


def take(road: Walk, event: Event) -> None:
    """What happens today."""
    if event.kind in ("decided", "served", "withdrawn"):
        road.state = event.kind
        return
    if event.kind in ("correction_asked", "fee_noticed"):
        road.mode = road.state = "awaiting_correction" if event.kind == "correction_asked" else "awaiting_payment"
        period = 20 if event.kind == "fee_noticed" else event.days or 15
        road.applicant_due = walk_working_days(event.received or event.on, period)
        road.counted, road.due = [], None
    elif event.kind in ("correction_received", "paid"):
        road.mode, road.allowance, road.extended, road.fixed = "running", 20, False, None
        road.zero, road.counted, road.due, road.applicant_due = event.on, [], None, None
        road.latest_working_day, road.touched = event.on, event.kind == "paid"
    else:
        take_in_hand(road, event)
    if road.mode == "running":
        road.state = stands(road, event.on)


def take_in_hand(road: Walk, event: Event) -> None:
    """What happens today and neither stops nor restarts everything."""
    if event.kind == "extended":
        road.allowance, road.extended = road.allowance + event.days, True
    elif event.kind == "delayed":
        road.fixed = event.until
    elif event.kind == "answered":
        if event.id in road.letters:
            road.letters[event.id].back = event.on
    else:
        road.touched = True
        if event.kind == "consulted" and event.whom is not Whom.INTERNAL:
            road.letters[event.id] = Letter(event.on, walk_working_days(event.received or event.on, 15))
        elif event.kind in ("reason_requested", "reason_given"):
            road.asked_why = event.kind == "reason_requested"


def stands(road: Walk, day: date) -> str:
    if any(letter.back is None and day <= letter.last_day_for_them for letter in road.letters.values()):
        return "consulting"
    if road.fixed:
        return "delayed"
    if road.asked_why:
        return "reason_requested"
    if road.extended:
        return "extended"
    return "in_process" if road.touched else "registered"


def others_have_it(letter: Letter, day: date, edges: tuple[bool, bool]) -> bool:
    """Whether `day` is time needed to ask others."""
    from_sending, until_before_return = edges
    if day < letter.sent or (day == letter.sent and not from_sending):
        return False
    back = letter.last_day_for_them
    if letter.back is not None and letter.back < back:
        back = letter.back
    return day < back if until_before_return else day <= back


def refuse_impossible(event: Event, past: tuple[Event, ...], known: Walk) -> None:
    kind = event.kind
    happened = [each.kind for each in past]
    if {"decided", "served", "withdrawn"} & set(happened) and not (happened[-1] == "decided" and kind == "served"):
        raise ImpossibleError("closed")
    waiting = known.applicant_due is not None
    if waiting and event.on > known.applicant_due:
        good_reason = known.state == "awaiting_correction" and kind == "correction_received" and event.excused
        if not good_reason:
            raise ImpossibleError("abandoned")
    if waiting and kind not in ("correction_received", "paid", "answered", "reason_given", "withdrawn"):
        raise ImpossibleError("waiting")
    if kind in ("correction_asked", "consulted", "extended", "fee_noticed", "delayed") and event.on > known.due:
        raise ImpossibleError("expired")
    if kind in ("correction_asked", "consulted", "fee_noticed") and event.received and event.received < event.on:
        raise ImpossibleError("arrived before it was sent")
    refuse_out_of_turn(event, past, known)


def refuse_out_of_turn(event: Event, past: tuple[Event, ...], known: Walk) -> None:
    """What an act presupposes, and what may happen only once."""
    kind = event.kind
    happened = [each.kind for each in past]
    if kind == "correction_asked" and event.days is not None and event.days < 1:
        raise ImpossibleError("no period")
    if kind == "correction_received" and known.state != "awaiting_correction":
        raise ImpossibleError("no correction asked")
    if kind == "paid" and known.state != "awaiting_payment":
        raise ImpossibleError("no fee asked")
    if kind in ("correction_received", "paid") and event.on.year > LAST_KNOWN_YEAR:
        raise ImpossibleError("no calendar")
    if kind == "fee_noticed" and event.on < FEE_MEASURES:
        raise ImpossibleError("no fee law")
    if kind in ("fee_noticed", "extended", "reason_requested", "reason_given") and kind in happened:
        raise ImpossibleError("twice")
    if kind == "extended" and (known.fixed or not 1 <= event.days <= 20):
        raise ImpossibleError("extension")
    if kind == "delayed" and (known.fixed or event.until <= known.due):
        raise ImpossibleError("delay")
    refuse_without_ground(event, past)


def refuse_without_ground(event: Event, past: tuple[Event, ...]) -> None:
    """Answers to what was never asked."""
    happened = [each.kind for each in past]
    if event.kind == "reason_given" and "reason_requested" not in happened:
        raise ImpossibleError("no reason asked")
    if event.kind == "served" and "decided" not in happened:
        raise ImpossibleError("nothing to serve")
    asked = {each.id: each for each in past if each.kind == "consulted"}
    if event.kind == "consulted" and event.id in asked:
        raise ImpossibleError("asked before")
    if event.kind == "answered":
        if event.id not in asked or any(each.kind == "answered" and each.id == event.id for each in past):
            raise ImpossibleError("no such letter, or answered before")
        if event.on < (asked[event.id].received or event.on):
            raise ImpossibleError("answered before they had it")
