"""A request while its events are applied: the runs of its period, its pauses, and the due day they add up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.core import clock_events as ev
from gongkai.core.calendar import ONE_DAY, DueDay, WorkCalendar
from gongkai.core.clock_reasons import Flag
from gongkai.core.clock_states import Change, Pause, Stretch, Wait
from gongkai.core.law import Conventions, Terms
from gongkai.core.steps import State

CLOSED_AS: Mapping[type[ev.Event], State] = {
    ev.Decided: State.DECIDED,
    ev.Served: State.SERVED,
    ev.Withdrawn: State.WITHDRAWN,
}


@dataclass(slots=True)
class Running:
    """Everything the clock knows of one request so far. `case.events` are all its events, `done` those applied."""

    case: ev.Case
    calendar: WorkCalendar
    terms: Terms
    conventions: Conventions
    stretches: list[Stretch] = field(default_factory=list)
    pauses: dict[str, Pause] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    done: list[ev.Event] = field(default_factory=list)

    @property
    def stretch(self) -> Stretch:
        """The run of the period that counts now."""
        return self.stretches[-1]

    @property
    def receipt(self) -> date:
        """The day of receipt (收到申请之日), which no later event moves."""
        return self.stretches[0].day_zero

    @property
    def latest(self) -> date:
        """The day of the latest event, or of receipt."""
        return self.done[-1].on if self.done else self.receipt

    @property
    def wait(self) -> Wait | None:
        """What the applicant is being waited for, if anything."""
        return self.stretch.wait

    @property
    def closed_by(self) -> ev.Event | None:
        """The act that closed the request: decided, served or withdrawn."""
        return self.done[-1] if self.done and type(self.done[-1]) in CLOSED_AS else None

    def happened(self, kind: type[ev.Event]) -> date | None:
        """The day on which an act of this kind last took place."""
        return next((each.on for each in reversed(self.done) if isinstance(each, kind)), None)

    def begin(self, day_zero: date, term: str, by: type[ev.Event] | None = None) -> None:
        """A new run of the period from its day 0, with the full number of days. Raises CalendarUnknown, LawNotInForce."""
        days = self.terms[term].at(day_zero).days
        self.calendar.require(day_zero)
        self.stretches.append(Stretch(day_zero, days, by))

    def paused_days(self) -> dict[date, list[ev.Consulted]]:
        """The working days not counted, each once however many were being asked, with who was (art. 33(3))."""
        days: dict[date, list[ev.Consulted]] = {}
        for pause in self.pauses.values():
            for day in self.calendar.working_days(pause.first - ONE_DAY, pause.last):
                days.setdefault(day, []).append(pause.asked)
        return days

    def statutory_due(self) -> DueDay:
        """The last day of the run: working days, the extension, and the days others were asked (art. 33)."""
        run = self.stretch
        paused = sum(day > run.day_zero for day in self.paused_days())
        return self.calendar.add(run.day_zero, run.days + run.extension + paused)

    def due(self) -> DueDay:
        """The last day to reply: the statutory one, or the day fixed for a delayed reply (art. 35)."""
        until = self.stretch.delayed_until
        return self.statutory_due() if until is None else DueDay(until)

    def waiting_for_opinions(self, day: date) -> bool:
        """Whether an opinion period runs on `day` without an answer so far."""
        return any(pause.open_on(day) for pause in self.pauses.values())

    def state(self, day: date) -> State:
        """Where the request stands on `day`, given the events so far (law.md 3.8)."""
        if self.closed_by is not None:
            return CLOSED_AS[type(self.closed_by)]
        run = self.stretch
        if run.wait is not None:
            return run.wait.state
        if self.waiting_for_opinions(day):
            return State.CONSULTING
        if run.delayed_until is not None:
            return State.DELAYED
        if self.happened(ev.ReasonRequested) is not None and self.happened(ev.ReasonGiven) is None:
            return State.REASON_REQUESTED
        if run.extension:
            return State.EXTENDED
        return State.IN_PROCESS if run.acted else State.REGISTERED

    def note_lapsed_opinions(self, before: date | None = None) -> None:
        """Record the day after which nobody's opinion was waited for any more, if it lies before the given day."""
        if self.changes[-1].state is not State.CONSULTING:
            return
        over = max(pause.limit.day for pause in self.pauses.values() if pause.answered is None) + ONE_DAY
        if before is None or over < before:
            self.changes.append(Change(over, self.state(over)))
