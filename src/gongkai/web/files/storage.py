"""Where accepted bytes lie: VAR/files/ab/cd/<sha256>, written once, never changed."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

_MODE = 0o640


def place_of(digest: str) -> Path:
    """The path of a digest."""
    return _root() / digest[:2] / digest[2:4] / digest


def aside_of(digest: str) -> Path:
    """Where bytes wait that nothing pointed at when the sweep came by (`sweeping`)."""
    return _root() / "aside" / digest


def keep(data: bytes) -> str:
    """Write bytes under their digest, whole or not at all; what is there already, and sound, is not written again."""
    digest = hashlib.sha256(data).hexdigest()
    place = place_of(digest)
    if bytes_of(digest) is not None:
        with contextlib.suppress(FileNotFoundError):  # it lies aside, or the sweep just took it there
            os.utime(place)  # young again: the sweep leaves it alone until the row that is coming stands
            return digest
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    partial = place.with_name(f".{digest}.{os.getpid()}.{os.urandom(4).hex()}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(place)  # over damaged bytes too, and over the same ones that somebody else just brought
    finally:
        partial.unlink(missing_ok=True)
    _settle(place.parent)
    return digest


def bytes_of(digest: str) -> bytes | None:
    """The bytes under a digest, or None where they are not there or no longer have it."""
    for place in (place_of(digest), aside_of(digest)):
        try:
            data = place.read_bytes()
        except FileNotFoundError:
            continue
        if hashlib.sha256(data).hexdigest() == digest:
            return data
    return None


def kept_digests() -> Iterator[str]:
    """Every digest that has bytes on disk, in order."""
    for place in sorted(_root().glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")):
        if not place.name.startswith("."):
            yield place.name


def leftovers() -> Iterator[Path]:
    """What a writer that was killed left behind: bytes that never got their name."""
    yield from sorted(_root().glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/.*"))


def asides() -> Iterator[str]:
    """Every digest that waits aside."""
    yield from (place.name for place in sorted((_root() / "aside").glob("*")))


def _root() -> Path:
    return Path(settings.VAR) / "files"


def _settle(folder: Path) -> None:
    """Let the folders' entries reach the disk, so that an accepted file outlives a power failure."""
    for each in (folder, folder.parent, folder.parent.parent):
        descriptor = os.open(each, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
