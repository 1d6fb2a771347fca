"""Entries in words, for pages and lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from gongkai.web.trail.actions import sentence, words_of
from gongkai.web.trail.models import Entry


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is shown."""

    text: str
    what: str
    who: str
    at: str
    stamp: str
    on: str
    day: str
    body: str
    kind: str
    entry: Entry


def line_of(entry: Entry, lang: str) -> Line:
    """An entry in the words of a language; the instant in the time of the house."""
    at = entry.at.astimezone(get_current_timezone())
    return Line(
        text=sentence(entry, lang),
        what=words_of(entry.code, lang),
        who=entry.actor_name or _("系统"),
        at=at.strftime("%Y-%m-%d %H:%M:%S"),
        stamp=at.isoformat(timespec="seconds"),
        on=entry.on.isoformat(),
        day=at.date().isoformat(),
        body=str(entry.body) if entry.body_id else _("本系统"),
        kind=kind_of(entry.record_type),
        entry=entry,
    )


def kind_of(record_type: str) -> str:
    """What kind of record an entry speaks of, in words."""
    try:
        return str(apps.get_model(record_type)._meta.verbose_name) if record_type else ""
    except (LookupError, ValueError):
        return record_type


def details_of(entry: Entry) -> str:
    """The details in one text, for lists that leave the house."""
    return "；".join(f"{name}={_flat(value)}" for name, value in entry.details.items())


def _flat(value: Any) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
