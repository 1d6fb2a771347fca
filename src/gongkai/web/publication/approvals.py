"""The sheet to sign by hand, filled from a document: the fields a review record has to show (law.md 2.4)."""

from __future__ import annotations

from gongkai.core.publication import REVIEWS
from gongkai.web.publication.models import Document
from gongkai.web.publication.signing import blocking, passes_of
from gongkai.writers.approval import ApprovalSheet, write_approval


def approval_of(document: Document) -> bytes:
    """The 呈批单 of the version in hand as PDF."""
    version = document.current
    stops, all_found = len(blocking(version.findings)), len(version.findings)
    passes = passes_of(document)
    steps = []
    for stage in REVIEWS:
        review = passes.get(stage)
        name = stage.zh.removeprefix("待")
        steps.append((name, f"已于{review.on}由{review.reviewer_name}通过" if review else ""))
    fields = [
        ("信息名称", document.title),
        ("文号", document.doc_no or "无"),
        ("索引号", document.index_no or "无"),
        ("内容摘要", document.abstract or "见正文"),
        ("公开属性", "主动公开"),
        ("拟公开方式", "政府信息公开平台"),
        ("公开范围", "向社会公开"),
        ("应公开日期", document.publish_by.isoformat() if document.publish_by else "无"),
        ("版次", f"第{version.number}版，{version.made_by.name}拟"),
        ("筛查结果", f"{all_found} 项，其中须处理 {stops} 项" if all_found else "未发现须处理的事项"),
    ]
    sheet = ApprovalSheet(document.body.name, fields, steps, version.digest, demo=document.body.demo)
    return write_approval(sheet)
