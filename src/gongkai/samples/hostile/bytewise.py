"""Damage that any file may suffer: on a disk, in a mail, in a broken upload."""

from __future__ import annotations

from random import Random

from gongkai.samples.hostile.recipe import recipes

_BIT = 8


def bits_flipped(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """One to two hundred bits turned over."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 200) if data else 0):
        changed[rng.randrange(len(data))] ^= 1 << rng.randrange(_BIT)
    return name, bytes(changed)


def cut_short(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """The end is missing."""
    return name, data[: rng.randrange(len(data) + 1)]


def head_missing(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """The beginning is missing."""
    return name, data[rng.randrange(len(data) + 1) :]


def bytes_inserted(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """Chance bytes in between."""
    at = rng.randrange(len(data) + 1)
    return name, data[:at] + rng.randbytes(rng.randint(1, 400)) + data[at:]


def bytes_deleted(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """A stretch is gone."""
    at = rng.randrange(len(data) + 1)
    return name, data[:at] + data[at + rng.randint(1, 4000) :]


def stretch_repeated(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """A stretch stands there many times."""
    at = rng.randrange(len(data) + 1)
    end = at + rng.randint(1, 3000)
    return name, data[:end] + data[at:end] * rng.randint(1, 20) + data[end:]


def stretch_zeroed(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """A stretch of NULs, as after a crash."""
    at = rng.randrange(len(data) + 1)
    length = min(rng.randint(1, 5000), len(data) - at)
    return name, data[:at] + bytes(length) + data[at + length :]


def digits_changed(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """Some digits became others: lengths, counts and offsets now lie."""
    places = [at for at, byte in enumerate(data) if 48 <= byte <= 57]
    changed = bytearray(data)
    for at in rng.sample(places, min(len(places), rng.randint(1, 60))):
        changed[at] = 48 + rng.randrange(10)
    return name, bytes(changed)


RECIPES = recipes(
    bits_flipped,
    cut_short,
    head_missing,
    bytes_inserted,
    bytes_deleted,
    stretch_repeated,
    stretch_zeroed,
    digits_changed,
)
