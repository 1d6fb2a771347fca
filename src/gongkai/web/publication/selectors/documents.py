"""Questions to the documents of the workbench, each with its day. Public pages ask `selectors.public` alone."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import get_current_timezone

from gongkai.core.proactive import expires_soon
from gongkai.core.publication import Stage
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.catalogue import POLICY_KINDS
from gongkai.web.publication.kinds import DocumentKind, Validity
from gongkai.web.publication.models import CleanupDecision, Consultation, Document, DocumentVersion, ImportBatch, Review
from gongkai.web.shell.rights import Rights

_PUBLIC_OR_KEPT = (Stage.RELEASED.value, Stage.WITHDRAWN.value, Stage.KEPT.value)


def documents_visible(*, rights: Rights) -> QuerySet[Document]:
    """The documents of all bodies whose records the person may read, without their texts."""
    return Document.objects.filter(body_id__in=rights.bodies(Right.READ)).select_related("body", "drafted_by")


def documents_found(documents: QuerySet[Document], text: str) -> QuerySet[Document]:
    """Those that bear this index number or number, or have these words in their title."""
    return documents.filter(Q(index_no=text) | Q(doc_no__icontains=text) | Q(title__icontains=text))


def documents_exactly(documents: QuerySet[Document], text: str) -> QuerySet[Document]:
    """Those whose index number, number or title is exactly this."""
    return documents.filter(Q(index_no=text) | Q(doc_no=text) | Q(title=text))


def documents_to_publish(*, bodies: Collection[uuid.UUID], until: date) -> QuerySet[Document]:
    """What is not public yet and has to be by `until` (R 26), earliest first."""
    found = Document.objects.filter(body_id__in=bodies, released__isnull=True, publish_by__lte=until)
    return found.exclude(stage__in=_PUBLIC_OR_KEPT).select_related("body", "drafted_by").order_by("publish_by", "pk")


def drafts_of(*, person: uuid.UUID, bodies: Collection[uuid.UUID]) -> QuerySet[Document]:
    """What a person is drafting: what they registered, or wrote the version in hand of; newest first."""
    own = Q(drafted_by_id=person) | Q(current__made_by_id=person)
    found = Document.objects.filter(own, body_id__in=bodies, stage=Stage.DRAFTING.value)
    return found.select_related("body", "current").order_by("-pk")


def returned_keys(documents: Iterable[Document]) -> dict[uuid.UUID, Review]:
    """Of documents in drafting, those whose last review sent exactly this version back, with that review."""
    versions = [document.current_id for document in documents]
    found = Review.objects.filter(version_id__in=versions, decision=Review.Decision.RETURN).order_by("at")
    return {review.document_id: review for review in found}


def documents_expiring(*, bodies: Collection[uuid.UUID], on: date) -> QuerySet[Document]:
    """Valid documents whose period of validity ends soon, or is over and not marked yet; first to end first."""
    found = Document.objects.filter(body_id__in=bodies, validity=Validity.VALID, expires_on__lte=expires_soon(on))
    return found.select_related("body").order_by("expires_on", "pk")


def documents_lapsed(*, on: date, most: int = 500) -> list[Document]:
    """Valid documents whose last day is over, to be marked as lapsed by themselves."""
    return list(Document.objects.filter(validity=Validity.VALID, expires_on__lt=on).order_by("expires_on", "pk")[:most])


def cleanup_list(*, bodies: Collection[uuid.UUID], year: int) -> QuerySet[Document]:
    """The rules and normative documents a clean-up of `year` has to decide on, with `result` where it has (清理清单)."""
    decided = CleanupDecision.objects.filter(document=OuterRef("pk"), year=year).values("result")[:1]
    found = Document.objects.filter(
        Q(validity=Validity.VALID) | Q(cleanups__year=year),
        body_id__in=bodies,
        kind__in=(DocumentKind.RULE, DocumentKind.NORMATIVE),
        first_released_at__isnull=False,
    )
    return found.annotate(result=Subquery(decided)).select_related("body").distinct().order_by("formed_on", "pk")


def versions_of(document: Document) -> QuerySet[DocumentVersion]:
    """Every version of a document, newest first, without texts."""
    return document.versions.select_related("made_by").defer("html", "findings").order_by("-number")


def consultations_visible(*, rights: Rights) -> QuerySet[Consultation]:
    """The consultations of all bodies whose records the person may read."""
    found = Consultation.objects.filter(document__body_id__in=rights.bodies(Right.READ))
    return found.select_related("document", "document__body", "final")


def consultations_to_answer(*, bodies: Collection[uuid.UUID], on: date) -> QuerySet[Consultation]:
    """Consultations that are over and whose feedback is not given, oldest first."""
    found = Consultation.objects.filter(document__body_id__in=bodies, ends_on__lt=on, feedback_on__isnull=True)
    return found.select_related("document", "document__body").order_by("ends_on", "pk")


def imports_visible(*, rights: Rights) -> QuerySet[ImportBatch]:
    """The lists that were handed in for bodies the person drafts for."""
    return ImportBatch.objects.filter(body_id__in=rights.bodies(Right.DRAFT)).select_related("body", "file", "made_by")


def explainable(*, body_id: uuid.UUID) -> QuerySet[Document]:
    """The policy documents of a body that an explanation may belong to, newest first."""
    return Document.objects.filter(body_id=body_id, kind__in=POLICY_KINDS).order_by("-pk")


@dataclass(frozen=True, slots=True)
class Explained:
    """One policy document with what its explanation kept of 三同步: registered, approved and released with it."""

    document: Document
    registered: bool
    approved: bool
    released: bool

    @property
    def together(self) -> bool:
        """Whether all three were done together."""
        return self.registered and self.approved and self.released


def policy_documents_explained(*, bodies: Collection[uuid.UUID], year: int) -> list[Explained]:
    """The policy documents first released in `year`, each with its 三同步 (国办发〔2016〕80号): an explanation counts as
    registered with it where it existed when the document was approved, as approved and released with it where that was on
    the same day or before.
    """
    found = Document.objects.filter(body_id__in=bodies, kind__in=POLICY_KINDS, first_released_at__year=year)
    documents = list(found.select_related("body").order_by("first_released_at", "pk"))
    explanations: dict[uuid.UUID, list[Document]] = {}
    for each in Document.objects.filter(explains__in=documents).order_by("pk"):
        explanations.setdefault(each.explains_id, []).append(each)
    approved = _days_of_approval([*documents, *(each for some in explanations.values() for each in some)])
    begun = _days_of_registration([each for some in explanations.values() for each in some])
    return [_explained(document, explanations.get(document.pk, []), approved, begun) for document in documents]


def explanation_rate(explained: Collection[Explained]) -> tuple[int, int]:
    """How many policy documents kept 三同步, of how many (解读率)."""
    return sum(each.together for each in explained), len(explained)


def _explained(
    document: Document, explanations: list[Document], approved: dict[uuid.UUID, date], begun: dict[uuid.UUID, date]
) -> Explained:
    day, released = approved.get(document.pk), document.first_released_at
    return Explained(
        document,
        registered=day is not None and any(begun[each.pk] <= day for each in explanations if each.pk in begun),
        approved=day is not None and any(approved[each.pk] <= day for each in explanations if each.pk in approved),
        released=released is not None
        and any(each.first_released_at is not None and _day(each.first_released_at) <= _day(released) for each in explanations),
    )


def _days_of_approval(documents: Iterable[Document]) -> dict[uuid.UUID, date]:
    """The day of the final review of each document's first released version."""
    keys = [each.pk for each in documents]
    passes = Review.objects.filter(
        document_id__in=keys, stage=Stage.FINAL_REVIEW.value, decision=Review.Decision.PASS, void=False
    )
    found: dict[uuid.UUID, date] = {}
    for document, day in passes.order_by("-on", "-at").values_list("document_id", "on"):
        found[document] = day  # the earliest stays
    return found


def _days_of_registration(documents: Iterable[Document]) -> dict[uuid.UUID, date]:
    keys = [each.pk for each in documents]
    first = DocumentVersion.objects.filter(document_id__in=keys, number=1).values_list("document_id", "made_at")
    return {document: _day(made_at) for document, made_at in first}


def _day(at: datetime) -> date:
    return at.astimezone(get_current_timezone()).date()
