"""PDF files whose objects point at themselves, lie about their size or never end."""

from __future__ import annotations

import re
from random import Random

from gongkai.samples.hostile.recipe import recipes


def _assembled(objects: list[bytes], *, root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1, with a sound cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, start)


def _stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), more, content)


def pages_in_a_circle(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """A page tree that contains itself."""
    return name, _assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]/Parent 2 0 R>>"])


def huge_count(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """A page tree that claims two billion pages, or fewer than none."""
    return name, re.sub(rb"/Count \d+", b"/Count " + rng.choice((b"2147483647", b"-1", b"99999999999999", b"0")), data)


def huge_page(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """A page a billion points wide, or without any size."""
    box = rng.choice((b"0 0 1e9 1e9", b"0 0 0 0", b"9 9 -9 -9", b"a b c d", b"0 0 14400 1000000"))
    return name, re.sub(rb"/MediaBox\s*\[[^\]]*\]", b"/MediaBox [" + box + b"]", data)


def form_in_itself(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """A form object that draws itself."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>"
    form = _stream(b"/F Do /F Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>")
    tree = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>"]
    return name, _assembled([*tree, page, _stream(b"/F Do"), form])


def endless_content(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """A content stream of a hundred thousand operators, brackets or rules."""
    unit = rng.choice((b"q ", b"[", b"<<", b"0 0 m 9 9 l S ", b"BT ", b"(x) Tj ", b"1e999 0 0 1 0 0 cm ", b"0 0 9 9 re "))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    tree = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>"]
    return name, _assembled([*tree, page, _stream(unit * 100_000)])


def many_pages(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """Three thousand empty pages."""
    kids = b" ".join(b"3 0 R" for _ in range(3000))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    return name, _assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 3000/Kids[" + kids + b"]>>", page])


def deep_arrays(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """Fifty thousand arrays inside each other."""
    return name, _assembled(
        [b"<</Type/Catalog/Pages 2 0 R/X " + b"[" * 50_000 + b"]" * 50_000 + b">>", b"<</Type/Pages/Count 0/Kids[]>>"]
    )


def lengths_lie(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """Streams that claim another length."""
    return name, re.sub(rb"/Length \d+", b"/Length " + rng.choice((b"0", b"999999999", b"-5", b"1 0 R")), data)


def table_missing(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """No cross-reference table, or one that points elsewhere."""
    if rng.random() < 0.5:
        return name, data.replace(b"xref", b"xxxx").replace(b"trailer", b"xxxxxxx")
    return name, re.sub(rb"startxref\s+\d+", b"startxref\n%d" % rng.randrange(2**40), data)


def objects_renumbered(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """References point at other objects."""
    return name, re.sub(rb"(\d+) 0 R", lambda found: b"%d 0 R" % rng.randint(0, 14) if rng.random() < 0.4 else found[0], data)


def encrypted(rng: Random, name: str, data: bytes) -> tuple[str, bytes]:
    """The trailer claims a password."""
    told = b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")>>/Root"
    return name, data.replace(b"/Root", told)


RECIPES = recipes(
    pages_in_a_circle,
    huge_count,
    huge_page,
    form_in_itself,
    endless_content,
    many_pages,
    deep_arrays,
    lengths_lie,
    table_missing,
    objects_renumbered,
    encrypted,
)
