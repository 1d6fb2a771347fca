"""Where accepted bytes lie: VAR/files/ab/cd/<sha256>, written once, never changed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from django.conf import settings


def place_of(digest: str) -> Path:
    """The path of a digest."""
    return Path(settings.VAR) / "files" / digest[:2] / digest[2:4] / digest


def keep(data: bytes) -> str:
    """Write bytes under their digest, whole or not at all; what is there already is not written again."""
    digest = hashlib.sha256(data).hexdigest()
    place = place_of(digest)
    if place.is_file():
        return digest
    place.parent.mkdir(parents=True, exist_ok=True)
    partial = place.with_name(f"{digest}.{os.getpid()}.part")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o640)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(place)
    return digest


def bytes_of(digest: str) -> bytes | None:
    """The bytes under a digest, or None where they are not there or no longer have it."""
    place = place_of(digest)
    if not place.is_file():
        return None
    data = place.read_bytes()
    return data if hashlib.sha256(data).hexdigest() == digest else None
