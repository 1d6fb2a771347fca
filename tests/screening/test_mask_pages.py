"""Masked web pages, texts and pictures; kinds that cannot be masked; where copies are written."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image

from gongkai.core.errors_masking import MaskingOverwrites, MaskingUnsupported
from gongkai.core.findings import Severity
from gongkai.readers.opening import Opened
from gongkai.readers.sniff import Kind
from gongkai.screening.mask import masked, masked_file
from gongkai.screening.text_view import hits_in
from tests.screening.files import ID, MASKED_ID, MASKED_PHONE, OTHER, PHONE, opened, photograph


def _page(body: str, head: str = "<title>公告</title>") -> str:
    data = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()
    result = masked(opened(data, "a.html"))
    text = result.data.decode()
    assert result.suffix == ".html" and all(secret not in text for secret in (ID, PHONE, OTHER))
    return text


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (f"<p>电话{PHONE}</p>", f"<p>电话{MASKED_PHONE}</p>"),
        ("<p>电话1<b>3</b>8&#48;0138<i>000</i></p>", f"<p>电话{MASKED_PHONE}<b></b>"),
        (f"<div>电话<br>{PHONE}<p>后</p>尾</div>", f"<br>{MASKED_PHONE}<p>后</p>尾"),
        (f"<table><tr><th>姓名<th rowspan=1>身份证号<tr><td>甲<td>{ID[:6]}<br>{ID[6:]}</table>", MASKED_ID),
        (f"<p>联系电话{PHONE[:3]}</p><p>{PHONE[3:]}</p>", f"联系电话{MASKED_PHONE}"),
        (f"<img alt='电话{PHONE}' src='/{PHONE}.jpg'>", f'<img alt="电话{MASKED_PHONE}">'),
        (f"<a href='tel:{PHONE}'>拨打</a><a href='/a'>甲</a>", '<a>拨打</a><a href="/a">甲</a>'),
    ],
)
def test_pages(body: str, wanted: str) -> None:
    assert wanted in _page(f"<p>正文</p>{body}")


@pytest.mark.parametrize(
    "hiding",
    [
        f"<!-- {PHONE} -->",
        f"<script>var a='{PHONE}'</script>",
        f"<p style='display: none'>{PHONE}</p>",
        f"<p hidden>{PHONE}</p>",
        f"<input type=hidden name=a value={PHONE}>",
        f"<p data-phone='{PHONE}' onclick='call({PHONE})'>字</p>",
        f"<a href='javascript:call({PHONE})'>字</a>",
        f"<object data='data:text/plain,{PHONE}'></object>",
        f"<img src='data:text/plain,{PHONE}'>",
        f"<?php {PHONE} ?>",
        f"<meta name=author content={PHONE}>",
    ],
)
def test_nothing_hidden_is_left_in_the_source(hiding: str) -> None:
    assert PHONE not in _page(f"<p>正文</p>{hiding}<p>尾</p>")


def test_a_picture_inside_the_page_loses_what_it_carries() -> None:
    picture = base64.b64encode(photograph()).decode()
    text = _page(f"<p>正文</p><img src='data:image/jpeg;base64,{picture}'>")
    kept = base64.b64decode(text.split("base64,")[1].split('"')[0])
    assert b"Exif" not in kept and Image.open(io.BytesIO(kept)).size == (64, 32)


def test_the_copy_says_its_encoding_once() -> None:
    data = '<html><head><meta charset="gbk"><meta http-equiv="Content-Type" content="text/html; charset=gbk"></head>'
    result = masked(opened((data + "<body><p>政府信息公开</p></body></html>").encode("gb18030"), "a.html"))
    assert result.data.decode().count("charset") == 1 and "政府信息公开" in result.data.decode()


def test_a_page_without_head() -> None:
    assert '<meta charset="utf-8">' in masked(opened(b"<p>a</p><p>b</p>", "a.html")).data.decode()


def test_a_text() -> None:
    text = f"电话138-0013-8000\n号码\u202e：{ID[:6]}\n{ID[6:]}\n末行\n"
    result = masked(opened(text.encode(), "a.txt"))
    assert result.data.decode() == f"电话{MASKED_PHONE}\n号码：{MASKED_ID}\n\n末行\n"
    assert [(each.code, each.count) for each in result.replaced] == [("SCR-ID-CARD", 1), ("SCR-PHONE", 1)]
    assert result.removed == (("SCR-CONTROL-CHARACTERS", 1),)


def test_a_number_found_late_is_masked_where_it_stood_early() -> None:
    text = f"编号：{PHONE[:7]}.{PHONE[7:]}\n手机号码：{PHONE}\n"
    assert "0013" not in masked(opened(text.encode(), "a.txt")).data.decode()


def test_a_picture_is_stripped_and_painted() -> None:
    result = masked(opened(photograph(orientation=6), "a.jpg"), boxes=((0, 0, 16, 16),))
    picture = Image.open(io.BytesIO(result.data))
    assert picture.size == (32, 64) and not picture.getexif() and result.suffix == ".jpg"
    assert max(high for _, high in picture.crop((2, 2, 14, 14)).getextrema()) < 12
    assert [finding.message.code for finding in result.left] == ["SCR-NOT-MASKED"]


@pytest.mark.parametrize("kind", [Kind.DOC, Kind.OFD, Kind.JSON])
def test_kinds_that_cannot_be_masked(kind: Kind) -> None:
    with pytest.raises(MaskingUnsupported) as error:
        masked(Opened("a.x", b"x", kind))
    assert "a.x" in error.value.say("en") and kind.value.zh in error.value.say()


def test_files_are_written_once_and_never_over_another(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(f"电话{PHONE}", encoding="utf-8")
    target, done = masked_file(source, tmp_path / "b.txt")
    assert sum(each.count for each in done.replaced) == 1
    assert target.read_text(encoding="utf-8") == f"电话{MASKED_PHONE}\n"
    with pytest.raises(MaskingOverwrites, match="已有同名文件"):
        masked_file(source, tmp_path / "b.txt")
    with pytest.raises(MaskingOverwrites, match="它就是原文件"):
        masked_file(source, source)
    assert PHONE in source.read_text(encoding="utf-8")


def test_a_copy_has_the_suffix_of_what_it_is(tmp_path: Path) -> None:
    source = tmp_path / "a.md"
    source.write_text("正文", encoding="utf-8")
    assert masked_file(source, tmp_path / "b.md")[0].name == "b.md.txt"


def test_a_file_that_somebody_wrote_in_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "a.txt"
    source.write_text("正文", encoding="utf-8")
    (tmp_path / "b.txt").write_text("x", encoding="utf-8")
    monkeypatch.setattr(Path, "exists", lambda _: False)
    with pytest.raises(MaskingOverwrites):
        masked_file(source, tmp_path / "b.txt")
    assert (tmp_path / "b.txt").read_bytes() == b"x"


def test_the_address_of_an_office_stays_and_is_told() -> None:
    text = "如有疑问，请与演示市信访局办公室联系。地址：演示市演示区演示路12号行政中心3号楼501室，电话0591-12345678。\n"
    found = [hit for hit in hits_in(text) if hit.severity is Severity.NOTE]
    result = masked(opened(text.encode(), "a.txt"))
    assert len(found) == 1 and result.data.decode() == text and not result.replaced
    assert [finding.message.code for finding in result.left] == ["SCR-ADDRESS"]
