"""What falls due by itself: a planned release, at its time, with everything asked again."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import get_current_timezone

from gongkai.core.publication import Stage
from gongkai.web.notices import due
from gongkai.web.publication.models import Document
from gongkai.web.publication.services.releases import RELEASE, document_release


def release_planned(record_id: str, now: datetime) -> None:
    """Release a document whose time has come; one that was changed, returned or taken back meanwhile stays where it is.

    Raises what `document_release` raises: it is kept with the piece of work and shown to the publisher.
    """
    document = Document.objects.select_related("release_by").filter(pk=record_id).first()
    if document is None or document.stage != Stage.SCHEDULED.value or document.release_at is None or document.release_at > now:
        return
    on = now.astimezone(get_current_timezone()).date()
    document_release(document=document, at=now, actor=document.release_by, on=on, note=document.release_note)


due.register(RELEASE, release_planned)
