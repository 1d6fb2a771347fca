"""What is being typed: kept at every pause and no act until it becomes a version; and who else is typing (ux.md 22)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from gongkai.web.publication.catalogue import FACTS
from gongkai.web.publication.html import clean_html
from gongkai.web.publication.models import Document, Draft, Presence
from gongkai.web.publication.screening import findings_of

PING = timedelta(seconds=10)  # how often an open editor says so
GONE = PING * 3  # nobody is shown as editing after three missed pings


@dataclass(frozen=True, slots=True)
class Kept:
    """What the editor is told after a pause: when it was kept, whether somebody wrote a version meanwhile, who else is here."""

    at: datetime
    moved_to: int | None
    others: tuple[str, ...]


@transaction.atomic
def draft_keep(*, document: Document, editor: Any, base: int, html: str, facts: Mapping[str, Any], at: datetime) -> Kept:
    """Keep what `editor` has typed. A version written by somebody else meanwhile is told; nothing is merged or overwritten.

    Raises:
        SecretInText: a secrecy mark was typed; nothing of it is kept.
    """
    known = {name: str(facts[name] or "") for name in FACTS if name in facts}
    clean = clean_html(html)
    findings_of(clean, known)  # refuses secrecy marks before anything is written
    version = document.versions.filter(number=base).first()
    values = {"base": version, "html": clean, "facts": known, "saved_at": at}
    Draft.objects.update_or_create(document=document, editor=editor, defaults=values)
    now = Document.objects.select_related("current").get(pk=document.pk).current
    return Kept(at, now.number if now and now.number != base else None, presence_ping(document=document, editor=editor, at=at))


def draft_of(document: Document, editor: Any) -> Draft | None:
    """What `editor` typed last and did not save as a version."""
    return Draft.objects.filter(document=document, editor=editor).select_related("base").first()


def draft_drop(*, document: Document, editor: Any) -> None:
    """Throw away what was typed and not saved."""
    Draft.objects.filter(document=document, editor=editor).delete()
    presence_end(document=document, editor=editor)


def presence_ping(*, document: Document, editor: Any, at: datetime) -> tuple[str, ...]:
    """Say that `editor` has the document open; the names of everybody else who has."""
    Presence.objects.update_or_create(document=document, editor=editor, defaults={"seen_at": at})
    return editing_now(document, at=at, but=editor)


def presence_end(*, document: Document, editor: Any) -> None:
    """Say that `editor` closed the document."""
    Presence.objects.filter(document=document, editor=editor).delete()


def editing_now(document: Document, *, at: datetime, but: Any) -> tuple[str, ...]:
    """The names of those who have the document open, without `but`."""
    found = Presence.objects.filter(document=document, seen_at__gt=at - GONE).exclude(editor=but).select_related("editor")
    return tuple(each.editor.name for each in found.order_by("editor__name"))
