"""How a request's events move its clock: one function an act, each refusing what the state or the law does not allow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from gongkai.core import clock_events as ev
from gongkai.core.calendar import ONE_DAY, DueDay
from gongkai.core.clock_reasons import Flag, FlagCode, cited
from gongkai.core.clock_running import Running
from gongkai.core.clock_states import LAPSES_INTO, Change, Pause, Wait
from gongkai.core.errors_clock import (
    ConfirmationMissing,
    ConfirmationWrong,
    EventAfterClosing,
    EventAfterDeadline,
    EventBeforeReceipt,
    EventNotPossible,
    EventOutOfOrder,
    EventRepeated,
    ExtensionTooLong,
)
from gongkai.core.steps import State


def opinion_term(whom: ev.Whom) -> str:
    """The id of the term within which an opinion is due (arts. 32, 34; other organs 约定)."""
    return f"{whom}_opinion"


# ── receipt ──────────────────────────────────────────────────────────────────────────────────


def receive(run: Running) -> bool:
    """Fix day 0 by the channel (art. 31). False where the request still waits for its confirmation."""
    case = run.case
    _check_confirmation(case)
    if not _counts_from_confirmation(run):
        run.begin(case.received, "reply")
        run.changes.append(Change(case.received, State.REGISTERED))
        return True
    run.changes.append(Change(case.received, State.AWAITING_CONFIRMATION))
    if case.confirmed is None:
        if case.events:
            raise ConfirmationMissing(channel=case.channel, channel_zh=case.channel.zh, received=case.received)
        run.flags.append(Flag(FlagCode.UNCONFIRMED_ALERT, confirm_by(run), case.channel.article))
        return False
    if case.channel is ev.Channel.POST_PLAIN and case.confirmed > case.received:
        run.flags.append(Flag(FlagCode.SAME_DAY_CONFIRMATION_MISSED, case.received, case.channel.article))
    run.begin(case.confirmed, "reply")
    run.changes.append(Change(case.confirmed, State.REGISTERED))
    return True


def _counts_from_confirmation(run: Running) -> bool:
    """Whether day 0 is a confirmation (art. 31(2)-(3)); for the internet a body may have set the older reading.

    What was sent before the Regulations and confirmed under them falls under no such setting.
    """
    case, reading = run.case, run.conventions.by_id["internet_receipt"]
    if case.channel is ev.Channel.INTERNET and reading.in_force(case.received):
        return reading.at(case.received).value == "mutual_confirmation"
    return case.channel.confirmed


def _check_confirmation(case: ev.Case) -> None:
    if case.confirmed is None:
        return
    if not case.channel.confirmed:
        zh = f"渠道“{case.channel.zh}”以收到之日为准，不需要确认，请删除该项"
        en = f"through “{case.channel}” the day of receipt itself counts; remove the confirmation"
        raise ConfirmationWrong(confirmed=case.confirmed, problem_zh=zh, problem_en=en)
    if case.confirmed < case.received:
        zh, en = f"早于收到之日 {case.received}", f"the request came later, on {case.received}"
        raise ConfirmationWrong(confirmed=case.confirmed, problem_zh=zh, problem_en=en)


def confirm_by(run: Running) -> date:
    """The last day to confirm without an alarm: at once for plain post (art. 31(2)), else a convention."""
    if run.case.channel is ev.Channel.POST_PLAIN:
        return run.case.received
    return run.calendar.add(run.case.received, run.terms["confirmation_alert"].at(run.case.received).days).day


# ── every event ──────────────────────────────────────────────────────────────────────────────


def apply(run: Running, event: ev.Event) -> None:
    """Apply one event. Raises EventBeforeReceipt, EventOutOfOrder, or a kind of EventNotPossible."""
    if event.on < run.receipt:
        raise EventBeforeReceipt(**_named(event), day_zero=run.receipt)
    if event.on < run.latest:
        raise EventOutOfOrder(**_named(event), previous=run.latest)
    _refuse_after_closing(run, event)
    _refuse_after_lapse(run, event)
    run.note_lapsed_opinions(before=event.on)
    _STEPS[type(event)](run, event)
    run.done.append(event)
    run.changes.append(Change(event.on, run.state(event.on)))


def _refuse_after_closing(run: Running, event: ev.Event) -> None:
    closed = run.closed_by
    if closed is None or (isinstance(closed, ev.Decided) and isinstance(event, ev.Served)):
        return
    kind = EventRepeated if type(event) is type(closed) else EventAfterClosing
    raise _impossible(kind, event, f"申请已于 {closed.on} {closed.zh}", f"the request was {closed.kind} on {closed.on}")


def _refuse_after_lapse(run: Running, event: ev.Event) -> None:
    """Art. 30 knows a good reason for being late, FEE 6 does not."""
    wait = run.wait
    if wait is None or event.on <= wait.until.day:
        return
    if wait.state is State.AWAITING_CORRECTION and isinstance(event, ev.CorrectionReceived) and event.excused:
        run.flags.append(Flag(FlagCode.LATE_CORRECTION_EXCUSED, wait.until.day, "R 30"))
        return
    lapsed = LAPSES_INTO[wait.state]
    zh = f"期限至 {wait.until.day}，此后已{lapsed.zh}"
    en = f"the applicant had until {wait.until.day}; since then the request is {lapsed}"
    raise _impossible(EventAfterClosing, event, zh, en)


def _refuse_while_waiting(run: Running, event: ev.Event) -> None:
    if run.wait is not None:
        zh, en = f"申请{run.wait.state.zh}，期限未在计算", f"the request is {run.wait.state}; its period does not run"
        raise _impossible(EventNotPossible, event, zh, en)


def _refuse_after_deadline(run: Running, event: ev.Event) -> None:
    """What has expired cannot be stopped, extended or begun anew."""
    due = run.due().day
    if event.on > due:
        zh, en = (
            f"答复期限已于 {due} 届满（{cited('R 33(2)', 'zh')}）",
            f"the period expired on {due} ({cited('R 33(2)', 'en')})",
        )
        raise _impossible(EventAfterDeadline, event, zh, en)


def _refuse_second(run: Running, event: ev.Event) -> None:
    if (before := run.happened(type(event))) is not None:
        raise _impossible(
            EventRepeated, event, f"已于 {before} 进行过，只能一次", f"it took place on {before} and may do so only once"
        )


def _arrived(event: ev.CorrectionAsked | ev.Consulted | ev.FeeNoticed) -> date:
    """The day a letter reached its addressee: as recorded, else the day it went out."""
    if event.received is None:
        return event.on
    if event.received < event.on:
        zh, en = f"送达日 {event.received} 早于发出日", f"it cannot arrive on {event.received}, before it went out"
        raise _impossible(EventNotPossible, event, zh, en)
    return event.received


# ── one function an act ──────────────────────────────────────────────────────────────────────


def _ask_correction(run: Running, event: ev.CorrectionAsked) -> None:
    """Art. 30: once, within 7 working days; a late notice still restarts the period and is flagged (约定)."""
    _refuse_while_waiting(run, event)
    _refuse_after_deadline(run, event)
    usual = run.terms["correction_period"].at(event.on).days
    days = usual if event.days is None else event.days
    if days < 1:
        raise _impossible(
            EventNotPossible, event, f"补正期限 {days} 个工作日不成立", f"a period of {days} working days is none"
        )
    if days > usual:
        run.flags.append(Flag(FlagCode.LONG_CORRECTION_PERIOD, event.on, "R 30"))
    notice_by = run.calendar.add(run.stretch.day_zero, run.terms["correction_notice"].at(run.stretch.day_zero).days).day
    if event.on > notice_by:
        run.flags.append(Flag(FlagCode.LATE_CORRECTION_NOTICE, notice_by, "R 30"))
    if run.happened(ev.CorrectionAsked) is not None:
        run.flags.append(Flag(FlagCode.REPEATED_CORRECTION, event.on, "R 30"))
    arrived = _arrived(event)
    run.stretch.wait = Wait(State.AWAITING_CORRECTION, event.on, arrived, run.calendar.count_on(DueDay(arrived), days))


def _receive_correction(run: Running, event: ev.CorrectionReceived) -> None:
    """Art. 30: what was counted before is discarded, the corrected request is a new day 0."""
    if run.wait is None or run.wait.state is not State.AWAITING_CORRECTION:
        raise _impossible(EventNotPossible, event, "没有待补正的事项", "nothing is waiting to be corrected")
    run.begin(event.on, "reply", by=ev.CorrectionReceived)


def _consult(run: Running, event: ev.Consulted) -> None:
    """Arts. 11, 32, 34 with 33(3): outside parties stop the clock, one's own divisions do not."""
    _refuse_while_waiting(run, event)
    _refuse_after_deadline(run, event)
    if event.id in {each.id for each in run.done if isinstance(each, ev.Consulted)}:
        raise _impossible(EventRepeated, event, f"编号“{event.id}”已经用过", f"the id “{event.id}” has been used")
    arrived = _arrived(event)
    run.stretch.acted = True
    if event.whom is ev.Whom.INTERNAL:
        return
    days = run.terms[opinion_term(event.whom)].at(arrived).days
    begins_on_sending = run.conventions.at("suspension_begins", event.on) == "day_of_sending"
    run.pauses[event.id] = Pause(
        asked=event,
        limit=run.calendar.count_on(DueDay(arrived), days),
        first=event.on if begins_on_sending else event.on + ONE_DAY,
        ends_before_return=run.conventions.at("suspension_ends", event.on) == "day_before_return",
    )


def _answer(run: Running, event: ev.Answered) -> None:
    """Arts. 32-34: an opinion ends the pause; one that comes after its period moves nothing."""
    asked = next((each for each in run.done if isinstance(each, ev.Consulted) and each.id == event.id), None)
    if asked is None:
        raise _impossible(
            EventNotPossible, event, f"没有编号为“{event.id}”的征求意见", f"nobody was asked under the id “{event.id}”"
        )
    if any(isinstance(each, ev.Answered) and each.id == event.id for each in run.done):
        raise _impossible(EventRepeated, event, f"“{event.id}”的意见已经收到", f"the opinion of “{event.id}” has come before")
    if event.on < _arrived(asked):
        zh, en = f"“{event.id}”在 {asked.received} 才收到征求意见书", f"“{event.id}” got the letter only on {asked.received}"
        raise _impossible(EventNotPossible, event, zh, en)
    if event.id in run.pauses:
        run.pauses[event.id] = replace(run.pauses[event.id], answered=event.on)


def _extend(run: Running, event: ev.Extended) -> None:
    """Art. 33(2): approved and told before expiry, once, by at most 20 working days."""
    _refuse_while_waiting(run, event)
    if run.stretch.delayed_until is not None:
        zh, en = "已按第35条确定延迟答复的日期", "a day for the delayed reply is fixed under art. 35"
        raise _impossible(EventNotPossible, event, zh, en)
    if run.stretch.extension or run.conventions.at("extension_once_per", event.on) == "request":
        _refuse_second(run, event)
    most = run.terms["reply_extension"].at(event.on)
    if not 0 < event.days <= most.days:
        zh = f"延长 {event.days} 个工作日，应为 1 至 {most.days} 个（{most.source}）"
        en = f"{event.days} working days; it must be 1 to {most.days} ({cited('R 33(2)', 'en')})"
        raise _impossible(ExtensionTooLong, event, zh, en)
    _refuse_after_deadline(run, event)
    run.stretch.extension = event.days


def _notice_fee(run: Running, event: ev.FeeNoticed) -> None:
    """FEE 6: inside the running period, once; the period stops until the fee is paid."""
    _refuse_while_waiting(run, event)
    _refuse_second(run, event)
    _refuse_after_deadline(run, event)
    arrived = _arrived(event)
    days = run.terms["payment"].at(event.on).days
    run.stretch.wait = Wait(State.AWAITING_PAYMENT, event.on, arrived, run.calendar.count_on(DueDay(arrived), days))


def _pay(run: Running, event: ev.Paid) -> None:
    """FEE 6: the period is counted anew from the day after payment."""
    if run.wait is None or run.wait.state is not State.AWAITING_PAYMENT:
        raise _impossible(EventNotPossible, event, "没有待缴的费用", "no fee is waiting to be paid")
    run.begin(event.on, "reply_after_payment", by=ev.Paid)
    run.stretch.acted = True


def _request_reason(run: Running, event: ev.ReasonRequested) -> None:
    """Art. 35: asking for reasons does not stop the clock (约定)."""
    _refuse_while_waiting(run, event)
    _refuse_second(run, event)
    run.stretch.acted = True


def _give_reason(run: Running, event: ev.ReasonGiven) -> None:
    """Art. 35."""
    if run.happened(ev.ReasonRequested) is None:
        raise _impossible(EventNotPossible, event, "未曾要求说明理由", "no reasons were asked for")
    _refuse_second(run, event)
    run.stretch.acted = True


def _delay(run: Running, event: ev.Delayed) -> None:
    """Art. 35: a reasonable later day, fixed and told before the current deadline."""
    _refuse_while_waiting(run, event)
    if run.stretch.delayed_until is not None:
        _refuse_second(run, event)
    _refuse_after_deadline(run, event)
    if event.until <= (due := run.due().day):
        zh, en = f"延迟至 {event.until}，不晚于现有期限 {due}", f"{event.until} is not later than the present deadline, {due}"
        raise _impossible(EventNotPossible, event, zh, en)
    run.stretch.delayed_until = event.until


def _decide(run: Running, event: ev.Decided) -> None:
    """Art. 36: nothing is decided while the applicant is being waited for."""
    _refuse_while_waiting(run, event)
    if event.on > (due := run.due().day):
        run.flags.append(Flag(FlagCode.ANSWERED_LATE, due, "R 33(2)"))


def _serve(run: Running, event: ev.Served) -> None:
    """O16-235: the reply is in time if it is served by the last day."""
    decided = run.happened(ev.Decided)
    if decided is None:
        raise _impossible(EventNotPossible, event, "尚未作出答复", "nothing has been decided yet")
    if decided <= (due := run.due().day) < event.on:
        run.flags.append(Flag(FlagCode.ANSWERED_LATE, due, "R 33(2)"))


def _withdraw(run: Running, event: ev.Withdrawn) -> None:
    """The applicant may withdraw at any time before the decision."""


_STEPS: Mapping[type[ev.Event], Callable[[Running, Any], None]] = {
    ev.CorrectionAsked: _ask_correction,
    ev.CorrectionReceived: _receive_correction,
    ev.Consulted: _consult,
    ev.Answered: _answer,
    ev.Extended: _extend,
    ev.FeeNoticed: _notice_fee,
    ev.Paid: _pay,
    ev.ReasonRequested: _request_reason,
    ev.ReasonGiven: _give_reason,
    ev.Delayed: _delay,
    ev.Decided: _decide,
    ev.Served: _serve,
    ev.Withdrawn: _withdraw,
}


def _named(event: ev.Event) -> dict[str, Any]:
    return {"on": event.on, "event": event.kind, "event_zh": event.zh}


def _impossible(kind: type[EventNotPossible], event: ev.Event, problem_zh: str, problem_en: str) -> EventNotPossible:
    return kind(**_named(event), problem_zh=problem_zh, problem_en=problem_en)
