"""`gongkai write`: every format from every file, and nothing written over in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gongkai.cli import output
from gongkai.cli.app import main
from gongkai.core.report.exchange_json import report_to_json
from gongkai.readers.reading import read_report
from gongkai.samples import generate

EXAMPLES = Path(__file__).parents[2] / "examples"
CLEAN = EXAMPLES / "clean-2021.docx"


def run(*arguments: object, lang: str = "zh") -> Result:
    return CliRunner().invoke(main, ["--lang", lang, "write", *map(str, arguments)])


def figures(path: Path) -> dict[str, object]:
    report = report_to_json(read_report(path))
    return {key: report[key] for key in ("agency", "year", "form", "table2", "table3", "table4")}


@pytest.mark.parametrize("format_of_file", ["docx", "pdf", "html", "xlsx", "json"])
def test_every_format_says_the_same(format_of_file: str, tmp_path: Path) -> None:
    target = tmp_path / f"report.{format_of_file}"
    result = run(CLEAN, "--out", target)
    assert result.exit_code == 0 and result.stdout == "" and str(target) in result.stderr
    assert figures(target) == figures(CLEAN)


def test_several_go_into_a_folder(tmp_path: Path) -> None:
    assert run(CLEAN, EXAMPLES / "prose-2021.html", "--format", "html", "--out", tmp_path).exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clean-2021.html", "prose-2021.html"]
    refused = run(CLEAN, EXAMPLES / "prose-2021.html", "--out", tmp_path / "one.html")
    assert refused.exit_code == 2 and "2 份文件" in refused.stderr


def test_text_goes_to_stdout() -> None:
    assert json.loads(run(CLEAN, "--format", "json").stdout)["year"] == 2025
    assert run(CLEAN, "--format", "html", "--out", "-").stdout.rstrip().endswith("</html>")


def test_a_file_goes_to_stdout_only_where_no_person_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(CLEAN, "--format", "pdf", "--out", "-").stdout_bytes.startswith(b"%PDF-")
    unnamed = run(CLEAN, "--format", "pdf")
    assert unnamed.exit_code == 2 and "--out" in unnamed.stderr
    monkeypatch.setattr(output, "_is_terminal", lambda: True)
    assert run(CLEAN, "--format", "pdf", "--out", "-").exit_code == 2


def test_nothing_is_written_over_without_force(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.write_text("mine")
    refused = run(CLEAN, "--out", target)
    assert refused.exit_code == 2 and "--force" in refused.stderr and target.read_text() == "mine"
    assert run(CLEAN, "--out", target, "--force").exit_code == 0 and target.read_text() != "mine"


def test_the_original_is_never_written_over(tmp_path: Path) -> None:
    original = tmp_path / "report.docx"
    original.write_bytes(CLEAN.read_bytes())
    refused = run(original, "--out", original, "--force")
    assert refused.exit_code == 2 and original.read_bytes() == CLEAN.read_bytes()


def test_a_format_has_to_be_named() -> None:
    result = run(CLEAN, "--out", "report.odt")
    assert result.exit_code == 2 and "--format" in result.stderr


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    result = run(CLEAN, "--out", tmp_path / "none" / "report.html", lang="en")
    assert result.exit_code == 2 and "could not be written" in result.stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_not_certain_is_said_and_marked(lang: str, tmp_path: Path) -> None:
    text = generate(3, form="2021", format="html").data.decode()
    row = text.index("行政许可")
    begin = text.index(">", text.index("<td", row)) + 1
    source = tmp_path / "odd.html"
    source.write_text(text[:begin] + "约5" + text[text.index("</td>", begin) :], encoding="utf-8")
    result = run(source, "--out", tmp_path / "report.docx", lang=lang)
    assert result.exit_code == 0 and "待核实" in result.stderr
    report = read_report(tmp_path / "report.docx")
    assert report.number("T2.5.licence.decisions") is None
    assert report.cells["T2.5.licence.decisions"].text == "约5（待核实）"


@pytest.mark.parametrize(("lang", "words"), [("zh", "字体都不含"), ("en", "no installed font")])
def test_characters_without_a_glyph_are_said(lang: str, words: str, tmp_path: Path) -> None:
    report = report_to_json(read_report(CLEAN))
    report["sections"]["6"] = "".join(chr(0xF0000 + at) for at in range(25))
    (tmp_path / "rare.json").write_text(json.dumps(report), encoding="utf-8")
    result = run(tmp_path / "rare.json", "--out", tmp_path / "rare.pdf", lang=lang)
    assert result.exit_code == 0 and words in result.stderr and "…" in result.stderr
    assert "GONGKAI_FONTS" in result.stderr


def test_one_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("")
    out = tmp_path / "out"
    out.mkdir()
    result = run(tmp_path / "empty.html", CLEAN, "--format", "html", "--out", out)
    assert result.exit_code == 2 and "empty.html" in result.stderr
    assert [path.name for path in out.iterdir()] == ["clean-2021.html"]


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    result = run(CLEAN, "--out", tmp_path / "report.html")
    assert result.exit_code == 2 and list(tmp_path.iterdir()) == []


def test_two_reports_of_one_name_are_refused_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "clean-2021.html").write_text("not a report")
    out = tmp_path / "out"
    out.mkdir()
    result = run(CLEAN, tmp_path / "clean-2021.html", "--format", "pdf", "--out", out, "--force")
    assert result.exit_code == 2 and "clean-2021.pdf" in result.stderr and list(out.iterdir()) == []


def test_several_files_that_are_no_text_need_a_folder() -> None:
    result = run(CLEAN, EXAMPLES / "prose-2021.html", "--format", "xlsx")
    assert result.exit_code == 2 and "2 份文件" in result.stderr


def test_control_characters_neither_stop_the_file_nor_reach_the_terminal(tmp_path: Path) -> None:
    report = report_to_json(read_report(CLEAN))
    report["sections"]["6"] = "甲\x07乙\ud800丙\U000f0001丁"
    (tmp_path / "odd.json").write_text(json.dumps(report), encoding="utf-8")
    result = run(tmp_path / "odd.json", "--out", tmp_path / "odd.pdf")
    assert result.exit_code == 0 and "\x07" not in result.stderr and "U+F0001" in result.stderr
    assert read_report(tmp_path / "odd.pdf").sections["6"] == "甲\ufffd乙\ufffd丙〔U+F0001〕丁"
