"""Files come in by one door: kept with what was seen in them, or refused in a sentence."""

from __future__ import annotations

import io

import pytest
from docx import Document as WordFile

from gongkai.core.errors_files import FileEmpty, FileKindRefused, FileMarkedSecret, FileRefused, FileTooLarge, FileUnreadable
from gongkai.web.bodies.models import User
from gongkai.web.files import looking
from gongkai.web.files.door import at_the_door
from gongkai.web.files.models import StoredFile
from gongkai.web.files.names import safe_name
from gongkai.web.files.responses import file_response
from gongkai.web.files.selectors import file_content, unseen_words
from gongkai.web.files.services import file_accept
from gongkai.web.trail.models import Entry
from tests.web.conftest import ON
from tests.web.files.making import packed, png, word

pytestmark = pytest.mark.django_db


def accept(handler: User, name: str, content: bytes) -> StoredFile:
    return file_accept(body=handler.body, actor=handler, on=ON, name=name, content=content, purpose="original")


@pytest.mark.postgres
def test_a_file_is_kept_with_what_was_seen_in_it(handler: User) -> None:
    content = word(
        "演信发〔2026〕12号",
        "关于印发接待办法的通知",
        "现予印发。",
        "演示市信访局",
        "2026年3月2日",
        table=[["窗口", "电话"], ["一号", "12345"]],
    )
    stored = accept(handler, "接待办法.docx", content)
    assert file_content(stored) == content
    assert (stored.kind, stored.size, stored.uploaded_by, stored.body) == ("docx", len(content), handler, handler.body)
    assert stored.look.head["doc_no"] == ("演信发〔2026〕12号", True)
    assert stored.look.head["formed_on"] == ("2026-03-02", True)
    assert stored.look.head["issuer"] == ("演示市信访局", True)
    assert '<th scope="col">窗口</th>' in stored.look.html
    entry = Entry.objects.get()
    assert (entry.code, entry.record_id, entry.details) == (
        "file.accepted",
        str(stored.pk),
        {"purpose": "original", "size": len(content)},
    )


def test_what_nobody_looked_at_is_told(handler: User) -> None:
    content = word("说明")
    stored = accept(handler, "包.zip", packed({"甲.docx": content, "数据.bin": b"\x00\x01" * 50, "空.txt": ""}))
    assert stored.unseen == ["inside:数据.bin"]
    assert [unseen_words(code) for code in stored.unseen] == ["内含文件 数据.bin 未检查"]
    assert unseen_words("甲.docx/pictures:2", "en") == "甲.docx: 2 pictures, what is written in them was not looked at"
    assert unseen_words("unknown") == "unknown"


def test_pictures_in_a_text_are_counted_as_not_looked_at(handler: User) -> None:
    file = WordFile()
    file.add_paragraph("说明")
    file.add_picture(io.BytesIO(png(8, 8)))
    out = io.BytesIO()
    file.save(out)
    assert accept(handler, "图文.docx", out.getvalue()).unseen == ["pictures:1"]


REFUSED: dict[str, tuple[str, bytes, type[FileRefused], str]] = {
    "nothing": ("空.docx", b"", FileEmpty, "空"),
    "zeros": ("空.txt", b"\x00\x00", FileEmpty, "空"),
    "a program": ("程序.docx", b"MZ" + b"\x00" * 200, FileKindRefused, "程序"),
    "a shell script": ("脚本.txt", b"#!/bin/sh\nrm -rf /", FileKindRefused, "脚本"),
    "php": ("脚本.txt", b"\xef\xbb\xbf<?php system('id');", FileKindRefused, "脚本"),
    "a shortcut": ("链接.txt", b"[InternetShortcut]\nURL=file:///x", FileKindRefused, "脚本"),
    "a program by its name": ("报告.docx.exe", word("x"), FileKindRefused, "程序"),
    "a script by its name": ("报告.js", b"alert(1)", FileKindRefused, "脚本"),
    "another kind than its name": ("表.pdf", word("不是PDF"), FileKindRefused, "扩展名"),
    "no ending": ("报告", word("x"), FileKindRefused, "扩展名"),
    "a kind that is not taken": ("书.rtf", b"{\\rtf1 x}", FileKindRefused, "RTF"),
    "a name for macros": ("宏.docm", word("x"), FileKindRefused, "宏"),
    "svg": ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", FileKindRefused, "脚本"),
    "a damaged document": ("坏.docx", word("好")[:300], FileRefused, ""),
    "a damaged picture": ("坏.png", png()[:20], FileKindRefused, "损坏"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_taken_ends_in_a_sentence(what: str, handler: User) -> None:
    name, content, error, word_in_it = REFUSED[what]
    with pytest.raises(error) as refused:
        accept(handler, name, content)
    assert word_in_it in str(refused.value)
    assert refused.value.say("en")
    assert not StoredFile.objects.exists()
    assert Entry.objects.get().code == "file.refused"


def test_one_byte_more_than_a_file_may_have(handler: User, settings: object) -> None:
    settings.UPLOAD_MOST = 1024**2  # type: ignore[attr-defined]
    accept(handler, "大.txt", b"a" * 1024**2)
    with pytest.raises(FileTooLarge):
        accept(handler, "大.txt", b"a" * (1024**2 + 1))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\temp\\通知.docx", "通知.docx"),
        ("通知\u202egpj.docx", "通知gpj.docx"),
        ("a\x00b.txt", "ab.txt"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie_ x.txt"),
        ("...", "文件"),
        ("", "文件"),
        (".docx", "文件.docx"),
        ("CON.txt", "文件.txt"),
        ("a<b>.txt", "a_b_.txt"),
        ("  空 格　.docx", "空 格.docx"),
        ("长" * 300 + ".docx", "长" * 120 + ".docx"),
        ("x." + "y" * 300, "x." + "y" * 10),
        ("半\ud800个.txt", "半个.txt"),
    ],
)
def test_names_are_made_safe(given: str, kept: str) -> None:
    assert safe_name(given) == kept
    assert safe_name(kept) == kept


def test_a_name_that_bears_a_mark_is_not_even_repeated() -> None:
    for name in ("机密★10年方案.docx", "【绝密】方案.docx", "机\u200b密★方案.docx", "../机密★1年.txt"):
        with pytest.raises(FileMarkedSecret):
            at_the_door(b"x", name)


def test_a_look_that_dies_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking.sys, "executable", "/bin/false")
    with pytest.raises(FileUnreadable):
        looking.look_at(b"x", "a.txt")
    monkeypatch.setattr(looking.sys, "executable", "/nowhere/python")
    with pytest.raises(FileUnreadable):
        looking.look_at(b"x", "a.txt")


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("页.html", b"<html><body><p>x</p></body></html>", "application/octet-stream"),
        ("文.txt", b"1 <b>x", "text/plain; charset=utf-8"),
        ("图.png", png(), "image/png"),
    ],
)
def test_a_download_is_never_a_page(name: str, content: bytes, media_type: str, handler: User) -> None:
    response = file_response(accept(handler, name, content), name='附"件\r\n;.html')
    assert response["Content-Type"] == media_type
    assert response["Content-Disposition"] == "attachment; filename=\"____.html\"; filename*=UTF-8''%E9%99%84_%E4%BB%B6%3B.html"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
