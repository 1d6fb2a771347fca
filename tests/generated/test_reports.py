"""Generated reports in every layout: no cell is read wrongly, every planted error is found, nothing is found in clean ones.

A failing sample prints its seed and switches: `generate(seed, form, format, switches, errors)` makes it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.core.errors import UnreadableReport
from gongkai.core.findings import Severity
from gongkai.core.report.checks import check_report
from gongkai.core.report.exchange import Report
from gongkai.readers.reading import read_report
from gongkai.samples import Planted, Sample
from tests.generated.sampling import CHUNK, REPORTS, sample_of, wrong_cells

# planted kind → codes of the findings that may tell it
TELLS = {
    "table3.row_sum": {"T3-ROW-SUM", "T3-RESULTS-SUM", "T3-IN-OUT"},
    "table3.column_sum": {"T3-RESULTS-SUM"},
    "table3.identity": {"T3-IN-OUT"},
    "table4.total": {"T4-TOTAL"},
    "blank_total": {"BLANK-TOTAL"},
    "negative": {"CELL-NEGATIVE"},
    "fraction": {"CELL-FRACTION"},
    "foreign_row": {"FORM-FOREIGN-ROW"},
    "rule_without_power": {"T2-RULE-MAKER"},
    "missing_section": {"FORM-HEADING-MISSING"},
    "missing_fee": {"FEE-NOT-STATED"},
    "fee_contradiction": {"FEE-ROW-UNEXPLAINED"},
    "wrong_year": {"PERIOD-DIFFERS"},
    "prose_vs_table": {"PROSE-TABLE"},
    "narrative_sum": {"PROSE-SPLIT"},
    "narrative_percent": {"PROSE-SHARE"},
    "carry_over": {"CARRY-OVER"},
    "valid_chain": {"T2-VALID-CHAIN"},
    "project_chain": {"T2-PROJECTS-CHAIN"},
}


def _read(sample: Sample, directory: Path) -> Report:
    path = directory / sample.name
    path.write_bytes(sample.data)
    return read_report(path)


def _problems(sample: Sample, directory: Path) -> Iterator[str]:
    try:
        report = _read(sample, directory)
    except UnreadableReport as refusal:
        if sample.grade == "exact" and any(value is not None for value in sample.truth["cells"].values()):
            yield f"refused: {refusal}"
        return
    wrong = wrong_cells(sample, report)
    if wrong:
        yield f"{len(wrong)} wrong cells, first {wrong[:4]}"
    if sample.grade == "exact" and not _holds_an_empty_table(sample):
        if report.form != sample.truth["form"]:
            yield f"read as form {report.form}"
        yield from _judged(sample, report, directory)


def _holds_an_empty_table(sample: Sample) -> bool:
    """A table whose cells are all blank is itself a finding, whatever else the report holds."""
    cells = sample.truth["cells"]
    return any(all(cells[cell] is None for cell in cells if cell.startswith(table)) for table in ("T2", "T3", "T4"))


def _judged(sample: Sample, report: Report, directory: Path) -> Iterator[str]:
    previous = _read(sample.previous, directory) if sample.previous else None
    findings = check_report(report, previous=previous)
    for error in sample.planted:
        if not any(finding.message.code in TELLS[error.kind] and finding.where in _places(error) for finding in findings):
            yield f"not found: {error}; found {[(one.message.code, one.where) for one in findings]}"
    if not sample.planted:
        yield from (f"false alarm: {one.text()}" for one in findings if one.severity is Severity.ERROR)


def _places(error: Planted) -> set[str]:
    """Where a finding may stand: the cell, and for a sentence also its section."""
    return {error.where, "S1"} if error.sentence else {error.where}


@pytest.mark.parametrize("first", range(0, REPORTS, CHUNK))
def test_generated_reports_are_read_and_judged(first, tmp_path):
    problems = []
    for number in range(first, min(first + CHUNK, REPORTS)):
        sample = sample_of(number)
        problems += [f"sample {number}: {told}\n    {sample}" for told in _problems(sample, tmp_path)]
    assert not problems, "\n" + "\n".join(problems)


def test_every_kind_of_error_is_planted_and_has_a_code_that_tells_it():
    planted: set[str] = {error.kind for number in range(REPORTS) for error in sample_of(number).planted}
    assert planted == set(TELLS)
    assert Planted("x", "y").as_json() == {"kind": "x", "where": "y", "stated": None, "computed": None}
