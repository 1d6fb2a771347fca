"""The end of a period of validity, planned for the day after the last one: it comes by itself (自然失效)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils.timezone import get_current_timezone

from gongkai.web.notices import due
from gongkai.web.publication.kinds import Validity
from gongkai.web.publication.models import Document
from gongkai.web.publication.services.validity import document_lapse

LAPSE = "document.lapse"


def lapse_plan(document: Document) -> None:
    """Plan it, or move it to another day, or take it back, in the transaction of the act that causes it."""
    key = f"{LAPSE}:{document.pk}"
    if document.expires_on is None or document.validity != Validity.VALID:
        due.cancel(key)
        return
    morning = datetime.combine(document.expires_on + timedelta(days=1), time(0, 5), get_current_timezone())
    due.plan(key, LAPSE, record=document, at=morning)


def lapse_over(record_id: str, now: datetime) -> None:
    """Mark it as lapsed, where its period is over and nobody ended it before."""
    document = Document.objects.filter(pk=record_id, validity=Validity.VALID).first()
    on = now.astimezone(get_current_timezone()).date()
    if document is not None and document.expires_on is not None and document.expires_on < on:
        document_lapse(document=document, actor=None, on=on)


due.register(LAPSE, lapse_over)
