"""Every cell of every real report equals its truth, in every format; what is not certain is never another value."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gongkai.core.errors import FlatText
from gongkai.core.report.exchange import CellKind, Report
from gongkai.core.report.exchange_json import report_to_json
from gongkai.readers.reading import read_report
from tests.corpus import CORPUS

TRUTHS = sorted(CORPUS.glob("*.truth.json"))
FLAT = "pingtan-2023-flat"
AS_THE_TITLE_SAYS = {  # the title's wording where the truth gives the body's full or correct name
    "hongze-2023": "洪泽区人民政府",
    "shanghai-stcsm-2024": "上海市科委",
    "shuyang-county-2025": "沐阳县人民政府",
    "suqian-2023": "宿迁市",
}

pytestmark = [
    pytest.mark.corpus,
]


def _name(truth: Path) -> str:
    return truth.name.removesuffix(".truth.json")


def _file(truth: Path) -> Path:
    return next(path for path in CORPUS.glob(f"{_name(truth)}.*") if path != truth)


@cache
def _report(truth: Path) -> Report:
    return read_report(_file(truth))


def _cells(tables: dict[str, Any]) -> dict[tuple[str, str, str], Decimal | None]:
    """(table, row, column) → number."""
    found: dict[tuple[str, str, str], Decimal | None] = {}
    for table in ("table2", "table3", "table4"):
        for row, cells in tables[table].items():
            for column, value in cells.items() if isinstance(cells, dict) else enumerate(cells):
                found[table, row, str(column)] = None if value is None else Decimal(str(value))
    return found


READABLE = [truth for truth in TRUTHS if _name(truth) != FLAT]
each_report = pytest.mark.parametrize("truth", READABLE, ids=_name)


@each_report
def test_cells(truth: Path) -> None:
    true = json.loads(truth.read_text(encoding="utf-8"))
    report = _report(truth)
    read, expected = _cells(report_to_json(report)), _cells(true)
    if true.get("grade") == "no-wrong":
        assert {cell: value for cell, value in read.items() if value is not None and value != expected.get(cell)} == {}
        assert sum(read.get(cell) is None and value is not None for cell, value in expected.items()) <= 6
        assert report.unrecognised
    else:
        assert read == expected
        assert report.unrecognised == ()


@each_report
def test_blanks_zeros_and_dashes_stay_apart(truth: Path) -> None:
    true = _cells(json.loads(truth.read_text(encoding="utf-8")))
    report = _report(truth)
    kinds = [cell.kind for cell in report.cells.values() if cell.kind is not CellKind.TEXT]
    blanks_lost_in_the_dump = 1 if _name(truth) == "shanghai-stcsm-2024" else 0
    assert kinds.count(CellKind.BLANK) == sum(value is None for value in true.values()) + blanks_lost_in_the_dump
    assert kinds.count(CellKind.DASH) == 0


@each_report
def test_form_year_agency_and_places(truth: Path) -> None:
    true = json.loads(truth.read_text(encoding="utf-8"))
    report = _report(truth)
    assert (report.form, report.year) == (true["form"], true["year"])
    assert report.agency == AS_THE_TITLE_SAYS.get(_name(truth), true["agency"])
    assert "".join(true["title"].split()) in "".join((report.title or "").split())
    assert all(cell.place.as_json() for cell in report.cells.values())


@each_report
def test_sections(truth: Path) -> None:
    lost = {"shanghai-office-2025": {"5"}, "shanghai-stcsm-2024": {"5"}}.get(_name(truth), set())
    report = _report(truth)
    assert {section for section in report.sections if section <= "6" and len(section) == 1} == set("123456") - lost
    assert len(report.sections["1"]) > 100 and report.sections["6"]


def test_what_a_cell_holds_besides_its_number() -> None:
    for name in ("pingtan-2019", "pingtan-2020", "pingtan-2020-derived", "shanghai-office-2019"):
        truth = CORPUS / f"{name}.truth.json"
        raw = json.loads(truth.read_text(encoding="utf-8"))["raw"]["table2.政府集中采购.采购总金额"]
        cell = _report(truth).cells["T2.9.procurement.amount"]
        assert (cell.text, cell.unit) == (raw, "元")


def test_labels_that_are_not_the_forms() -> None:
    labels = {_name(truth): dict(_report(truth).printed_labels) for truth in READABLE}
    assert {name: printed for name, printed in labels.items() if printed} == {
        "hongze-2023": {"T3.r3_2": "2.其他法律行政止公开"},
        "shanghai-stcsm-2024": {"T2.1.norm": "规范性文件"},
        "suqian-2023": {"T3.r6_1": "1.逾期不补正", "T3.r6_2": "2.逾期不缴费"},
    }


def test_flat_text_is_refused() -> None:
    with pytest.raises(FlatText):
        read_report(CORPUS / f"{FLAT}.txt")
