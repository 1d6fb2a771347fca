"""`gongkai read` and `gongkai check` on the example reports, as a person and as a machine call them."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from gongkai.cli import main
from gongkai.core.report.form import form

EXAMPLES = Path(__file__).parents[2] / "examples"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.mark.parametrize("truth", sorted(EXAMPLES.glob("*.truth.json")), ids=lambda path: path.name)
def test_read_gives_the_true_value_of_every_cell(truth: Path) -> None:
    (file,) = (path for path in EXAMPLES.glob(truth.name.replace(".truth.json", ".*")) if path != truth)
    found, true = json.loads(run("read", file, "--format", "json").stdout), json.loads(truth.read_text(encoding="utf-8"))
    for key in ("year", "form", "table2", "table3", "table4"):
        assert found[key] == true[key]
    assert found["schema"] == "gongkai.report/1" and found["unrecognised"] == []


def test_read_as_text_is_tab_separated() -> None:
    result = run("read", EXAMPLES / "clean-2021.docx")
    rows = dict(line.split("\t", 1) for line in result.stdout.splitlines()[1:])
    assert result.exit_code == 0
    assert list(rows) == list(form("2021").rows)
    assert rows["T3.new"].split("\t")[0] == "一、本年新收政府信息公开申请数量"


def test_several_reports_are_one_object_a_line() -> None:
    lines = run("read", EXAMPLES, "--format", "json", "--jobs", 2).stdout.splitlines()
    assert len(lines) == 8 and all(json.loads(line)["schema"] for line in lines)


def test_an_unreadable_file_is_a_sentence_and_exit_2(tmp_path: Path) -> None:
    bad = tmp_path / "empty.pdf"
    bad.write_bytes(b"")
    for command in ("read", "check"):
        result = run(command, bad, EXAMPLES / "clean-2021.docx")
        assert result.exit_code == 2
        assert "empty.pdf" in result.stderr and "clean-2021.docx" in result.stdout


@pytest.mark.parametrize(
    ("file", "level", "code"),
    [
        ("clean-2021.docx", "note", 0),
        ("row-sum-2021.html", "error", 1),
        ("row-sum-2021.html", "never", 0),
        ("two-sums-2021.pdf", "verify", 1),
    ],
)
def test_exit_code_follows_the_fail_level(file: str, level: str, code: int) -> None:
    assert run("check", EXAMPLES / file, "--fail-level", level).exit_code == code


def test_json_holds_reports_and_findings_that_point_at_them() -> None:
    result = run("check", EXAMPLES / "clean-2021.docx", EXAMPLES / "two-sums-2021.pdf", "--format", "json")
    found = json.loads(result.stdout)
    assert [report["year"] for report in found["reports"]] == [2025, 2024]
    assert {finding["report"] for finding in found["findings"]} == {1}
    assert ("T4-TOTAL", "T4.review.total", 6, 4) in {
        (finding["code"], finding["where"], finding["stated"], finding["computed"]) for finding in found["findings"]
    }
    assert set(found["findings"][0]) == {
        *("report", "code", "severity", "where", "stated", "computed", "formula", "text", "next_step", "source", "place")
    }
    assert found["findings"][0]["place"]["page"] and len(found["findings"][0]["place"]["box"]) == 4


def test_every_output_holds_the_same_findings() -> None:
    file = EXAMPLES / "two-sums-2021.pdf"
    codes = [finding["code"] for finding in json.loads(run("check", file, "--format", "json").stdout)["findings"]]
    sarif = json.loads(run("check", file, "--format", "sarif").stdout)["runs"][0]["results"]
    junit = ET.fromstring(run("check", file, "--format", "junit").stdout)
    text = run("check", file).stdout
    assert [result["ruleId"] for result in sarif] == codes
    assert [str(case.get("name")).split()[0] for case in junit.iter("testcase")] == codes
    assert all(text.count(code) == codes.count(code) for code in set(codes))


def test_last_years_report_is_found_in_a_folder() -> None:
    file = EXAMPLES / "carry-over-2021.docx"
    assert run("check", file).exit_code == 0
    for previous in (EXAMPLES, EXAMPLES / "carry-over-2021-previous.docx"):
        result = run("check", file, "--previous", previous, "--format", "json")
        assert result.exit_code == 1
        assert "CARRY-OVER" in {finding["code"] for finding in json.loads(result.stdout)["findings"]}


def test_a_previous_report_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    bad = tmp_path / "last.docx"
    bad.write_bytes(b"PK\x03\x04 cut")
    result = run("check", EXAMPLES / "clean-2021.docx", "--previous", bad)
    assert result.exit_code == 0 and "last.docx" in result.stderr


def test_two_runs_and_more_jobs_print_the_same_bytes() -> None:
    runs = [run("check", EXAMPLES, "--previous", EXAMPLES, "--format", "json", "--jobs", jobs).stdout for jobs in (1, 2, 1)]
    assert runs[0] == runs[1] == runs[2]
