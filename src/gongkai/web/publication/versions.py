"""What a version is made of, and the digest every signature names.

The digest is the SHA-256 of one line of JSON: sorted keys, no spaces, UTF-8, of
`{"attachments": [[name, sha256], …], "facts": {…}, "html": "…", "original": sha256 or null}`.
Anybody can compute it again from the page and its files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gongkai.web.publication.catalogue import facts_of
from gongkai.web.publication.models import Attachment, Document, DocumentVersion
from gongkai.web.publication.screening import findings_of

NamedFile = tuple[str, Any]  # the name the public sees, and the StoredFile


def digest_of(html: str, facts: Mapping[str, Any], original: str | None, attachments: Iterable[tuple[str, str]]) -> str:
    """The digest of a version's text, fields and files (names and SHA-256 of attachments in their order)."""
    whole = {"attachments": [list(each) for each in attachments], "facts": dict(facts), "html": html, "original": original}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def digest_now(version: DocumentVersion) -> str:
    """The digest of a version as it lies in the database now; other than `version.digest` only where somebody changed it."""
    attachments = [(each.name, each.file.sha256) for each in version.attachments.select_related("file")]
    return digest_of(version.html, version.facts, version.original.sha256 if version.original else None, attachments)


def files_of(version: DocumentVersion) -> list[NamedFile]:
    """The attachments of a version by their public names, in their order."""
    return [(each.name, each.file) for each in version.attachments.select_related("file")]


def version_made(
    document: Document,
    number: int,
    html: str,
    original: Any,
    attachments: Sequence[NamedFile],
    actor: Any,
    *,
    note: str = "",
) -> DocumentVersion:
    """Write a version of the document's fields as they are now; the version in hand where nothing differs from it.

    Raises:
        SecretInText: a secrecy mark stands in it.
    """
    facts, current = facts_of(document), document.current
    named = [(name, file.sha256) for name, file in attachments]
    digest = digest_of(html, facts, original.sha256 if original else None, named)
    if current is not None and current.digest == digest:
        return current
    files = [*([(original.name, original)] if original else []), *attachments]
    version = DocumentVersion.objects.create(
        document=document,
        number=number,
        html=html,
        facts=facts,
        digest=digest,
        original=original,
        findings=findings_of(html, facts, files, seen=_digests(current), before=current.findings if current else ()),
        made_by=actor,
        note=note,
    )
    Attachment.objects.bulk_create(
        Attachment(version=version, file=file, name=name, place=place) for place, (name, file) in enumerate(attachments)
    )
    return version


def _digests(version: DocumentVersion | None) -> set[str]:
    """The digests of all files of a version."""
    if version is None:
        return set()
    return {file.sha256 for file in (version.original, *(file for _, file in files_of(version))) if file is not None}
