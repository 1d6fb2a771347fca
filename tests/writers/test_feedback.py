"""Findings as a workbook and as an opinion ready to send back."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner

from gongkai.cli.app import main
from gongkai.cli.check import examine
from gongkai.core.findings import Severity
from gongkai.writers.feedback import write_feedback
from gongkai.writers.findings import Checked
from gongkai.writers.findings_xlsx import write_findings_xlsx

EXAMPLES = Path(__file__).parents[2] / "examples"


def checked(name: str) -> Checked:
    report, findings = examine(EXAMPLES / name, ())
    return Checked(str(EXAMPLES / name), report, findings)


def words_of(made: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(made)).paragraphs if paragraph.text]


def test_the_opinion_names_every_finding_with_what_to_do() -> None:
    one = checked("two-sums-2021.pdf")
    words = words_of(write_feedback(one))
    assert words[:4] == [
        "关于《演示高新技术产业开发区管理委员会",
        "2024年政府信息公开工作年度报告》的",
        "反馈意见",
        "演示高新技术产业开发区管理委员会：",
    ]
    assert "数据不一致 4 处、需核实或者说明 1 处" in words[4]
    text = "\n".join(words)
    for finding in one.findings:
        assert finding.text("zh") in text and finding.next_step("zh") in text
    assert words[-2:] == ["〔核对单位〕", "〔    〕年〔  〕月〔  〕日"]
    assert not any(harsh in text for harsh in ("违规", "错误"))


def test_an_opinion_without_findings_says_so() -> None:
    words = words_of(write_feedback(checked("clean-2021.docx")))
    assert "未发现不一致，无需更正。" in words[4] and len(words) == 7


def test_a_report_without_a_name_is_addressed_with_a_blank() -> None:
    report = {"agency": None, "year": None, "form": "2021", "title": None}
    words = words_of(write_feedback(Checked("a.html", report)))
    assert "〔报送单位〕：" in words and words[0] == "关于《〔报送单位〕"


def test_the_title_of_a_report_that_does_not_begin_with_its_body() -> None:
    report = {"agency": "演示市水务局", "year": 2021, "form": "2021", "title": "2021年政府信息公开工作年度报告"}
    assert words_of(write_feedback(Checked("a.html", report)))[:2] == ["关于《2021年政府信息公开工作年度报告》的", "反馈意见"]


def test_a_file_that_was_not_read_has_no_opinion() -> None:
    with pytest.raises(ValueError, match=r"a\.html"):
        write_feedback(Checked("a.html", None, failure=("empty", "空")))


def test_the_workbook_holds_a_line_for_each_finding_and_counts_them() -> None:
    seen = [checked("two-sums-2021.pdf"), checked("clean-2021.docx"), Checked("x.pdf", None, failure=("empty", "=空"))]
    book = openpyxl.load_workbook(io.BytesIO(write_findings_xlsx(seen)))
    lines = list(book["核对发现"].iter_rows(values_only=True))
    assert len(lines) == 1 + len(seen[0].findings)
    assert lines[1][:5] == (1, "two-sums-2021.pdf", "演示高新技术产业开发区管理委员会", 2024, "不一致")
    assert [line[12] for line in lines[1:]] == [finding.message.code for finding in seen[0].findings]
    errors = sum(finding.severity is Severity.ERROR for finding in seen[0].findings)
    assert list(book["汇总"].iter_rows(values_only=True))[1:] == [
        ("two-sums-2021.pdf", "演示高新技术产业开发区管理委员会", 2024, errors, 0, 1, 0),
        ("clean-2021.docx", "云溪县人民政府", 2025, 0, 0, 0, 0),
    ]
    assert [cell.data_type for cell in book["未能读取"][2]] == ["s", "s"]
    assert book["核对发现"].freeze_panes == "A2" and book["核对发现"].auto_filter.ref == f"A1:M{len(lines)}"


def test_the_workbook_in_english() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_findings_xlsx([checked("two-sums-2021.pdf")], "en")))
    assert book.sheetnames == ["Findings", "Summary"] and book["Findings"]["E2"].value == "inconsistent"


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["check", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_the_command_writes_both(tmp_path: Path) -> None:
    planted, clean = str(EXAMPLES / "two-sums-2021.pdf"), str(EXAMPLES / "clean-2021.docx")
    assert run(planted, clean, "--format", "xlsx", "--out", str(tmp_path / "findings.xlsx"))[0] == 1
    assert run(planted, "--format", "docx", "--out", str(tmp_path / "opinion.docx"))[0] == 1
    assert run(planted, clean, "--format", "docx", "--out", str(tmp_path))[0] == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "clean-2021-反馈意见.docx",
        "findings.xlsx",
        "opinion.docx",
        "two-sums-2021-反馈意见.docx",
    ]


def test_the_command_says_what_it_needs(tmp_path: Path) -> None:
    planted, clean = str(EXAMPLES / "two-sums-2021.pdf"), str(EXAMPLES / "clean-2021.docx")
    code, _, said = run(planted, "--format", "xlsx")
    assert code == 2 and "--out" in said
    code, _, said = run(planted, clean, "--format", "docx", "--out", str(tmp_path / "one.docx"))
    assert code == 2 and "2 份文件" in said
