"""Requests made up at random: mostly possible, now and then not, over all years of the calendar and into the next."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from gongkai.core import clock_events as ev

FIRST_DAY = date(2019, 5, 14)  # the day before the Regulations
DAYS = [FIRST_DAY + timedelta(days=n) for n in range((date(2027, 1, 3) - FIRST_DAY).days)]
GAPS = st.sampled_from([0, 1, 2, 3, 3, 4, 5, 28, 6, 6, 7, 8, 10, 12, 14, 18, 22, 9, 1, 2, 0])
UNLIKELY = st.sampled_from([False] * 21 + [True] + [False] * 19)  # not at an end: generators like the ends


@st.composite
def received(draw: st.DrawFn) -> tuple[ev.Channel, date, date | None]:
    channel = draw(st.sampled_from(ev.Channel))
    day = draw(st.sampled_from(DAYS))
    if not channel.confirmed:
        return channel, day, day if draw(UNLIKELY) else None
    if draw(UNLIKELY):
        return channel, day, day - timedelta(days=1)
    return channel, day, day + timedelta(days=draw(st.integers(0, 6)))


@st.composite
def cases(draw: st.DrawFn, most: int = 8) -> ev.Case:
    channel, came, confirmed = draw(received())
    day = confirmed or came
    events: list[ev.Event] = []
    waiting_for: type[ev.Event] | None = None
    for number in range(draw(st.integers(0, most))):
        day += timedelta(days=draw(GAPS) if not draw(UNLIKELY) else -1)
        event = draw(one_event(day, number, waiting_for, events))
        events.append(event)
        if isinstance(event, ev.CorrectionAsked | ev.FeeNoticed):
            waiting_for = ev.CorrectionReceived if isinstance(event, ev.CorrectionAsked) else ev.Paid
        elif waiting_for is not None and isinstance(event, waiting_for):
            waiting_for = None
        if isinstance(event, ev.Served | ev.Withdrawn) and not draw(UNLIKELY):
            break
    return ev.Case(channel, came, confirmed, tuple(events))


@st.composite
def one_event(draw: st.DrawFn, day: date, number: int, waiting_for: type[ev.Event] | None, past: list[ev.Event]) -> ev.Event:
    """An event that suits what happened before, or any event at all."""
    kind = draw(st.sampled_from(suitable(day, waiting_for, past)) if not draw(UNLIKELY) else st.sampled_from(ev.EVENTS))
    arrived = draw(st.none() | st.integers(0, 8).map(lambda n: day + timedelta(days=n)))
    if draw(UNLIKELY):
        arrived = day - timedelta(days=1)
    if kind is ev.CorrectionAsked:
        return ev.CorrectionAsked(
            on=day, received=arrived, days=draw(st.none() | st.integers(1, 20)) if not draw(UNLIKELY) else 0
        )
    if kind is ev.CorrectionReceived:
        return ev.CorrectionReceived(on=day, excused=draw(st.booleans()))
    if kind is ev.Consulted:
        new = str(number) if not draw(UNLIKELY) else "0"
        return ev.Consulted(on=day, id=new, whom=draw(st.sampled_from(ev.Whom)), received=arrived)
    if kind is ev.Answered:
        answered = [event.id for event in past if isinstance(event, ev.Answered)]
        asked = [event.id for event in past if isinstance(event, ev.Consulted) and event.id not in answered]
        return ev.Answered(on=day, id=draw(st.sampled_from(asked or ["0"])))
    if kind is ev.FeeNoticed:
        return ev.FeeNoticed(on=day, received=arrived)
    if kind is ev.Extended:
        return ev.Extended(on=day, days=draw(st.integers(1, 20)) if not draw(UNLIKELY) else draw(st.sampled_from([-1, 0, 21])))
    if kind is ev.Delayed:
        return ev.Delayed(on=day, until=day + timedelta(days=draw(st.integers(30, 120))))
    return kind(on=day)


def suitable(day: date, waiting_for: type[ev.Event] | None, past: list[ev.Event]) -> list[type[ev.Event]]:
    """The kinds of event that may come next, the frequent ones several times."""
    happened = {type(event) for event in past}
    if past and isinstance(past[-1], ev.Decided):
        return [ev.Served]
    if waiting_for is not None:
        return [waiting_for] * 8 + [ev.Withdrawn]
    fee = [ev.FeeNoticed] if day.year > 2020 else []
    once = [ev.Extended, ev.Extended, ev.ReasonRequested, ev.Delayed, *fee]
    kinds = (
        [kind for kind in once if kind not in happened] + [ev.Consulted] * 4 + [ev.CorrectionAsked, ev.Decided, ev.Withdrawn]
    )
    if ev.Consulted in happened:
        kinds += [ev.Answered] * 4
    if ev.ReasonRequested in happened and ev.ReasonGiven not in happened:
        kinds += [ev.ReasonGiven] * 2
    return kinds
