"""The made city: nothing is found in it as it is, over seven years; and every planted fault is, with its body."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest
import yaml

from gongkai.cli.consolidate_loading import load
from gongkai.core.findings import Finding
from gongkai.core.report.check_years import check_years
from gongkai.core.report.consolidate import Basis, consolidate
from gongkai.core.report.consolidate_bodies import hierarchy_from_yaml
from gongkai.core.report.consolidate_findings import consolidation_findings
from gongkai.core.report.consolidate_prove import prove_all
from gongkai.core.report.exchange_parsing import report_from_json
from gongkai.core.report.hierarchy import Hierarchy, kinds
from gongkai.samples.city import CITY, NOT_COUNTED, YEARS, MadeCity, bodies, made_city, standing
from gongkai.samples.city_plants import PLANTS, Plant, Scene, scene

SAID_OF_ALL = {"CONS-OUTSIDE"}
PLANTED = 2024


@pytest.fixture(scope="module")
def city() -> MadeCity:
    return made_city()


def written(rows: list, folder: Path) -> Hierarchy:
    return hierarchy_from_yaml(yaml.safe_dump({"bodies": rows}, allow_unicode=True))


def findings_of(made: Scene, hierarchy: Hierarchy, folder: Path, basis: Basis = Basis.SUBMITTED) -> list[Finding]:
    path = folder / "returns.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in (*made.lines.values(), *made.extra)))
    loaded = load([path], hierarchy, made.year)
    assert not loaded.failures
    done = consolidate(loaded.returns, hierarchy, made.year, basis=basis)
    return [
        *consolidation_findings(done, hierarchy),
        *prove_all(done, stated=made.stated),
        *loaded.findings(made.year),
    ]


def test_the_city_has_forty_bodies_that_come_and_go() -> None:
    rows = bodies()
    assert len({row["id"] for row in rows}) == 40
    assert set(NOT_COUNTED) == {kind.id for kind in kinds().values() if not kind.counted}
    assert len({len(standing(rows, year)) for year in YEARS}) > 2


@pytest.mark.parametrize("basis", list(Basis))
@pytest.mark.parametrize("year", YEARS)
def test_nothing_is_found_in_the_clean_city(city: MadeCity, year: int, basis: Basis, tmp_path: Path) -> None:
    found = findings_of(scene(city, year), written(list(city.rows), tmp_path), tmp_path, basis)
    assert {one.message.code for one in found} == SAID_OF_ALL


@pytest.mark.parametrize("year", YEARS)
def test_every_sum_of_the_city_is_the_plain_sum(city: MadeCity, year: int, tmp_path: Path) -> None:
    hierarchy = written(list(city.rows), tmp_path)
    path = tmp_path / "returns.jsonl"
    lines = [line for unit, line in city.lines(year).items() if standing(city.rows, year)[unit]["kind"] != "government"]
    path.write_text("\n".join(json.dumps(line) for line in lines))
    done = consolidate(load([path], hierarchy, year).returns, hierarchy, year, of=CITY)
    for body, node in done.nodes.items():
        assert {each.cell: each.total for each in node.cells()} == city.figures[year][body]


@pytest.mark.parametrize("year", YEARS[1:])
def test_the_city_carries_over_from_year_to_year(city: MadeCity, year: int) -> None:
    before, now = (report_from_json(city.lines(each)[CITY]) for each in (year - 1, year))
    assert {one.message.code for one in check_years(now, before, None)} <= {"YEAR-JUMP"}


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
def test_a_planted_fault_is_found_with_its_body(city: MadeCity, plant: Plant, tmp_path: Path) -> None:
    made = scene(city, PLANTED)
    plant.spoil(made)
    kept = {row["id"]: row for row in made.rows}
    rows = [{**row, "kind": kept.get(row["id"], row)["kind"]} if row["id"] == "c-sl-00" else row for row in city.rows]
    found = findings_of(made, written(rows, tmp_path), tmp_path)
    told = [one for one in found if one.message.code == plant.code and (not plant.unit or plant.unit in units(one))]
    assert told, [(one.message.code, one.text()) for one in found]
    if plant.fault is not None:
        told = [one for one in told if plant.fault in one.details["fault"]]
        assert told, [(one.message.code, one.text()) for one in found]
    if plant.certain:
        assert any(one.details["certain"] and units(one) == (plant.unit,) for one in told), [one.text() for one in told]


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
def test_nobody_else_is_named_for_certain(city: MadeCity, plant: Plant, tmp_path: Path) -> None:
    made = scene(city, PLANTED)
    plant.spoil(made)
    found = findings_of(made, written(list(city.rows), tmp_path), tmp_path)
    certain = {unit for one in found if one.details.get("certain") for unit in units(one)}
    assert certain <= {plant.unit, "c-03" if "one left out" in plant.name else plant.unit}


def test_what_is_measured_is_right_at_a_small_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2]))
    rows = list(importlib.import_module("bench.consolidation").consolidation_rows(300))
    assert len(rows) >= 10 and all(row.seconds > 0 for row in rows)


def units(finding: Finding) -> tuple:
    return finding.details.get("unit_ids", ())
