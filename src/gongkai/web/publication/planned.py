"""What falls due by itself: a planned release, with everything asked again; the end of a period of display."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import get_current_timezone

from gongkai.core.errors import GongkaiError
from gongkai.core.publication import Stage
from gongkai.web.notices import due
from gongkai.web.publication.models import Document
from gongkai.web.publication.plans import DISPLAY, RELEASE
from gongkai.web.publication.services.after import document_display_end
from gongkai.web.publication.services.releases import document_plan_refuse, document_release


def release_planned(record_id: str, now: datetime) -> None:
    """Release a document whose time has come; one that was changed, returned or taken back meanwhile stays where it is.

    What a rule refuses now is written down and waits for the publisher again, who reads why on the document's page.
    """
    document = Document.objects.select_related("release_by").filter(pk=record_id).first()
    if document is None or document.stage != Stage.SCHEDULED.value or document.release_at is None or document.release_at > now:
        return
    on = _day(now)
    try:
        with transaction.atomic():
            document_release(document=document, at=now, actor=document.release_by, on=on, note=document.release_note)
    except GongkaiError as refused:
        document_plan_refuse(document=document, reason=refused.say("zh"), actor=None, on=on)


def display_over(record_id: str, now: datetime) -> None:
    """Write down that a period of display is over, where it is: the public pages follow the day by themselves."""
    document = Document.objects.filter(pk=record_id).first()
    if document is not None and document.shown_until is not None and document.shown_until < _day(now):
        document_display_end(document=document, actor=None, on=_day(now))


def _day(now: datetime) -> date:
    return now.astimezone(get_current_timezone()).date()


due.register(RELEASE, release_planned)
due.register(DISPLAY, display_over)
