"""Files that mean harm (promise 27): each ends accepted or in a sentence; nothing crashes, nothing that runs is kept."""

from __future__ import annotations

import os
from pathlib import Path

import pikepdf
import pytest

from gongkai.batch import work_through
from gongkai.core.errors import GongkaiError
from gongkai.core.errors_files import FileKindRefused, FileRefused
from gongkai.samples.hostile import hostile_file
from gongkai.web.bodies.models import User
from gongkai.web.files.door import at_the_door
from gongkai.web.files.looking_process import answer_to
from gongkai.web.files.models import StoredFile
from gongkai.web.files.responses import file_response
from gongkai.web.files.services import file_accept
from tests.web.conftest import ON
from tests.web.files.making import nested, packed, pdf, pdf_changed, png, sheet, unpacked, word, word_with

HOSTILE = 5_000 if os.environ.get("GONGKAI_NIGHTLY") == "1" else 300
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _xxe() -> bytes:
    parts = unpacked(word("x"))
    poison = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document'
    return packed({**parts, "word/document.xml": parts["word/document.xml"].replace(b"<w:document", poison, 1)})


def _related(kind: str, target: str) -> bytes:
    parts = unpacked(word("x"))
    link = f'<Relationship Id="r9" Type="{REL}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    name = "word/_rels/document.xml.rels"
    return packed({**parts, name: parts[name].replace(b"</Relationships>", link.encode())})


def _macro_type() -> bytes:
    parts = unpacked(word("x"))
    types = parts["[Content_Types].xml"].replace(b"wordprocessingml.document.main", b"macroEnabled.main")
    return packed({**parts, "[Content_Types].xml": types})


def _script(file: pikepdf.Pdf) -> None:
    file.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _launch(file: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    file.pages[0].obj.Annots = pikepdf.Array([link])


def _program_inside(file: pikepdf.Pdf) -> None:
    file.attachments["a.bin"] = pikepdf.AttachedFileSpec(file, b"\x7fELF" + b"\x00" * 99)


def _lying_sizes() -> bytes:
    data = bytearray(packed({"a.txt": b"0" * 5_000_000}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")  # the table of contents says ten bytes
    return bytes(data)


def _ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500 + "WordDocument".encode("utf-16-le") + stream.encode("utf-16-le")


PROGRAM = b"MZ" + bytes(58) + b"\x40\0\0\0" + b"PE\x00\x00" + bytes(99)
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99 + "EncryptedPackage".encode("utf-16-le")
REFRESH = b"<html><head><meta http-equiv=refresh content='0;url=//x'></head><body>x</body></html>"
GIF = b"GIF89a/*" + b"\x00" * 20 + b"*/=1;alert(1)//"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
DDE = '<w:p><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"</w:instrText></w:r></w:p>'
REFUSED: dict[str, tuple[str, bytes]] = {
    "zip bomb": ("炸弹.zip", packed({"a.txt": b"0" * 60_000_000})),
    "bomb in a document": ("炸弹.docx", packed({**unpacked(word("x")), "word/media/x.bin": b"0" * 120_000_000})),
    "zips in zips": ("套.zip", nested(6)),
    "thousands of entries": ("多.zip", packed({f"{number}.txt": b"" for number in range(5_000)})),
    "sizes that lie": ("谎.zip", _lying_sizes()),
    "external entity": ("外.docx", _xxe()),
    "remote template": ("外.docx", _related("attachedTemplate", "http://127.0.0.1:9/x.dotm")),
    "remote object": ("外.docx", _related("oleObject", "http://127.0.0.1:9/x.doc")),
    "dde": ("域.docx", word_with(DDE)),
    "macros": ("宏.docx", packed({**unpacked(word("x")), "word/vbaProject.bin": b"x"})),
    "macros by content type": ("宏.docx", _macro_type()),
    "macros in an old file": ("宏.doc", _ole("_VBA_PROJECT")),
    "macro sheet": ("宏.xlsx", packed({**unpacked(sheet([["a"]])), "xl/macrosheets/sheet1.xml": b"<x/>"})),
    "controls": ("控.docx", packed({**unpacked(word("x")), "word/activeX/activeX1.bin": b"x"})),
    "program in a document": ("物.docx", packed({**unpacked(word("x")), "word/embeddings/a.bin": b"\x7fELF" + b"\x00" * 99})),
    "packager object": ("物.docx", packed({**unpacked(word("x")), "word/embeddings/a.bin": _ole("Ole10Native")})),
    "svg with script in a document": ("图.docx", packed({**unpacked(word("x")), "word/media/a.svg": SVG})),
    "pdf with script": ("脚.pdf", pdf_changed(pdf("x"), _script)),
    "pdf that starts a program": ("启.pdf", pdf_changed(pdf("x"), _launch)),
    "pdf with a program inside": ("附.pdf", pdf_changed(pdf("x"), _program_inside)),
    "gif that is a script": ("图.gif", GIF),
    "gif called png": ("图.png", GIF),
    "svg called png": ("图.png", SVG),
    "html called txt": ("文.txt", b"<html><script>alert(1)</script></html>"),
    "html called pdf": ("文.pdf", b"<html><body>%PDF-1.4</body></html>"),
    "png with a zip behind it": ("图.png", png(tail=packed({"a.txt": b"x"}))),
    "png with php behind it": ("图.png", png(tail=b"<?php system($_GET[0]);")),
    "pdf with a zip behind it": ("文.pdf", pdf("x") + packed({"a.txt": b"x"})),
    "pdf behind something else": ("文.pdf", b"MIME-Version: 1.0\n" * 5 + pdf("x")),
    "zip behind something else": ("包.zip", b"PK\x03\x04" + b"junk" * 20 + packed({"a.txt": b"x"})),
    "pixel flood": ("图.png", png(60_000, 60_000)),
    "no pixels": ("图.png", png(0, 0)),
    "paths that lead out": ("包.zip", packed({"../../../etc/cron.d/x": b"x"})),
    "absolute path": ("包.zip", packed({"/etc/passwd": b"x"})),
    "drive": ("包.zip", packed({"C:\\x.txt": b"x"})),
    "symbolic link": ("包.zip", packed({"a": b"/etc/passwd"}, mode=0o120777 << 16)),
    "program in an archive": ("包.zip", packed({"a.exe": b"x"})),
    "program by content in an archive": ("包.zip", packed({"a.txt": PROGRAM})),
    "page in an archive with script": ("包.zip", packed({"a.html": b"<html><body onload='x()'>x</body></html>"})),
    "page with script": ("页.html", b"<html><body><p>x</p><script>alert(1)</script></body></html>"),
    "page with handler": ("页.html", b"<html><body><p onclick=alert(1)>x</p></body></html>"),
    "page with a script address": ("页.html", b"<html><body><a href=' java\nscript:alert(1)'>x</a></body></html>"),
    "page with frame": ("页.html", b"<html><body><iframe srcdoc='x'></iframe>x</body></html>"),
    "page that leads away": ("页.html", REFRESH),
    "cut document": ("半.docx", word("x" * 999)[:-300]),
    "cut pdf": ("半.pdf", pdf("x")[:-200]),
    "encrypted document": ("密.docx", LOCKED),
}
TAKEN: dict[str, tuple[str, bytes]] = {
    "a name that leads out": ("../../a.txt", b"x"),
    "a name that reads backwards": ("a\u202etxt.exe.txt", b"x"),
    "an ordinary link": ("链.docx", _related("hyperlink", "https://example.invalid/")),
    "a picture with a tail of zeros": ("图.png", png(tail=bytes(40))),
    "a page without script": ("页.html", "<html><body><p>公告</p></body></html>".encode()),
    "files in an archive": ("包.zip", packed({"甲.docx": word("x"), "乙/丙.txt": "文".encode()})),
}


def accept(handler: User, name: str, content: bytes) -> StoredFile:
    return file_accept(body=handler.body, actor=handler, on=ON, name=name, content=content, purpose="original")


@pytest.mark.django_db
@pytest.mark.parametrize("what", REFUSED)
def test_what_means_harm_is_refused_in_a_sentence(what: str, handler: User, own_folder: Path) -> None:
    name, content = REFUSED[what]
    with pytest.raises(FileRefused) as refused:
        accept(handler, name, content)
    for lang in ("zh", "en"):
        assert len(refused.value.say(lang)) > 20
        assert "Traceback" not in refused.value.say(lang)
    assert not StoredFile.objects.exists()
    assert not list((own_folder / "files").rglob("*"))


@pytest.mark.django_db
@pytest.mark.parametrize("what", TAKEN)
def test_what_only_looks_like_it_is_taken_and_handed_out_as_a_download(what: str, handler: User) -> None:
    name, content = TAKEN[what]
    response = file_response(accept(handler, name, content), name=name)
    assert response["Content-Disposition"].startswith("attachment;")
    assert not response["Content-Type"].startswith(("text/html", "image/svg", "application/xhtml", "text/xml"))
    assert response.content == content


def verdict(path: Path) -> str:
    """What the door and the look say of a file, in one word."""
    data = path.read_bytes()
    try:
        door = at_the_door(data, path.name)
    except FileRefused as error:
        return f"refused: {error.say('zh')}"
    answer = answer_to(data, door.name)
    return next((f"{key}: {answer[key]}" for key in ("unreadable", "refused", "secret") if key in answer), "taken")


@pytest.mark.parametrize("first", range(0, HOSTILE, 60))
def test_generated_hostile_files_end_taken_or_in_a_sentence(first: int, tmp_path: Path) -> None:
    paths = []
    for seed in range(first, min(first + 60, HOSTILE)):
        made = hostile_file(seed)
        folder = tmp_path / str(seed)
        folder.mkdir()
        paths.append(folder / made.name)
        paths[-1].write_bytes(made.data)
    outcomes = list(work_through(paths, verdict, jobs=1))
    assert all(one.value or one.failure for one in outcomes)
    out_of_order = [one.path.name for one in outcomes if one.value and "文件结构异常" in one.value]
    assert out_of_order == []  # a sentence without a cause is an error of ours
    assert any(one.value == "taken" for one in outcomes)
    assert any(one.value and one.value != "taken" for one in outcomes)


def test_each_kind_of_refusal_is_a_class_with_both_languages() -> None:
    for error in FileRefused.__subclasses__():
        assert issubclass(error, GongkaiError)
        assert error.zh and error.en
    assert issubclass(FileKindRefused, FileRefused)
