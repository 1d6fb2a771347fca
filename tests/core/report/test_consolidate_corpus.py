"""Real reports as the only return of their government: the sum is the report, cell by cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.core.report.consolidate import consolidate
from gongkai.core.report.consolidate_identities import broken
from gongkai.core.report.consolidate_layout import layout
from gongkai.core.report.consolidate_prove import prove
from gongkai.core.report.consolidate_returns import in_form, return_from_report
from gongkai.core.report.form import form_for_year
from gongkai.core.report.hierarchy import Standing, hierarchy_of
from gongkai.readers.reading import read_report
from tests.corpus import CORPUS

BODIES = hierarchy_of([Standing("c", "某政府", "government"), Standing("o", "某政府办公室", "own", "c")])
FILES = sorted(path for path in CORPUS.glob("*.txt") if "flat" not in path.name) + sorted(CORPUS.glob("*.html"))


@pytest.mark.corpus
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_report_adds_up_to_itself(path: Path) -> None:
    report = read_report(path)
    assert report.year is not None
    given = return_from_report(report, "o")
    done = consolidate([given], BODIES, report.year)
    whole = in_form(given, form_for_year(report.year).id)
    for index, cell in enumerate(layout(whole.form).cells):
        assert done.node.cell(cell).total == whole.at_index(index)
        assert (index in whole.holes) == bool(done.node.cell(cell).holes)
    assert prove(given, done.node, done.tree) == []


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["suqian-2023.txt", "shuyang-county-2025.txt"])
def test_the_sums_of_a_real_city_and_county_are_read_as_they_stand(name: str) -> None:
    report = read_report(CORPUS / name)
    given = return_from_report(report, "o")
    assert not given.holes
    assert all(given.figure(cell) == report.number(cell) for cell in layout("2021").cells)
    assert [each.identity.at for each in broken(given)] == []
