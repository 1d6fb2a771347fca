"""The shipped examples are what the program makes today, byte for byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongkai.samples import FORMATS
from gongkai.samples.__main__ import main
from gongkai.samples.examples import EXAMPLES, example_files

SHIPPED = Path(__file__).resolve().parents[2] / "examples"
LARGEST = 120_000


def test_the_examples_show_both_forms_all_formats_and_one_clean_report():
    assert {example.format for example in EXAMPLES} == set(FORMATS)
    assert {example.form for example in EXAMPLES} == {"2019", "2021"}
    assert [example.name for example in EXAMPLES if not example.errors] == ["clean-2021"]


@pytest.mark.parametrize(("name", "data"), list(example_files()), ids=lambda value: value if isinstance(value, str) else "")
def test_the_shipped_file_is_the_generated_one(name, data):
    assert len(data) < LARGEST
    assert (SHIPPED / name).read_bytes() == data


def test_nothing_else_is_shipped():
    assert {path.name for path in SHIPPED.iterdir() if path.is_file()} == {name for name, _ in example_files()}


def test_the_entry_writes_them_and_says_which(tmp_path, capsys):
    assert main(["examples", str(tmp_path / "new")]) == 0
    told = capsys.readouterr().out.split()
    assert {Path(line).name for line in told} == {path.name for path in SHIPPED.iterdir() if path.is_file()}
    truth = json.loads((tmp_path / "new" / "row-sum-2021.truth.json").read_text(encoding="utf-8"))
    assert truth["errors"][0]["kind"] == "table3.row_sum"
