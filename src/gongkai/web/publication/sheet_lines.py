"""What a sheet of many items is by its lines: the digest that is printed on it, and the sheet to sign by hand."""

from __future__ import annotations

import hashlib

from gongkai.core.publication import REVIEWS, Stage
from gongkai.web.publication.models import Review, ReviewSheet
from gongkai.writers.approval import ApprovalLine, ApprovalSheet, write_approval


def sheet_digest(sheet: ReviewSheet) -> str:
    """The SHA-256 of the digests of its lines in their order, one a line, without those that fell out."""
    lines = sheet.lines.filter(dropped="").order_by("place").values_list("digest", flat=True)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def sheet_approval(sheet: ReviewSheet) -> bytes:
    """The 批量呈批单 as PDF, itemised, with the digest of all its lines."""
    lines = list(sheet.lines.filter(dropped="").select_related("document").order_by("place"))
    fallen = sheet.lines.exclude(dropped="").count()
    signed = _signed_already(sheet, len(lines))
    fields = [
        ("名称", sheet.title),
        ("件数", f"{len(lines)} 件" + (f"，另有 {fallen} 件已移出" if fallen else "")),
        ("公开属性", "主动公开"),
        ("拟公开方式", "政府信息公开平台"),
        ("公开范围", "向社会公开"),
        ("制单", f"{sheet.made_by.name}，{sheet.made_on}"),
    ]
    steps = [(stage.zh.removeprefix("待"), signed.get(stage, "")) for stage in REVIEWS]
    rows = [ApprovalLine(line.document.title, line.document.doc_no, line.digest) for line in lines]
    return write_approval(ApprovalSheet(sheet.body.name, fields, steps, sheet_digest(sheet), lines=rows, demo=sheet.body.demo))


def _signed_already(sheet: ReviewSheet, lines: int) -> dict[Stage, str]:
    """The steps that every line of the sheet has passed, with by whom and when."""
    found: dict[Stage, list[Review]] = {}
    for review in sheet.reviews.filter(decision=Review.Decision.PASS, void=False):
        found.setdefault(Stage(review.stage), []).append(review)
    return {
        stage: f"已于{reviews[-1].on}由{reviews[-1].reviewer_name}通过"
        for stage, reviews in found.items()
        if len(reviews) >= lines > 0
    }
