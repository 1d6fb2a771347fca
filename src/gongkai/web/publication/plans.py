"""The kinds of work that fall due in this app, and the keys that make planning one twice one plan."""

from __future__ import annotations

from gongkai.web.publication.models import Document

RELEASE = "document.release"
DISPLAY = "document.display"


def release_key(document: Document) -> str:
    """The key of a document's planned release."""
    return f"{RELEASE}:{document.pk}"


def display_key(document: Document) -> str:
    """The key of the end of a document's period of display (公示期)."""
    return f"{DISPLAY}:{document.pk}"
