"""What is seen in a version before people look at it: the findings of `gongkai.screening` over its text and fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongkai.core.errors_publication import SecretInText
from gongkai.core.findings import Severity
from gongkai.readers.html import read_html
from gongkai.screening.findings import SECRET_MARK
from gongkai.screening.screen import screen_document
from gongkai.screening.secrecy import mark_in_name


def findings_of(html: str, facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The findings of a version as JSON, in reading order.

    Raises:
        SecretInText: a secrecy mark stands in it (law.md 10.3); it is refused before anything is written.
    """
    if any(mark_in_name(str(value)) for value in facts.values() if value):
        raise SecretInText()
    page = f"<!doctype html><html><head><meta charset='utf-8'></head><body>{html}</body></html>"
    findings = screen_document(read_html(page.encode("utf-8"), "text.html"))
    if any(each.message.code == SECRET_MARK.code and each.severity is Severity.ERROR for each in findings):
        raise SecretInText()
    return [{**each.as_json("zh"), "text_en": each.text("en"), "next_en": each.next_step("en")} for each in findings]
