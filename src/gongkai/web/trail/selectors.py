"""Questions to the trail."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection, models
from django.db.models import Q, QuerySet

from gongkai.web.trail.models import Entry, Reader


def entries_of(record: models.Model) -> QuerySet[Entry]:
    """What was done to a record, oldest first."""
    return Entry.objects.filter(record_type=record._meta.label_lower, record_id=str(record.pk)).select_related("actor")


def entries_unread(reader: Reader, *, codes: Collection[str] = (), most: int = 500) -> list[Entry]:
    """What a reader has not seen yet, in an order in which nothing can be missed.

    Entries of transactions that are still open, and of all that began after the oldest open one, wait for the next time.
    """
    after = Q(transaction=reader.transaction, sequence__gt=reader.sequence) | Q(transaction__gt=reader.transaction)
    found = Entry.objects.filter(after).order_by("transaction", "sequence")
    if codes:
        found = found.filter(code__in=codes)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            found = found.filter(transaction__lt=cursor.fetchone()[0])
    return list(found[:most])
