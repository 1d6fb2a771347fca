"""The same findings in every output."""

from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from gongkai.core.findings import Finding, Message, Severity
from gongkai.core.report.exchange import Place
from gongkai.writers.findings import Checked, checked_as_text, place_in_words, summary
from gongkai.writers.junit import findings_as_junit
from gongkai.writers.sarif import findings_as_sarif

SUM = Message(
    code="T3-ROW-SUM",
    severity=Severity.ERROR,
    source="国办公开办函〔2021〕30号",
    zh="{where}：写{stated}，按式得{computed}，不一致。",
    en="{where}: stated {stated}, computed {computed}.",
    next_zh="请核对该行。",
    next_en="Recount the row.",
)
ERROR = Finding(SUM, "表三 （一）予以公开 总计", Decimal(5), Decimal(7), "3+4=7", place=Place(page=2), severity=Severity.ERROR)
NOTE = Finding(SUM, "表四\x07", Decimal(0), Decimal(1), severity=Severity.NOTE, place=Place(line=12))
REPORT = {"agency": "演示市数据局", "year": 2023, "form": "2021"}
BAD = Checked("a b/报告.html", REPORT, (NOTE, ERROR))
GOOD = Checked("clean.html", REPORT)
UNREAD = Checked("x.pdf", None, failure=("encrypted", "“x.pdf”已加密。"))


def test_text_puts_the_most_serious_first_with_its_place() -> None:
    text = checked_as_text(BAD, "zh")
    assert text.splitlines()[0] == "a b/报告.html · 演示市数据局 · 2023 · 2021年格式"
    assert text.index("不一致  T3-ROW-SUM") < text.index("提示  T3-ROW-SUM")
    assert "(第2页)" in text and "(第12行)" in text and "3+4=7" in text and "请核对该行。" in text


def test_text_of_a_clean_and_of_an_unreadable_file() -> None:
    assert "未发现不一致" in checked_as_text(GOOD, "zh")
    assert "nothing inconsistent found" in checked_as_text(GOOD, "en")
    assert checked_as_text(UNREAD, "zh") == "x.pdf\n  未能读取  “x.pdf”已加密。"


def test_summary_counts_every_weight() -> None:
    assert summary([BAD, GOOD, UNREAD], "zh") == "共 3 份：不一致 1，请说明 0，需核实 0，提示 1；未能读取 1 份。"
    assert summary([BAD], "en") == "files: 1; 1 inconsistent, 0 to explain, 0 to verify, 1 notes; 0 not readable."


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place(), ""),
        (Place(page=3), "第3页"),
        (Place(table=2, row=4, col=1), "第2个表第5行第2列"),
        (Place(line=9), "第9行"),
    ],
)
def test_places_are_counted_from_one(place: Place, words: str) -> None:
    assert place_in_words(place, "zh") == words


def test_findings_point_at_their_report() -> None:
    assert [finding.report for finding in BAD.at_index(4).findings] == [4, 4]


def test_sarif_holds_rules_results_and_failures() -> None:
    log = findings_as_sarif([BAD, GOOD, UNREAD], "en")
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["T3-ROW-SUM"]
    assert [result["level"] for result in run["results"]] == ["note", "error"]
    location = run["results"][0]["locations"][0]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "a%20b/%E6%8A%A5%E5%91%8A.html"
    assert location["physicalLocation"]["region"] == {"startLine": 12}
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["invocations"][0]["toolExecutionNotifications"][0]["descriptor"] == {"id": "encrypted"}


@pytest.mark.parametrize(("level", "failures"), [(Severity.ERROR, "1"), (Severity.NOTE, "2"), (None, "0")])
def test_junit_fails_from_the_level_asked_for(level: Severity | None, failures: str) -> None:
    root = ET.fromstring(findings_as_junit([BAD, GOOD, UNREAD], "zh", level))
    bad, good, unread = root
    assert bad.get("failures") == failures and bad.get("tests") == "2"
    assert good.get("tests") == "1" and not good.findall(".//failure")
    assert unread.get("errors") == "1" and unread.find(".//error").get("type") == "encrypted"  # type: ignore[union-attr]
