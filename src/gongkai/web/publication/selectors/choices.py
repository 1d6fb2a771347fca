"""What a form offers to choose from: bodies one acts for, documents one may link."""

from __future__ import annotations

import uuid
from typing import Any

from gongkai.web.bodies.access import Rights
from gongkai.web.bodies.kinds import Right
from gongkai.web.bodies.selectors import bodies_of
from gongkai.web.publication.models import Document
from gongkai.web.publication.selectors.documents import explainable

_MOST = 300  # of a list in a form; older ones are found by their page


def bodies_held(*, rights: Rights, right: Right) -> list[Any]:
    """The bodies over which a right is held, the person's own first."""
    own = rights.user.body_id if rights.user is not None else None
    return sorted(bodies_of(rights.on).filter(pk__in=rights.bodies(right)), key=lambda body: (body.pk != own, body.code))


def bodies_to_choose(*, rights: Rights, right: Right) -> list[tuple[str, str]]:
    """The same, for a form."""
    return [(str(body.pk), body.name) for body in bodies_held(rights=rights, right=right)]


def policies_to_choose(*, body_id: uuid.UUID) -> list[tuple[str, str]]:
    """Policy documents of a body that an explanation may belong to."""
    return [(str(each.pk), _said(each)) for each in explainable(body_id=body_id)[:_MOST]]


def documents_to_choose(*, body_id: uuid.UUID, but: uuid.UUID) -> list[tuple[str, str]]:
    """Documents of a body, newest first, without one of them."""
    found = Document.objects.filter(body_id=body_id).exclude(pk=but).order_by("-pk")
    return [(str(each.pk), _said(each)) for each in found[:_MOST]]


def _said(document: Document) -> str:
    return f"{document.title} {document.doc_no}".strip()
