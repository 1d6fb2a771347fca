"""Findings as a workbook and as an opinion ready to send back."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner
from lxml import etree

from gongkai.cli.app import main
from gongkai.cli.check import examine
from gongkai.core.findings import Severity
from gongkai.writers.feedback import write_feedback
from gongkai.writers.findings import Checked
from gongkai.writers.findings_xlsx import where_words, write_findings_xlsx

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
    assert words[-2:] == ["〔核对单位〕", "〔\u3000\u3000〕年〔\u3000〕月〔\u3000〕日"]
    assert not any(harsh in text for harsh in ("违规", "错误"))


def test_an_opinion_without_findings_says_so() -> None:
    words = words_of(write_feedback(checked("clean-2021.docx")))
    assert "未发现不一致，无需更正。" in words[4] and len(words) == 7


def test_what_could_be_better_stands_last() -> None:
    words = words_of(write_feedback(checked("blank-total-2019.xlsx")))
    heads = [text for text in words if text[1:2] == "、"]
    assert heads == ["一、数据不一致", "二、建议完善"]


def test_a_row_of_figures_may_be_broken_and_stays_with_its_advice() -> None:
    paper = docx.Document(io.BytesIO(write_feedback(checked("two-sums-2021.pdf"))))
    said = [each for each in paper.paragraphs if each.text[1:2] == "．"]
    assert len(said) == 5
    for paragraph in said:
        assert paragraph.paragraph_format.keep_with_next
        children = [etree.QName(child).localname for child in paragraph._p.pPr]
        assert children == ["keepNext", "wordWrap", "ind"]


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
    assert [line[13] for line in lines[1:]] == [finding.message.code for finding in seen[0].findings]
    errors = sum(finding.severity is Severity.ERROR for finding in seen[0].findings)
    assert list(book["汇总"].iter_rows(values_only=True))[1:] == [
        ("two-sums-2021.pdf", "演示高新技术产业开发区管理委员会", 2024, errors, 0, 1, 0),
        ("clean-2021.docx", "云溪县人民政府", 2025, 0, 0, 0, 0),
    ]
    assert [cell.data_type for cell in book["未能读取"][2]] == ["s", "s"]
    assert book["核对发现"].freeze_panes == "A2" and book["核对发现"].auto_filter.ref == f"A1:N{len(lines)}"


def test_figures_of_a_finding_are_numbers_with_their_difference() -> None:
    one = checked("two-sums-2021.pdf")
    sheet = openpyxl.load_workbook(io.BytesIO(write_findings_xlsx([one])))["核对发现"]
    for row, finding in enumerate(one.findings, 2):
        stated, computed, apart = (sheet.cell(row, column).value for column in (8, 9, 10))
        assert (stated, computed) == (finding.stated, finding.computed)
        assert apart == stated - computed
    assert sheet["F2"].value == "表三“（七）总计”行“社会公益组织”栏"


def test_each_weight_has_its_colour_beside_its_word() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_findings_xlsx([checked("two-sums-2021.pdf")])))["核对发现"]
    looks = {sheet.cell(row, 5).value: sheet.cell(row, 5).fill.fgColor.rgb for row in range(2, sheet.max_row + 1)}
    assert list(looks) == ["不一致", "需核实"] and len(set(looks.values())) == 2


def test_every_row_is_high_enough_for_its_words() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_findings_xlsx([checked("two-sums-2021.pdf")])))["核对发现"]
    for row in range(2, sheet.max_row + 1):
        height = sheet.row_dimensions[row].height
        said = sheet.cell(row, 11).value
        room = sheet.column_dimensions["K"].width / 2.1  # Chinese characters on a line
        ems = sum(0.5 if char.isascii() else 1 for char in said)
        assert 15 * ems / room <= height <= 409


def test_names_from_outside_are_never_formulas() -> None:
    one = checked("two-sums-2021.pdf")
    assert one.report is not None
    hostile = Checked("=cmd.pdf", {**one.report, "agency": "@SUM(A1)"}, one.findings)
    book = openpyxl.load_workbook(io.BytesIO(write_findings_xlsx([hostile])))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert book["核对发现"]["B2"].value == "=cmd.pdf" and book["核对发现"]["C2"].value == "@SUM(A1)"


@pytest.mark.parametrize(
    ("where", "zh"),
    [
        ("T3.new.natural", "表三“一、本年新收政府信息公开申请数量”行“自然人”栏"),
        ("T3.new", "表三“一、本年新收政府信息公开申请数量”行"),
        ("T4", "表四"),
        ("S1", "“一、总体情况”"),
        ("S9", "S9"),
        ("title", "标题"),
    ],
)
def test_places_are_said_in_the_words_of_the_form(where: str, zh: str) -> None:
    assert where_words(where, "2021").zh == zh


def test_a_workbook_without_findings_has_its_heads() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_findings_xlsx([checked("clean-2021.docx")])))
    assert [cell.value for cell in book["核对发现"][1]][:3] == ["序号", "文件", "机关"]
    assert book["核对发现"].max_row == 1


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


def test_two_reports_of_one_name_get_two_opinions(tmp_path: Path) -> None:
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "report.docx").write_bytes((EXAMPLES / "clean-2021.docx").read_bytes())
    (tmp_path / "丙").mkdir()
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "丙" / "report-2.docx").write_bytes((EXAMPLES / "clean-2021.docx").read_bytes())
    files = [str(tmp_path / name) for name in ("甲/report.docx", "丙/report-2.docx", "乙/report.docx")]
    assert run(*files, "--format", "docx", "--out", str(out))[0] == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "report-2-反馈意见.docx",
        "report-3-反馈意见.docx",
        "report-反馈意见.docx",
    ]


def test_a_letter_that_a_person_may_have_completed_is_not_overwritten(tmp_path: Path) -> None:
    planted, clean = str(EXAMPLES / "two-sums-2021.pdf"), str(EXAMPLES / "clean-2021.docx")
    done = tmp_path / "two-sums-2021-反馈意见.docx"
    done.write_text("已填")
    code, _, said = run(clean, planted, "--format", "docx", "--out", str(tmp_path))
    assert code == 2 and "--force" in said and [path.name for path in tmp_path.iterdir()] == [done.name]
    code, _, said = run(planted, "--format", "docx", "--out", str(done))
    assert code == 2 and "--force" in said and done.read_text() == "已填"
    assert run(planted, "--format", "docx", "--out", str(done), "--force")[0] == 1
    assert run(clean, planted, "--format", "docx", "--out", str(tmp_path), "--force")[0] == 1
    assert done.read_bytes().startswith(b"PK")


def test_a_report_is_not_overwritten_by_its_opinion(tmp_path: Path) -> None:
    report = tmp_path / "report.docx"
    report.write_bytes((EXAMPLES / "clean-2021.docx").read_bytes())
    code, _, said = run(str(report), "--format", "docx", "--out", str(report), "--force")
    assert code == 2 and "原件" in said and report.read_bytes() == (EXAMPLES / "clean-2021.docx").read_bytes()


def test_out_is_for_files_only(tmp_path: Path) -> None:
    code, _, said = run(str(EXAMPLES / "clean-2021.docx"), "--format", "json", "--out", str(tmp_path / "x.json"))
    assert code == 2 and "--out" in said and not list(tmp_path.iterdir())


def test_the_command_says_what_it_needs(tmp_path: Path) -> None:
    planted, clean = str(EXAMPLES / "two-sums-2021.pdf"), str(EXAMPLES / "clean-2021.docx")
    code, _, said = run(planted, "--format", "xlsx")
    assert code == 2 and "--out" in said
    code, _, said = run(planted, clean, "--format", "docx", "--out", str(tmp_path / "one.docx"))
    assert code == 2 and "2 份文件" in said
