"""The README shows what really comes out: under every `$ command` stands its output, written by this test when asked to.

GONGKAI_WRITE_README=1 pytest tests/test_readme.py   writes the output in place
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from gongkai.cli import main

HOUSE = Path(__file__).parents[1]
BLOCK = re.compile(r"```console\n(.*?)```", re.S)


def _run(line: str) -> str:
    return CliRunner().invoke(main, shlex.split(line.removeprefix("$ gongkai "))).stdout.rstrip()


def _filled(block: str) -> str:
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "\n".join(f"{command}\n{_run(command)}" for command in commands) + "\n"


@pytest.mark.parametrize("name", ["README.md", "README.zh.md", "docs/tutorial/first-check.md"])
def test_console_blocks_are_real_output(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HOUSE)
    path = HOUSE / name
    text = path.read_text(encoding="utf-8")
    filled = BLOCK.sub(lambda match: f"```console\n{_filled(match[1])}```", text)
    if os.environ.get("GONGKAI_WRITE_README"):
        path.write_text(filled, encoding="utf-8")
    else:
        assert text == filled


def test_the_library_example_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(HOUSE)
    example = re.search(r"```python\n(.*?)```", (HOUSE / "README.md").read_text(encoding="utf-8"), re.S)
    assert example
    exec(compile(example[1], "README.md", "exec"), {})
    assert "T4-TOTAL T4.review.total" in capsys.readouterr().out


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = (
        [
            line.removeprefix("$ gongkai ").removeprefix("--lang en ")
            for line in (HOUSE / name).read_text(encoding="utf-8").splitlines()
            if line.startswith("$ ")
        ]
        for name in ("README.md", "README.zh.md")
    )
    assert english == chinese
