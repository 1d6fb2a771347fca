"""`gongkai compare`."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import gongkai
from gongkai.cli import compare as command
from gongkai.cli import main
from gongkai.core.errors import ReadingTookTooLong

EXAMPLES = Path(gongkai.__file__).parents[2] / "examples"
NOW, BEFORE = str(EXAMPLES / "carry-over-2021.docx"), str(EXAMPLES / "carry-over-2021-previous.docx")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_text_in_either_order() -> None:
    one, other = run("compare", NOW, BEFORE), run("compare", BEFORE, NOW)
    assert one.exit_code == other.exit_code == 0
    assert one.stdout == other.stdout
    assert "2021年与2022年" in one.stdout
    assert "不衔接" in one.stdout


def test_json() -> None:
    result = run("compare", NOW, BEFORE, "--format", "json")
    data = json.loads(result.stdout)
    assert (data["previous"]["year"], data["report"]["year"]) == (2021, 2022)
    assert data["carried"]["total"] == {"column": "总计", "carried_out": 4, "carried_in": 3, "agrees": False}


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.html", b"<!DOCTYPE html>"),
        ("a.htm", b"<!DOCTYPE html>"),
        ("a.docx", b"PK"),
        ("a.json", b"{"),
        ("a.txt", "演示".encode()),
    ],
)
def test_the_suffix_says_the_format(tmp_path: Path, name: str, begins: bytes) -> None:
    result = run("compare", NOW, BEFORE, "--out", str(tmp_path / name))
    assert (result.exit_code, result.stdout) == (0, "")
    assert str(tmp_path / name) in result.stderr
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_the_format_that_is_named_counts(tmp_path: Path) -> None:
    run("compare", NOW, BEFORE, "--format", "docx", "--out", str(tmp_path / "a.bin"))
    assert zipfile.is_zipfile(tmp_path / "a.bin")


def test_others_may_read_the_file_as_the_umask_says(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        run("compare", NOW, BEFORE, "--out", str(tmp_path / "a.txt"))
    finally:
        os.umask(before)
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o640


def test_english() -> None:
    assert "reports 2021 and 2022 compared" in run("--lang", "en", "compare", NOW, BEFORE).stdout


def test_a_document_needs_a_place() -> None:
    result = run("compare", NOW, BEFORE, "--format", "docx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--out" in result.stderr


def test_a_report_is_not_overwritten(tmp_path: Path) -> None:
    copy = tmp_path / "copy.docx"
    copy.write_bytes(Path(NOW).read_bytes())
    result = run("compare", str(copy), BEFORE, "--out", str(copy))
    assert result.exit_code == 2
    assert "覆盖" in result.stderr
    assert copy.read_bytes() == Path(NOW).read_bytes()


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    result = run("compare", NOW, str(tmp_path / "missing.docx"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "找不到文件" in result.stderr
    assert "There is no file" in run("--lang", "en", "compare", NOW, str(tmp_path / "missing.docx")).stderr


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    result = run("compare", NOW, BEFORE, "--out", str(tmp_path / "no" / "a.html"))
    assert result.exit_code == 2
    assert "无法写入" in result.stderr


def test_a_file_that_cannot_be_finished_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(command.Path, "replace", refuse)
    result = run("compare", NOW, BEFORE, "--out", str(tmp_path / "a.html"))
    assert result.exit_code == 2
    assert "No space left" in result.stderr
    assert list(tmp_path.iterdir()) == []


def slow(_path: Path, reports: object) -> None:
    raise ReadingTookTooLong(file="a.docx", seconds=10)


def test_a_comparison_that_takes_too_long_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "compare_two", slow)
    result = run("compare", NOW, BEFORE)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "10 秒内未能读完" in result.stderr
