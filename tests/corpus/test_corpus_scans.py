"""Every real report printed, scanned and recognised: each cell is its truth or is told as uncertain, none is another number.

A few in every run; all of them through every scanner under GONGKAI_NIGHTLY=1.
"""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongkai.core.report.exchange import Report
from gongkai.core.report.exchange_json import report_to_json
from gongkai.readers.grid import report_from_document
from gongkai.readers.scan import read_scan
from gongkai.readers.sniff import Kind
from tests.corpus import CORPUS
from tests.readers import scanning
from tests.readers.scanning import ASKEW, CLEAN_150, CLEAN_200, WORN, Scanner

pytestmark = [pytest.mark.corpus]

FLAT = "pingtan-2023-flat"
TOO_WIDE_TO_PRINT = "shanghai-office-2019"  # its page is broader than paper
NAMES = sorted(path.name.removesuffix(".truth.json") for path in CORPUS.glob("*.truth.json") if FLAT not in path.name)
CERTAIN = 0.9  # of the cells must be read; what is lost is lost to doubt
FEW = [
    ("hongze-2023", ASKEW),
    ("pingtan-2020-derived", CLEAN_200),
    ("shuyang-county-2025", CLEAN_150),
    ("zhongwei-xinfang-2020", WORN),
]


def _truth(name: str) -> dict[str, Any]:
    return dict(json.loads((CORPUS / f"{name}.truth.json").read_text(encoding="utf-8")))


def _print(name: str, folder: Path) -> bytes:
    """The report on paper: as it is where it is a PDF, printed, or drawn from its truth where it is known as text."""
    source = next(path for path in CORPUS.glob(f"{name}.*") if not path.name.endswith(".truth.json"))
    if source.suffix == ".pdf":
        return source.read_bytes()
    if source.suffix == ".txt" or name == TOO_WIDE_TO_PRINT:
        source = folder / f"{name}.html"
        source.write_text(scanning.drawn(_truth(name)), encoding="utf-8")
    return scanning.printed(source)


def _cells(tables: dict[str, Any]) -> dict[tuple[str, str, str], Decimal | None]:
    found: dict[tuple[str, str, str], Decimal | None] = {}
    for table in ("table2", "table3", "table4"):
        for row, cells in tables[table].items():
            label = "行政规范性文件" if table == "table2" and row == "规范性文件" else row
            for column, value in cells.items() if isinstance(cells, dict) else enumerate(cells):
                found[table, label, str(column)] = None if value is None else Decimal(str(value))
    return found


def _read(name: str, scanner: Scanner, folder: Path) -> Report:
    data = scanning.scan(_print(name, folder), scanner)
    return report_from_document(read_scan(data, f"{name}.pdf", Kind.PDF))


def _is_right(name: str, scanner: Scanner, folder: Path) -> None:
    report = _read(name, scanner, folder)
    truth, read = _cells(_truth(name)), _cells(report_to_json(report))
    assert {cell: (value, truth.get(cell)) for cell, value in read.items() if value not in (None, truth.get(cell))} == {}
    lost = [cell for cell, value in truth.items() if value is not None and read.get(cell) is None]
    assert len(lost) <= (1 - CERTAIN) * len(truth), lost
    if lost:
        assert report.unrecognised


@pytest.mark.parametrize(("name", "scanner"), FEW, ids=[f"{name}-{scanner.name}" for name, scanner in FEW])
def test_some_scans(name: str, scanner: Scanner, tmp_path: Path) -> None:
    _is_right(name, scanner, tmp_path)


@pytest.mark.nightly
@pytest.mark.skipif(os.environ.get("GONGKAI_NIGHTLY") != "1", reason="every report through every scanner: GONGKAI_NIGHTLY=1")
@pytest.mark.parametrize("scanner", scanning.ALL, ids=[scanner.name for scanner in scanning.ALL])
@pytest.mark.parametrize("name", NAMES)
def test_every_scan(name: str, scanner: Scanner, tmp_path: Path) -> None:
    _is_right(name, scanner, tmp_path)
