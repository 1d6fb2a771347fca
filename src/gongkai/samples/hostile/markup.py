"""Web pages and texts made to exhaust or mislead a parser."""

from __future__ import annotations

import re
from random import Random

from gongkai.samples.hostile.recipe import recipes

_TAG = re.compile(rb"<[^>]{1,80}>")
_DEEP = 60_000
_LONG = 1_500_000


def tags_deleted(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """Some tags are missing, so that nothing closes where it should."""
    share = rng.uniform(0.01, 0.4)
    return name, _TAG.sub(lambda found: b"" if rng.random() < share else found[0], data)


def tags_swapped(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """Rows for cells, cells for tables."""
    kinds = (b"td", b"tr", b"table", b"p", b"span", b"li", b"select", b"template")
    one, other = rng.sample(kinds, 2)
    return name, data.replace(b"<" + one, b"<" + other)


def giant_spans(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """A cell that claims a billion columns or rows."""
    span = rng.choice(
        (b'colspan="1000000000"', b'rowspan="1000000000"', b'colspan="-3"', b'rowspan="0"', b'colspan="9' + b"9" * 5000)
    )
    return name, re.sub(rb"colspan=\"\d+\"", span, data) if rng.random() < 0.5 else data.replace(b"<td", b"<td " + span)


def deep_nesting(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """Tens of thousands of elements inside each other."""
    tag = rng.choice((b"<div>", b"<table><tr><td>", b"<b>", b"<span>"))
    return name, data.replace(b"<body>", b"<body>" + tag * _DEEP, 1)


def external_entity(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """A document type that wants a local file or an address."""
    target = rng.choice((b"file:///etc/passwd", b"http://127.0.0.1:9/x.dtd"))
    return name, b'<!DOCTYPE r [<!ENTITY x SYSTEM "' + target + b'">]>' + data.replace(b"</td>", b"&x;</td>", 3)


def unclosed(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """A comment, script, title or quotation mark that never ends."""
    at = rng.randrange(len(data) + 1)
    return name, data[:at] + rng.choice((b"<!--", b"<script>", b"<title>", b'<a href="', b"<![CDATA[", b"<textarea>")) + data[
        at:
    ]


def strange_charset(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """An encoding that is wrong or does not exist."""
    charset = rng.choice((b"utf-7", b"iso-2022-jp", b"x-nothing", b"base64", b"rot13", b"zlib", b"utf-32", b"idna", b""))
    return name, re.sub(rb"charset=\"?[\w-]+", b"charset=" + charset, data)


def many_cells(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """A row of thirty thousand cells."""
    return name, data.replace(b"</tr>", b"<td>0" * 30_000 + b"</tr>", 1)


def long_line(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """One line of more than a million characters."""
    unit = rng.choice((b"0 ", b"0\t", b"| 0 ", b"1.", "（".encode(), b"9", "第二十条".encode()))
    return name, data + unit * (_LONG // len(unit))


def many_lines(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """A hundred thousand lines that look like rows."""
    return name, data + rng.choice((b"0\t0\t0\n", b"|---|---|\n", "规章 0 0 0\n".encode(), b"\n")) * 100_000


def controls(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """Control characters, direction marks and half characters."""
    pieces = (b"\x1b[2J", "\u202e".encode(), b"\xff", b"\xed\xa0\x80", b"\x00", "\u200b".encode(), "\ufeff".encode(), b"\x0c")
    for _ in range(rng.randint(1, 40)):
        at = rng.randrange(len(data) + 1)
        data = data[:at] + rng.choice(pieces) + data[at:]
    return name, data


HTML = recipes(
    tags_deleted,
    tags_swapped,
    giant_spans,
    deep_nesting,
    external_entity,
    unclosed,
    strange_charset,
    many_cells,
    controls,
)
TEXT = recipes(long_line, many_lines, controls)
