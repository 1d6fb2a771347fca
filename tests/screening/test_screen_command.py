"""`gongkai screen` as a person and as a machine call it."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from gongkai.cli import main
from gongkai.cli.screen_text import SHOWN, where_in_words
from gongkai.screening.findings import PHONE

PAGE = (
    "<h1>公示</h1><p>演政发[2026]8号</p><table><tr><th>姓名</th><th>手机</th><th>邮箱</th></tr>"
    "<tr><td>张三</td><td>13800138000</td><td>abc@qq.com</td></tr><tr><td>李四</td><td>13900139000</td><td></td></tr></table>"
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "a" / "page.html"
    path.parent.mkdir()
    path.write_text(PAGE, encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_people_read_masked_findings_grouped_by_kind(page: Path) -> None:
    result = run("screen", page)
    assert result.exit_code == 1
    assert "13800138000" not in result.output and "138****8000" in result.stdout
    assert "第1个表第2行第2列" in result.stdout and "须先处理 2" in result.stdout
    english = run("--lang", "en", "screen", page).stdout
    assert "table 1, row 2, column 2" in english and "2 to act on first" in english


def test_what_repeats_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "many.txt"
    path.write_text("\n\n".join(f"手机138001380{number:02}" for number in range(SHOWN + 3)), encoding="utf-8")
    out = run("screen", path).stdout
    assert out.count("138****80") == SHOWN and "同类另有 3 处" in out


def test_a_clean_file_still_wants_a_person(tmp_path: Path) -> None:
    path = tmp_path / "clean.txt"
    path.write_text("本机关不断完善工作制度。", encoding="utf-8")
    result = run("screen", path)
    assert result.exit_code == 0 and "仍须人工审查" in result.stdout


def test_machines_read_json(page: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    result = run("screen", page, empty, "--format", "json", "--jobs", 2)
    told = json.loads(result.stdout)
    assert result.exit_code == 2 and "13800138000" not in result.stdout
    assert (told["schema"], told["files"], told["unreadable"][0]["file"]) == ("gongkai.screening/1", [str(page)], str(empty))
    assert [each["where"] for each in told["findings"] if each["code"] == "SCR-PHONE"] == ["T1.R2C2", "T1.R3C2"]
    assert set(told["findings"][0]) == {"file", "code", "severity", "where", "text", "next_step", "source", "place"}


def test_sarif_and_junit(page: Path) -> None:
    (found,) = json.loads(run("screen", page, "--format", "sarif").stdout)["runs"]
    assert {"SCR-PHONE", "SCR-EMAIL", "SCR-NAME-LIST"} <= {rule["id"] for rule in found["tool"]["driver"]["rules"]}
    suite = ET.fromstring(run("screen", page, "--format", "junit").stdout)[0]
    assert suite.get("failures") == "2"


@pytest.mark.parametrize(("level", "code"), [("error", 1), ("verify", 1), ("never", 0)])
def test_the_fail_level(page: Path, level: str, code: int) -> None:
    assert run("screen", page, "--fail-level", level).exit_code == code


def test_published_contacts_are_allowed(page: Path, tmp_path: Path) -> None:
    allow = tmp_path / "allow.txt"
    allow.write_text("138 0013 8000  # 值班\n139-0013-9000\n\n", encoding="utf-8")
    result = run("screen", page, "--allow", allow)
    assert result.exit_code == 0 and "SCR-PHONE" not in result.stdout and "SCR-EMAIL" in result.stdout


def test_a_word_list_of_ones_own(page: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.yaml"
    words.write_text("公示: 公告\n", encoding="utf-8")
    assert "通行写法为“公告”" in run("screen", page, "--words", words).stdout
    words.write_text("- 公示\n", encoding="utf-8")
    result = run("screen", page, "--words", words)
    assert result.exit_code == 2 and "words.yaml" in result.output


def test_ages_are_for_a_day(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("身份证号320101199003071232", encoding="utf-8")
    assert "SCR-MINOR" in run("screen", path, "--on", "2000-01-01").stdout
    assert "SCR-MINOR" not in run("screen", path).stdout


@pytest.mark.parametrize("content", ["", "# 只有说明\n", "1\n" * 600_000])
def test_an_allow_list_that_cannot_be_used(page: Path, tmp_path: Path, content: str) -> None:
    allow = tmp_path / "allow.txt"
    allow.write_text(content, encoding="utf-8")
    result = run("screen", page, "--allow", allow)
    assert result.exit_code == 2 and "allow.txt" in result.output


def test_masked_copies_never_stand_where_the_originals_do(page: Path, tmp_path: Path) -> None:
    again = tmp_path / "b" / page.name
    again.parent.mkdir()
    again.write_text(PAGE, encoding="utf-8")
    for files, out in (([page], page.parent), ([page], page), ([page, again], tmp_path / "out")):
        result = run("screen", *files, "--mask", out)
        assert result.exit_code == 2 and "--" not in result.output and "原文件不会被改写" in result.output


def test_nothing_is_written_of_a_file_with_a_secrecy_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("机密★5年\n关于演示事项的通知，手机13800138000", encoding="utf-8")
    result = run("screen", path, "--mask", tmp_path / "out")
    assert result.exit_code == 1 and "SCR-SECRET-MARK" in result.stdout
    assert list((tmp_path / "out").iterdir()) == []


def test_masked_copies(page: Path, tmp_path: Path) -> None:
    pytest.importorskip("gongkai.screening.mask")
    out = tmp_path / "masked"
    result = run("screen", page, "--mask", out)
    assert result.exit_code == 1
    assert "138****8000" in (out / "page.html").read_text(encoding="utf-8")
    assert page.read_text(encoding="utf-8") == PAGE


def test_a_place_without_words_stays_as_it_is_written() -> None:
    assert where_in_words(PHONE.at("docProps/core.xml"), "zh") == "docProps/core.xml"
    assert where_in_words(PHONE.at("name"), "en") == "file name or properties"
    assert where_in_words(PHONE.at("T2"), "zh") == "第2个表"


def test_links_are_asked_only_when_wanted(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text('<p>见<a href="http://127.0.0.1:9/gone">通知</a>。</p>', encoding="utf-8")
    assert "SCR-LINK" not in run("screen", path).stdout
    asked = run("screen", path, "--links")  # an address of the own network is refused and told, never asked
    assert "SCR-LINK" in asked.stdout


def test_what_masking_leaves_is_told(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<p>地址：演示市演示路1号政务服务中心3楼，手机13800138000</p>", encoding="utf-8")
    result = run("screen", path, "--mask", tmp_path / "masked", "--format", "json")
    assert (tmp_path / "masked" / "page.html").exists()
    assert "13800138000" not in (tmp_path / "masked" / "page.html").read_text(encoding="utf-8")
    assert result.exit_code == 1
