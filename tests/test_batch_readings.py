"""Readings kept by content: a broken-off run goes on, a changed file is read anew, a damaged reading is no harm."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from gongkai.batch.readings import Readings
from gongkai.cli.app import main
from gongkai.core.errors_batch import NotAReadingsFolder
from gongkai.core.report.exchange_json import report_to_json
from gongkai.readers import reading
from gongkai.readers.reading import read_report
from gongkai.samples import generate

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture
def kept(tmp_path: Path) -> Readings:
    return Readings.opened(tmp_path / "kept")


def files_of(readings: Readings) -> list[Path]:
    return sorted(readings.folder.rglob("*.json"))


def refuse_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(path: Path, **_how: object) -> None:
        raise AssertionError(f"{path} was read again")

    monkeypatch.setattr(reading, "read_report", never)


@pytest.mark.parametrize(
    "name", ["clean-2021.docx", "two-sums-2021.pdf", "prose-2021.html", "blank-total-2019.xlsx", "identity-2019.txt"]
)
def test_a_reading_comes_back_the_same(name: str, kept: Readings, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = kept.report(EXAMPLES / name)
    refuse_to_read(monkeypatch)
    assert report_to_json(kept.report(EXAMPLES / name)) == report_to_json(fresh)


def test_a_changed_file_is_read_anew(kept: Readings, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    shutil.copy(EXAMPLES / "prose-2021.html", path)
    first = kept.report(path)
    path.write_bytes((EXAMPLES / "row-sum-2021.html").read_bytes())
    assert kept.report(path).agency != first.agency and len(files_of(kept)) == 2


def test_a_damaged_reading_is_read_again_and_mended(kept: Readings) -> None:
    path = EXAMPLES / "prose-2021.html"
    fresh = kept.report(path)
    (file,) = files_of(kept)
    file.write_bytes(file.read_bytes()[:1000])
    assert kept.report(path) == fresh
    assert json.loads(file.read_bytes())["schema"] == "gongkai.report/1"


def test_what_json_cannot_say_is_not_kept(kept: Readings, tmp_path: Path) -> None:
    text = generate(3, form="2021", format="html").data.decode()
    row = text.index("行政事业性收费")
    number = text.index("<td", row)
    cell_end = text.index("</td>", number)
    path = tmp_path / "odd.html"
    path.write_text(text[: text.index(">", number) + 1] + "5件" + text[cell_end:], encoding="utf-8")
    report = kept.report(path)
    assert report.cells["T2.8.fee.amount_wan"].unit == "件"
    assert files_of(kept) == [] and kept.report(path) == report


def test_a_file_that_is_not_there_is_explained_by_its_reader(kept: Readings, tmp_path: Path) -> None:
    with pytest.raises(reading.open_file.__globals__["NoSuchFile"]):
        kept.report(tmp_path / "none.html")


def test_a_folder_that_has_become_full_costs_only_time(kept: Readings, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_where: object, **_how: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gongkai.batch.readings.tempfile.NamedTemporaryFile", full)
    assert kept.report(EXAMPLES / "prose-2021.html") == read_report(EXAMPLES / "prose-2021.html")


def test_a_folder_that_cannot_be_used_is_said_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotAReadingsFolder, match="file"):
        Readings.opened(tmp_path / "file" / "kept")
    result = CliRunner().invoke(main, ["read", str(EXAMPLES / "prose-2021.html"), "--resume", str(tmp_path / "file" / "kept")])
    assert result.exit_code == 2 and "请换一个可写的目录" in result.stderr and not result.stdout


def test_a_run_that_was_killed_goes_on_where_it_stopped(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for seed in range(60):
        (reports / f"{seed:02}.html").write_bytes(generate(seed, form="2021", format="html").data)
    command = [
        str(Path(sys.executable).with_name("gongkai")),
        "read",
        str(reports),
        "--format",
        "json",
        "--resume",
        str(tmp_path / "kept"),
    ]
    whole = subprocess.run(command[:-2], capture_output=True, check=True).stdout
    run = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)
    assert run.stdout is not None
    assert run.stdout.readline()  # the first chunk is done
    os.killpg(run.pid, signal.SIGKILL)
    run.communicate()
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "kept").rglob("*.json")}
    assert 0 < len(before) < 60
    assert subprocess.run(command, capture_output=True, check=True).stdout == whole
    after = {path: path.stat().st_mtime_ns for path in (tmp_path / "kept").rglob("*.json")}
    assert len(after) == 60 and before.items() <= after.items()
