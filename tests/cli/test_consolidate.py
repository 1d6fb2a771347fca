"""`gongkai consolidate` as a person and as a machine call it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from gongkai.cli import consolidate_loading, main
from gongkai.core.report.exchange_json import report_to_json
from gongkai.readers.reading import read_report
from gongkai.samples.city import CITY, COUNTY, made_city
from gongkai.samples.city_plants import Scene, scene

EXAMPLES = Path(__file__).parents[2] / "examples"
YEAR = 2024


@pytest.fixture(scope="module")
def made() -> Scene:
    return scene(made_city(), YEAR)


@pytest.fixture
def folder(made: Scene, tmp_path: Path) -> Path:
    rows = made_city().rows
    (tmp_path / "bodies.yaml").write_text(yaml.safe_dump({"bodies": list(rows)}, allow_unicode=True), encoding="utf-8")
    lines = [line for unit, line in made.lines.items() if unit != CITY]
    (tmp_path / "returns.jsonl").write_text(as_lines(*lines), encoding="utf-8")
    (tmp_path / "city.json").write_text(json.dumps(made.lines[CITY], ensure_ascii=False, indent=1), encoding="utf-8")
    return tmp_path


def as_lines(*lines: Any) -> str:
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n"


def run(folder: Path, *arguments: object, returns: tuple[object, ...] = (), lang: str = "zh") -> Result:
    files = returns or (folder / "returns.jsonl",)
    given = [*files, "--bodies", folder / "bodies.yaml", "--year", YEAR, *arguments]
    return CliRunner().invoke(main, ["--lang", lang, "consolidate", *map(str, given)])


def test_the_published_sum_is_proved(folder: Path, made: Scene) -> None:
    result = run(folder, "--parent", folder / "city.json", "--cell", "T3.new.total")
    assert result.exit_code == 0, result.output
    rows = dict(line.split("\t", 1) for line in result.stdout.splitlines() if line.startswith("T3.") and "\t" in line)
    assert rows["T3.new"].split("\t")[-1] == str(made.figures[CITY]["T3.new.total"])
    assert f"\t云溪县人民政府\t\t\t{made.figures[COUNTY]['T3.new.total']}" in result.stdout
    assert "＊" not in result.stdout and "不一致 0" in result.stdout and "演示市税务局" in result.stdout


def test_a_sum_without_a_department_is_found(folder: Path, made: Scene) -> None:
    spoilt = {**made.lines[CITY], "table2": {**made.lines[CITY]["table2"], "行政许可": {"本年处理决定数量": 1}}}
    (folder / "city.json").write_text(json.dumps(spoilt, ensure_ascii=False), encoding="utf-8")
    for lang, said in (("zh", "不一致  CONS-SUM"), ("en", "inconsistent  CONS-SUM")):
        result = run(folder, "--parent", folder / "city.json", lang=lang)
        assert result.exit_code == 1 and said in result.stdout
        assert "行政许可" in result.stdout.split(said)[1]
    assert run(folder, "--parent", folder / "city.json", "--fail-level", "never").exit_code == 0


def test_json_has_the_addends_and_goes_to_a_file(folder: Path, made: Scene) -> None:
    out = folder / "sums.json"
    result = run(folder, "--format", "json", "--out", out, "--of", "云溪县人民政府", "--basis", "leaves")
    data = json.loads(out.read_text(encoding="utf-8"))
    assert result.exit_code == 0 and result.stdout == ""
    (node,) = data["nodes"]
    assert (
        sum(node["addends"]["T3.new.total"]) == made.figures[COUNTY]["T3.new.total"]
        and data["schema"] == "gongkai.consolidated/1"
    )
    assert data["findings"][0]["units"] and data["unreadable"] == []
    assert [each.name for each in folder.iterdir() if each.name.startswith(".")] == []


def test_the_order_of_the_input_does_not_matter(folder: Path) -> None:
    lines = (folder / "returns.jsonl").read_text(encoding="utf-8").splitlines()
    first = run(folder, "--format", "json").stdout
    (folder / "returns.jsonl").write_text("\n".join(sorted(lines, reverse=True)), encoding="utf-8")
    again = run(folder, "--format", "json").stdout
    assert first == again


def test_a_correction_is_shown_before_and_after(folder: Path, made: Scene) -> None:
    line = made.lines["c-yx-05"]
    label = next(iter(line["table3"]))
    numbers = line["table3"][label]
    new = {**line, "version": 2, "table3": {**line["table3"], label: [numbers[0] + 3, *numbers[1:-1], numbers[-1] + 3]}}
    every = [each for unit, each in made.lines.items() if unit not in (CITY, COUNTY, "c-yx-05")]
    (folder / "returns.jsonl").write_text(as_lines(*every, {**line, "version": 1}, new), encoding="utf-8")
    text = run(folder).stdout
    assert "更正后须重做的汇总：云溪县样例镇人民政府 → 云溪县人民政府 → 演示市人民政府" in text
    before = int(made.figures[COUNTY]["T3.new.total"])
    assert f"云溪县人民政府 T3.new.total：{before} → {before + 3}（云溪县样例镇人民政府）" in text
    many = {**line, "version": 3, "table3": {each: [one + 1 for one in row] for each, row in line["table3"].items()}}
    (folder / "returns.jsonl").write_text(as_lines(*every, {**line, "version": 1}, many), encoding="utf-8")
    assert "格变动，见 JSON" in run(folder).stdout


def test_what_is_missing_carries_a_star(folder: Path, made: Scene) -> None:
    every = [each for unit, each in made.lines.items() if unit not in (CITY, "c-07")]
    (folder / "returns.jsonl").write_text(as_lines(*every), encoding="utf-8")
    assert "＊合计不完整：缺 演示市信访局" in run(folder).stdout
    old = {**made.lines["c-07"], "table3": {}, "unrecognised": [{"text": "表三是图片"}]}
    (folder / "returns.jsonl").write_text(as_lines(*every, old), encoding="utf-8")
    assert "＊有单位该格未能计入" in run(folder).stdout


def test_report_files_of_other_kinds_are_taken(tmp_path: Path) -> None:
    file = EXAMPLES / "clean-2021.docx"
    report = read_report(file)
    rows = [
        {"id": "c", "name": "某市人民政府", "kind": "government"},
        {"id": "o", "name": report.agency, "kind": "own", "parent": "c"},
    ]
    table = ["id,name,kind,parent", *(",".join(row.get(key, "") for key in ("id", "name", "kind", "parent")) for row in rows)]
    (tmp_path / "bodies.csv").write_text("\ufeff" + "\n".join(table), encoding="utf-8")
    lines = tmp_path / "one.json"
    lines.write_text(json.dumps(report_to_json(report), ensure_ascii=False, indent=2), encoding="utf-8")
    sums = []
    for returns in (file, lines):
        given = [returns, "--bodies", tmp_path / "bodies.csv", "--year", report.year, "--format", "json"]
        result = CliRunner().invoke(main, ["consolidate", *map(str, given)])
        assert result.exit_code in (0, 1), result.output
        sums.append(json.loads(result.stdout)["nodes"][0]["addends"])
    assert sums[0] == sums[1]


def test_lines_that_cannot_be_read_are_said_and_the_rest_is_added(folder: Path, made: Scene) -> None:
    good = (folder / "returns.jsonl").read_text(encoding="utf-8")
    strange = {**made.lines["c-01"], "agency": "演示市不在册局"}
    nameless = {**made.lines["c-01"], "agency": None}
    other = {**made.lines["c-01"], "year": 2023}
    bad = {**made.lines["c-01"], "version": "x"}
    text = good + as_lines(strange, nameless, other, {**other, "year": "x"}, bad, [1]) + '\n{"a": NaN}\n{"b": \n'
    (folder / "returns.jsonl").write_text(text, encoding="utf-8")
    broken = folder / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    result = run(folder, returns=(folder / "returns.jsonl", broken), lang="en")
    assert result.exit_code == 2
    assert (
        "CONS-UNMATCHED" in result.stdout and "演示市不在册局" in result.stdout and "2 returns are not of 2024" in result.stdout
    )
    for said in ("version", "is no JSON", "must be an object", "broken.pdf"):
        assert said in result.stderr


def test_lines_as_read_writes_them_are_taken_by_their_ends(folder: Path, made: Scene) -> None:
    plain = json.loads(run(folder, "--format", "json").stdout)["nodes"]
    more = {
        "sections": {"1": '引号", "labels": {'},
        "cells": {"x": 1},
        "unrecognised": [],
        "passages": [],
        "labels": {},
        "source": None,
    }
    lines = [{**line, **more, "format": "html", "version": 1} for unit, line in made.lines.items() if unit != CITY]
    (folder / "returns.jsonl").write_text(as_lines(*lines), encoding="utf-8")
    ends = json.loads(run(folder, "--format", "json").stdout)["nodes"]
    assert [node["addends"] for node in plain] == [node["addends"] for node in ends]
    assert {member["version"] for node in ends for member in node["members"]} == {1}
    nested = (
        '{"schema": "gongkai.report/1", "table2": {}, "a": {"b": 1, "sections": {}, "unrecognised": [], "x": 1}, "labels": {}}'
    )
    (folder / "returns.jsonl").write_text(as_lines(*lines) + nested, encoding="utf-8")
    assert run(folder).exit_code == 0


def test_a_line_too_long_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = (folder / "returns.jsonl").read_text(encoding="utf-8")
    monkeypatch.setattr(consolidate_loading, "MOST_LINE", 20_000)
    (folder / "returns.jsonl").write_text(good + "x" * 90_000 + "\n" + good.splitlines()[0], encoding="utf-8")
    result = run(folder)
    assert result.exit_code == 2 and "JSON 超过" in result.stderr and "CONS-REPEATED" in result.stdout
    (folder / "returns.jsonl").write_text(good + "x" * 90_000, encoding="utf-8")
    assert run(folder).exit_code == 2


def test_a_table_of_members_is_compared(folder: Path, made: Scene) -> None:
    table = folder / "members.csv"
    number = int(made.figures["c-02"]["T3.new.total"])
    same = made.figures["c-05"]["T3.new.total"]
    rows = ("单位,格,数", f"演示市公安局,T3.new.total,{number + 1}", "", f"演示市教育局,T3.new.total,{same}")
    table.write_text("\n".join(rows), encoding="utf-8")
    result = run(folder, "--parent", folder / "city.json", "--parent-table", table)
    assert result.exit_code == 1 and result.stdout.count("CONS-STATED") == 1 and "演示市公安局" in result.stdout


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("演示市公安局,T3.new.total", "有 2 栏"),
        ("某局,T3.new.total,1", "单位表中没有“某局”"),
        ("演示市公安局,T9,1", "没有“T9”这一格"),
        ("演示市公安局,T3.new.total,many", "“many”不是数字"),
    ],
)
def test_a_table_of_members_says_where_it_is_wrong(folder: Path, row: str, said: str) -> None:
    table = folder / "members.csv"
    table.write_text(row, encoding="utf-8")
    result = run(folder, "--parent", folder / "city.json", "--parent-table", table)
    assert result.exit_code == 2 and said in result.stderr and "第 1 行" in result.stderr


def test_wrong_calls_are_sentences(folder: Path, made: Scene) -> None:
    (folder / "other.json").write_text(json.dumps({**made.lines[CITY], "year": 2023}), encoding="utf-8")
    assert "是 2023 年度的报告" in run(folder, "--parent", folder / "other.json").stderr
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    refused = run(folder, "--parent", folder / "broken.pdf")
    assert refused.exit_code == 2 and "未能读取 --parent" in refused.stderr and "broken.pdf" in refused.stderr
    assert "没有“T9”这一格" in run(folder, "--cell", "T9").stderr
    assert "单位表中没有" in run(folder, "--of", "某县").stderr
    (folder / "bodies.yaml").write_bytes("bodies: 单位".encode("gbk"))
    assert "不是 UTF-8 编码" in run(folder).stderr
