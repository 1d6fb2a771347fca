"""`gongkai deadline` and `gongkai clock` as a person calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gongkai.cli import main

HOUSE = Path(__file__).parents[2]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        ("--received 2024-03-04 --channel in_person", "2024-04-01"),
        ("--received 2023-09-28 --channel post_signed", "2023-11-01"),
        ("--received 2025-10-02 --channel internet --confirmed 2025-10-04", "2025-11-04"),
        ("--received 2021-02-08 --channel post_plain --confirmed 2021-02-09", "2021-03-15"),
        ("--received 2026-12-03 --channel oral", "2026-12-31"),
        ("--received 2026-12-04 --channel in_person", "provisional 2027-01-01"),
    ],
)
def test_deadline_prints_the_day(arguments: str, printed: str) -> None:
    result = run("deadline", *arguments.split())
    assert (result.exit_code, result.output) == (0, f"{printed}\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("--received 2025-10-02 --channel internet", "确认"),
        ("--received 2027-01-04 --channel in_person", "law/calendar/2027.yaml"),
        ("--received 2018-01-04 --channel in_person", "2018"),
        ("--received 2026-12-04 --channel in_person --strict", "2027"),
        ("--received 2026-02-30 --channel in_person", "2026-02-30"),
        ("--received 2026-02-27 --channel pigeon", "pigeon"),
    ],
)
def test_what_cannot_be_counted_is_one_sentence_and_exit_2(arguments: str, says: str) -> None:
    result = run("deadline", *arguments.split())
    assert result.exit_code == 2
    assert says in result.stderr and result.stdout == "" and "Traceback" not in result.output


def test_explain_prints_every_day_and_then_the_due_day() -> None:
    lines = run(
        "--lang", "en", "deadline", "--received", "2024-03-29", "--channel", "in_person", "--explain"
    ).output.splitlines()
    assert lines[0].startswith("  2024-03-29: not counted")
    assert lines[-1] == "2024-04-28"
    assert sum(line.startswith("+") for line in lines) == 20


def test_clock_reads_a_case_and_gives_the_contract() -> None:
    result = run("clock", str(HOUSE / "examples/cases/third-party.yaml"), "--format", "json")
    found = json.loads(result.output)
    assert (found["state"], found["due"], found["provisional"]) == ("in_process", "2025-05-30", False)
    assert {"date", "counted", "code", "article", "text"} <= set(found["reasons"][0])


def test_clock_as_text_ends_with_state_and_due() -> None:
    result = run("clock", str(HOUSE / "examples/cases/third-party.yaml"))
    assert result.exit_code == 0 and "2025-05-30" in result.output.splitlines()[-1]


@pytest.mark.parametrize("text", ["channel: [", "channel: in_person\nreceived: 2025-02-30\n", "nonsense", "\x00"])
def test_a_case_that_cannot_be_read_says_why(text: str, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(text.encode())
    result = run("clock", str(path))
    assert result.exit_code == 2 and result.stderr and "Traceback" not in result.output
