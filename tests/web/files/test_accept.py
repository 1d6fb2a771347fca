"""Files come in by one door; a secrecy mark closes it before anything is written (law.md 10.3)."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.db import connection
from docx import Document

from gongkai.core.errors_files import FileEmpty, FileKindRefused, FileMarkedSecret, FileRefused, FileTooLarge
from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Body, User
from gongkai.web.files import door
from gongkai.web.files.models import StoredFile
from gongkai.web.files.responses import file_response
from gongkai.web.files.selectors import file_content
from gongkai.web.files.services import file_accept
from gongkai.web.trail.models import Entry
from tests.web.conftest import ON, People

pytestmark = pytest.mark.django_db
CANARY = "灰雀计划"


def word(*paragraphs: str, table: list[list[str]] | None = None) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        grid = document.add_table(len(table), len(table[0]))
        for row, texts in enumerate(table):
            for column, text in enumerate(texts):
                grid.cell(row, column).text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def packed(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in entries.items():
            container.writestr(name, data)
    return out.getvalue()


@pytest.fixture
def handler(person: People, bureau: Body) -> User:
    return person("zhang", bureau, Role.HANDLER)


def accept(handler: User, name: str, content: bytes) -> StoredFile:
    return file_accept(body=handler.body, actor=handler, on=ON, name=name, content=content, purpose="original")


def test_a_file_is_kept_under_its_digest_with_what_was_seen_in_it(handler: User) -> None:
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
    assert stored.kind == "docx"
    assert stored.look.head["doc_no"] == ("演信发〔2026〕12号", True)
    assert stored.look.head["formed_on"] == ("2026-03-02", True)
    assert stored.look.head["issuer"] == ("演示市信访局", True)
    assert '<th scope="col">窗口</th>' in stored.look.html
    assert [entry.code for entry in Entry.objects.all()] == ["file.accepted"]


def test_the_same_bytes_are_kept_once(handler: User, own_folder: Path) -> None:
    first, second = (accept(handler, name, word("通知")) for name in ("a.docx", "b.docx"))
    assert first.pk != second.pk
    if first.sha256 == second.sha256:
        assert len([path for path in (own_folder / "files").rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("报告.docx", word("机密★10年", f"关于{CANARY}的报告")),
        ("报告.docx", word(f"关于{CANARY}的报告", table=[["密级", "机密★10年"], ["内容", CANARY]])),
        (f"机密★10年{CANARY}.docx", word("无")),
        (f"{CANARY}.txt", f"绝密★长期\n\n{CANARY}".encode()),
        (f"{CANARY}.txt", f"秘密★5年\n\n{CANARY}".encode("utf-16")),
    ],
)
@pytest.mark.django_db(transaction=True)
def test_a_marked_file_leaves_no_trace(
    name: str, content: bytes, handler: User, own_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(FileMarkedSecret) as refused:
        accept(handler, name, content)
    assert CANARY not in str(refused.value) + refused.value.say("en") + caplog.text
    assert not StoredFile.objects.exists()
    assert [entry.code for entry in Entry.objects.all()] == ["file.refused_secret"]
    needles = [CANARY.encode(code) for code in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")]
    kept = [path.read_bytes() for path in own_folder.rglob("*") if path.is_file()]
    if connection.vendor == "sqlite":
        kept.append(connection.connection.serialize())
    assert not any(needle in data for data in kept for needle in needles)


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("空.docx", b"", FileEmpty),
        ("空.txt", b"\x00\x00", FileEmpty),
        ("程序.docx", b"MZ" + b"\x00" * 200, FileKindRefused),
        ("脚本.txt", b"#!/bin/sh\nrm -rf /", FileKindRefused),
        ("表.pdf", word("不是PDF"), FileKindRefused),
        (
            "宏.docx",
            packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<a/>", "word/vbaProject.bin": b"x"}),
            FileKindRefused,
        ),
        ("外.zip", packed({"../../etc/passwd": b"x"}), FileKindRefused),
        ("炸弹.zip", packed({"a.txt": b"0" * 60_000_000}), FileKindRefused),
        ("程序.zip", packed({"a.exe": b"x"}), FileKindRefused),
        ("坏.docx", word("好")[:300], FileRefused),
        ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", FileKindRefused),
    ],
)
def test_what_is_not_taken_ends_in_a_sentence(name: str, content: bytes, error: type[FileRefused], handler: User) -> None:
    with pytest.raises(error) as refused:
        accept(handler, name, content)
    assert str(refused.value)
    assert refused.value.say("en")
    assert not StoredFile.objects.exists()
    assert Entry.objects.get().code == "file.refused"


def test_one_byte_more_than_a_file_may_have(handler: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "MOST", 1000)
    with pytest.raises(FileTooLarge):
        accept(handler, "大.txt", b"a" * 1001)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\temp\\通知.docx", "通知.docx"),
        ("通知\u202egpj.docx", "通知gpj.docx"),
        ("a\x00b.txt", "ab.txt"),
        ("...", "文件"),
        ("长" * 300 + ".docx", "长" * 120 + ".docx"),
    ],
)
def test_names_are_made_safe(given: str, kept: str) -> None:
    assert door.safe_name(given) == kept


def test_a_download_is_never_a_page(handler: User) -> None:
    stored = accept(handler, "页.html", b"<html><body><p>x</p><script>alert(1)</script></body></html>")
    response = file_response(stored, name="页.html")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
