"""Old Word documents: their tables keep cells and merges, and what cannot be read is said before anything is converted."""

from __future__ import annotations

import io
import struct
import sys
from collections.abc import Mapping
from types import SimpleNamespace

import docx
import pytest
from doc2docx.cfb import CompoundFile, ObjectType
from doc2docx.cfb.writer import write_compound_storage

from gongkai.core.errors import (
    DamagedFile,
    EncryptedFile,
    LegacyFormat,
    NoText,
    ReadFailed,
    TooComplex,
    UnreadableKind,
    UnreadableReport,
)
from gongkai.core.errors_formats import FastSaved, ReaderNotInstalled
from gongkai.readers import doc
from gongkai.readers.doc import read_doc
from gongkai.readers.doc_padding import without_rubbish
from gongkai.readers.document import Document
from gongkai.samples.sample import chance
from tests.readers.office import needs_office, old_word

# ── what is refused ──────────────────────────────────────────────────────────────────────────


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams."""
    plain = {"clsid": b"\0" * 16, "state_bits": 0, "creation_time": 0, "modified_time": 0}
    entry = SimpleNamespace(object_type=ObjectType.STREAM, **plain)
    return write_compound_storage(SimpleNamespace(**plain), tuple((name, entry, data) for name, data in streams.items()))


def word(version: int = 0xC1, flags: int = 0x0200, lengths: tuple[int, ...] = (), identifier: int = 0xA5EC) -> bytes:
    """The beginning of a main stream: what a Word document says of itself."""
    base = struct.pack("<HH6xH", identifier, version, flags).ljust(76, b"\0")
    return base + struct.pack("<8i", *lengths, *([0] * (8 - len(lengths)))) + b"\0" * 5000


def refused(data: bytes, error: type[UnreadableReport]) -> UnreadableReport:
    with pytest.raises(error) as caught:
        read_doc(data, "a.doc")
    assert type(caught.value) is error
    assert "a.doc" in caught.value.say("zh")
    assert "a.doc" in caught.value.say("en")
    return caught.value


@pytest.mark.parametrize(
    ("streams", "error"),
    [
        ({"WordDocument": word(flags=0x0100)}, EncryptedFile),
        ({"EncryptedPackage": b"x"}, EncryptedFile),
        ({"WordDocument": word(flags=0x0004)}, FastSaved),
        ({"WordDocument": word(version=0x68)}, LegacyFormat),
        ({"WordDocument": word(lengths=(300_000, -5, 100_001))}, TooComplex),
        ({"WordDocument": b"\xec\xa5"}, DamagedFile),
        ({"WordDocument": word(identifier=0)}, DamagedFile),
        ({"WordDocument": word()}, DamagedFile),
        ({"WordDocument": word(), "0Table": b"\0" * 5000, "1Table": b"\0" * 5000}, DamagedFile),
        ({"Workbook": b"x", "ObjectPool": b"WordDocument"}, LegacyFormat),
        ({"Book": b"x"}, LegacyFormat),
        ({"PowerPoint Document": b"x"}, UnreadableKind),
        ({"Contents": b"x"}, UnreadableKind),
    ],
)
def test_what_is_no_word_document_in_plain_text_is_said(streams, error):
    refused(compound(streams), error)


@pytest.mark.parametrize("data", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", compound({"WordDocument": word()})[:1024]])
def test_a_container_that_does_not_hold_together(data):
    refused(data, DamagedFile)


def test_without_the_library(monkeypatch):
    monkeypatch.setitem(sys.modules, "doc2docx", None)
    assert "gongkai[readers]" in str(refused(compound({"WordDocument": word()}), ReaderNotInstalled))


def test_a_full_disk_is_said_as_such(monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(doc, "mended", full)
    assert "No space left on device" in str(refused(compound({"WordDocument": word()}), ReadFailed))


@pytest.mark.parametrize("error", [MemoryError(), TooComplex(file="b", problem_zh="", problem_en="")])
def test_the_bounds_of_a_batch_pass_through(monkeypatch, error):
    def stopped(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(doc, "mended", stopped)
    with pytest.raises(type(error)) as caught:
        read_doc(compound({"WordDocument": word()}), "a.doc")
    assert caught.value is error


# ── padding ──────────────────────────────────────────────────────────────────────────────────


def formatted(*lists: bytes) -> bytes:
    """A page of formatted paragraphs with these entries, each with the length before it."""
    page, end = bytearray(512), 510
    for at, each in enumerate(lists):
        end = (end - len(each)) // 2 * 2
        page[end : end + len(each)] = each
        page[4 * (len(lists) + 1) + 13 * at] = end // 2
    page[511] = len(lists)
    return bytes(page)


NESTED = bytes.fromhex("0324006124004124 00".replace(" ", ""))  # three properties of one byte each
TABLE = bytes.fromhex("08d6 0400 010203".replace(" ", ""))  # one that says its length in two bytes
TABS = bytes.fromhex("15c6 ff 00 00".replace(" ", ""))  # one whose length is counted in another way
GRIDS = bytes.fromhex("12ca 02 0102".replace(" ", ""))  # one that says its length in one byte


@pytest.mark.parametrize(
    ("entry", "mends"),
    [
        (b"\x00\x06\x00\x00" + NESTED + b"\x41", True),
        (b"\x00\x06\x00\x00" + NESTED + b"\x00", False),
        (b"\x05\x00\x00" + NESTED[:6] + b"\x41", True),
        (b"\x05\x00\x00" + TABLE[:7], False),
        (b"\x00\x05\x00\x00" + TABLE + b"\x41", True),
        (b"\x00\x04\x00\x00" + GRIDS + b"\x41", True),
        (b"\x00\x04\x00\x00" + TABS + b"\x41", False),
        (b"\x00\x03\x00\x00\x12\xca\x41", False),
        (b"\x01\x00", False),
    ],
)
def test_rubbish_after_a_list_of_properties_becomes_a_zero(entry, mends):
    page = formatted(b"\x02\x00\x00\x00", entry)
    text, table = b"\xff" * 512 + page, b"\0" * 9 + struct.pack("<IIII", 0, 1, 2, 0)[:8] + struct.pack("<I", 1)
    after = without_rubbish(b"before" + text, text, table, 9, 12)
    assert (after != b"before" + text) is mends
    assert len(after) == len(text) + 6
    assert [(x, y) for x, y in zip(b"before" + text, after, strict=True) if x != y] in ([(0x41, 0)], [])


@pytest.mark.parametrize(("number", "size"), [(9, 12), (1, 0), (1, 3)])
def test_pages_that_are_not_there_are_left_alone(number, size):
    text = b"\xff" * 1024
    assert without_rubbish(text, text, struct.pack("<III", 0, 1, number), 0, size) == text


# ── what is read ─────────────────────────────────────────────────────────────────────────────


def made() -> bytes:
    """A document with a heading, a table with cells merged both ways and one in a cell, and a paragraph."""
    file = docx.Document()
    file.core_properties.title = "年度报告"
    file.add_heading("二、主动公开政府信息情况", 1)
    table = file.add_table(4, 3)
    table.style = "Table Grid"
    for at, words in enumerate(("信息内容", "本年制发件数", "", "规章", "1", "2", "规范性文件", "34", "", "共", "5", "6")):
        table.cell(at // 3, at % 3).text = words
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 2).merge(table.cell(2, 2))
    inner = table.cell(3, 0).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "内一", "内二"
    file.add_paragraph("统计期限自一月一日起。")
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


@needs_office
class TestOldWord:
    @pytest.fixture(scope="class")
    @staticmethod
    def data() -> bytes:
        return old_word(made())

    def test_cells_merges_headings_and_properties(self, data):
        document = read_doc(data, "a.doc")
        assert (document.format, document.name) == ("doc", "a.doc")
        assert document.meta["title"] == "年度报告"
        heading, table, *paragraphs = document.blocks
        assert (heading.text, heading.level) == ("二、主动公开政府信息情况", 1)
        assert [(c.text, c.row, c.col, c.rowspan, c.colspan) for c in table.cells if c.row < 3] == [
            ("信息内容", 0, 0, 1, 1),
            ("本年制发件数", 0, 1, 1, 2),
            ("规章", 1, 0, 1, 1),
            ("1", 1, 1, 1, 1),
            ("2", 1, 2, 2, 1),
            ("规范性文件", 2, 0, 1, 1),
            ("34", 2, 1, 1, 1),
        ]
        (nested,) = next(c for c in table.cells if c.tables).tables
        assert [c.text for c in nested.cells] == ["内一", "内二"]
        assert [each.text for each in paragraphs if each.text] == ["统计期限自一月一日起。"]

    def test_a_file_that_holds_nothing(self):
        out = io.BytesIO()
        docx.Document().save(out)
        refused(old_word(out.getvalue()), NoText)

    def test_mutations_end_in_a_document_or_a_sentence(self, data):
        rng, read = chance("doc"), 0
        for number in range(100):
            changed = bytearray(data[: len(data) * number // 20] if number < 20 else data)
            for _ in range(rng.randint(1, 12) if number >= 20 else 0):
                at = rng.randrange(len(changed))
                changed[at] = rng.choice([0, 255, changed[at] ^ 1 << rng.randrange(8)])
            try:
                assert isinstance(read_doc(bytes(changed), "a.doc"), Document)
                read += 1
            except UnreadableReport as error:
                assert "a.doc" in error.say("zh")
        assert 10 < read < 90

    def test_streams_of_rubbish(self, data):
        file = CompoundFile(data)
        streams = {entry.path: file.open_stream(entry.path) for entry in file.entries if entry.object_type is ObjectType.STREAM}
        streams = {name: content for name, content in streams.items() if "/" not in name}
        assert read_doc(compound(streams), "a.doc").tables
        rng = chance("doc streams")
        for name in ("WordDocument", "1Table", "0Table"):
            for start in (0, 64, 512, 2048):
                content = streams.get(name, b"")
                rubbish = content[:start] + rng.randbytes(max(len(content) - start, 0))
                with pytest.raises(UnreadableReport) if content else pytest.MonkeyPatch.context():
                    read_doc(compound({**streams, name: rubbish}), "a.doc")
