"""A document's row, locked until the transaction ends."""

from __future__ import annotations

from gongkai.web.publication.models import Document


def locked(document: Document) -> Document:
    """The document as it is now, with its row held.

    Without joins: a joined row is read before the lock is had, and would be the one from before.
    """
    return Document.objects.select_for_update().get(pk=document.pk)
