"""Questions to the register of what is issued. For the workbench alone: nothing here is asked by a public page."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.kinds import Attribute, DocumentKind
from gongkai.web.publication.models import Channel, Document, IndexPattern, IssueEntry, ReleaseRecord
from gongkai.web.publication.numbering import DEFAULT_PATTERN, index_no_of
from gongkai.web.shell.rights import Rights

State = IssueEntry.State


def entries_visible(*, rights: Rights) -> QuerySet[IssueEntry]:
    """The entries of all bodies whose records the person may read."""
    found = IssueEntry.objects.filter(body_id__in=rights.bodies(Right.READ))
    return found.select_related("body", "drafter", "document")


def entries_referred(*, bodies: Collection[uuid.UUID]) -> QuerySet[IssueEntry]:
    """Policy documents proposed as withheld that wait for the disclosure office (国办发〔2016〕80号)."""
    return IssueEntry.objects.filter(body_id__in=bodies, state=State.REFERRED).select_related("body").order_by("pk")


def entries_returned(*, drafter: uuid.UUID) -> QuerySet[IssueEntry]:
    """What was sent back to its drafter (退文)."""
    return IssueEntry.objects.filter(drafter_id=drafter, state=State.RETURNED).select_related("body").order_by("pk")


def entries_to_reassess(*, bodies: Collection[uuid.UUID], until: date) -> QuerySet[IssueEntry]:
    """Withheld entries whose yearly look (R 18) falls due by `until`, earliest first."""
    found = IssueEntry.objects.filter(body_id__in=bodies, state=State.CONFIRMED, reassess_by__lte=until)
    return found.select_related("body").order_by("reassess_by", "pk")


def entries_without_document(*, bodies: Collection[uuid.UUID]) -> QuerySet[IssueEntry]:
    """Entries to be published that no document was made of yet, oldest first."""
    found = IssueEntry.objects.filter(
        body_id__in=bodies, state=State.CONFIRMED, attribute=Attribute.OPEN, document__isnull=True
    )
    return found.select_related("body").order_by("formed_on", "pk")


def entries_found(entries: QuerySet[IssueEntry], text: str) -> QuerySet[IssueEntry]:
    """Those among `entries` that bear this number or have these words in their title."""
    return entries.filter(Q(number=text) | Q(doc_no__icontains=text) | Q(title__icontains=text))


def years_of_entries(*, bodies: Collection[uuid.UUID]) -> list[int]:
    """The years in which anything was drafted, latest first."""
    return [day.year for day in IssueEntry.objects.filter(body_id__in=bodies).dates("drafted_on", "year", order="DESC")]


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The figures every annual report states in its section 一(一): issued, published, explained, released where."""

    issued: int
    published: int
    explanations: int
    items: int
    website: int
    media: int
    reposts: int


def figures_of_year(*, body_id: uuid.UUID, year: int) -> YearFigures:
    """行政发文、公开发布、政策解读、公开信息（网站、新媒体）、转载 of a body in one year (law.md 7.6).

    A 发文 counts in the year it was formed (drafted, where that day is not known yet); releases in the year of the release.
    """
    formed = Q(formed_on__year=year) | Q(formed_on__isnull=True, drafted_on__year=year)
    issued = IssueEntry.objects.filter(formed, body_id=body_id).count()
    released = Document.objects.filter(body_id=body_id, first_released_at__year=year)
    records = ReleaseRecord.objects.filter(document__body_id=body_id, on__year=year)
    own = records.filter(repost=False)
    return YearFigures(
        issued=issued,
        published=released.filter(entry__isnull=False).count(),
        explanations=released.filter(kind=DocumentKind.EXPLANATION).count(),
        items=released.count(),
        website=own.filter(channel__in=(Channel.PORTAL, Channel.WEBSITE)).values("document").distinct().count(),
        media=own.filter(channel=Channel.ACCOUNT).values("document").distinct().count(),
        reposts=records.filter(repost=True).count(),
    )


def index_pattern_of(*, body: object, on: date) -> tuple[str, str]:
    """The pattern by which a body writes its index numbers on `on`, and an example of it."""
    found = IndexPattern.objects.filter(body=body, begun_on__lte=on).order_by("-begun_on").first()
    pattern = found.pattern if found else DEFAULT_PATTERN
    return pattern, index_no_of(body, on, 1, pattern)
