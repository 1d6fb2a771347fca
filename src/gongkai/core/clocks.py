"""The clock of a request: its due day with every day's reason, as a pure function of its events and a calendar.

Also the other periods in working days (publication, correction, opinions, payment) and the days of the annual report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.core import clock_events as ev
from gongkai.core.calendar import ONE_DAY, DueDay, WorkCalendar, work_calendar
from gongkai.core.clock_days import ledger, unconfirmed_days
from gongkai.core.clock_reasons import Flag, FlagCode, Reason
from gongkai.core.clock_running import Running
from gongkai.core.clock_states import LAPSES_INTO, Change
from gongkai.core.clock_steps import apply, confirm_by, opinion_term, receive
from gongkai.core.errors import Lang
from gongkai.core.errors_clock import ConfirmationMissing, ReportDateWrong
from gongkai.core.law import Conventions, Terms, conventions, days_of_year, terms
from gongkai.core.steps import State


@dataclass(frozen=True, slots=True)
class Rules:
    """What the clock counts by: the calendar, the periods, and how open questions are read; all three may be a body's own."""

    calendar: WorkCalendar
    terms: Terms
    conventions: Conventions


def rules() -> Rules:
    """The published calendar, the statutory periods and the default conventions (law.md 3)."""
    return Rules(work_calendar(), terms(), conventions())


@dataclass(frozen=True, slots=True)
class Clock:
    """Where a request stands and until when, with the reason of every day.

    `due` is the last day to reply, or None while the applicant is waited for and after a withdrawal. `applicant_due` is
    the applicant's own last day to correct or pay. `receipt` is the day of receipt (None before the confirmation),
    `day_zero` the day the present run of the period began. `closed` is the day of the decision or withdrawal, or the day
    on which the request lapses unless the applicant acts; `served` the day the reply was served.
    """

    state: State
    due: date | None
    provisional: bool
    reasons: tuple[Reason, ...]
    flags: tuple[Flag, ...]
    changes: tuple[Change, ...]
    applicant_due: date | None = None
    receipt: date | None = None
    day_zero: date | None = None
    closed: date | None = None
    served: date | None = None

    @property
    def counted(self) -> int:
        """How many working days are counted."""
        return sum(reason.counted for reason in self.reasons)

    def state_on(self, day: date) -> State | None:
        """Where the request stands at the end of `day`; None before it came. Unanswered waits lapse by themselves."""
        begun = [change.state for change in self.changes if change.on <= day]
        return begun[-1] if begun else None

    def open_on(self, day: date) -> bool:
        """Whether the request is received and not yet decided, withdrawn or abandoned at the end of `day`.

        On 31 December this is what the report carries over (结转下年度继续办理, law.md 7.3).
        """
        return self.receipt is not None and self.receipt <= day and (self.closed is None or day < self.closed)

    def overdue_on(self, day: date) -> bool:
        """Whether no reply has been served at the end of `day` although the last day has passed (O16-235)."""
        return self.due is not None and day > self.due and (self.served is None or day < self.served)

    @property
    def in_time(self) -> bool | None:
        """Whether the reply was served by the last day; None while none is served."""
        return None if self.served is None or self.due is None else self.served <= self.due

    def as_json(self, lang: Lang = "zh") -> dict[str, Any]:
        """The contract of `gongkai clock --format json`."""
        return {
            "state": self.state.value,
            "due": _iso(self.due),
            "provisional": self.provisional,
            "applicant_due": _iso(self.applicant_due),
            "day_zero": _iso(self.day_zero),
            "closed": _iso(self.closed),
            "counted": self.counted,
            "reasons": [reason.as_json(lang) for reason in self.reasons],
            "flags": [flag.as_json(lang) for flag in self.flags],
        }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def clock(case: ev.Case, by: Rules | None = None, *, strict: bool = False) -> Clock:
    """The clock of a request after all its events (arts. 30-35; FEE 6).

    Raises CalendarUnknown where a period would begin in a year without calendar, DeadlineProvisional where `strict` and
    the last day is not settled, LawNotInForce before the Regulations of 2019, and an EventNotPossible or its like for
    events that cannot have happened.
    """
    by = by or rules()
    run = Running(case, by.calendar, by.terms, by.conventions)
    found = _unconfirmed(run) if not receive(run) else _confirmed(run)
    last = found.due or found.applicant_due
    if strict and last is not None:
        DueDay(last, found.provisional).settled()
    return found


def _unconfirmed(run: Running) -> Clock:
    reasons = tuple(unconfirmed_days(run, confirm_by(run)))
    return Clock(State.AWAITING_CONFIRMATION, None, False, reasons, tuple(run.flags), tuple(run.changes))


def _confirmed(run: Running) -> Clock:
    for event in run.case.events:
        apply(run, event)
    state, wait = run.changes[-1].state, run.wait
    last = run.due() if wait is None else wait.until
    closed = run.happened(ev.Decided) or run.happened(ev.Withdrawn)
    if wait is not None and closed is None:
        closed = wait.until.day + ONE_DAY
        run.changes.append(Change(closed, LAPSES_INTO[wait.state]))
    run.note_lapsed_opinions()
    withdrawn = state is State.WITHDRAWN
    return Clock(
        state=state,
        due=None if withdrawn or wait is not None else last.day,
        provisional=last.provisional and not withdrawn,
        reasons=tuple(ledger(run)),
        flags=(*run.flags, *_opinion_flags(run)),
        changes=tuple(run.changes),
        applicant_due=None if withdrawn or wait is None else last.day,
        receipt=run.receipt,
        day_zero=run.stretch.day_zero,
        closed=closed,
        served=run.happened(ev.Served),
    )


_OPINION_ARTICLES = {ev.Whom.THIRD_PARTY: "R 32", ev.Whom.COAGENCY: "R 34", ev.Whom.ORGAN: "R 11"}


def _opinion_flags(run: Running) -> Iterator[Flag]:
    """What silence means (art. 32: the agency decides; art. 34: consent), and letters whose receipt is not on record."""
    for pause in run.pauses.values():
        article = _OPINION_ARTICLES[pause.asked.whom]
        late = pause.answered is not None and pause.answered > pause.limit.day
        if pause.asked.received is None and (late or pause.answered is None):
            yield Flag(FlagCode.OPINION_RECEIPT_UNKNOWN, pause.limit.day, article)
        if late:
            yield Flag(FlagCode.LATE_OPINION, pause.limit.day, article)
        elif pause.answered is None:
            consents = pause.asked.whom is ev.Whom.COAGENCY
            code = FlagCode.SILENCE_CONSENTS if consents else FlagCode.SILENCE_AGENCY_DECIDES
            yield Flag(code, pause.limit.day, article)


# ── single periods ───────────────────────────────────────────────────────────────────────────


def deadline(
    received: date, channel: ev.Channel, confirmed: date | None = None, by: Rules | None = None, *, strict: bool = False
) -> DueDay:
    """The last day to reply to a plain request (art. 31, 33(2)).

    Raises ConfirmationMissing where the channel counts from a confirmation and none is given, else as `clock`.
    """
    found = clock(ev.Case(channel, received, confirmed), by, strict=strict)
    if found.due is None:
        raise ConfirmationMissing(channel=channel, channel_zh=channel.zh, received=received)
    return DueDay(found.due, found.provisional)


def correction_notice_due(received: date, by: Rules | None = None) -> DueDay:
    """The last day to tell the applicant what to correct (art. 30)."""
    return _period("correction_notice", received, by)


def correction_due(notice_received: date, by: Rules | None = None) -> DueDay:
    """The applicant's last day to correct, where the usual period is given (art. 30; 约定)."""
    return _period("correction_period", notice_received, by)


def opinion_due(received: date, whom: ev.Whom, by: Rules | None = None) -> DueDay:
    """The last day for an opinion, from their receipt of the letter (arts. 32, 34; other organs 约定)."""
    return _period(opinion_term(whom), received, by)


def payment_due(notice_received: date, by: Rules | None = None) -> DueDay:
    """The last day to pay the fee, from the day after the notice was received (FEE 6)."""
    return _period("payment", notice_received, by)


def publication_due(formed: date, by: Rules | None = None, *, term: str = "publication") -> DueDay:
    """The last day to publish what must be published (art. 26); `publication_decision` for licences and penalties."""
    return _period(term, formed, by)


def court_ordered_due(effective: date, by: Rules | None = None) -> DueDay:
    """The last day to disclose what a judgment orders, from its effect (JI 11)."""
    return _period("court_ordered_disclosure", effective, by)


def _period(term: str, day_zero: date, by: Rules | None) -> DueDay:
    by = by or rules()
    return by.calendar.add(day_zero, by.terms[term].at(day_zero).days)


def report_due(year: int, level: str, *, notice: date | None = None) -> date:
    """The last day for the annual report of `year`, inclusive, without roll (art. 49; law.md 7.7).

    `level` is department, township, government_office, county, prefecture, province or vertical_system. `notice` is an
    earlier day set by the supervising office. Raises ReportDateWrong for another level, or a notice after the
    statute's day; LawNotInForce for reports before the Regulations of 2019.
    """
    known = {name.removeprefix("report_"): entry for name, entry in days_of_year().items()}
    if level not in known:
        levels = ", ".join(known)
        raise ReportDateWrong(
            problem_zh=f"没有“{level}”这一级，可用的有 {levels}", problem_en=f"no level “{level}”; known are {levels}"
        )
    found = known[level].at(date(year + 1, 1, 1))
    last = date(year + 1, found.month, found.day)
    if notice is None:
        return last
    if notice > last:
        zh, en = f"通知的 {notice} 晚于法定的 {last}", f"{notice} is later than the statute's {last}"
        raise ReportDateWrong(problem_zh=zh, problem_en=en)
    return notice
