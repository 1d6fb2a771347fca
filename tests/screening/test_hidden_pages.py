"""What hides in web pages, texts, OFD, old documents and pictures."""

from __future__ import annotations

import pytest

from gongkai.core.findings import Severity
from gongkai.readers.opening import Opened
from gongkai.readers.sniff import Kind
from gongkai.screening.hidden import inspect
from gongkai.screening.text_controls import controls_in, without_controls
from tests.screening.files import PHONE, opened, package, photograph


def _codes(body: str, head: str = "") -> set[str]:
    data = f"<html><head><title>公告</title>{head}</head><body><p>正文</p>{body}</body></html>".encode()
    findings = inspect(opened(data, "a.html"))
    assert not any(PHONE in finding.text() for finding in findings)
    return {finding.message.code for finding in findings}


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        (f"<!-- 手机{PHONE} -->", {"SCR-SOURCE-COMMENT", "SCR-PHONE"}),
        (f"<p style='display:none'>手机{PHONE}</p>", {"SCR-HIDDEN-ELEMENT", "SCR-PHONE"}),
        ("<p hidden><b hidden>内部</b></p>", {"SCR-HIDDEN-ELEMENT"}),
        ("<p style='position:absolute;left:-9999px'>内部</p>", {"SCR-HIDDEN-ELEMENT"}),
        ("<p hidden></p>", set()),
        (f"<input type=hidden name=a value='手机{PHONE}'>", {"SCR-HIDDEN-INPUT", "SCR-PHONE"}),
        ("<script>f()</script>", {"SCR-SCRIPT"}),
        ("<p onclick='f()'>字</p>", {"SCR-SCRIPT"}),
        ("<script src='https://cdn.example.com/a.js'></script>", {"SCR-THIRD-PARTY"}),
        ("<img alt='' src='//img.example.com/a.png'>", {"SCR-THIRD-PARTY"}),
        ("<img alt='' src='http://[x'>", set()),
        ("<img alt='' src='data:image/png;base64,AAAA'>", {"SCR-DATA-URI"}),
        ("<img src='a.png'>", {"SCR-ALT"}),
        ("<p>甲\u202e乙</p>", {"SCR-CONTROL-CHARACTERS"}),
        ("<p>字</p>", set()),
    ],
)
def test_pages(body: str, codes: set[str]) -> None:
    assert _codes(body) == codes


def test_what_a_page_says_of_itself() -> None:
    head = "<meta name=author content=甲某><meta name=generator content=演示><meta name=keywords content=公告>"
    assert _codes("", head) == {"SCR-METADATA"}
    assert _codes("", "<link rel=stylesheet href='https://cdn.example.com/a.css'>") == {"SCR-THIRD-PARTY"}
    assert _codes("", "<link rel=canonical href='https://example.com/a'>") == set()


@pytest.mark.parametrize(
    ("text", "severity"),
    [("甲\u200b乙", Severity.VERIFY), ("甲\u202e乙", Severity.WARNING), ("\ufeff甲乙", None), ("甲乙", None)],
)
def test_characters_that_nobody_sees(text: str, severity: Severity | None) -> None:
    found = inspect(opened(f"{text}，正文。\n".encode(), "a.txt"))
    assert [finding.severity for finding in found] == ([severity] if severity else [])


def test_controls_are_counted_and_named() -> None:
    count, names, turning = controls_in("a\u200bb\u200bc\u2066d\U000e0041")
    assert count == 4 and turning and names.startswith("U+200B ZERO WIDTH SPACE, U+2066")
    assert without_controls("a\u200b\u2066b") == "ab"


def test_an_ofd() -> None:
    parts = {
        "OFD.xml": "<a xmlns='x'><DocBody><DocInfo><Author>甲某</Author></DocInfo>"
        "<CustomData Name='系统'>演示</CustomData></DocBody></a>",
        "Doc_0/Attachs/Attachments.xml": "<a xmlns='x'><Attachment Name='内部.docx'/></a>",
        "Doc_0/Annots/Annotations.xml": "<a xmlns='x'/>",
        "Doc_0/Annots/Annotation_1.xml": f"<a xmlns='x'><Annot Type='Stamp'><TextCode>手机{PHONE}</TextCode></Annot></a>",
        "Doc_0/Annots/Annotation_2.xml": "<a xmlns='x'/>",
        "Doc_0/Signs/Signatures.xml": "<a xmlns='x'/>",
    }
    data = package({name: text.encode() for name, text in parts.items()} | {"Doc_0/Res/a.jpg": photograph()})
    found = inspect(opened(data, "a.ofd"))
    assert [finding.message.code for finding in found] == [
        *("SCR-METADATA", "SCR-METADATA", "SCR-ATTACHMENT", "SCR-ANNOTATION", "SCR-PHONE", "SCR-SIGNATURE"),
        *("SCR-LOCATION", "SCR-PICTURE-DATA"),
    ]


def test_a_picture_and_kinds_with_nothing_to_hide() -> None:
    assert [each.message.code for each in inspect(opened(photograph(), "a.jpg"))] == ["SCR-LOCATION", "SCR-PICTURE-DATA"]
    assert inspect(Opened("a.json", b"{}", Kind.JSON)) == []


def test_an_old_document(monkeypatch: pytest.MonkeyPatch) -> None:
    from gongkai.readers.document import Document

    said = Document("doc", (), meta={"creator": "甲某", "title": "公告", "Company": " "})
    monkeypatch.setattr("gongkai.readers.opening.document_of", lambda opened: said)
    (finding,) = inspect(Opened("a.doc", b"x", Kind.DOC))
    assert finding.text() == "文件属性“creator”写有：甲某。"
