"""The truth a sample states is consistent; added up here anew, without the generator's own arithmetic."""

from __future__ import annotations

from random import Random

import pytest

from gongkai.core.report.form import TABLE4_KEYS, form
from gongkai.samples import generate
from gongkai.samples.prose import slot_cells, write_sections
from gongkai.samples.tables import SCALES, draw_previous, draw_tables

SEEDS = range(12)


def _column_sums(table3, column):
    parts = sum(values[column] for label, values in table3.items() if label.startswith("三、") and "总计" not in label)
    done = next(values[column] for label, values in table3.items() if "（七）总计" in label)
    came = sum(values[column] for label, values in table3.items() if label.startswith(("一、", "二、")))
    went = done + sum(values[column] for label, values in table3.items() if label.startswith("四、"))
    return parts, done, came, went


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_every_identity_of_the_form_holds(form_id, scale):
    for seed in SEEDS:
        truth = generate(seed, form_id, "txt", {"scale": scale}).truth
        for label, values in truth["table3"].items():
            assert len(values) == 7
            assert sum(values[:-1]) == values[-1], (seed, label)
        for column in range(7):
            parts, done, came, went = _column_sums(truth["table3"], column)
            assert parts == done, (seed, column)
            assert came == went, (seed, column)
        for key in TABLE4_KEYS:
            assert sum(truth["table4"][key][:-1]) == truth["table4"][key][-1]


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_the_truth_has_the_rows_and_columns_of_the_form(form_id):
    which, truth = form(form_id), generate(3, form_id, "html").truth
    assert list(truth["table2"]) == [row.label for row in which.table2]
    assert list(truth["table3"]) == [row.label for row in which.table3]
    assert list(truth["table4"]) == list(TABLE4_KEYS)
    for row in which.table2:
        assert list(truth["table2"][row.label]) == [column.label for column in row.columns]
    assert set(truth["cells"]) == {row.cell(column) for row, column in which.cells()}
    assert truth["form"] == form_id
    assert set(truth) >= {"agency", "year", "errors", "title", "raw", "notes", "source", "format"}


def test_numbers_of_every_size_occur():
    vast = [generate(seed, "2019", "txt", {"scale": "vast"}).truth["cells"] for seed in range(40)]
    assert any(value >= 100_000_000 for cells in vast for value in cells.values())
    office = [generate(seed, "2019", "txt").truth["cells"] for seed in range(40)]
    assert any(cells["T2.5.licence.change"] < 0 for cells in office)
    assert any(cells["T2.5.licence.change"] > 0 for cells in office)
    assert any(cells["T2.9.procurement.amount"] % 1 for cells in office)
    nothing = generate(1, "2021", "txt", {"scale": "none"}).truth
    assert not any(any(values) for values in nothing["table3"].values())


def test_other_handling_stays_small_and_rules_belong_to_those_who_may_issue_them():
    for seed in range(60):
        draft = draw_tables(Random(seed), "2021", scale="city")
        assert draft.number("T3.r6_3.total") * 10 <= draft.number("T3.r7.total")
        assert draft.body.may_issue_rules or not draft.number("T2.1.rule.valid")


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_the_year_before_leads_into_the_year(form_id):
    for seed in range(40):
        draft = draw_tables(Random(seed), form_id, scale="office", year={"2019": 2020, "2021": 2022}[form_id])
        before = draw_previous(Random(seed + 1), draft)
        assert before.year == draft.year - 1
        for column in ("natural", "commercial", "total"):
            assert before.cells[f"T3.carry_out.{column}"] == draft.cells[f"T3.carry_in.{column}"]
            came = before.cells[f"T3.new.{column}"] + before.cells[f"T3.carry_in.{column}"]
            assert came == before.cells[f"T3.r7.{column}"] + before.cells[f"T3.carry_out.{column}"]
        if form_id == "2021":
            chain = before.cells["T2.1.norm.valid"] + draft.cells["T2.1.norm.issued"] - draft.cells["T2.1.norm.repealed"]
            assert chain == draft.cells["T2.1.norm.valid"]
        else:
            chain = before.cells["T2.5.licence.last_year"] + before.cells["T2.5.licence.change"]
            assert chain == draft.cells["T2.5.licence.last_year"]
        assert all(value >= 0 for cell, value in before.cells.items() if not cell.endswith("change"))


def test_the_form_before_2021_leads_into_2021_by_the_carried_requests():
    draft = draw_tables(Random(5), "2021", scale="office", year=2021)
    before = draw_previous(Random(6), draft)
    assert before.form.id == "2019"
    assert before.cells["T3.carry_out.total"] == draft.cells["T3.carry_in.total"]


def test_every_number_in_the_prose_is_that_of_its_cells_and_every_split_adds_up():
    seen = set()
    for seed in range(120):
        draft = draw_tables(Random(seed), "2021", scale="office")
        write_sections(Random(seed), draft)
        for section in draft.sections.values():
            for paragraph in section:
                for statement in paragraph:
                    for slot, cells in statement.cells.items():
                        assert statement.numbers[slot] == sum(draft.cells[cell] for cell in cells)
                        seen.add(slot)
                    if statement.whole:
                        assert statement.numbers[statement.whole] == sum(statement.numbers[part] for part in statement.parts)
                    if statement.share:
                        part, whole, share = (statement.numbers[slot] for slot in statement.share)
                        assert abs(part / whole * 100 - share) <= 0.005001
    assert seen == set(slot_cells(draw_tables(Random(1), "2021", scale="office")))
