"""Questions to the trail."""

from __future__ import annotations

from collections.abc import Collection

from django.db import models
from django.db.models import QuerySet

from gongkai.web.trail.models import Chain, Entry
from gongkai.web.trail.order import settled_to


def entries_of(record: models.Model) -> QuerySet[Entry]:
    """What was done to a record, oldest first."""
    return Entry.objects.filter(record_type=record._meta.label_lower, record_id=str(record.pk)).order_by("sequence")


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
