"""One door: a file in, a report out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongkai.core.errors import FlatText, NoSuchFile, NoTables, NotOurJson
from gongkai.core.report.exchange_json import report_to_json
from gongkai.readers.reading import read_report

PAGE = """<html><body><h1>演示市信访局2022年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p>
<table><tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政许可</td><td>１２</td></tr></table></body></html>"""


def _written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_page(tmp_path: Path) -> None:
    report = read_report(_written(tmp_path, "年报.html", PAGE))
    assert (report.agency, report.year, report.source, report.format) == ("演示市信访局", 2022, "年报.html", "html")
    assert report.number("T2.5.licence.decisions") == 12


def test_our_own_json_comes_back_as_it_was(tmp_path: Path) -> None:
    report = read_report(_written(tmp_path, "a.html", PAGE))
    again = read_report(_written(tmp_path, "a.json", json.dumps(report_to_json(report), ensure_ascii=False)))
    assert {cell_id: cell.value for cell_id, cell in again.cells.items()} == {"T2.5.licence.decisions": 12}
    assert (again.agency, again.year, again.form) == (report.agency, report.year, report.form)


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("a.json", '{"schema": "other"}', NotOurJson),
        ("a.html", "<html><body><p>全年公开信息。</p></body></html>", NoTables),
        ("a.txt", "全年公开信息。\n没有表格。\n", NoTables),
        ("a.txt", "规章000行政规范性文件77132470\n（一）予以公开2200000022（七）总计8010000081四、结转下年度继续办理0000000\n"
                  "1.属于国家秘密0000000\n", FlatText),
    ],
)  # fmt: skip
def test_what_holds_no_report_is_refused_with_a_reason(tmp_path: Path, name: str, text: str, error: type[Exception]) -> None:
    with pytest.raises(error) as caught:
        read_report(_written(tmp_path, name, text))
    assert name in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NoSuchFile):
        read_report(tmp_path / "none.html")
