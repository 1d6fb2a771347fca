"""Real reports: every known error is found at its cell, and a report without table errors raises none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from gongkai.core.errors import UnreadableReport
from gongkai.core.findings import Finding, Severity
from gongkai.core.report.checks import check_report
from gongkai.core.report.form import form
from gongkai.readers.reading import read_report
from tests.corpus import CORPUS

TABLES = {"table3.row_sum", "table3.column_sum", "table3.identity", "table4.total", "blank_total"}
FLAT = "pingtan-2023-flat"

pytestmark = [
    pytest.mark.corpus,
]


def truths() -> Iterator[str]:
    for path in sorted(CORPUS.glob("*.truth.json")) if CORPUS.is_dir() else ():
        yield path.name.removesuffix(".truth.json")


@cache
def truth(name: str) -> dict:
    return json.loads((CORPUS / f"{name}.truth.json").read_text(encoding="utf-8"))


def file_of(name: str) -> Path:
    (path,) = [path for path in CORPUS.glob(f"{name}.*") if path.suffix != ".json"]
    return path


@cache
def findings_of(name: str) -> tuple[Finding, ...]:
    return tuple(check_report(read_report(file_of(name))))


def cell_of(name: str, where: str) -> str:
    """table3 | 三、…/（一）予以公开 | 总计 → T3.r1.total."""
    table, row_label, column_label = (part.strip() for part in where.split("|"))
    for row in form(truth(name)["form"]).rows.values():
        if row.id.startswith(f"T{table[-1]}.") and row.label.endswith(row_label):
            for column in row.columns:
                if column.label == column_label:
                    return row.cell(column)
    raise AssertionError(where)


def errors(kinds: set[str], *, among: bool) -> list[tuple[str, dict]]:
    return [
        (name, each) for name in truths() if name != FLAT for each in truth(name)["errors"] if (each["kind"] in kinds) is among
    ]


@pytest.mark.parametrize(("name", "error"), errors(TABLES, among=True))
def test_every_table_error_is_found_at_its_cell(name: str, error: dict) -> None:
    where = cell_of(name, error["where"])
    told = [each for each in findings_of(name) if each.where == where and each.severity is Severity.ERROR]
    assert [(each.stated, each.computed) for each in told] == [(error["stated"], error["computed"])]


@pytest.mark.parametrize(("name", "error"), errors(TABLES, among=False))
def test_every_error_of_the_prose_is_found(name: str, error: dict) -> None:
    told = [each for each in findings_of(name) if each.message.code.startswith("PROSE-")]
    assert all(each.severity in (Severity.ERROR, Severity.VERIFY) for each in told)
    stated = error["stated"] if isinstance(error["stated"], str) else Decimal(error["stated"])
    if error["kind"] == "narrative_sum":
        stated = Decimal(max(error["stated"], error["computed"])) if "against" in error["where"] else stated
    assert stated in [each.stated for each in told]


@pytest.mark.parametrize("name", [name for name in truths() if name != FLAT])
def test_a_report_without_table_errors_raises_none(name: str) -> None:
    serious = [(each.message.code, each.where) for each in findings_of(name) if each.severity is Severity.ERROR]
    known = {cell_of(name, each["where"]) for each in truth(name)["errors"] if each["kind"] in TABLES}
    if not known:
        assert serious == []
    else:
        assert {where for code, where in serious if not code.startswith("PROSE-")} == known


# What a person should be asked about each report, after reading every one of them; more would be noise.
ASKED = {
    "hongze-2023": ["FORM-FOREIGN-ROW"],
    "pingtan-2019": ["PROSE-SPLIT"],
    "pingtan-2020": ["T3-OTHER-HIGH", "PROSE-SPLIT"],
    "pingtan-2021": [],
    "pingtan-2021-derived": [],
    "pingtan-2023": ["SECTION-ONE-LONG", "PROSE-TABLE"],
    "shuyang-county-2025": ["T3-OTHER-HIGH"],
    "suqian-2023": ["SECTION-ONE-LONG"],
    "zhongwei-xinfang-2020": [],
}


@pytest.mark.parametrize(("name", "expected"), ASKED.items())
def test_a_report_is_not_drowned_in_questions(name: str, expected: list[str]) -> None:
    asked = [each.message.code for each in findings_of(name) if each.severity in (Severity.WARNING, Severity.VERIFY)]
    assert asked == expected


def test_two_years_of_one_body() -> None:
    now, before = (read_report(file_of(name)) for name in ("pingtan-2020", "pingtan-2019"))
    across = {each.message.code for each in check_report(now, previous=before)} - {
        each.message.code for each in findings_of("pingtan-2020")
    }
    assert across == {"YEAR-JUMP"}


def test_the_flattened_report_is_refused_by_its_reader() -> None:
    with pytest.raises(UnreadableReport):
        findings_of(FLAT)


@pytest.mark.parametrize("name", [name for name in truths() if name != FLAT])
def test_every_finding_is_a_sentence(name: str) -> None:
    for finding in findings_of(name):
        assert finding.text().endswith("。") and "Words(" not in finding.text()
        assert finding.text("en").endswith(".") and finding.next_step() and finding.next_step("en")
