"""Generated reports as old Word documents: a cell is what stands there, or said to be uncertain."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from gongkai.readers.reading import read_report
from gongkai.samples import Sample, generate
from gongkai.samples.sample import chance
from gongkai.samples.switches import random_switches
from tests.generated.sampling import NIGHTLY, wrong_cells
from tests.readers.office import converted, needs_office

SEEDS = range(200 if NIGHTLY else 12)
TOGETHER = 20  # so many are converted at a time


@cache
def _sample(seed: int) -> Sample:
    return generate(seed, ("2019", "2021")[seed % 2], "docx", random_switches(chance(f"doc {seed}"), "docx"))


@cache
def _converted(first: int) -> dict[str, bytes]:
    seeds = [seed for seed in SEEDS if first <= seed < first + TOGETHER]
    return converted({f"{seed}.docx": _sample(seed).data for seed in seeds}, ".doc")


@needs_office
@pytest.mark.parametrize("seed", SEEDS)
def test_a_generated_report_as_an_old_word_document(seed: int, tmp_path: Path) -> None:
    sample, path = _sample(seed), tmp_path / "a.doc"
    path.write_bytes(_converted(seed // TOGETHER * TOGETHER)[str(seed)])
    report = read_report(path)
    assert wrong_cells(sample, report) == [], str(sample)
    if sample.grade == "exact":
        assert report.unrecognised == ()
