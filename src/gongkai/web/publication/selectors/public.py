"""What the public may see: released versions and nothing else. The portal, feeds, search and API ask here alone.

Everything shown comes from the released version, never from the version in hand; the register of what was issued
(发文登记簿) is not asked at all.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import get_current_timezone

from gongkai.web.publication.kinds import Column, Validity
from gongkai.web.publication.models import Document


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A file offered beside a page: the original or an attachment."""

    key: uuid.UUID
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class PublicNote:
    """A dated sentence on the page: what was corrected, repealed, withdrawn."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class PublicDocument:
    """A document as the public sees it (law.md 8.2)."""

    key: uuid.UUID
    body_code: str
    body_name: str
    column: str
    title: str
    html: str
    released_at: datetime
    facts: Mapping[str, Any]
    validity: Validity
    ended_on: date | None
    successor: str | None
    original: PublicFile | None
    attachments: tuple[PublicFile, ...]
    explanations: tuple[PublicLink, ...] = ()
    notes: tuple[PublicNote, ...] = ()

    @property
    def address(self) -> str:
        """The page's address, which never changes."""
        return address_of(self.body_code, self.column, self.released_at, self.key)


@dataclass(frozen=True, slots=True)
class PublicLink:
    """A line in a list: enough to show and to follow."""

    title: str
    address: str
    released_at: datetime
    doc_no: str = ""
    validity: Validity = Validity.VALID
    extra: Mapping[str, str] = field(default_factory=dict)


def address_of(body_code: str, column: str, released_at: datetime, key: uuid.UUID) -> str:
    """`/b/<body>/<column>/<yyyymm>/<id>.html` (design.md 8), by the month of the first release."""
    return f"/b/{body_code}/{column}/{released_at.astimezone(get_current_timezone()):%Y%m}/{key}.html"


def public_documents(*, on: date) -> QuerySet[Document]:
    """Every document that is public on `on`: released, not withdrawn, its period of display not over."""
    shown = Q(shown_until__isnull=True) | Q(shown_until__gte=on)
    return (
        Document.objects.filter(shown, released__isnull=False, body__ended_on__isnull=True)
        .select_related("released", "body")
        .order_by("-first_released_at", "-id")
    )


def documents_of_column(
    *, body_id: uuid.UUID, column: Column, on: date, head: str = "", year: int | None = None
) -> QuerySet[Document]:
    """What a body's column shows, newest first; of one head or one year where asked."""
    found = public_documents(on=on).filter(body_id=body_id, column=column)
    if head:
        found = found.filter(head=head)
    if year is not None:
        found = found.filter(first_released_at__year=year)
    return found.defer("released__html")


def heads_counted(*, body_id: uuid.UUID, on: date) -> dict[str, int]:
    """How many public documents each head of a body has."""
    found = public_documents(on=on).filter(body_id=body_id, column=Column.STATUTORY).order_by()
    return dict(found.values_list("head").annotate(count=Count("pk")))


def links_of(documents: Iterable[Document]) -> list[PublicLink]:
    """Documents of a list as lines."""
    return [_link(each) for each in documents]


def public_document(*, key: uuid.UUID, on: date) -> PublicDocument | None:
    """One public document with all the page shows, or nothing."""
    document = (
        public_documents(on=on)
        .select_related("released__original", "successor__released", "successor__body")
        .filter(pk=key)
        .first()
    )
    if document is None:
        return None
    version = document.released
    original = version.original
    return PublicDocument(
        key=document.pk,
        body_code=document.body.code,
        body_name=document.body.name,
        column=document.column,
        title=version.facts["title"],
        html=version.html,
        released_at=document.first_released_at,
        facts={**version.facts, "index_no": document.index_no},
        validity=Validity(document.validity),
        ended_on=document.ended_on,
        successor=_link(document.successor).address if document.successor and document.successor.released_id else None,
        original=PublicFile(original.pk, original.name, original.size) if original else None,
        attachments=tuple(
            PublicFile(each.pk, each.name, each.file.size) for each in version.attachments.select_related("file")
        ),
        notes=tuple(PublicNote(note.on, note.text) for note in document.notes.all()),
        explanations=tuple(links_of(public_documents(on=on).filter(explains=document))),
    )


def _link(document: Document) -> PublicLink:
    facts = document.released.facts
    return PublicLink(
        title=facts["title"],
        address=address_of(document.body.code, document.column, document.first_released_at, document.pk),
        released_at=document.first_released_at,
        doc_no=facts.get("doc_no", ""),
        validity=Validity(document.validity),
    )


def documents_latest(*, on: date, most: int) -> list[PublicLink]:
    """What was published last, over all bodies."""
    return [_link(each) for each in public_documents(on=on).defer("released__html")[:most]]


def public_file(*, key: uuid.UUID, file: uuid.UUID, on: date) -> tuple[Any, str] | None:
    """A file of a public document with the name the public sees: the original or an attachment of the released version."""
    document = public_documents(on=on).select_related("released__original").defer("released__html").filter(pk=key).first()
    if document is None:
        return None
    original = document.released.original
    if original is not None and original.pk == file:
        return original, original.name
    attachment = document.released.attachments.select_related("file").filter(pk=file).first()
    return (attachment.file, attachment.name) if attachment else None


def withdrawal_note(*, key: uuid.UUID, on: date) -> PublicNote | None:
    """What is said where a document was withdrawn: the day and the reason given to the public; never its title."""
    document = Document.objects.filter(pk=key, released__isnull=True, withdrawn_on__lte=on).first()
    if document is None:
        return None
    return PublicNote(document.withdrawn_on, document.withdrawal_note)


def address_after_move(*, old: str, on: date) -> str | None:
    """The address of the public document that stood at `old` on the website before."""
    document = public_documents(on=on).filter(old_address__endswith=old).exclude(old_address="").first()
    return _link(document).address if document else None
