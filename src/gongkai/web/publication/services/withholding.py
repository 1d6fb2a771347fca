"""What is not published, and why; looked at again every year (R 13-16, 18)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from gongkai.core.errors_after import StillPublic
from gongkai.core.errors_reviews import ReasonMissing
from gongkai.core.proactive import reassess_by
from gongkai.core.publication import Move, Stage, stage_after
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.duty import must_hold
from gongkai.web.publication.locks import locked
from gongkai.web.publication.models import Document, Reassessment
from gongkai.web.trail.actions import log_action

Result = Reassessment.Result


@transaction.atomic
def document_keep(*, document: Document, basis: str, reason: str, actor: Any, on: date) -> Reassessment:
    """Decide that a draft is not published, with its article and reason; it is weighed again within a year (R 18).

    Raises:
        NotYours (the disclosure office decides it); PublicationStepNotAllowed; ReasonMissing; StillPublic.
    """
    document = locked(document)
    must_hold(actor, Right.REVIEW_SECOND, body=document.body, on=on)
    stage = stage_after(Stage(document.stage), Move.KEEP)
    if document.released_id is not None:
        raise StillPublic(title=document.title)
    if not reason.strip():
        raise ReasonMissing()
    document.stage = stage.value
    document.save(update_fields=["stage"])
    kept = _looked(document, Result.KEEP, basis, reason, actor, on)
    log_action("document.kept", document, body=document.body, actor=actor, on=on, basis=basis.strip())
    return kept


@transaction.atomic
def document_reassess(*, document: Document, result: str, basis: str, reason: str, actor: Any, on: date) -> Reassessment:
    """Weigh again what is not published: it stays so for a reason, or goes back to drafting and through all reviews (R 18).

    Raises:
        NotYours, PublicationStepNotAllowed, ReasonMissing.
    """
    document = locked(document)
    must_hold(actor, Right.REVIEW_SECOND, body=document.body, on=on)
    stage = stage_after(Stage(document.stage), Move.REASSESS)
    if not reason.strip():
        raise ReasonMissing()
    if result == Result.OPEN:
        document.stage = stage.value
        document.save(update_fields=["stage"])
    looked = _looked(document, Result(result), basis, reason, actor, on)
    log_action("document.reassessed", document, body=document.body, actor=actor, on=on, result=str(result))
    return looked


def _looked(document: Document, result: Result, basis: str, reason: str, actor: Any, on: date) -> Reassessment:
    return Reassessment.objects.create(
        document=document,
        on=on,
        by=actor,
        result=result,
        basis=basis.strip(),
        reason=reason.strip(),
        next_by=reassess_by(on) if result == Result.KEEP else None,
    )
