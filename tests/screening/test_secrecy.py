"""Marks close the door; sentences about secrecy do not."""

from __future__ import annotations

import pytest

from gongkai.core.findings import Severity
from gongkai.screening.secrecy import mark_in_name, secrecy_hits, secrecy_mark
from tests.screening.plants_lines import MARKS, NAMES, PROSE


@pytest.mark.parametrize(("text", "code"), MARKS, ids=[text for text, _ in MARKS])
def test_a_mark_blocks(text: str, code: str) -> None:
    hits = secrecy_hits(text)
    assert (hits[0].code, hits[0].severity) == (code, Severity.ERROR)
    assert text[hits[0].start : hits[0].end] == hits[0].text


@pytest.mark.parametrize("text", PROSE, ids=PROSE)
def test_a_sentence_does_not(text: str) -> None:
    assert [hit.masked for hit in secrecy_hits(text) if hit.severity is Severity.ERROR] == []
    assert secrecy_mark(text) is None


@pytest.mark.parametrize(("name", "closes"), NAMES, ids=[name for name, _ in NAMES])
def test_marks_in_names(name: str, closes: bool) -> None:
    assert (mark_in_name(name) is not None) is closes


def test_the_first_lines_alone_close_the_door() -> None:
    mark = secrecy_mark("演示市人民政府文件\n机密★10年\n关于演示事项的通知")
    assert mark is not None
    assert (mark.masked, mark.start) == ("机密★10年", 10)
    assert secrecy_mark("内部资料 注意保存") is None  # no state secret: told, not refused unread


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("标志形式如“机密★10年”。", "quoted"),
        ("文件注明“内部资料 注意保存”字样", "quoted"),
        ("有的材料此件不公开的原因", "quoted"),
    ],
)
def test_quotations_are_to_verify(text: str, why: str) -> None:
    (hit,) = secrecy_hits(text)
    assert (hit.severity, hit.why) == (Severity.VERIFY, why)


@pytest.mark.parametrize(
    ("text", "context", "severity"),
    [
        ("秘密", "", Severity.VERIFY),
        ("秘密", "密级", Severity.ERROR),
        ("秘密★3年", "", Severity.ERROR),
        ("工作秘密", "", Severity.VERIFY),
        ("依申请公开", "公开属性", None),
    ],
)
def test_a_word_alone_in_a_cell_is_to_verify_unless_its_heading_says_more(
    text: str, context: str, severity: Severity | None
) -> None:
    assert next((hit.severity for hit in secrecy_hits(text, cell=True, context=context)), None) is severity


def test_a_paper_given_on_request_is_a_warning() -> None:
    (hit,) = secrecy_hits("（此件依申请公开）")
    assert (hit.code, hit.severity, hit.why) == ("SCR-NOT-PUBLIC", Severity.WARNING, "request")


@pytest.mark.parametrize("piece", ["机密", "密 ", "内部", "★机密", "[机密", "份号", "此件"])
def test_no_text_makes_the_rules_run_wild(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert all(hit.end <= len(text) for hit in secrecy_hits(text))
