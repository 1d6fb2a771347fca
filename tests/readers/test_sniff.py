"""What a file really is, told from its bytes."""

from __future__ import annotations

import io
import tarfile
import zipfile

import pytest

from gongkai.core.errors import UnreadableReport
from gongkai.readers.sniff import Kind, sniff
from tests.readers.making import OLE_HEADER, container, docx, p


def stored(entries):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return packed.getvalue()


def tar():
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a"))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<!DOCTYPE html><p>x", Kind.HTML),
        (b"\xef\xbb\xbf <!-- x --> <html>", Kind.HTML),
        (b'<?xml version="1.0"?><html xmlns="x">', Kind.HTML),
        ("<html><p>文".encode("utf-16"), Kind.HTML),
        ("<html><p>文".encode("utf-16-le"), Kind.HTML),
        ("<html><p>文".encode("utf-16-be"), Kind.HTML),
        ("一、总体情况 <table><tr><td>1</td></tr></table>".encode("gbk"), Kind.HTML),
        (docx(p("x")), Kind.DOCX),
        (docx(p("x"))[:-30], Kind.DOCX),  # cut, yet named for what it was
        (stored({"word/document.xml": "x"})[:60], Kind.DOCX),
        (container({"xl/workbook.xml": "x"}), Kind.XLSX),
        (container({"xl/workbook.bin": "x"}), Kind.XLSB),
        (container({"ppt/presentation.xml": "x"}), Kind.PPT),
        (container({"OFD.xml": "x", "Doc_0/Document.xml": "y"}), Kind.OFD),
        (container({"/ofd.xml": "x", "word/a.xml": "y"}), Kind.OFD),
        (stored({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "x"}), Kind.ODF),
        (container({"a.docx": docx(p("x"))}), Kind.ZIP),
        (stored({"a.docx": docx(p("x"))}), Kind.ZIP),  # a document lying unpacked inside an archive is an archive
        (container({}), Kind.ZIP),
        (b"%PDF-1.7\n", Kind.PDF),
        (b"\r\n junk %PDF-1.4", Kind.PDF),
        (b"<p>about %PDF-1.4</p>", Kind.HTML),
        (b'{"schema": 1}', Kind.JSON),
        (b'\xef\xbb\xbf[{"a": 1}]', Kind.JSON),
        (b'{"schema": "cut', Kind.JSON),
        (b"[link](http://x)\n", Kind.TEXT),
        ("演示综合实验区2023年度报告\n".encode(), Kind.TEXT),
        ("演示综合实验区2023年度报告\n".encode("utf-16"), Kind.TEXT),
        ("<关于>公开".encode(), Kind.TEXT),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', Kind.XML),
        (b"<svg xmlns='x'/>", Kind.XML),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>", Kind.MHT),
        (b"{\\rtf1\\ansi}", Kind.RTF),
        (OLE_HEADER + "WordDocument".encode("utf-16-le"), Kind.DOC),
        (OLE_HEADER + "Workbook".encode("utf-16-le"), Kind.XLS),
        (OLE_HEADER + "EncryptedPackage".encode("utf-16-le"), Kind.ENCRYPTED),
        (OLE_HEADER + "PowerPoint Document".encode("utf-16-le"), Kind.PPT),
        (OLE_HEADER, Kind.OLE),
        (b"\x89PNG\r\n\x1a\n", Kind.PNG),
        (b"\xff\xd8\xff\xe0", Kind.JPEG),
        (b"II*\x00", Kind.TIFF),
        (b"GIF89a", Kind.GIF),
        (b"BM\x00\x00\x00\x00\x00\x00\x00\x00", Kind.BMP),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", Kind.WEBP),
        (b"Rar!\x1a\x07\x01", Kind.RAR),
        (b"7z\xbc\xaf\x27\x1c", Kind.SEVEN_ZIP),
        (b"\x1f\x8b\x08\x00", Kind.TAR),
        (tar(), Kind.TAR),
        (b"MZ" + b"\x00" * 100 + b"PE\x00\x00", Kind.PROGRAM),
        (b"\x7fELF\x02", Kind.PROGRAM),
        (bytes(range(256)) * 20, Kind.BINARY),
    ],
)  # fmt: skip
def test_kinds(data, kind):
    assert sniff(data) is kind


@pytest.mark.parametrize("kind", [kind for kind in Kind if not kind.readable], ids=lambda kind: kind.name)
def test_every_kind_without_a_reader_is_refused_by_name_with_what_to_do(kind):
    error = kind.refused("报告.docx")
    assert isinstance(error, UnreadableReport)
    for lang, advice in (("zh", ("请",)), ("en", ("Give", "give", "Open", "Unpack"))):
        said = error.say(lang)
        assert "报告.docx" in said
        assert any(word in said for word in advice)
    assert kind is Kind.ENCRYPTED or kind.value.zh in error.say("zh")


def test_a_directory_of_too_many_entries_is_not_loaded():
    assert sniff(b"PK\x03\x04" + b"PK\x01\x02" * 5000) is Kind.ZIP
