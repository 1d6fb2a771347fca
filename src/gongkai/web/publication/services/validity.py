"""Whether a document still holds: repealed by another paper, lapsed by itself, and the yearly clean-up (清理)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from gongkai.core.errors_register import AlreadyEnded, BasisMissing, NotYetExpired
from gongkai.core.errors_reviews import ReasonMissing
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.duty import must_hold
from gongkai.web.publication.kinds import Validity
from gongkai.web.publication.locks import locked
from gongkai.web.publication.models import CleanupDecision, Document, PublicNote
from gongkai.web.trail.actions import log_action


@transaction.atomic
def document_repeal(
    *,
    document: Document,
    ended_on: date,
    actor: Any,
    on: date,
    basis: str = "",
    basis_document: Document | None = None,
    successor: Document | None = None,
) -> Document:
    """Say that a document was repealed (废止), or replaced where it has a successor; its page stays and says so.

    Raises:
        BasisMissing: neither a paper of this house nor a title and number was named.
        AlreadyEnded; NotYours.
    """
    document = _still_valid(document)
    must_hold(actor, Right.RELEASE, body=document.body, on=on)
    words = basis.strip() or (f"{basis_document.title} {basis_document.doc_no}".strip() if basis_document else "")
    if not words or (basis_document is not None and basis_document.pk == document.pk):
        raise BasisMissing()
    document.validity = Validity.REPLACED if successor else Validity.REPEALED
    document.ended_on, document.ended_basis, document.ended_by, document.successor = ended_on, words, basis_document, successor
    document.save(update_fields=["validity", "ended_on", "ended_basis", "ended_by", "successor"])
    _tell_the_public(document, on, f"本文件已于{_day(ended_on)}{'被替代' if successor else '废止'}。依据：{words}。")
    log_action("document.ended", document, body=document.body, actor=actor, on=on, validity=str(document.validity))
    return document


@transaction.atomic
def document_lapse(*, document: Document, actor: Any | None, on: date) -> Document:
    """Say that a document lapsed by itself when its period of validity was over (自然失效); nobody has to decide it.

    `actor` is None where the house does it on the day after the last one.

    Raises:
        NotYetExpired: its period is not over, or it has none; AlreadyEnded; NotYours.
    """
    document = _still_valid(document)
    if actor is not None:
        must_hold(actor, Right.RELEASE, body=document.body, on=on)
    if document.expires_on is None or document.expires_on >= on:
        raise NotYetExpired(title=document.title, until=document.expires_on or "（未定）")
    document.validity, document.ended_on = Validity.EXPIRED, document.expires_on
    document.save(update_fields=["validity", "ended_on"])
    _tell_the_public(document, on, f"本文件有效期至{_day(document.expires_on)}，已自然失效。")
    log_action("document.ended", document, body=document.body, actor=actor, on=on, validity=str(Validity.EXPIRED))
    return document


@transaction.atomic
def cleanup_enter(
    *, document: Document, year: int, result: str, decided_on: date, actor: Any, on: date, reason: str = ""
) -> CleanupDecision:
    """Enter what the clean-up of a year decided about a document. Entered again, it replaces what was entered.

    The repeal or change that follows is an act of its own.

    Raises:
        ReasonMissing: a document that does not stay as it is needs its reason; NotYours.
    """
    document = locked(document)
    must_hold(actor, Right.DRAFT, body=document.body, on=on)
    if result != CleanupDecision.Result.KEEP and not reason.strip():
        raise ReasonMissing()
    values = {"result": result, "reason": reason.strip(), "decided_on": decided_on, "by": actor}
    decision, _ = CleanupDecision.objects.update_or_create(document=document, year=year, defaults=values)
    log_action("document.cleaned_up", document, body=document.body, actor=actor, on=on, year=year, result=result)
    return decision


def _still_valid(document: Document) -> Document:
    document = locked(document)
    if document.validity != Validity.VALID:
        raise AlreadyEnded(title=document.title, validity=document.get_validity_display())
    return document


def _tell_the_public(document: Document, on: date, text: str) -> None:
    if document.released_id is not None:
        PublicNote.objects.create(document=document, on=on, text=text[:300])


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
