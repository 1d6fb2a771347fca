"""The real text reports, read to the end and compared with the truth cell by cell."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from gongkai.core.errors import FlatText
from gongkai.core.report.exchange import Report
from gongkai.core.report.form import Column, Row, form
from gongkai.readers.grid import report_from_document
from gongkai.readers.text import read_text
from gongkai.readers.text_lines import is_page_number
from tests.corpus import CORPUS

OTHER_NAME = {"行政规范性文件": "规范性文件", "规范性文件": "行政规范性文件"}

pytestmark = [
    pytest.mark.corpus,
]


def reading(name: str) -> tuple[Report, dict[str, Any]]:
    path = CORPUS / f"{name}.txt"
    truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
    return report_from_document(read_text(path.read_bytes(), path.name)), truth


def true_value(truth: dict[str, Any], row: Row, column: Column) -> Decimal | None:
    at = [each.id for each in row.columns].index(column.id)
    if row.id.startswith("T2"):
        printed = truth["table2"].get(row.label) or truth["table2"][OTHER_NAME[row.label]]
        value = printed[column.label]
    elif row.id.startswith("T3"):
        value = truth["table3"][row.label][at]
    else:
        value = truth["table4"][row.key][at]
    return None if value is None else Decimal(str(value))


@pytest.mark.parametrize("name", ["zhongwei-xinfang-2020", "suqian-2023", "shuyang-county-2025"])
def test_every_cell_is_right(name):
    report, truth = reading(name)
    assert (report.form, report.year) == (truth["form"], truth["year"])
    cells = list(form(truth["form"]).cells())
    assert len(cells) in (198, 200)
    wrong = {
        row.cell(column): (report.number(row.cell(column)), true_value(truth, row, column))
        for row, column in cells
        if report.number(row.cell(column)) != true_value(truth, row, column)
    }
    assert wrong == {}
    assert report.unrecognised == ()


@pytest.mark.parametrize(("name", "most_unknown"), [("shanghai-stcsm-2024", 1), ("shanghai-office-2025", 6)])
def test_a_torn_dump_gives_the_true_value_or_none(name, most_unknown):
    report, truth = reading(name)
    unknown = 0
    for row, column in form(truth["form"]).cells():
        read, true = report.number(row.cell(column)), true_value(truth, row, column)
        assert read in (true, None), row.cell(column)
        unknown += read is None and true is not None
    assert unknown <= most_unknown
    assert report.unrecognised


def test_figures_that_lost_their_rows_are_told_with_their_lines():
    report, truth = reading("shanghai-office-2025")
    told = {entry.text: entry.place.line for entry in report.unrecognised}
    lines = (CORPUS / "shanghai-office-2025.txt").read_text(encoding="utf-8").split("\n")
    for raw in truth["raw"].values():
        assert lines[told[raw.replace("\n", "")] - 1] == raw.split("\n")[0]
    report, truth = reading("shanghai-stcsm-2024")
    lost = str(truth["table3"]["四、结转下年度继续办理"][-1])
    assert [entry.place.line for entry in report.unrecognised if entry.text == lost] == [153]


def test_labels_and_figures_without_separators_are_refused():
    path = CORPUS / "pingtan-2023-flat.txt"
    with pytest.raises(FlatText) as refusal:
        read_text(path.read_bytes(), path.name)
    assert "第 8 行" in str(refusal.value)
    assert "line 8" in refusal.value.say("en")


def test_places_are_lines_of_the_file():
    report, _ = reading("suqian-2023")
    lines = (CORPUS / "suqian-2023.txt").read_text(encoding="utf-8").split("\n")
    for cell in report.cells.values():
        assert cell.place.line is not None
        assert cell.text in lines[cell.place.line - 1]


@pytest.mark.parametrize("name", ["zhongwei-xinfang-2020", "shanghai-stcsm-2024", "shanghai-office-2025", "suqian-2023"])
def test_sentences_cut_by_line_and_page_ends_are_whole_again(name):
    path = CORPUS / f"{name}.txt"
    paragraphs = read_text(path.read_bytes(), path.name).paragraphs
    assert not any(is_page_number(paragraph.text) for paragraph in paragraphs)
    prose = [paragraph.text for paragraph in paragraphs if "，" in paragraph.text and "。" in paragraph.text]
    assert len(prose) > 7
    assert [text for text in prose if text[-1] not in "。；："] == []


def test_a_title_over_two_lines_is_one():
    for name in ("shanghai-stcsm-2024", "shanghai-office-2025"):
        path = CORPUS / f"{name}.txt"
        titles = [block.text for block in read_text(path.read_bytes(), path.name).paragraphs if block.text.endswith("年度报告")]
        assert len(titles) == 1
        assert "政府信息公开工作年度报告" in titles[0]
