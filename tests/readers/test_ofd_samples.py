"""Generated reports, written again as OFD in every style: a cell is what stands there, or said to be uncertain."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.readers.reading import read_report
from gongkai.samples import generate
from gongkai.samples.sample import chance
from gongkai.samples.switches import random_switches
from tests.generated.sampling import NIGHTLY, wrong_cells
from tests.readers.ofd_from_pdf import STYLES, ofd_of_pdf


@pytest.mark.parametrize("seed", range(200 if NIGHTLY else 12))
def test_a_generated_report_as_ofd(seed: int, tmp_path: Path) -> None:
    sample = generate(seed, ("2019", "2021")[seed % 2], "pdf", random_switches(chance(f"ofd {seed}"), "pdf"))
    path = tmp_path / "a.ofd"
    path.write_bytes(ofd_of_pdf(sample.data, list(STYLES.values())[seed % len(STYLES)]))
    report = read_report(path)
    assert wrong_cells(sample, report) == [], str(sample)
    if sample.grade == "exact":
        assert report.unrecognised == ()
