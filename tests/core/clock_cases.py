"""Requests that several tests of the clock tell of."""

from __future__ import annotations

from datetime import date

from gongkai.core import clock_events as ev
from gongkai.core.case import case_from_text
from gongkai.core.clocks import (
    Clock,
    Rules,
    clock,
    rules,
)

START = date(2019, 5, 15)
EVERY_EVENT = """
channel: post_plain
received: 2026-02-05
confirmed: 2026-02-06
events:
  - {on: 2026-02-10, kind: correction_asked, received: 2026-02-11}
  - {on: 2026-02-25, kind: correction_received}
  - {on: 2026-02-27, kind: consulted, id: 甲公司, received: 2026-03-02}
  - {on: 2026-02-27, kind: consulted, id: 乙局, whom: organ, received: 2026-03-02}
  - {on: 2026-03-04, kind: answered, id: 甲公司}
  - {on: 2026-03-04, kind: answered, id: 乙局}
  - {on: 2026-03-06, kind: fee_noticed}
  - {on: 2026-03-10, kind: paid}
  - {on: 2026-04-08, kind: extended, days: 20}
"""


def told(text: str) -> Clock:
    return clock(case_from_text(text))


def in_person(day: date, *events: ev.Event) -> ev.Case:
    return ev.Case(ev.Channel.IN_PERSON, day, None, events)


def with_conventions(**own: str) -> Rules:
    ours = rules()
    dated = {name: {START: value} for name, value in own.items()}
    return Rules(ours.calendar, ours.terms, ours.conventions.overridden(dated))
