"""Findings as sentences and as JSON."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.core.findings import Finding, Message, Severity, Words, shown
from gongkai.core.report.exchange import Place

SUM = Message(
    "T3-ROW-SUM", Severity.ERROR, "表三", "{cell}写 {stated}，应为 {computed}。", "{cell} says {stated}, not {computed}.",
    "核对{cell}。", "Check {cell}.", "横向合计",
)  # fmt: skip


def test_a_finding_speaks_both_languages() -> None:
    finding = SUM.at("T3.r1.total", stated=Decimal("5.0"), computed=6, cell=Words("此格", "This cell"))
    assert (finding.text(), finding.text("en")) == ("此格写 5，应为 6。", "This cell says 5, not 6.")
    assert (finding.next_step(), finding.next_step("en")) == ("核对此格。", "Check This cell.")
    assert (SUM.title(), SUM.title("en")) == ("横向合计", "T3-ROW-SUM")


def test_a_finding_may_weigh_less_than_its_message() -> None:
    assert SUM.at("T3").severity is Severity.ERROR
    assert SUM.at("T3", severity=Severity.VERIFY).severity is Severity.VERIFY


def test_the_json_contract() -> None:
    finding = SUM.at("T3.r1.total", Place(page=3), stated=Decimal("5"), computed=Decimal("33.5"), formula="1+4=5", cell="此格")
    assert finding.as_json() == {
        "report": 0,
        "code": "T3-ROW-SUM",
        "severity": "error",
        "where": "T3.r1.total",
        "stated": 5,
        "computed": 33.5,
        "formula": "1+4=5",
        "text": "此格写 5，应为 33.5。",
        "next_step": "核对此格。",
        "source": "表三",
        "place": {"page": 3},
    }
    assert isinstance(finding, Finding) and isinstance(finding.as_json()["stated"], int)
    assert SUM.at("T3", stated="33%", cell="").as_json()["stated"] == "33%"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("5.00"), "5"),
        (Decimal("1E+3"), "1000"),
        (Decimal("33.90"), "33.9"),
        (Decimal(100), "100"),
        (7, "7"),
        ("9%", "9%"),
        (None, ""),
    ],
)
def test_numbers_are_shown_as_people_write_them(value, text: str) -> None:
    assert shown(value) == text
