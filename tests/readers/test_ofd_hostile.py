"""OFD files made to hurt: whatever they hold, the answer is a sentence, soon and within bounds."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

import pytest

from gongkai.core.errors import EncryptedFile, EntitiesRefused, TooComplex, UnpacksTooLarge, UnreadableReport
from gongkai.readers.ofd import read_ofd
from gongkai.samples.sample import chance
from tests.readers.ofd_making import NAMESPACE, Page, composite, ofd, packed, unit

WHOLE = ofd(Page(templates=("t",)).cells(), Page().table(), templates={"t": Page().grid()}, info={"Title": "年度报告"})
CONTENT = "Doc_0/Pages/Page_0/Content.xml"
ENTITIES = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


def refused(data: bytes, error: type[UnreadableReport] = UnreadableReport) -> UnreadableReport:
    with pytest.raises(error) as caught:
        read_ofd(data, "a.ofd")
    assert "a.ofd" in caught.value.say("zh")
    assert "a.ofd" in caught.value.say("en")
    return caught.value


@pytest.mark.parametrize("part", ["OFD.xml", "Doc_0/Document.xml", "Doc_0/PublicRes.xml", CONTENT])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_part(part, encoding):
    refused(ofd(Page().table(), extra={part: (ENTITIES + "<a>&b;</a>").encode(encoding)}), EntitiesRefused)


def test_a_part_that_unpacks_to_far_more():
    refused(ofd(Page(), extra={CONTENT: b" " * 30_000_000}), UnpacksTooLarge)


def test_an_entry_under_a_password():
    data = bytearray(WHOLE)
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = data.find(mark)
        data[at + (6 if mark[2] == 3 else 8)] |= 1
    refused(bytes(data), EncryptedFile)


def test_drawings_that_contain_themselves():
    itself = Page().raw('<ofd:CompositeObject ID="5" ResourceID="9" Boundary="0 0 1 1"/>' * 2)
    refused(ofd(itself, units=unit(9, itself)))


def test_blocks_nested_deep():
    for depth in (20, 5000):
        refused(ofd(Page().raw("<ofd:PageBlock>" * depth + "</ofd:PageBlock>" * depth)))


@pytest.mark.parametrize(
    "page",
    [
        Page().text(20, 20, "公" * 400_001, step=0.1),
        Page(
            objects=['<ofd:CompositeObject ResourceID="9"/>'] * 11,
            resources=unit(9, Page(objects=["<ofd:ImageObject/>"] * 20_000)),
        ),
        Page().path("M 1 1 " + "L 2 2 " * 40_000),
    ],
    ids=["characters", "objects", "segments"],
)
def test_more_than_any_report_holds(page):
    refused(packed(parts(ofd(page, page)), zipfile.ZIP_STORED), TooComplex)


def test_the_same_page_many_times():
    listed = '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>' * 500
    pages = f'<ofd:Document xmlns:ofd="{NAMESPACE}"><ofd:Pages>{listed}</ofd:Pages></ofd:Document>'
    page = Page(objects=["<ofd:Unknown/>"] * 3000)
    refused(ofd(page, extra={"Doc_0/Document.xml": pages}), TooComplex)


def test_a_part_of_resources_in_place_of_a_page_and_the_other_way_round():
    swapped = {
        CONTENT: f'<ofd:Res xmlns:ofd="{NAMESPACE}">{composite("")}</ofd:Res>',
        "Doc_0/PublicRes.xml": Page().table().xml(),
    }
    refused(ofd(Page(), extra=swapped))


@pytest.mark.parametrize(
    "place", ["../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://localhost/a.xml", " "]
)
def test_places_outside_of_the_container_are_missing_parts(place):
    body = f'<ofd:OFD xmlns:ofd="{NAMESPACE}"><ofd:DocBody><ofd:DocRoot>{place}</ofd:DocRoot></ofd:DocBody></ofd:OFD>'
    refused(packed({"OFD.xml": body}))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def mutations() -> list[bytes]:
    """Cut, bits turned over in the container and inside its parts, pieces of a part doubled or exchanged."""
    rng, made = chance("ofd"), [WHOLE[: len(WHOLE) * step // 20] for step in range(1, 20)]
    for _ in range(40):
        data = bytearray(WHOLE)
        for _ in range(rng.randint(1, 8)):
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        made.append(bytes(data))
    for _ in range(60):
        inside = {name: bytearray(content) for name, content in parts(WHOLE).items()}
        content = inside[rng.choice(sorted(inside))]
        for _ in range(rng.randint(1, 20)):  # numbers, which leave the XML whole
            content[rng.choice([at for at, byte in enumerate(content) if byte in b"0123456789"] or [0])] = rng.choice(
                b"0123456789- ."
            )
        for _ in range(rng.choice([0, 0, 1, 4])):
            start, size = rng.randrange(len(content)), rng.randint(1, 40)
            content[start : start + size] = rng.choice(
                [b"", b"9" * size, b"\x00", content[start : start + size] * 3, b'"', b" -1e308 "]
            )
        made.append(packed({name: bytes(content) for name, content in inside.items()}))
    return made


def test_mutations_end_in_a_document_or_a_sentence():
    tracemalloc.start()
    read = 0
    for data in mutations():
        try:
            read_ofd(data, "a.ofd")
            read += 1
        except UnreadableReport as error:
            assert "a.ofd" in error.say("zh")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 64 * 1024**2
    assert 10 < read < 110
