"""Old Word files, OFD and pictures at the door: read in memory, marks found, and what nobody could read told."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from gongkai.core.errors_files import FileKindRefused, FileMarkedSecret
from gongkai.web.files import looking_process
from gongkai.web.files.door import at_the_door
from gongkai.web.files.looking import look_at
from tests.readers.ofd_making import Page, ofd
from tests.readers.office import converted, needs_office
from tests.web.files.making import CANARY, pdf, png, word, word_with_header


@cache
def old(name: str) -> bytes:
    sources = {
        "plain": word("关于印发接待办法的通知", "各科室：", table=[["窗口", "电话"], ["一号", "12345"]]),
        "marked": word("机密★10年", CANARY),
        "marked-header": word_with_header(f"绝密★长期 {CANARY}"),
    }
    return converted({f"{name}.docx": sources[name]}, ".doc")[name]


@needs_office
def test_an_old_word_file_is_read_and_nothing_of_it_stays_outside(memory: Path) -> None:
    look = look_at(old("plain"), "旧.doc")
    assert (look.kind, look.secret) == ("doc", False)
    assert look.head["title"] == ("关于印发接待办法的通知", True)
    assert '<th scope="col">窗口</th>' in look.html
    assert list(memory.iterdir()) == []


@needs_office
@pytest.mark.parametrize("name", ["marked", "marked-header"])
def test_a_marked_old_word_file_is_refused(name: str) -> None:
    assert look_at(old(name), "旧.doc").secret


@needs_office
def test_a_mark_in_an_old_file_is_seen_before_it_is_converted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking_process, "document_of", lambda opened: pytest.fail("it was converted"))
    assert looking_process.look(old("marked"), "旧.doc") == {"secret": True}


@cache
def _font() -> ImageFont.FreeTypeFont:
    found = [*Path("/usr/share/fonts").rglob("NotoSansCJK-Regular.ttc"), *Path("/usr/share/fonts").rglob("*CJK*.tt[cf]")]
    if not found:
        pytest.skip("THERE IS NO CHINESE FONT ON THIS MACHINE: NO PICTURE OF A MARK WAS LOOKED AT")
    return ImageFont.truetype(str(found[0]), 48)


def drawn(*lines: str) -> bytes:
    """A sheet as a scanner gives it."""
    sheet = Image.new("L", (1240, 900), 255)
    for number, line in enumerate(lines):
        ImageDraw.Draw(sheet).text((120, 100 + 100 * number), line, fill=0, font=_font())
    out = io.BytesIO()
    sheet.save(out, "PNG", dpi=(150, 150))
    return out.getvalue()


def as_pdf(*sheets: bytes) -> bytes:
    pages = [Image.open(io.BytesIO(each)).convert("RGB") for each in sheets]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    return out.getvalue()


def test_a_mark_in_a_picture_is_recognised() -> None:
    pytest.importorskip("rapidocr")
    assert look_at(drawn("机密★10年", "关于有关工作的报告"), "扫描.png").secret


def test_a_mark_in_a_scanned_file_is_recognised() -> None:
    pytest.importorskip("rapidocr")
    assert look_at(as_pdf(drawn("机密 10年", "关于有关工作的报告")), "扫描.pdf").secret


def test_a_scan_gives_its_head_without_certainty_and_no_page() -> None:
    pytest.importorskip("rapidocr")
    look = look_at(as_pdf(drawn("演信发〔2026〕12号", "", "", "关于印发接待办法的通知")), "扫描.pdf")
    assert not look.secret
    assert look.html == ""
    assert "接待办法" in look.text
    assert not any(certain for _, certain in look.head.values())


def test_what_is_not_recognised_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from gongkai.core.errors_scan import RecognitionNotInstalled

    def missing(data: bytes, name: str, kind: object) -> None:
        raise RecognitionNotInstalled(file=name)

    monkeypatch.setattr("gongkai.readers.scan.read_scan", missing)
    sheet = png(400, 400)
    assert looking_process.look(sheet, "图.png", recognise=True)["unseen"] == ["picture:unread"]
    seven = as_pdf(*[sheet] * 7)
    assert looking_process.look(seven, "扫描.pdf", recognise=True)["unseen"] == ["scan:6-7", "scan:unread"]


def test_ofd_is_read_and_its_marks_are_found() -> None:
    def paper(*lines: str) -> bytes:
        page = Page()
        for number, line in enumerate(lines):
            page.text(20, 30 + 10 * number, line)
        return ofd(page)

    look = look_at(paper("关于印发接待办法的通知", "各科室认真执行"), "文.ofd")
    assert (look.kind, look.secret) == ("ofd", False)
    assert "关于印发接待办法的通知" in look.text
    assert look_at(paper("机密★10年", CANARY), "文.ofd").secret
    assert look_at(ofd(Page(), info={"Title": f"绝密★{CANARY}"}), "文.ofd").secret


def test_jpegs_are_measured_and_their_ends_looked_at() -> None:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "JPEG", progressive=True)
    sound = out.getvalue()
    assert at_the_door(sound, "图.jpeg").kind == "jpg"
    large = bytearray(sound)
    at = next(place for place in range(len(large)) if large[place] == 0xFF and large[place + 1] in (0xC0, 0xC2))
    large[at + 5 : at + 9] = b"\xff\xff\xff\xff"
    for harmful in (bytes(large), sound + b"<?php x();", sound[:4], b"\xff\xd8\xff\xe0" + bytes(300)):
        with pytest.raises(FileKindRefused):
            at_the_door(harmful, "图.jpg")
    with pytest.raises(FileMarkedSecret):
        at_the_door(sound, "【机密】图.jpg")
    assert at_the_door(pdf("x"), "文.pdf").media_type == "application/pdf"
