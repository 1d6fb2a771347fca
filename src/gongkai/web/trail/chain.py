"""What is hashed of an entry, and how: canonical JSON, SHA-256 or SM3, each entry with the hash of the one before it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from gongkai.web.sealing import signing

FIELDS = (
    *("body", "position", "at", "on", "code", "actor", "actor_name"),
    *("record_type", "record_id", "details", "previous"),
)
HEAD = "trail.head"
ANCHOR = "trail.anchor"
CHECKPOINT = "trail.checkpoint"
_SM3 = "sm3:"


def entry_hash(values: Mapping[str, Any], algorithm: str) -> str:
    """The hash of an entry: over every field people may rely on, in one fixed form; SM3 is marked as such."""
    text = signing.canonical([_fixed(values[name]) for name in FIELDS])
    return (_SM3 if algorithm == "sm3" else "") + signing.digest(text, algorithm)


def algorithm_of(hash_: str) -> str:
    """By which algorithm a hash was made."""
    return "sm3" if hash_.startswith(_SM3) else "sha256"


def values_of(entry: Any) -> dict[str, Any]:
    """The hashed fields of a stored entry."""
    return {
        "body": _key(entry.body_id),
        "position": entry.position,
        "at": entry.at,
        "on": entry.on.isoformat(),
        "code": entry.code,
        "actor": _key(entry.actor_id),
        "actor_name": entry.actor_name,
        "record_type": entry.record_type,
        "record_id": entry.record_id,
        "details": entry.details,
        "previous": entry.previous,
    }


def head_of(name: str, length: int, hash_: str) -> list[Any]:
    """What the seal of a chain's head is made over."""
    return [name, length, hash_]


def plain_details(details: Mapping[str, Any]) -> dict[str, Any]:
    """Details as both databases give them back unchanged: texts, whole numbers, lists and objects.

    Raises TypeError for anything else: a broken number could not be hashed the same twice.
    """
    return {str(name): _plain(value) for name, value in details.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return "".join("\ufffd" if sign == "\0" or "\ud800" <= sign <= "\udfff" else sign for sign in str(value))
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, datetime):
        return _fixed(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(_plain(name)): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)]
    raise TypeError(f"a detail of the trail may not be {type(value).__name__}")


def _fixed(value: Any) -> Any:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value


def _key(value: Any) -> str | None:
    return str(value) if value is not None else None
