"""How a reader that goes on "after N" misses nothing, although sequence numbers are drawn before they are committed.

On SQLite one transaction writes at a time, so that numbers come in the order of commits. On PostgreSQL a writer, before
it draws its first number, takes a shared advisory lock whose key is the last number drawn so far; the lock falls with its
transaction. A reader reads, in this order, the last number drawn, the lowest of these locks, and then the entries up to
the lower of the two: whatever is at or below it is committed or was rolled back. Nothing of this is stored, so that a
restored or moved database reads on as before.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, models
from django.db.models.functions import Now

_SPACE = 0x676B << 48  # "gk": the advisory locks of the trail lie above this key
_HELD = "gongkai.trail_held"  # a setting of the transaction: rolled back with its savepoint, as the lock is

_TAKE = f"""
    SELECT clock_timestamp(),
           CASE WHEN coalesce(current_setting('{_HELD}', true), '') = ''
                THEN set_config('{_HELD}', 'held' || pg_advisory_xact_lock_shared({_SPACE}::bigint + last_value)::text, true)
           END
    FROM {{sequence}}
"""  # noqa: S608 - constants only
_OPEN = f"""
    SELECT min(((classid::bigint << 32) | objid::bigint) - {_SPACE}::bigint) FROM pg_locks
    WHERE locktype = 'advisory' AND objsubid = 1 AND (classid::bigint >> 16) = {_SPACE >> 48}
      AND pid <> pg_backend_pid()
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""  # noqa: S608 - constants only


def place_taken(chains: models.QuerySet[Any]) -> datetime:
    """The database's instant after the head was locked; from now on no reader passes what this transaction will write."""
    if connection.vendor != "postgresql":
        instant: datetime = chains.annotate(instant=Now()).values_list("instant", flat=True)[:1].get()
        return instant
    with connection.cursor() as cursor:
        cursor.execute(_TAKE.format(sequence=_sequence(cursor)))
        return cursor.fetchone()[0]


def settled_to(entries: models.QuerySet[Any]) -> int:
    """The number up to which nothing can appear any more."""
    if connection.vendor != "postgresql":
        last: int | None = entries.aggregate(last=models.Max("sequence"))["last"]
        return last or 0
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {_sequence(cursor)}")  # noqa: S608
        drawn: int = cursor.fetchone()[0]
        cursor.execute(_OPEN)
        lowest = cursor.fetchone()[0]
    if lowest is None:
        return drawn
    # Whoever locked at L draws above L; at 1 perhaps 1 itself, where no number had ever been drawn.
    return min(drawn, lowest if lowest > 1 else 0)


_NAMES: dict[str, str] = {}


def _sequence(cursor: Any) -> str:
    """The quoted name of the numbers' sequence, asked once for each database."""
    name = connection.settings_dict["NAME"]
    if name not in _NAMES:
        cursor.execute("SELECT pg_get_serial_sequence('trail_entry', 'sequence')")
        _NAMES[name] = cursor.fetchone()[0]
    return _NAMES[name]
