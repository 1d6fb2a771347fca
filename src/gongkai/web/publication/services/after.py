"""After release: periods of display, penalties that fell, faults that readers report, columns looked through."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import get_current_timezone

from gongkai.core.after_release import error_answer_by, penalty_withdraw_by
from gongkai.core.errors_after import AnsweredAlready, AnswerMissing, DayBefore, DisplayOver, NotAPenalty
from gongkai.core.errors_reviews import NotReleased, ReasonMissing
from gongkai.web.bodies.kinds import Right
from gongkai.web.notices import due
from gongkai.web.publication.duty import must_hold
from gongkai.web.publication.kinds import DocumentKind
from gongkai.web.publication.locks import locked
from gongkai.web.publication.models import ColumnConfirmation, Document, ErrorReport, Quashing
from gongkai.web.publication.plans import DISPLAY, display_key
from gongkai.web.trail.actions import log_action


@transaction.atomic
def document_display_set(*, document: Document, until: date | None, actor: Any, on: date) -> Document:
    """Say until which day a document is shown (公示期), the day included; None: without end. It ends by itself.

    Raises:
        DisplayOver: the day is over already; NotYours.
    """
    document = locked(document)
    must_hold(actor, Right.RELEASE, body=document.body, on=on)
    if until is not None and until < on:
        raise DisplayOver(until=until)
    document.shown_until = until
    document.save(update_fields=["shown_until"])
    if until is None:
        due.cancel(display_key(document))
    else:
        midnight = datetime.combine(until + timedelta(days=1), time(), get_current_timezone())
        due.plan(display_key(document), DISPLAY, record=document, at=midnight)
    log_action(
        "document.display_set", document, body=document.body, actor=actor, on=on, until=until.isoformat() if until else ""
    )
    return document


@transaction.atomic
def document_display_end(*, document: Document, actor: Any | None, on: date) -> Document:
    """Write down that a period of display is over, so that whatever was made of the page is taken away too."""
    document = locked(document)
    until = document.shown_until.isoformat() if document.shown_until else ""
    log_action("document.display_ended", document, body=document.body, actor=actor, on=on, until=until)
    return document


@transaction.atomic
def penalty_quash_enter(
    *, document: Document, kind: str, decided_on: date, known_on: date, basis: str, actor: Any, on: date
) -> Quashing:
    """Enter that a published penalty was changed or quashed; from now on its withdrawal is due (行政处罚法 48(2), 85).

    Entered twice with the same basis it is one entry. It is closed when the version is no longer public.

    Raises:
        NotAPenalty; NotReleased; ReasonMissing (no basis); DayBefore (known before it was decided, or after today); NotYours.
    """
    document = locked(document)
    must_hold(actor, Right.DRAFT, body=document.body, on=on)
    if document.released is None:
        raise NotReleased(title=document.title, act="登记变更或者撤销", act_en="enter a quashing of")
    if document.kind not in (DocumentKind.PENALTY, DocumentKind.COERCION):
        raise NotAPenalty(title=document.title)
    if not basis.strip():
        raise ReasonMissing()
    if known_on < decided_on or known_on > on:
        later = ("知悉日期", "the day it became known", known_on) if known_on < decided_on else ("今天", "today", on)
        earlier = ("决定日期", "its decision", decided_on) if known_on < decided_on else ("知悉日期", "that day", known_on)
        raise DayBefore(
            later=later[0],
            later_en=later[1],
            later_day=later[2],
            earlier=earlier[0],
            earlier_en=earlier[1],
            earlier_day=earlier[2],
        )
    values = {"document": document, "decided_on": decided_on, "known_on": known_on, "by": actor}
    values["due_on"] = penalty_withdraw_by(known_on)
    quashing, _ = Quashing.objects.update_or_create(version=document.released, kind=kind, basis=basis.strip(), defaults=values)
    due_on = quashing.due_on.isoformat()
    log_action("penalty.quashed", document, body=document.body, actor=actor, on=on, kind=str(kind), due_on=due_on)
    return quashing


@transaction.atomic
def error_report_receive(
    *,
    body: Any,
    text: str,
    received_on: date,
    actor: Any | None,
    on: date,
    document: Document | None = None,
    address: str = "",
    contact: str = "",
    channel: str = "",
) -> ErrorReport:
    """Take in a fault that a reader found (找错); whoever reported it is answered within days (law.md 10.3).

    `actor` is None where it came by the public page itself.

    Raises:
        ReasonMissing: nothing was said; NotYours.
    """
    if actor is not None:
        must_hold(actor, Right.DRAFT, body=body, on=on)
    if not text.strip():
        raise ReasonMissing()
    report = ErrorReport.objects.create(
        body=body,
        document=document,
        address=address.strip(),
        text=text.strip(),
        contact=contact.strip(),
        received_on=received_on,
        channel=channel.strip(),
        due_on=error_answer_by(received_on),
    )
    log_action("error_report.received", report, body=body, actor=actor, on=on, due_on=report.due_on.isoformat())
    return report


@transaction.atomic
def error_report_answer(*, report: ErrorReport, result: str, answer: str, actor: Any, on: date) -> ErrorReport:
    """Say what was found and what the reporter is answered.

    Raises:
        AnsweredAlready, AnswerMissing, NotYours.
    """
    report = ErrorReport.objects.select_for_update().get(pk=report.pk)
    must_hold(actor, Right.DRAFT, body=report.body, on=on)
    if report.result != ErrorReport.Result.OPEN:
        raise AnsweredAlready(on=report.answered_on)
    if not answer.strip() or result == ErrorReport.Result.OPEN:
        raise AnswerMissing()
    report.result, report.answer, report.answered_on, report.answered_by = result, answer.strip(), on, actor
    report.save(update_fields=["result", "answer", "answered_on", "answered_by"])
    log_action("error_report.answered", report, body=report.body, actor=actor, on=on, result=str(result))
    return report


@transaction.atomic
def column_confirm(*, body: Any, column: str, actor: Any, on: date, note: str = "") -> ColumnConfirmation:
    """Say that a statutory column was looked through and is up to date (R 12). Twice a day is one confirmation."""
    must_hold(actor, Right.MANAGE_BODY, body=body, on=on)
    confirmation, _ = ColumnConfirmation.objects.update_or_create(
        body=body, column=column, on=on, defaults={"by": actor, "note": note.strip()}
    )
    log_action("column.confirmed", confirmation, body=body, actor=actor, on=on, column=str(column))
    return confirmation
