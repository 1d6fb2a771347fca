"""The doors to sheets, releases, reports of faults and duty lists."""

from __future__ import annotations

import uuid

from django.http import Http404

from gongkai.web.bodies.access import Rights
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.models import DutyItem, ErrorReport, ReleaseRecord, ReviewSheet


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


def access_error_report(rights: Rights, key: uuid.UUID, *, to: Right) -> ErrorReport:
    """One report of a fault to a body over which `to` is held. Raises Http404."""
    found = ErrorReport.objects.select_related("body", "document", "answered_by").filter(pk=key).first()
    if found is not None and rights.has(to, over=found.body_id):
        return found
    raise Http404


def access_duty_item(rights: Rights, key: uuid.UUID, *, to: Right) -> DutyItem:
    """One item of the duty lists of a body over which `to` is held. Raises Http404."""
    found = DutyItem.objects.select_related("duty_list__body").filter(pk=key).first()
    if found is not None and rights.has(to, over=found.duty_list.body_id):
        return found
    raise Http404
