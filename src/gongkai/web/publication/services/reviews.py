"""The reviews before release: submitted, passed, returned, let stand. Each act names the version its person saw."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from gongkai.core.errors_after import ClerkIsSigner
from gongkai.core.errors_reviews import FindingNotThere, ReasonMissing, ReturnTarget
from gongkai.core.publication import REVIEWS, Move, Stage, stage_after, stages_to_return_to
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.duty import RIGHT_OF, must_hold, standing_in
from gongkai.web.publication.locks import locked
from gongkai.web.publication.models import Document, Override, Review
from gongkai.web.publication.signing import (
    attribute_is_open,
    findings_let_through,
    persons_stay_apart,
    seen_is_in_hand,
    signed_in_time,
)
from gongkai.web.trail.actions import log_action


@transaction.atomic
def document_submit(*, document: Document, actor: Any, on: date) -> Document:
    """Hand the version in hand to the reviews; a new round begins (R 17).

    Raises:
        NotYours, PublicationStepNotAllowed; AttributeNotOpen (the 发文 it was made of is not to be published).
    """
    document = locked(document)
    must_hold(actor, Right.DRAFT, body=document.body, on=on)
    document.stage = stage_after(Stage(document.stage), Move.SUBMIT).value
    attribute_is_open(document)
    document.round += 1
    document.save(update_fields=["stage", "round"])
    log_action(
        "document.submitted",
        document,
        body=document.body,
        actor=actor,
        on=on,
        version=document.current.number,
        round=document.round,
    )
    return document


@transaction.atomic
def review_pass(*, document: Document, digest: str, actor: Any, on: date, opinion: str = "", sheet: Any = None) -> Review:
    """Pass the review the document waits for. `digest` is that of the version on the reviewer's screen.

    Raises:
        NotYours, SamePerson, VersionMoved, VersionTampered, FindingsBlock, PublicationStepNotAllowed.
    """
    document = locked(document)
    stage = Stage(document.stage)
    after = stage_after(stage, REVIEWS.get(stage, Move.PASS_FIRST))
    must_hold(actor, RIGHT_OF[stage], body=document.body, on=on)
    version = seen_is_in_hand(document, digest)
    persons_stay_apart(document, stage, actor, actor.name)
    if stage is Stage.FIRST_REVIEW:
        findings_let_through(version)
    review = Review.objects.create(
        document=document,
        version=version,
        digest=digest,
        round=document.round,
        stage=stage.value,
        decision=Review.Decision.PASS,
        reviewer=actor,
        reviewer_name=actor.name,
        acting_for=standing_in(actor, RIGHT_OF[stage], body=document.body, on=on),
        on=on,
        opinion=opinion.strip(),
        sheet=sheet,
    )
    document.stage = after.value
    document.save(update_fields=["stage"])
    log_action(
        "review.passed",
        document,
        body=document.body,
        actor=actor,
        on=on,
        stage=stage.value,
        version=version.number,
        digest=digest,
        on_loan=bool(review.acting_for),
    )
    return review


@transaction.atomic
def review_return(
    *, document: Document, digest: str, reason: str, actor: Any, on: date, to: Stage = Stage.DRAFTING
) -> Document:
    """Send a document back, to drafting or to an earlier review, with the reason its people will read.

    Passes at and after that step become void; the others stand, because the version they saw is the same.
    """
    document = locked(document)
    stage = Stage(document.stage)
    stage_after(stage, Move.RETURN)
    must_hold(actor, RIGHT_OF.get(stage, Right.REVIEW_FINAL), body=document.body, on=on)
    if not reason.strip():
        raise ReasonMissing()
    possible = stages_to_return_to(stage)
    if to not in possible:
        raise ReturnTarget(possible="、".join(each.zh for each in possible))
    version = seen_is_in_hand(document, digest)
    order = [each.value for each in REVIEWS]
    asked_again = order if to is Stage.DRAFTING else order[order.index(to.value) :]
    Review.objects.filter(document=document, round=document.round, stage__in=asked_again, void=False).update(void=True)
    if stage in REVIEWS:
        Review.objects.create(
            document=document,
            version=version,
            digest=digest,
            round=document.round,
            stage=stage.value,
            decision=Review.Decision.RETURN,
            reviewer=actor,
            reviewer_name=actor.name,
            acting_for=standing_in(actor, RIGHT_OF[stage], body=document.body, on=on),
            on=on,
            opinion=reason.strip(),
            void=True,
        )
    document.stage, document.release_at = to.value, None
    document.save(update_fields=["stage", "release_at"])
    log_action("review.returned", document, body=document.body, actor=actor, on=on, stage=stage.value, to=to.value)
    return document


@transaction.atomic
def finding_override(*, document: Document, digest: str, code: str, where: str, reason: str, actor: Any, on: date) -> Override:
    """Let one blocking finding of this version stand, by name and with a reason. Secrecy marks never can."""
    document = locked(document)
    must_hold(actor, Right.REVIEW_FIRST, body=document.body, on=on)
    version = seen_is_in_hand(document, digest)
    if not reason.strip():
        raise ReasonMissing()
    if code == "SCR-SECRET-MARK" or not any(each["code"] == code and each["where"] == where for each in version.findings):
        raise FindingNotThere(code=code, where=where)
    override, made = Override.objects.get_or_create(
        version=version, code=code, where=where, defaults={"by": actor, "on": on, "reason": reason.strip()}
    )
    if made:
        log_action("finding.overridden", document, body=document.body, actor=actor, on=on, finding=code, where=where)
    return override


@transaction.atomic
def paper_review_enter(
    *, document: Document, digest: str, signer_name: str, signed_on: date, scan: Any, actor: Any, on: date, opinion: str = ""
) -> Review:
    """Enter a review that was signed on paper (线下审签): the sealed scan, who signed, when; entered by a named clerk.

    The clerk is not the signer, and the sheet named this version's digest.

    Raises:
        ClerkIsSigner, SignedOnImpossibleDay, and what `review_pass` raises.
    """
    document = locked(document)
    stage = Stage(document.stage)
    after = stage_after(stage, REVIEWS.get(stage, Move.PASS_FIRST))
    must_hold(actor, Right.ENTER_PAPER, body=document.body, on=on)
    version = seen_is_in_hand(document, digest)
    name = signer_name.strip()
    if not name or name == actor.name:
        raise ClerkIsSigner()
    signed_in_time(version, signed_on, on)
    persons_stay_apart(document, stage, None, name)
    if stage is Stage.FIRST_REVIEW:
        findings_let_through(version)
    review = Review.objects.create(
        document=document,
        version=version,
        digest=digest,
        round=document.round,
        stage=stage.value,
        decision=Review.Decision.PASS,
        reviewer_name=name,
        on=signed_on,
        opinion=opinion.strip(),
        paper=True,
        scan=scan,
        entered_by=actor,
    )
    document.stage = after.value
    document.save(update_fields=["stage"])
    log_action(
        "review.entered_from_paper",
        document,
        body=document.body,
        actor=actor,
        on=on,
        stage=stage.value,
        digest=digest,
        scan=scan.sha256,
    )
    return review
