"""Bytes without a row are swept, rows without bytes are reported, and what is kept is read again against its digest.

A sweep works in two steps a day apart: bytes that nothing points at are laid aside, and those still alone a day later go.
Whoever hands in the same bytes meanwhile gets them back, so that no accepted file is ever lost to a sweep.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.db.models import QuerySet

from gongkai.web.files.models import StoredFile
from gongkai.web.files.storage import aside_of, asides, bytes_of, kept_digests, leftovers, place_of

DAY = 24 * 3600.0  # seconds
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Swept:
    """How many bytes were laid aside, brought back and removed."""

    laid_aside: int
    brought_back: int
    removed: int


def sweep(*, now: float) -> Swept:
    """Lay aside what has had no row for a day, bring back what got one, remove what lay aside for another day.

    `now` is the time as files know it, seconds since 1970.
    """
    removed = sum(_remove_old(leftovers(), now=now))
    back = gone = aside = 0
    for digest in list(asides()):
        if StoredFile.objects.filter(sha256=digest).exists():
            place = place_of(digest)
            place.parent.mkdir(parents=True, exist_ok=True)
            aside_of(digest).rename(place)
            back += 1
        elif now - aside_of(digest).stat().st_mtime > DAY:
            aside_of(digest).unlink()
            gone += 1
    for digest in _without_row(kept_digests()):
        place, waiting = place_of(digest), aside_of(digest)
        if now - place.stat().st_mtime > DAY:
            waiting.parent.mkdir(parents=True, exist_ok=True)
            place.rename(waiting)
            os.utime(waiting, (now, now))
            aside += 1
    return Swept(aside, back, removed + gone)


def files_damaged() -> Iterator[StoredFile]:
    """Every kept file whose bytes are gone or no longer have their digest; each digest is read once."""
    wrong: dict[str, bool] = {}
    files: QuerySet[StoredFile] = StoredFile.objects.order_by("sha256", "id")
    for file in files.iterator(chunk_size=_AT_ONCE):
        if file.sha256 not in wrong:
            wrong = {file.sha256: bytes_of(file.sha256) is None}  # in the order of digests, so that one is enough
        if wrong[file.sha256]:
            yield file


def _without_row(digests: Iterable[str]) -> Iterator[str]:
    left = iter(digests)
    while chunk := list(islice(left, _AT_ONCE)):
        known = set(StoredFile.objects.filter(sha256__in=chunk).values_list("sha256", flat=True))
        yield from (digest for digest in chunk if digest not in known)


def _remove_old(paths: Iterable[Path], *, now: float) -> Iterator[int]:
    for path in paths:
        if now - path.stat().st_mtime > DAY:
            path.unlink()
            yield 1
