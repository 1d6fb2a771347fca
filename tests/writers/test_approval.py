"""The sheet for signing by hand: everything a signer has to know, and a code that binds it to one version."""

from __future__ import annotations

import io

import cv2
import numpy as np
import pikepdf
import pypdfium2

from gongkai.writers.approval import ApprovalLine, ApprovalSheet, write_approval

DIGEST = "0123456789abcdef" * 4
SHEET = ApprovalSheet(
    body="演示市信访局",
    fields=[("信息名称", "关于印发接待办法的通知"), ("公开属性", "主动公开"), ("筛查结果", "未发现须处理的事项")],
    steps=[("初审", "已于2026-03-02由乙某在系统中通过"), ("保密审查", ""), ("复审", ""), ("终审", "")],
    digest=DIGEST,
)


def _page(data: bytes, number: int = 0) -> pypdfium2.PdfPage:
    return pypdfium2.PdfDocument(data)[number]


def test_it_says_what_is_signed_and_by_whom() -> None:
    text = _page(write_approval(SHEET)).get_textpage().get_text_bounded().replace("\r\n", "")
    for words in ("政府信息公开呈批单", "关于印发接待办法的通知", "由乙某在系统中通过", "保密审查", "签名", "须重新呈批"):
        assert words in text
    assert DIGEST[:16] in text


def test_the_code_is_the_digest() -> None:
    picture = np.array(_page(write_approval(SHEET)).render(scale=3).to_pil().convert("L"))
    found, *_ = cv2.QRCodeDetector().detectAndDecode(picture)
    assert found == DIGEST


def test_one_page_for_one_document_and_as_many_as_it_takes_for_a_batch() -> None:
    assert len(pypdfium2.PdfDocument(write_approval(SHEET))) == 1
    lines = [ApprovalLine(f"行政处罚决定第{number}号", f"演罚〔2026〕{number}号", DIGEST) for number in range(200)]
    batch = write_approval(ApprovalSheet(SHEET.body, SHEET.fields, SHEET.steps, DIGEST, lines, demo=True))
    pages = pypdfium2.PdfDocument(batch)
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert len(pages) > 5
    assert "演罚〔2026〕199号" in text
    assert "（演示）" in text


def test_it_is_tagged_and_names_its_language() -> None:
    with pikepdf.open(io.BytesIO(write_approval(SHEET))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).lower().startswith("zh")
