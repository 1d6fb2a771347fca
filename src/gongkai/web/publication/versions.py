"""What a version is made of, and the digest every signature names.

The digest is the SHA-256 of one line of JSON: sorted keys, no spaces, UTF-8, of
`{"attachments": [[name, sha256], …], "facts": {…}, "html": "…", "original": sha256 or null}`.
Anybody can compute it again from the page and its files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from gongkai.web.publication.models import Document, DocumentVersion

FACTS = (
    *("title", "doc_no", "issuer", "kind", "head", "column", "topic", "genre", "abstract", "keywords", "source"),
    *("formed_on", "effective_on", "expires_on"),
)


def facts_of(document: Document) -> dict[str, Any]:
    """The catalogue fields of a document as they are written into a version."""
    return {name: _plain(getattr(document, name)) for name in FACTS}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def digest_of(html: str, facts: Mapping[str, Any], original: str | None, attachments: Iterable[tuple[str, str]]) -> str:
    """The digest of a version's text, fields and files (names and SHA-256 of attachments in their order)."""
    whole = {"attachments": [list(each) for each in attachments], "facts": dict(facts), "html": html, "original": original}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def digest_now(version: DocumentVersion) -> str:
    """The digest of a version as it lies in the database now; other than `version.digest` only where somebody changed it."""
    attachments = [(each.name, each.file.sha256) for each in version.attachments.select_related("file")]
    return digest_of(version.html, version.facts, version.original.sha256 if version.original else None, attachments)
