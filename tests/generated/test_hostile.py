"""Mutated and hostile files: each ends in a report, in findings or in a sentence; never in a crash, always the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongkai.batch import work_through
from gongkai.core.report.checks import check_report
from gongkai.core.report.exchange_json import report_to_json
from gongkai.readers.reading import read_report
from gongkai.samples.hostile import HostileFile, hostile_file
from tests.generated.sampling import CHUNK, HOSTILE

ENDS_PDFIUM = ("form-in-itself",)
"""Recipes at which PDFium runs out of memory; the pool bounds it and says so in a sentence, which is all one can ask."""


def judged(path: Path) -> str:
    """What reading and checking a file says, as JSON."""
    report = read_report(path)
    findings = [finding.as_json() for finding in check_report(report)]
    return json.dumps({"report": report_to_json(report), "findings": findings}, ensure_ascii=False, sort_keys=True)


def _outcomes(paths: list[Path]) -> list[tuple[str | None, str | None]]:
    """Value or failure code of each file; an error that is not a GongkaiError comes out of here and fails the test."""
    return [(one.value, one.failure.code if one.failure else None) for one in work_through(paths, judged, jobs=1)]


@pytest.mark.parametrize("first", range(0, HOSTILE, CHUNK))
def test_hostile_files_end_in_a_sentence_and_always_the_same(first, tmp_path):
    made: list[HostileFile] = [hostile_file(seed) for seed in range(first, min(first + CHUNK, HOSTILE))]
    paths = []
    for each in made:
        directory = tmp_path / str(each.seed)
        directory.mkdir()
        paths.append(directory / each.name)
        paths[-1].write_bytes(each.data)
    once, again = _outcomes(paths), _outcomes(paths)
    crashed = [str(each) for each, (_, code) in zip(made, once, strict=True) if code == "reader-crashed"]
    assert not [told for told in crashed if not any(recipe in told for recipe in ENDS_PDFIUM)], crashed
    differing = [str(each) for each, one, other in zip(made, once, again, strict=True) if one != other]
    assert not differing, differing
