"""Major decisions put before the public first (重大行政决策预公开, 国务院令第713号第十五条): period, opinions, feedback."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from gongkai.core.errors_register import ConsultationOver, ConsultationTooShort, FeedbackTooEarly, FieldWrong
from gongkai.core.errors_reviews import ReasonMissing
from gongkai.core.proactive import consultation_days
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.duty import must_hold
from gongkai.web.publication.kinds import DocumentKind
from gongkai.web.publication.locks import locked
from gongkai.web.publication.models import Consultation, Document, Opinion
from gongkai.web.trail.actions import log_action


@transaction.atomic
def consultation_open(
    *,
    document: Document,
    explanation: str,
    begins_on: date,
    ends_on: date,
    how_to: str,
    actor: Any,
    on: date,
    shorter_because: str = "",
) -> Consultation:
    """Enter the consultation on a draft, or change it while no opinion has come in: explanation, period, how to take part.

    Raises:
        ConsultationTooShort: under the time set (30 days), without the reason of urgency.
        FieldWrong: the document is no draft of a decision, or the period is none; ReasonMissing: no explanation; NotYours.
    """
    document = locked(document)
    must_hold(actor, Right.DRAFT, body=document.body, on=on)
    if document.kind != DocumentKind.CONSULTATION:
        raise FieldWrong(field="信息类别", field_en="kind", value=document.get_kind_display())
    if not explanation.strip():
        raise ReasonMissing()
    given, least = (ends_on - begins_on).days, consultation_days(begins_on)
    if given <= 0:
        raise FieldWrong(field="截止日期", field_en="last day", value=ends_on)
    if given < least and not shorter_because.strip():
        raise ConsultationTooShort(days=least, given=given)
    values = {
        "explanation": explanation.strip(),
        "begins_on": begins_on,
        "ends_on": ends_on,
        "how_to": how_to.strip(),
        "shorter_because": shorter_because.strip() if given < least else "",
    }
    known = Consultation.objects.filter(document=document).first()
    if known is not None and known.opinions.exists() and (known.begins_on, known.ends_on) != (begins_on, ends_on):
        raise FieldWrong(field="征求意见期间", field_en="period, opinions came in already", value=f"{begins_on}—{ends_on}")
    found, _ = Consultation.objects.update_or_create(document=document, defaults=values)
    log_action("consultation.opened", document, body=document.body, actor=actor, on=on, begins_on=begins_on, ends_on=ends_on)
    return found


@transaction.atomic
def opinion_enter(
    *,
    consultation: Consultation,
    received_on: date,
    text: str,
    actor: Any,
    on: date,
    channel: str = "",
    name: str = "",
    contact: str = "",
) -> Opinion:
    """Enter an opinion that came in; name and contact are sealed and shown masked.

    Raises:
        ConsultationOver: it is dated outside the period; ReasonMissing: it says nothing; NotYours.
    """
    consultation = _locked(consultation)
    body = consultation.document.body
    must_hold(actor, Right.DRAFT, body=body, on=on)
    if not consultation.begins_on <= received_on <= min(consultation.ends_on, on):
        raise ConsultationOver(on=received_on, begins=consultation.begins_on, ends=consultation.ends_on)
    if not text.strip():
        raise ReasonMissing()
    opinion = Opinion.objects.create(
        consultation=consultation,
        received_on=received_on,
        channel=channel.strip(),
        name=name.strip(),
        contact=contact.strip(),
        text=text.strip(),
        entered_by=actor,
    )
    log_action("consultation.opinion_entered", consultation.document, body=body, actor=actor, on=on, opinion=str(opinion.pk))
    return opinion


@transaction.atomic
def opinion_answer(*, opinion: Opinion, adopted: str, answer: str, actor: Any, on: date) -> Opinion:
    """Say what became of an opinion; what is not adopted, or only partly, gets its reason.

    Raises:
        ReasonMissing, NotYours.
    """
    opinion = Opinion.objects.select_for_update().get(pk=opinion.pk)
    document = opinion.consultation.document
    must_hold(actor, Right.DRAFT, body=document.body, on=on)
    if adopted in (Opinion.Adopted.NO, Opinion.Adopted.PARTLY) and not answer.strip():
        raise ReasonMissing()
    opinion.adopted, opinion.answer = adopted, answer.strip()
    opinion.save(update_fields=["adopted", "answer"])
    body, key = document.body, str(opinion.pk)
    log_action("consultation.opinion_answered", document, body=body, actor=actor, on=on, opinion=key, adopted=adopted)
    return opinion


@transaction.atomic
def consultation_answer(*, consultation: Consultation, feedback: str, actor: Any, on: date) -> Consultation:
    """Give the feedback on what was adopted; it is published like everything else, by a document and its reviews.

    Raises:
        FeedbackTooEarly: the period is not over, or opinions are unhandled; ReasonMissing; NotYours.
    """
    consultation = _locked(consultation)
    document = consultation.document
    must_hold(actor, Right.DRAFT, body=document.body, on=on)
    if on <= consultation.ends_on:
        raise FeedbackTooEarly(problem=f"征求意见至 {consultation.ends_on} 截止", problem_en=f"it ends {consultation.ends_on}")
    unhandled = consultation.opinions.filter(adopted=Opinion.Adopted.OPEN).count()
    if unhandled:
        raise FeedbackTooEarly(problem=f"还有 {unhandled} 条意见未处理", problem_en=f"{unhandled} opinions are unhandled")
    if not feedback.strip():
        raise ReasonMissing()
    consultation.feedback, consultation.feedback_on = feedback.strip(), on
    consultation.save(update_fields=["feedback", "feedback_on"])
    log_action("consultation.answered", document, body=document.body, actor=actor, on=on)
    return consultation


@transaction.atomic
def consultation_link_final(*, consultation: Consultation, final: Document, actor: Any, on: date) -> Consultation:
    """Link the draft to the document it became.

    Raises:
        FieldWrong: a document of another body, or the draft itself; NotYours.
    """
    consultation = _locked(consultation)
    document = consultation.document
    must_hold(actor, Right.DRAFT, body=document.body, on=on)
    if final.body_id != document.body_id or final.pk == document.pk:
        raise FieldWrong(field="正式文件", field_en="final document", value=final.title[:40])
    consultation.final = final
    consultation.save(update_fields=["final"])
    log_action("consultation.final_linked", document, body=document.body, actor=actor, on=on, final=str(final.pk))
    return consultation


def _locked(consultation: Consultation) -> Consultation:
    return Consultation.objects.select_for_update().get(pk=consultation.pk)
