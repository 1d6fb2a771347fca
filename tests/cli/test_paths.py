"""Which files a call means."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.cli.paths import expand
from gongkai.core.errors import NothingToRead


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.html", "a.docx", "sub/c.PDF", ".hidden/d.txt", "README.md", "notes.csv", "other.json"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("{}", encoding="utf-8")
    (tmp_path / "ours.json").write_text('{"schema": "gongkai.report/1"}', encoding="utf-8")
    return tmp_path


def names(paths: list[Path], folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in paths]


def test_a_directory_is_searched_for_report_formats(folder: Path) -> None:
    assert names(expand([str(folder)]), folder) == ["a.docx", "b.html", "ours.json", "sub/c.PDF"]


def test_a_file_named_outright_is_taken_whatever_it_is(folder: Path) -> None:
    assert names(expand([str(folder / "notes.csv")]), folder) == ["notes.csv"]


def test_a_missing_file_is_left_to_the_reader_to_explain(folder: Path) -> None:
    assert names(expand([str(folder / "gone.pdf")]), folder) == ["gone.pdf"]


def test_globs_the_shell_left_alone(folder: Path) -> None:
    assert names(expand([str(folder / "*.html"), str(folder / "**" / "*.PDF")]), folder) == ["b.html", "sub/c.PDF"]


def test_each_file_once_in_the_order_given(folder: Path) -> None:
    assert names(expand([str(folder / "b.html"), str(folder)]), folder)[0] == "b.html"
    assert len(expand([str(folder), str(folder)])) == 4


@pytest.mark.parametrize("pattern", ["*.nothing", "empty"])
def test_a_path_without_reports_says_so(folder: Path, pattern: str) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(NothingToRead) as raised:
        expand([str(folder / pattern)])
    assert pattern in raised.value.say("zh") and pattern in raised.value.say("en")
