"""`gongkai fee`, `gongkai remedies`, `gongkai sample` as a person calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gongkai.cli import main


def run(line: str) -> Result:
    return CliRunner().invoke(main, line.split())


@pytest.mark.parametrize(
    ("line", "amount"),
    [("--items 10", 0), ("--items 35", 3000), ("--items 75", 19000), ("--items 1 --earlier 30", 200), ("--pages 150", 1700)],
)
def test_a_fee_is_one_number(line: str, amount: int) -> None:
    result = run(f"fee --on 2026-01-05 {line}")
    assert (result.exit_code, result.output) == (0, f"{amount}\n")


def test_a_fee_explains_itself_band_by_band() -> None:
    lines = run("fee --items 35 --on 2026-01-05 --explain").output.splitlines()
    assert len(lines) == 5 and lines[-1] == "3000"
    found = json.loads(run("fee --items 35 --on 2026-01-05 --format json").output)
    assert found["amount"] == sum(line["amount"] for line in found["lines"]) == 3000


def test_without_a_day_the_fee_is_todays() -> None:
    assert run("fee --items 12").output == "200\n"


@pytest.mark.parametrize(
    "line",
    [
        "fee",
        "fee --items 3 --pages 4",
        "fee --items 0",
        "fee --pages -1",
        "fee --items 3 --on 2020-12-31",
        "remedies",
        "remedies --outcome PARTIAL",
        "remedies --outcome OPEN_PROVIDE --withheld DENY_SECRET --served 2026-03-04",
        "remedies --outcome NONSENSE --served 2026-03-04",
    ],
)
def test_what_cannot_be_said_is_a_sentence_and_exit_2(line: str) -> None:
    result = run(line)
    assert result.exit_code == 2 and result.stderr and not result.stdout


@pytest.mark.parametrize(
    ("line", "kinds", "first_due"),
    [
        ("--outcome DENY_PROCESS --served 2026-03-04", ["review", "suit_after_review", "complaint"], "2026-05-06"),
        ("--outcome NA_NOT_EXIST --served 2025-08-08", ["review", "suit", "complaint"], "2025-10-09"),
        ("--outcome DENY_PROCESS --served 2023-03-06", ["review", "suit", "complaint"], "2023-05-05"),
        (
            "--outcome PARTIAL --withheld DENY_SECRET --served 2026-03-04",
            ["review", "suit_after_review", "complaint"],
            "2026-05-06",
        ),
        ("--review-received 2026-04-20", ["suit_after_review"], "2026-05-06"),
        ("--unanswered-by 2025-04-03", ["review", "suit", "complaint"], "2025-06-03"),
    ],
)
def test_remedies_stand_in_their_order(line: str, kinds: list[str], first_due: str) -> None:
    found = json.loads(run(f"remedies {line} --format json").output)
    assert [route["kind"] for route in found] == kinds
    assert found[0]["due"] == first_due


def test_untold_remedies_last_longer_and_text_names_the_route() -> None:
    told = run("--lang en remedies --outcome NA_NOT_EXIST --served 2025-08-08").output
    untold = run("--lang en remedies --outcome NA_NOT_EXIST --served 2025-08-08 --untold").output
    assert told.startswith("1. administrative reconsideration  2025-10-09")
    assert untold.startswith("1. administrative reconsideration  2026-08-10")


def test_a_sample_comes_with_its_truth(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["sample", str(tmp_path), "--format", "txt", "--seed", "7", "--error", "carry_over"])
    paths = [Path(line) for line in result.output.splitlines()]
    assert result.exit_code == 0 and len(paths) == 4  # the report and the one of the year before, each with its truth
    truth = json.loads(paths[1].read_text(encoding="utf-8"))
    assert [error["kind"] for error in truth["errors"]] == ["carry_over"]
