"""A TrueType font in which every character is a box, so that a PDF can embed a font without shipping one.

Copied text is right, since the PDF tells each code's character; only a person who looks sees boxes.
"""

from __future__ import annotations

import struct
from functools import cache

_EM = 1000
_FIRST_WIDE = 0x2E80
_LAST = 0xFFE6
_HALF, _FULL = 1, 2
_ADVANCE = (_EM, _EM // 2, _EM)


@cache
def box_font() -> bytes:
    """The font file: glyph 1 is a box of half an em for Latin characters, glyph 2 one of an em for all others."""
    glyphs = [b"", _box(_EM // 2), _box(_EM)]
    offsets = [sum(len(glyph) for glyph in glyphs[:at]) for at in range(len(glyphs) + 1)]
    tables = {
        b"OS/2": struct.pack(">HhHHH", 4, _EM, 400, 5, 0).ljust(96, b"\0"),
        b"cmap": _characters(),
        b"glyf": b"".join(glyphs),
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0, 0, 0, _EM, _EM, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">IhhhHhhh", 0x10000, 880, -120, 0, _EM, 0, 0, _EM).ljust(34, b"\0")
        + struct.pack(">H", len(glyphs)),
        b"hmtx": b"".join(struct.pack(">Hh", advance, 0) for advance in _ADVANCE),
        b"loca": b"".join(struct.pack(">I", offset) for offset in offsets),
        b"maxp": struct.pack(">IH", 0x10000, len(glyphs)).ljust(32, b"\0"),
        b"name": _names("SampleBoxes"),
        b"post": struct.pack(">II", 0x30000, 0).ljust(32, b"\0"),
    }
    return _file(tables)


def _box(width: int) -> bytes:
    """A square outline of four points."""
    right, top = width - 40, 800
    ends = struct.pack(">hhhhhHH", 1, 40, 0, right, top, 3, 0)
    points = struct.pack(">4h4h", 40, right - 40, 0, 40 - right, 0, 0, top, 0)
    return (ends + b"\x01" * 4 + points).ljust(36, b"\0")


def _characters() -> bytes:
    """Every character of the basic plane onto one of the two glyphs (a cmap of format 12)."""
    groups = b"".join(
        struct.pack(">III", code, code, _HALF if code < _FIRST_WIDE else _FULL)
        for code in range(0x20, _LAST + 1)
        if not 0xD800 <= code < 0xE000
    )
    table = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(groups) // 12) + groups
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table


def _names(name: str) -> bytes:
    encoded = name.encode("utf-16-be")
    records = b"".join(struct.pack(">HHHHHH", 3, 1, 0x409, kind, len(encoded), 0) for kind in (1, 4, 6))
    return struct.pack(">HHH", 0, 3, 6 + len(records)) + records + encoded


def _file(tables: dict[bytes, bytes]) -> bytes:
    """The tables with their directory and checksums."""
    head = struct.pack(">IHHHH", 0x10000, len(tables), 128, 3, len(tables) * 16 - 128)
    at = len(head) + 16 * len(tables)
    directory, body = b"", b""
    for tag, table in sorted(tables.items()):
        padded = table.ljust((len(table) + 3) // 4 * 4, b"\0")
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory += tag + struct.pack(">III", total, at, len(table))
        body += padded
        at += len(padded)
    return head + directory + body
