"""What reviewing and releasing put on the work list and into the navigation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.core.after_release import read_by
from gongkai.core.publication import Stage
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.models import Document
from gongkai.web.publication.selectors.reviews import documents_to_read, documents_to_release, documents_to_review
from gongkai.web.shell import navigation, worklists
from gongkai.web.shell.worklists import Group, WorkItem

_MOST = 200


def _item(document: Document, route: str, kind: object, on: date, due: date | None) -> WorkItem:
    url = reverse(route, args=[document.pk])
    late = due is not None and due < on
    return WorkItem(document.title, url, kind, due=due, late=late, who=document.body.short_name, group=Group.WAITING)


def reviews_waiting(rights: Any, on: date) -> Iterable[WorkItem]:
    """Reviews that wait for this person."""
    for document in documents_to_review(rights=rights)[:_MOST]:
        yield _item(document, "publication:review", Stage(document.stage).zh, on, document.publish_by)


def releases_waiting(rights: Any, on: date) -> Iterable[WorkItem]:
    """Reviewed documents that wait for their release; planned ones wait for their time and not for a person."""
    for document in documents_to_release(rights=rights).filter(stage=Stage.APPROVED.value)[:_MOST]:
        yield _item(document, "publication:release", _("待发布"), on, document.publish_by)


def readings_waiting(rights: Any, on: date) -> Iterable[WorkItem]:
    """Released documents that a second person has not read yet."""
    for document in documents_to_read(rights=rights)[:_MOST]:
        yield _item(document, "publication:reading", _("待核读"), on, read_by(document.released_on))


worklists.register(reviews_waiting)
worklists.register(releases_waiting)
worklists.register(readings_waiting)
navigation.register(_("发布记录"), "publication:releases", rights=(Right.READ,), order=34)
navigation.register(_("批量呈批单"), "publication:sheets", rights=(Right.READ,), order=33)
