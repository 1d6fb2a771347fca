"""The doors to sheets and releases."""

from __future__ import annotations

import uuid

from django.http import Http404

from gongkai.web.bodies.access import Rights
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.models import ReleaseRecord, ReviewSheet


def access_sheet(rights: Rights, key: uuid.UUID, *, to: Right) -> ReviewSheet:
    """One sheet of a body over which `to` is held. Raises Http404."""
    found = ReviewSheet.objects.select_related("body", "made_by").filter(pk=key).first()
    if found is not None and rights.has(to, over=found.body_id):
        return found
    raise Http404


def access_release(rights: Rights, key: uuid.UUID, *, to: Right) -> ReleaseRecord:
    """One release of a document whose body `to` is held over. Raises Http404."""
    found = ReleaseRecord.objects.select_related("document__body", "version").filter(pk=key).first()
    if found is not None and rights.has(to, over=found.document.body_id):
        return found
    raise Http404
