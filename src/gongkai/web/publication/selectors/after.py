"""Questions about what is public: what is to be looked at, answered, taken back or confirmed, and by when."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, QuerySet, Subquery
from django.utils.timezone import get_current_timezone

from gongkai.core.after_release import confirm_again_by
from gongkai.core.publication import Stage
from gongkai.web.bodies.access import Rights
from gongkai.web.bodies.kinds import Right
from gongkai.web.bodies.selectors import bodies_of
from gongkai.web.publication.kinds import Column
from gongkai.web.publication.models import (
    Channel,
    ColumnConfirmation,
    Document,
    ErrorReport,
    Quashing,
    Reassessment,
    ReleaseRecord,
)
from gongkai.web.publication.selectors.public import public_documents

_TO_LOOK_AT = (ReleaseRecord.Proof.DIFFERS, ReleaseRecord.Proof.UNREACHABLE)


def releases_to_check(*, rights: Rights) -> QuerySet[ReleaseRecord]:
    """Releases of what is public now whose proof differs or could not be fetched (发布凭证), oldest first."""
    found = ReleaseRecord.objects.filter(
        proof__in=_TO_LOOK_AT, version=F("document__released"), document__body_id__in=rights.bodies(Right.RELEASE)
    )
    return found.select_related("document__body", "version").order_by("proof_at", "pk")


def quashings_visible(*, rights: Rights) -> QuerySet[Quashing]:
    """Penalties that were changed or quashed, of the bodies this person reads."""
    found = Quashing.objects.filter(document__body_id__in=rights.bodies(Right.READ))
    return found.select_related("document__body", "by")


def quashings_open(*, bodies: Collection[uuid.UUID]) -> QuerySet[Quashing]:
    """Those whose penalty is still public as it was, first due first (行政处罚法 48(2))."""
    found = Quashing.objects.filter(document__body_id__in=bodies, document__released=F("version"))
    return found.select_related("document__body").order_by("due_on", "pk")


def error_reports_visible(*, rights: Rights) -> QuerySet[ErrorReport]:
    """Faults reported to the bodies this person reads."""
    found = ErrorReport.objects.filter(body_id__in=rights.bodies(Right.READ))
    return found.select_related("body", "document", "answered_by").defer("contact")


def error_reports_open(*, bodies: Collection[uuid.UUID]) -> QuerySet[ErrorReport]:
    """Those not answered yet, first due first."""
    found = ErrorReport.objects.filter(body_id__in=bodies, result=ErrorReport.Result.OPEN)
    return found.select_related("body").defer("contact").order_by("due_on", "pk")


def displays_ending(*, bodies: Collection[uuid.UUID], on: date, until: date) -> QuerySet[Document]:
    """Documents shown on `on` whose period of display ends by `until`, first to end first (公示期)."""
    found = Document.objects.filter(body_id__in=bodies, released__isnull=False, shown_until__range=(on, until))
    return found.select_related("body").order_by("shown_until", "pk")


def documents_to_hand_over(*, rights: Rights, on: date) -> QuerySet[Document]:
    """What is public on `on` where this person releases, and whether that version was handed over (`handed`, R 25)."""
    taken = ReleaseRecord.objects.filter(version=OuterRef("released"), channel__in=(Channel.ARCHIVE, Channel.READING))
    found = public_documents(on=on).filter(body_id__in=rights.bodies(Right.RELEASE))
    return found.annotate(handed=Exists(taken)).defer("released__html")


def documents_kept(*, rights: Rights) -> QuerySet[Document]:
    """What is not published, of the bodies this person reads, with the day of its next look (`next_by`, R 18)."""
    newest = Reassessment.objects.filter(document=OuterRef("pk")).order_by("-on", "-pk")
    found = Document.objects.filter(stage=Stage.KEPT.value, body_id__in=rights.bodies(Right.READ))
    found = found.annotate(next_by=Subquery(newest.values("next_by")[:1]), why=Subquery(newest.values("reason")[:1]))
    return found.select_related("body").order_by("next_by", "pk")


def documents_to_reassess(*, rights: Rights, until: date) -> QuerySet[Document]:
    """What has to be weighed again by `until`, where this person decides it."""
    return documents_kept(rights=rights).filter(next_by__lte=until, body_id__in=rights.bodies(Right.REVIEW_SECOND))


@dataclass(frozen=True, slots=True)
class ColumnState:
    """One statutory column of a body: when it was confirmed last, and when that is due again (None: never confirmed)."""

    body: Any
    column: Column
    confirmed: date | None
    due: date | None
    late: bool
    newest: date | None


def columns_confirmed(*, bodies: Iterable[uuid.UUID], on: date) -> list[ColumnState]:
    """The four statutory columns of each body with their last confirmation and newest page (R 12; law.md 8.1)."""
    keys = list(bodies)
    confirmed = {
        (body, column): day
        for body, column, day in ColumnConfirmation.objects.filter(body_id__in=keys)
        .order_by()
        .values_list("body_id", "column")
        .annotate(day=Max("on"))
    }
    newest = {
        (body, column): at
        for body, column, at in Document.objects.filter(body_id__in=keys, released__isnull=False)
        .order_by()
        .values_list("body_id", "column")
        .annotate(at=Max("first_released_at"))
    }
    return [
        _state(body, Column(column), confirmed.get((body.pk, column)), newest.get((body.pk, column)), on)
        for body in bodies_of(on).filter(pk__in=keys).order_by("code")
        for column in Column.values
    ]


def _state(body: Any, column: Column, confirmed: date | None, newest: datetime | None, on: date) -> ColumnState:
    due = confirm_again_by(confirmed) if confirmed else None
    day = newest.astimezone(get_current_timezone()).date() if newest else None
    return ColumnState(body, column, confirmed, due, late=due is None or due < on, newest=day)
