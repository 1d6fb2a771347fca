"""Documents registered and changed: every change is a new version, and any change starts the reviews again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.core.clocks import publication_due
from gongkai.core.errors_publication import DocumentChangedMeanwhile, IndexNumberFixed
from gongkai.core.publication import Move, Stage, stage_after
from gongkai.web.publication.html import clean_html
from gongkai.web.publication.locks import locked
from gongkai.web.publication.models import Attachment, Document, DocumentVersion, Draft
from gongkai.web.publication.numbering import index_no_of, next_number
from gongkai.web.publication.screening import findings_of
from gongkai.web.publication.versions import FACTS, digest_of, facts_of
from gongkai.web.trail.actions import log_action

NamedFile = tuple[str, Any]  # the name the public sees, and the StoredFile


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
    entry: Any = None,
    explains: Document | None = None,
    old_address: str = "",
) -> Document:
    """Register a document to be published: its catalogue fields, its first version, its index number and last day (R 26)."""
    document = Document(body=body, entry=entry, explains=explains, old_address=old_address, drafted_by=actor, **_fields(facts))
    document.issuer = document.issuer or body.name
    document.publish_by = publication_due(document.formed_on).day if document.formed_on else None
    number = next_number(body, "index", on.year)
    document.index_no = index_no_of(body, on.year, number)
    document.save(force_insert=True)
    version = _version(document, 1, clean_html(html), original, attachments, actor, note="")
    document.current = version
    document.save(update_fields=["current"])
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

    The same content as the version in hand is no change: that version is returned and nothing is written.

    Raises:
        DocumentChangedMeanwhile: somebody else wrote a version since; nothing is overwritten.
    """
    document = locked(document)
    current = document.current
    if current.number != base:
        raise DocumentChangedMeanwhile(title=document.title, number=current.number, name=current.made_by.name)
    for name, value in _fields(facts).items():
        setattr(document, name, value)
    files = attachments if attachments is not None else [(each.name, each.file) for each in current.attachments.all()]
    version = _version(
        document, base + 1, clean_html(html), original or current.original, files, actor, note, instead_of=current
    )
    if version is current:
        return current
    document.stage = stage_after(Stage(document.stage), Move.CHANGE).value
    document.current = version
    document.publish_by = publication_due(document.formed_on).day if document.formed_on else None
    document.save()
    Draft.objects.filter(document=document, editor=actor).delete()
    log_action(
        "document.changed", document, body=document.body, actor=actor, on=on, version=version.number, digest=version.digest
    )
    return version


@transaction.atomic
def document_restore(*, document: Document, number: int, base: int, actor: Any, on: date) -> DocumentVersion:
    """Take an earlier version up again, as a new one."""
    earlier = DocumentVersion.objects.get(document=document, number=number)
    files = [(each.name, each.file) for each in earlier.attachments.select_related("file")]
    document = locked(document)
    if document.current.number != base:
        raise DocumentChangedMeanwhile(title=document.title, number=document.current.number, name=document.current.made_by.name)
    for name, value in _fields(earlier.facts).items():
        setattr(document, name, value)
    version = _version(document, base + 1, earlier.html, earlier.original, files, actor, note=f"恢复第{number}版")
    document.stage = stage_after(Stage(document.stage), Move.CHANGE).value
    document.current = version
    document.save()
    log_action("document.restored", document, body=document.body, actor=actor, on=on, version=version.number, of=number)
    return version


@transaction.atomic
def document_index_set(*, document: Document, index_no: str, actor: Any, on: date) -> Document:
    """Give a document another index number (索引号), before it was ever released.

    Raises:
        IndexNumberFixed: it was released under the number it has.
    """
    document = locked(document)
    if document.first_released_at is not None:
        raise IndexNumberFixed(index_no=document.index_no)
    document.index_no = index_no.strip()
    document.save(update_fields=["index_no"])
    log_action("document.index_set", document, body=document.body, actor=actor, on=on, index_no=document.index_no)
    return document


def _fields(facts: Mapping[str, Any]) -> dict[str, Any]:
    fields = {name: facts[name] for name in FACTS if name in facts}
    for name in ("formed_on", "effective_on", "expires_on"):
        value = fields.get(name)
        if name in fields:
            fields[name] = date.fromisoformat(value) if isinstance(value, str) and value else value or None
    return fields


def _version(
    document: Document,
    number: int,
    html: str,
    original: Any,
    attachments: Sequence[NamedFile],
    actor: Any,
    note: str,
    instead_of: DocumentVersion | None = None,
) -> DocumentVersion:
    facts = facts_of(document)
    named = [(name, file.sha256) for name, file in attachments]
    digest = digest_of(html, facts, original.sha256 if original else None, named)
    if instead_of is not None and instead_of.digest == digest:
        return instead_of
    version = DocumentVersion.objects.create(
        document=document,
        number=number,
        html=html,
        facts=facts,
        digest=digest,
        original=original,
        findings=findings_of(html, facts),
        made_by=actor,
        note=note,
    )
    Attachment.objects.bulk_create(
        Attachment(version=version, file=file, name=name, place=place) for place, (name, file) in enumerate(attachments)
    )
    return version
