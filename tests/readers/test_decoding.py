"""Bytes to text: every encoding offices save in, and refusal of what is no text."""

from __future__ import annotations

import codecs

import opencc
import pytest

from gongkai.core.errors import EmptyFile, UnknownEncoding, UnreadableKind
from gongkai.readers.decoding import decode

TEXT = "演示市2023年政府信息公开工作年度报告\n一、总体情况\n全年主动公开政府信息1020条，办理申请12件。\n" * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_encoding_of_chinese_text(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


def test_big_endian_with_its_mark():
    assert decode(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")) == TEXT


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-8"])
def test_traditional_characters(encoding):
    traditional = opencc.OpenCC("s2t").convert(TEXT)
    assert decode(traditional.encode(encoding)) == traditional


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_cut_inside_a_character_keeps_the_rest(encoding):
    text = decode((TEXT + "末").encode(encoding)[:-1])
    assert text.startswith(TEXT)
    assert len(text) <= len(TEXT) + 1


def test_plain_ascii():
    assert decode(b"1,2,3\n") == "1,2,3\n"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE + b" \0\n\0"])
def test_nothing_but_blanks_is_an_empty_file(data):
    with pytest.raises(EmptyFile):
        decode(data, file="空.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"abc\0def",
        bytes(range(1, 256)) * 20,
        b"%PDF-1.4\n" + bytes(range(256)) * 8,
        b"\x01\x02\x03\x04\x05\x06\x07" * 400,
        codecs.BOM_UTF16_LE + "公开\0".encode("utf-16-le"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(UnreadableKind) as refusal:
        decode(data, file="图.txt")
    assert "图.txt" in str(refusal.value)


def test_an_encoding_nobody_can_tell_is_refused():
    with pytest.raises(UnknownEncoding):
        decode(bytes([0xE9, 0xFF, 0xE8, 0xFF]) * 200)
