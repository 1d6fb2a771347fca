"""Questions to the trail."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import models
from django.db.models import QuerySet

from gongkai.web.trail.models import Chain, Entry
from gongkai.web.trail.order import settled_to


def entries_of(record: models.Model) -> QuerySet[Entry]:
    """What was done to a record, oldest first."""
    entries = Entry.objects.filter(record_type=record._meta.label_lower, record_id=str(record.pk))
    return entries.select_related("body").order_by("sequence")


def entries_after(
    sequence: int, *, codes: Collection[str] | None = None, limit: int = 200, settled: int | None = None
) -> list[Entry]:
    """The entries above a sequence number, oldest first; go on with the last one's number and nothing is ever missed.

    Entries that are committed while one with a lower number may still appear wait for the next time. `actions.outbox`
    keeps the number for a reader.
    """
    to = settled_to(Entry.objects.all()) if settled is None else settled
    found = Entry.objects.filter(sequence__gt=sequence, sequence__lte=to).order_by("sequence")
    if codes is not None:
        found = found.filter(code__in=codes)
    return list(found[:limit])


def chains_all() -> QuerySet[Chain]:
    """Every chain with its body, the installation's last."""
    return Chain.objects.select_related("body").order_by("body__code", "name")


def entries_filtered(entries: QuerySet[Entry], filters: Mapping[str, Any]) -> QuerySet[Entry]:
    """Entries narrowed by the fields of `forms.TrailFilter`."""
    asked = {
        "chain_id": filters.get("chain"),
        "actor_name__icontains": filters.get("person"),
        "on__gte": filters.get("first"),
        "on__lte": filters.get("last"),
        "code": filters.get("code"),
        "record_id": filters.get("record"),
    }
    return entries.filter(**{name: value for name, value in asked.items() if value})


def entries_before(entries: QuerySet[Entry], sequence: int | None, *, limit: int) -> list[Entry]:
    """The page of entries below a number, newest first."""
    return list((entries if sequence is None else entries.filter(sequence__lt=sequence))[:limit])
