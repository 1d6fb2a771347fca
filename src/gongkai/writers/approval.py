"""The sheet that leaders sign by hand (呈批单): what is to be published, what was found, who signs, and which version it is.

The version's digest stands on it in figures and as a QR code, so that the scan that comes back is bound to what was signed.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.core.errors_batch import ExtraNotInstalled
from gongkai.writers.pdf import typeset


@dataclass(frozen=True, slots=True)
class ApprovalLine:
    """One item of a batch."""

    title: str
    number: str
    digest: str


@dataclass(frozen=True, slots=True)
class ApprovalSheet:
    """What the sheet says. `steps` are the reviews with what was signed on the screen already, else nothing."""

    body: str
    fields: Sequence[tuple[str, str]]
    steps: Sequence[tuple[str, str]]
    digest: str
    lines: Sequence[ApprovalLine] = ()
    demo: bool = False


def write_approval(sheet: ApprovalSheet) -> bytes:
    """The sheet as PDF.

    Raises ExtraNotInstalled without the extras [writers] and [web].
    """
    title = "政府信息公开呈批单" + ("（演示）" if sheet.demo else "")
    lines = [[str(place), each.title, each.number, each.digest[:8]] for place, each in enumerate(sheet.lines, 1)]
    return typeset(
        "approval.typ",
        {
            "title": title,
            "body": sheet.body,
            "fields": [list(each) for each in sheet.fields],
            "heads": ["序号", "标题", "文号", "校验值"],
            "lines": lines,
            "steps": [list(each) for each in sheet.steps],
            "sign": "签名：　　　　　　　　　　年　　月　　日",
            "digest": sheet.digest,
            "digest-label": "所审版本的校验值（SHA-256）：",
            "code": _code(sheet.digest),
            "alt": f"二维码，内容为校验值 {sheet.digest}",
            "note": "签署后请将本单扫描交登记员录入。内容有任何改动，本单即失效，须重新呈批。",
        },
    )


def _code(digest: str) -> str:
    """The digest as a QR code."""
    try:
        import segno
    except ImportError as error:
        raise ExtraNotInstalled(what_zh="生成二维码", what_en="Making a QR code", extra="web") from error
    out = io.BytesIO()
    segno.make(digest, error="m").save(out, kind="svg", scale=4, border=1, xmldecl=False)
    return out.getvalue().decode("utf-8")
