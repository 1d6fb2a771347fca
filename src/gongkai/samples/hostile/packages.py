"""Zip packages made to exhaust, mislead or break out: bombs, links, swapped and lying entries, poisoned XML."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from random import Random

from gongkai.samples.hostile.recipe import Make, recipes

_EPOCH = (1980, 1, 1, 0, 0, 0)
_BOMB = 120_000_000
_DEEP = 50_000
_TAG = re.compile(rb"<[^>]{1,200}>")
_LINK = 0o120777 << 16


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _packed(parts: dict[str, bytes], *, mode: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = mode
            package.writestr(entry, body)
    return out.getvalue()


def _main(parts: dict[str, bytes]) -> str:
    """The part that holds the content."""
    return next(name for name in parts if name.endswith(("document.xml", "sheet1.xml")))


def _rewritten(change: Callable[[Random, bytes], bytes]) -> Callable[[Random, bytes], bytes]:
    """The same package with its content part changed."""

    def make(rng: Random, data: bytes) -> bytes:
        parts = _parts(data)
        main = _main(parts)
        return _packed({**parts, main: change(rng, parts[main])})

    return make


def entry_dropped(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """A part is missing."""
    parts = _parts(data)
    del parts[rng.choice(sorted(parts))]
    return name, _packed(parts)


def entries_swapped(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """Two parts changed places."""
    parts = _parts(data)
    one, other = rng.sample(sorted(parts), 2)
    parts[one], parts[other] = parts[other], parts[one]
    return name, _packed(parts)


def checksum_wrong(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """The checksums in the directory are not those of the parts."""
    return name, re.sub(rb"(PK\x01\x02.{12})(.{4})", lambda found: found[1] + rng.randbytes(4), data, flags=re.DOTALL)


def sizes_lie(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """The directory claims other sizes."""
    size = struct.pack("<I", rng.choice((0, 1, 2**31, 2**32 - 1)))
    return name, re.sub(rb"(PK\x01\x02.{20})(.{4})", lambda found: found[1] + size, data, flags=re.DOTALL)


def marked_encrypted(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """Every part claims to be encrypted."""
    return name, re.sub(rb"(PK\x01\x02.{4}|PK\x03\x04.{2})..", lambda found: found[1] + b"\x01\x00", data, flags=re.DOTALL)


def bomb(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """A hundred megabytes of nothing in a small part, in the content or beside it."""
    parts = _parts(data)
    target = rng.choice((_main(parts), "xl/media/x.bin", "word/media/x.bin"))
    parts[target] = parts.get(target, b"") + b" " * _BOMB
    return name, _packed(parts)


def nested_package(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """Packages in packages."""
    for level in range(12):
        data = _packed({f"{level}.zip": data})
    return name, data


def links(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """Parts that are symbolic links, or have names outside the package."""
    parts = _parts(data)
    main = _main(parts)
    if rng.random() < 0.5:
        return name, _packed({**parts, main: b"/etc/passwd"}, mode=_LINK)
    outside = rng.choice(("../../../../tmp/x", "/etc/x", "C:\\x", "word/../../x", "a" * 5000))
    return name, _packed({**parts, outside: b"x"})


def many_entries(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """Twenty thousand empty parts."""
    return name, _packed({**_parts(data), **{f"word/x{number}": b"" for number in range(20_000)}})


def entity_bomb(rng: Random, data: bytes) -> bytes:
    """Ten entities, each ten of the one before."""
    levels = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 10))
    doctype = f'<!DOCTYPE x [<!ENTITY e0 "0123456789">{levels}]>'.encode()
    return _poisoned(data, doctype, b"&e9;")


def external_entity(rng: Random, data: bytes) -> bytes:
    """A document type that wants a local file or an address."""
    target = rng.choice((b"file:///etc/passwd", b"http://127.0.0.1:9/x", b"/dev/zero"))
    return _poisoned(data, b'<!DOCTYPE x [<!ENTITY e SYSTEM "' + target + b'">]>', b"&e;")


def _poisoned(data: bytes, doctype: bytes, reference: bytes) -> bytes:
    head, mark, body = data.partition(b"?>")
    body = re.sub(rb"(<w:t[^>]*>|<v>)", lambda found: found[1] + reference, body, count=20)
    return head + mark + doctype + body


def deep_nesting(rng: Random, data: bytes) -> bytes:
    """Tens of thousands of elements inside each other."""
    tag = rng.choice((b"w:sdt", b"w:tbl", b"w:r", b"row"))
    opened, closed = b"<" + tag + b">", b"</" + tag + b">"
    return re.sub(rb"(<w:body>|<sheetData>)", lambda found: found[1] + opened * _DEEP + closed * _DEEP, data, count=1)


def tags_deleted(rng: Random, data: bytes) -> bytes:
    """Some tags are missing: no longer well-formed."""
    share = rng.uniform(0.001, 0.2)
    return _TAG.sub(lambda found: b"" if rng.random() < share else found[0], data)


def encoding_lies(rng: Random, data: bytes) -> bytes:
    """The XML names an encoding that it does not have."""
    return data.replace(b'encoding="UTF-8"', b'encoding="' + rng.choice((b"UTF-16", b"GBK", b"x-none", b"UTF-7")) + b'"', 1)


def giant_spans(rng: Random, data: bytes) -> bytes:
    """A Word cell over a billion columns."""
    span = rng.choice((b"1000000000", b"-1", b"0", b"9" * 4000, b"x"))
    return re.sub(rb'gridSpan w:val="\d+"', b'gridSpan w:val="' + span + b'"', data)


def nested_tables(rng: Random, data: bytes) -> bytes:
    """Two hundred Word tables inside each other."""
    head, tail = b"<w:tbl><w:tr><w:tc>", b"<w:p/></w:tc></w:tr></w:tbl>"
    return data.replace(b"<w:body>", b"<w:body>" + head * 200 + tail * 200, 1)


def giant_merge(rng: Random, data: bytes) -> bytes:
    """A merged area of a whole sheet, or none at all."""
    area = rng.choice((b"A1:XFD1048576", b"B2:A1", b"A0:ZZZZ99999999999", b"", b":::"))
    return re.sub(rb'mergeCell ref="[^"]*"', b'mergeCell ref="' + area + b'"', data)


def far_cells(rng: Random, data: bytes) -> bytes:
    """Cells at the far end of the sheet, or at no place."""
    place = rng.choice((b"XFD1048576", b"A0", b"", b"A99999999999", b"ZZZZZZ1"))
    return re.sub(rb'<c r="[A-Z]+\d+"', b'<c r="' + place + b'"', data, count=rng.choice((1, 0)))


def strings_missing(rng: Random, data: bytes) -> bytes:
    """Shared strings that do not exist."""
    number = rng.choice((b"999999999", b"-1", b"x", b"1e9", b""))
    return re.sub(rb't="s"><v>\d+</v>', b't="s"><v>' + number + b"</v>", data)


def _named(change: Callable[[Random, bytes], bytes]) -> Make:
    rewritten = _rewritten(change)

    def make(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
        return name, rewritten(rng, data)

    make.__name__ = change.__name__
    return make


_POISONED = tuple(_named(change) for change in (entity_bomb, external_entity, deep_nesting, tags_deleted, encoding_lies))
RECIPES = recipes(
    entry_dropped,
    entries_swapped,
    checksum_wrong,
    sizes_lie,
    marked_encrypted,
    bomb,
    nested_package,
    links,
    many_entries,
    *_POISONED,
)
DOCX = recipes(*(_named(change) for change in (giant_spans, nested_tables)))
XLSX = recipes(*(_named(change) for change in (giant_merge, far_cells, strings_missing)))
