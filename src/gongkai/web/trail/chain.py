"""What is hashed of an entry, and how: canonical JSON, SHA-256, each entry with the hash of the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

FIELDS = (
    *("body", "position", "at", "on", "code", "actor", "actor_name"),
    *("record_type", "record_id", "details", "previous"),
)


def entry_hash(values: Mapping[str, Any]) -> str:
    """The hash of an entry: over every field people may rely on, in one fixed form."""
    text = json.dumps([_plain(values[name]) for name in FIELDS], ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if value is None or isinstance(value, str | int | bool | dict | list):
        return value
    return str(value)
