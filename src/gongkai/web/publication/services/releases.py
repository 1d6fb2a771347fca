"""Release, repost, proof, and what is done when something public was wrong. Nothing is released that was not reviewed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.core.errors_reviews import NotReleased, ReadByItsMaker, ReasonMissing, ReleaseTimePast
from gongkai.core.publication import Move, Stage, stage_after
from gongkai.web.bodies.kinds import Right
from gongkai.web.notices import due
from gongkai.web.publication.duty import must_hold, standing_in
from gongkai.web.publication.locks import locked
from gongkai.web.publication.models import Channel, Document, PublicNote, Reading, ReleaseRecord
from gongkai.web.publication.plans import RELEASE, release_key
from gongkai.web.publication.signing import may_go_public
from gongkai.web.trail.actions import log_action


@transaction.atomic
def document_release(*, document: Document, at: datetime, actor: Any, on: date, note: str = "") -> ReleaseRecord:
    """Release the version in hand on the body's own platform (R 23, 24, 26). Everything is asked again at this moment.

    `note` is the dated sentence on the page where a version was public before (what was corrected).

    Raises:
        ReviewsIncomplete, SamePerson, VersionTampered, FindingsBlock, BodyEnded, NotYours, PublicationStepNotAllowed,
        ReasonMissing (a correction without its note).
    """
    document = locked(document)
    stage = stage_after(Stage(document.stage), Move.RELEASE)
    must_hold(actor, Right.RELEASE, body=document.body, on=on)
    may_go_public(document, on=on)
    if document.released_id is not None or document.withdrawn_on is not None:
        if not note.strip():
            raise ReasonMissing()
        PublicNote.objects.create(document=document, on=on, text=note.strip())
    document.stage, document.released, document.release_at = stage.value, document.current, None
    document.first_released_at = document.first_released_at or at
    document.withdrawn_on, document.withdrawal_note = None, ""
    document.save()
    lent = standing_in(actor, Right.RELEASE, body=document.body, on=on)
    release = ReleaseRecord.objects.create(
        document=document, version=document.current, channel=Channel.PORTAL, on=on, at=at, by=actor, acting_for=lent
    )
    log_action(
        "document.released",
        document,
        body=document.body,
        actor=actor,
        on=on,
        version=document.current.number,
        digest=document.current.digest,
        on_loan=bool(lent),
    )
    return release


@transaction.atomic
def document_schedule(*, document: Document, at: datetime, now: datetime, actor: Any, on: date, note: str = "") -> Document:
    """Plan the release of a reviewed version; at that moment everything is asked again."""
    document = locked(document)
    stage = stage_after(Stage(document.stage), Move.SCHEDULE)
    must_hold(actor, Right.RELEASE, body=document.body, on=on)
    if at <= now:
        raise ReleaseTimePast()
    may_go_public(document, on=on)
    if (document.released_id is not None or document.withdrawn_on is not None) and not note.strip():
        raise ReasonMissing()
    document.stage, document.release_at, document.release_by, document.release_note = stage.value, at, actor, note.strip()
    document.save(update_fields=["stage", "release_at", "release_by", "release_note"])
    due.plan(release_key(document), RELEASE, record=document, at=at)
    log_action("document.scheduled", document, body=document.body, actor=actor, on=on, at=at.isoformat())
    return document


@transaction.atomic
def document_unschedule(*, document: Document, actor: Any, on: date) -> Document:
    """Take a planned release back.

    Raises:
        NotYours, PublicationStepNotAllowed.
    """
    document = locked(document)
    document.stage, document.release_at = stage_after(Stage(document.stage), Move.UNSCHEDULE).value, None
    must_hold(actor, Right.RELEASE, body=document.body, on=on)
    document.save(update_fields=["stage", "release_at"])
    due.cancel(release_key(document))
    log_action("document.unscheduled", document, body=document.body, actor=actor, on=on)
    return document


@transaction.atomic
def document_plan_refuse(*, document: Document, reason: str, actor: Any | None, on: date) -> Document:
    """Write down that a planned release was refused when its time came; it waits for the publisher again."""
    document = locked(document)
    if actor is not None:
        must_hold(actor, Right.RELEASE, body=document.body, on=on)
    document.stage, document.release_at = stage_after(Stage(document.stage), Move.UNSCHEDULE).value, None
    document.save(update_fields=["stage", "release_at"])
    log_action("document.release_refused", document, body=document.body, actor=actor, on=on, reason=reason[:300])
    return document


@transaction.atomic
def release_record(
    *,
    document: Document,
    channel: str,
    actor: Any,
    on: date,
    account: str = "",
    address: str = "",
    at: datetime | None = None,
    repost: bool = False,
    proof_file: Any = None,
    note: str = "",
    reach: int | None = None,
) -> ReleaseRecord:
    """Write down a release or repost through another channel: link, time, proof. The same link twice is one record.

    Raises:
        NotReleased: nothing of the document is public, so nothing of it can have been released elsewhere.
    """
    document = locked(document)
    must_hold(actor, Right.RELEASE, body=document.body, on=on)
    if document.released is None:
        raise NotReleased(title=document.title, act="登记其他渠道的发布", act_en="record a release elsewhere of")
    known = (
        ReleaseRecord.objects.filter(version=document.released, channel=channel, address=address).exclude(address="").first()
    )
    if known is not None:
        return known
    release = ReleaseRecord.objects.create(
        document=document,
        version=document.released,
        channel=channel,
        account=account,
        address=address,
        on=on,
        at=at,
        repost=repost,
        proof_file=proof_file,
        note=note,
        reach=reach,
        by=actor,
    )
    log_action("release.recorded", document, body=document.body, actor=actor, on=on, channel=channel, repost=repost)
    return release


@transaction.atomic
def release_prove(
    *, release: ReleaseRecord, proof: str, details: dict[str, Any], at: datetime, actor: Any, on: date
) -> ReleaseRecord:
    """Keep what the look at the public address said (发布凭证). `actor` is None where the house looked by itself."""
    release = ReleaseRecord.objects.select_for_update().get(pk=release.pk)
    if actor is not None:
        must_hold(actor, Right.RELEASE, body=release.document.body, on=on)
    release.proof, release.proof_details, release.proof_at = proof, details, at
    release.save(update_fields=["proof", "proof_details", "proof_at"])
    document = release.document
    log_action("release.proven", document, body=document.body, actor=actor, on=on, proof=proof, release=str(release.pk))
    return release


@transaction.atomic
def reading_enter(*, document: Document, right: bool, note: str, actor: Any, on: date) -> Reading:
    """The reading by a second person after release: found right, or what was found.

    Raises:
        ReadByItsMaker: by the one who wrote or released it.
    """
    document = locked(document)
    must_hold(actor, Right.READ_AFTER, body=document.body, on=on)
    if document.released is None:
        raise NotReleased(title=document.title, act="核读", act_en="read")
    released_by = document.releases.filter(version=document.released, channel=Channel.PORTAL).values_list("by_id", flat=True)
    if actor.pk == document.released.made_by_id or actor.pk in set(released_by):
        raise ReadByItsMaker()
    if not right and not note.strip():
        raise ReasonMissing()
    reading = Reading.objects.create(
        document=document, version=document.released, by=actor, on=on, right=right, note=note.strip()
    )
    log_action("document.read_after", document, body=document.body, actor=actor, on=on, right=right)
    return reading


@transaction.atomic
def document_withdraw(*, document: Document, note: str, actor: Any, on: date) -> Document:
    """Take a document off the public pages at once; a dated word stays at its address (law.md 10.3).

    Raises:
        ReasonMissing: the public is told why.
    """
    document = locked(document)
    must_hold(actor, Right.RELEASE, body=document.body, on=on)
    if document.released is None:
        raise NotReleased(title=document.title, act="撤下", act_en="withdraw")
    if not note.strip():
        raise ReasonMissing()
    if Stage(document.stage) is Stage.RELEASED:
        document.stage = stage_after(Stage.RELEASED, Move.WITHDRAW).value
    document.released, document.withdrawn_on, document.withdrawal_note = None, on, note.strip()
    document.save()
    log_action("document.withdrawn", document, body=document.body, actor=actor, on=on)
    return document
