"""Documents registered and changed: every change is a new version, and any change starts the reviews again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.core.errors_publication import DocumentChangedMeanwhile, IndexNumberFixed
from gongkai.core.errors_register import EntryNotOpen, IndexNumberTaken, NotAnExplanation
from gongkai.core.publication import Move, Stage, stage_after
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.catalogue import fields_of, last_day
from gongkai.web.publication.duty import must_hold
from gongkai.web.publication.html import clean_html
from gongkai.web.publication.kinds import Attribute, DocumentKind
from gongkai.web.publication.lapses import lapse_plan
from gongkai.web.publication.locks import locked
from gongkai.web.publication.models import Document, DocumentVersion, Draft, IssueEntry
from gongkai.web.publication.numbering import next_index_no
from gongkai.web.publication.versions import NamedFile, files_of, version_made
from gongkai.web.trail.actions import log_action


@transaction.atomic
def document_register(
    *,
    body: Any,
    facts: Mapping[str, Any],
    html: str = "",
    original: Any = None,
    attachments: Sequence[NamedFile] = (),
    actor: Any,
    on: date,
    entry: IssueEntry | None = None,
    explains: Document | None = None,
    old_address: str = "",
) -> Document:
    """Register a document to be published: its catalogue fields, its first version, its index number and last day (R 26).

    Raises:
        NotYours; EntryNotOpen (its 发文 is not to be published); NotAnExplanation; FieldWrong, HeadNotOfLevel; SecretInText.
    """
    must_hold(actor, Right.DRAFT, body=body, on=on)
    _entry_is_open(entry, body)
    document = Document(body=body, entry=entry, old_address=old_address, drafted_by=actor, **fields_of(facts, body))
    document.explains = _explained(document, explains)
    document.issuer = document.issuer or body.name
    document.publish_by = last_day(document)
    document.index_no = next_index_no(body, on)
    document.save(force_insert=True)
    version = version_made(document, 1, clean_html(html), original, attachments, actor)
    document.current = version
    document.save(update_fields=["current"])
    lapse_plan(document)
    log_action("document.registered", document, body=body, actor=actor, on=on, version=1, digest=version.digest)
    return document


@transaction.atomic
def document_change(
    *,
    document: Document,
    facts: Mapping[str, Any],
    html: str,
    base: int,
    actor: Any,
    on: date,
    original: Any = None,
    attachments: Sequence[NamedFile] | None = None,
    note: str = "",
) -> DocumentVersion:
    """Write a new version. `base` is the number of the version the change began from.

    Fields that `facts` does not name stay as they are; without `attachments` the files stay. The same content as the version
    in hand is no change: that version is returned and nothing is written.

    Raises:
        DocumentChangedMeanwhile: somebody else wrote a version since; nothing is overwritten.
        NotYours; PublicationStepNotAllowed; FieldWrong, HeadNotOfLevel; SecretInText.
    """
    document = locked(document)
    must_hold(actor, Right.DRAFT, body=document.body, on=on)
    current = _current_from(document, base)
    for name, value in fields_of(facts, document.body).items():
        setattr(document, name, value)
    files = attachments if attachments is not None else files_of(current)
    version = version_made(document, base + 1, clean_html(html), original or current.original, files, actor, note=note)
    if version is current:
        return current
    _in_hand(document, version, actor)
    log_action(
        "document.changed", document, body=document.body, actor=actor, on=on, version=version.number, digest=version.digest
    )
    return version


@transaction.atomic
def document_restore(*, document: Document, number: int, base: int, actor: Any, on: date) -> DocumentVersion:
    """Take an earlier version up again, as a new one; the reviews start again.

    Raises:
        DocumentChangedMeanwhile, NotYours, PublicationStepNotAllowed.
    """
    document = locked(document)
    must_hold(actor, Right.DRAFT, body=document.body, on=on)
    current = _current_from(document, base)
    earlier = DocumentVersion.objects.get(document=document, number=number)
    for name, value in fields_of(earlier.facts, document.body).items():
        setattr(document, name, value)
    version = version_made(
        document, base + 1, earlier.html, earlier.original, files_of(earlier), actor, note=f"恢复第{number}版"
    )
    if version is current:
        return current
    _in_hand(document, version, actor)
    log_action("document.restored", document, body=document.body, actor=actor, on=on, version=version.number, of=number)
    return version


@transaction.atomic
def document_index_set(*, document: Document, index_no: str, actor: Any, on: date) -> Document:
    """Give a document another index number (索引号), before it was ever released.

    Raises:
        IndexNumberFixed: it was released under the number it has.
        IndexNumberTaken: another document has it.
    """
    document = locked(document)
    must_hold(actor, Right.DRAFT, body=document.body, on=on)
    if document.first_released_at is not None:
        raise IndexNumberFixed(index_no=document.index_no)
    wanted = index_no.strip()
    if not wanted or Document.objects.filter(index_no=wanted).exclude(pk=document.pk).exists():
        raise IndexNumberTaken(index_no=wanted or "（空）")
    document.index_no = wanted
    document.save(update_fields=["index_no"])
    log_action("document.index_set", document, body=document.body, actor=actor, on=on, index_no=document.index_no)
    return document


@transaction.atomic
def explanation_link(*, document: Document, explains: Document | None, actor: Any, on: date) -> Document:
    """Say which policy document an explanation (解读) explains, or that it explains none.

    Raises:
        NotAnExplanation: not an explanation, or nothing that can be explained by it.
    """
    document = locked(document)
    must_hold(actor, Right.DRAFT, body=document.body, on=on)
    document.explains = _explained(document, explains)
    document.save(update_fields=["explains"])
    of = str(explains.pk) if explains else None
    log_action("document.explanation_linked", document, body=document.body, actor=actor, on=on, of=of)
    return document


def _current_from(document: Document, base: int) -> DocumentVersion:
    """The version in hand, where it is the one the change began from."""
    current: DocumentVersion = document.current
    if current.number != base:
        raise DocumentChangedMeanwhile(title=document.title, number=current.number, name=current.made_by.name)
    return current


def _in_hand(document: Document, version: DocumentVersion, actor: Any) -> None:
    """Take a new version in hand: back to drafting, a planned release is off, the draft has become it."""
    document.stage = stage_after(Stage(document.stage), Move.CHANGE).value
    document.current, document.release_at, document.publish_by = version, None, last_day(document)
    document.save()
    lapse_plan(document)
    Draft.objects.filter(document=document, editor=actor).delete()


def _entry_is_open(entry: IssueEntry | None, body: Any) -> None:
    if entry is None:
        return
    now = IssueEntry.objects.select_for_update().get(pk=entry.pk)
    if now.state != IssueEntry.State.CONFIRMED or now.attribute != Attribute.OPEN or now.body_id != body.pk:
        raise EntryNotOpen(number=now.number)


def _explained(document: Document, explains: Document | None) -> Document | None:
    if explains is None:
        return None
    fits = document.kind == DocumentKind.EXPLANATION and explains.kind != DocumentKind.EXPLANATION
    if not fits or explains.body_id != document.body_id or explains.pk == document.pk:
        raise NotAnExplanation()
    return explains
