"""Files that are not what their name says."""

from __future__ import annotations

import struct
import zlib
from random import Random

from gongkai.samples.hostile.recipe import recipes

_ENDINGS = (".html", ".docx", ".pdf", ".txt", ".xlsx", ".doc", ".ofd", ".json", ".md", "")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR = 512


def other_ending(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """A sound file under another format's name."""
    stem = name.partition(".")[0]
    return stem + rng.choice([ending for ending in _ENDINGS if not name.endswith(ending) or not ending]), data


def empty(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """Nothing, or nothing but blanks or a byte-order mark."""
    return name, rng.choice((b"", b" ", b"\n" * 999, b"\xef\xbb\xbf", b"\xff\xfe", b"\x00"))


def noise(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """Chance bytes throughout."""
    return name, rng.randbytes(rng.randint(1, 20_000))


def nuls(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """NULs before or after what is there."""
    return name, rng.choice((bytes(4096) + data, data + bytes(4096), bytes(65_536)))


def picture(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """A PNG of one pixel, or one that claims to be 30,000 × 30,000."""
    side = rng.choice((1, 30_000))
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(4))), (b"IEND", b""))
    parts = (struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks)
    return name, b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def name_right_to_left(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """A name that reads backwards on screen."""
    stem, _, ending = name.rpartition(".")
    return f"{stem}\u202e{ending[::-1]}exe.{ending}", data


def encrypted_office(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """The container of a password-protected Office file: a compound file with EncryptedPackage inside."""
    stem = name.rpartition(".")[0]
    return f"{stem}{rng.choice(('.docx', '.xlsx'))}", _compound("EncryptedPackage", rng)


def old_word(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """A compound file as old Word wrote it, with nothing sound inside."""
    return f"{name.rpartition('.')[0]}{rng.choice(('.doc', '.docx', '.html'))}", _compound("WordDocument", rng)


def _compound(stream: str, rng: Random) -> bytes:
    """A compound file of four sectors: header, allocation table, directory and one stream."""
    header = bytearray(_SECTOR)
    header[:8] = _COMPOUND
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIIII", header, 40, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header[80:] = b"\xff" * (_SECTOR - 80)
    table = struct.pack("<III", 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE).ljust(_SECTOR, b"\xff")
    directory = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(stream, 2, 0xFFFFFFFF, 2, _SECTOR)
    return bytes(header) + table + directory.ljust(_SECTOR, b"\0") + rng.randbytes(_SECTOR)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


RECIPES = recipes(other_ending, empty, noise, nuls, picture, name_right_to_left, encrypted_office, old_word)
