"""What has to be true of a signature and of a set of them: the digest seen, the persons apart, nothing missing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.timezone import get_current_timezone

from gongkai.core.errors_after import AttributeNotOpen, IndexNumberMissing, SignedOnImpossibleDay
from gongkai.core.errors_reviews import BodyEnded, FindingsBlock, ReviewsIncomplete, SamePerson, VersionMoved, VersionTampered
from gongkai.core.publication import REVIEWS, Stage
from gongkai.web.publication.kinds import Attribute
from gongkai.web.publication.models import Document, DocumentVersion, IssueEntry, Review
from gongkai.web.publication.versions import digest_now


def seen_is_in_hand(document: Document, digest: str) -> DocumentVersion:
    """The version in hand, where it is the one that was seen and nobody changed it behind the house's back.

    Raises:
        VersionMoved: another version is in hand now.
        VersionTampered: its content no longer has its digest.
    """
    version = document.current
    if version.digest != digest:
        seen = DocumentVersion.objects.filter(document=document, digest=digest).values_list("number", flat=True).first()
        raise VersionMoved(seen=seen or "?", now=version.number)
    if digest_now(version) != version.digest:
        raise VersionTampered()
    return version


def passes_of(document: Document) -> dict[Stage, Review]:
    """The passes that count: of this round, of exactly the version in hand, not made void by a return."""
    found = Review.objects.filter(
        document=document,
        version=document.current,
        digest=document.current.digest,
        round=document.round,
        decision=Review.Decision.PASS,
        void=False,
    )
    return {Stage(review.stage): review for review in found}


def persons_stay_apart(document: Document, stage: Stage, who: Any, name: str) -> None:
    """The drafter never approves finally; first and final review are two persons (law.md 10.2; design.md 8, a bureau of two).

    Raises:
        SamePerson: says which duty was done before.
    """
    if stage is Stage.FINAL_REVIEW:
        author = document.current.made_by
        if name == author.name or (who is not None and who.pk == author.pk):
            raise SamePerson(who="这一版由您拟稿", who_en="You wrote this version", step=stage.zh, step_en=stage.en)
        first = passes_of(document).get(Stage.FIRST_REVIEW)
        if first is not None and _same(first, who, name):
            raise SamePerson(who="您已作初审", who_en="You did the first review", step=stage.zh, step_en=stage.en)
    if stage is Stage.FIRST_REVIEW:
        final = passes_of(document).get(Stage.FINAL_REVIEW)
        if final is not None and _same(final, who, name):
            raise SamePerson(who="您已作终审", who_en="You did the final review", step=stage.zh, step_en=stage.en)


def _same(review: Review, who: Any, name: str) -> bool:
    return (who is not None and review.reviewer_id == who.pk) or review.reviewer_name == name


def signed_in_time(version: DocumentVersion, signed_on: date, on: date) -> None:
    """Nothing where a version could have been signed by hand on that day: not before it was written, not after today.

    Raises:
        SignedOnImpossibleDay
    """
    made_on = version.made_at.astimezone(get_current_timezone()).date()
    if signed_on > on or signed_on < min(made_on, on):
        raise SignedOnImpossibleDay(signed_on=signed_on, made_on=made_on, on=on)


def findings_let_through(version: DocumentVersion) -> None:
    """Nothing where every blocking finding of a version was let stand by a named person.

    Raises:
        FindingsBlock: some were not; says how many and the first.
    """
    stand = set(version.overrides.values_list("code", "where"))
    left = [each for each in blocking(version.findings) if (each["code"], each["where"]) not in stand]
    if left:
        raise FindingsBlock(count=len(left), first=left[0]["text"])


def blocking(findings: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The findings that stop a first review: those of severity error."""
    return [each for each in findings if each["severity"] == "error"]


def reviews_are_complete(document: Document) -> None:
    """Nothing where all four reviews passed exactly this version, by persons who may not be one (R 17).

    Raises:
        ReviewsIncomplete: says which are missing.
        SamePerson: two duties met in one person.
        VersionTampered: the content no longer has its digest.
    """
    seen_is_in_hand(document, document.current.digest)
    passes = passes_of(document)
    missing = [stage.zh for stage in REVIEWS if stage not in passes]
    if missing:
        raise ReviewsIncomplete(missing="、".join(missing))
    final = passes[Stage.FINAL_REVIEW]
    persons_stay_apart(document, Stage.FINAL_REVIEW, final.reviewer, final.reviewer_name)
    findings_let_through(document.current)


def attribute_is_open(document: Document) -> None:
    """Nothing where the 发文 a document was made of is decided to be open, or it was made of none (国办发〔2016〕80号 一(一)).

    The entry's row is held until the transaction ends, so that nobody closes it meanwhile.

    Raises:
        AttributeNotOpen
    """
    if document.entry_id is None:
        return
    entry = IssueEntry.objects.select_for_update().get(pk=document.entry_id)
    if entry.attribute != Attribute.OPEN or entry.state != IssueEntry.State.CONFIRMED:
        raise AttributeNotOpen(number=entry.number)


def may_go_public(document: Document, *, on: date) -> None:
    """Nothing where everything is as it has to be at the moment of release: body, attribute, index number, reviews.

    Raises:
        BodyEnded, AttributeNotOpen, IndexNumberMissing, and what `reviews_are_complete` raises.
    """
    if document.body.ended_on is not None and document.body.ended_on <= on:
        raise BodyEnded(body=document.body.name, on=document.body.ended_on)
    attribute_is_open(document)
    if not document.index_no:
        raise IndexNumberMissing()
    reviews_are_complete(document)
