"""Properties of files: told with care, never with personal data in them."""

from __future__ import annotations

import pytest

from gongkai.core.findings import Severity
from gongkai.screening.metadata import property_findings, shown_safely
from tests.screening.files import ID, MASKED_ID, MASKED_PHONE, PHONE


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (f"甲某 手机{PHONE}", f"甲某 手机{MASKED_PHONE}"),
        (f"{ID}\x00\n  乙", f"{MASKED_ID} 乙"),
        ("字" * 70, "字" * 60 + "…"),
        ("", ""),
    ],
)
def test_values_are_shown_masked_and_short(value: str, shown: str) -> None:
    assert shown_safely(value) == shown


def test_names_weigh_more_than_programs_and_titles_nothing() -> None:
    found = list(property_findings({"creator": "甲某", "Producer": "演示软件", "title": "公告", "Pages": "3"}, "x"))
    assert [(finding.details["name"], finding.severity) for finding in found] == [
        ("creator", Severity.WARNING),
        ("Producer", Severity.NOTE),
    ]


def test_personal_data_in_a_title_are_told() -> None:
    (finding,) = property_findings({"title": f"关于手机{PHONE}的答复"}, "x")
    assert finding.message.code == "SCR-PHONE" and PHONE not in finding.text()
