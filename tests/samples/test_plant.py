"""Each planted error is really there, and stated as it is printed."""

from __future__ import annotations

import pytest

from gongkai.core.report.form import form
from gongkai.samples import generate
from gongkai.samples.plant import kinds_for

CASES = [(form_id, kind) for form_id in ("2019", "2021") for kind in kinds_for(form_id)]


@pytest.mark.parametrize(("form_id", "kind"), CASES)
def test_the_error_changes_the_file_and_is_recorded(form_id, kind):
    for seed in range(10):
        sound, spoilt = generate(seed, form_id, "txt"), generate(seed, form_id, "txt", errors=[kind])
        assert sound.planted == ()
        assert len(spoilt.planted) == 1
        assert spoilt.truth["errors"] == [spoilt.planted[0].as_json()]
        if spoilt.previous is None:
            assert sound.data != spoilt.data


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("kind", ["row_sum", "table4_total", "negative", "fraction"])
def test_the_cell_states_what_the_record_says(form_id, kind):
    for seed in range(10):
        sample = generate(seed, form_id, "txt", errors=[kind])
        error = sample.planted[0]
        assert sample.truth["cells"][error.where] == pytest.approx(float(error.stated))


def test_a_row_that_does_not_add_up():
    for seed in range(20):
        sample = generate(seed, "2021", "txt", errors=["row_sum"])
        error = sample.planted[0]
        row = form("2021").rows[error.where.removesuffix(".total")]
        values = sample.truth["table3"][row.label]
        assert sum(values[:-1]) == int(error.computed)
        assert values[-1] == int(error.stated) != int(error.computed)


def test_a_column_that_does_not_add_up_lies_in_rows_that_do():
    for seed in range(20):
        truth = generate(seed, "2019", "txt", errors=["column_sum"]).truth
        assert all(sum(values[:-1]) == values[-1] for values in truth["table3"].values())


def test_the_identity_alone_is_broken():
    for seed in range(20):
        sample = generate(seed, "2021", "txt", errors=["identity"])
        assert all(sum(values[:-1]) == values[-1] for values in sample.truth["table3"].values())
        assert sample.planted[0].stated != sample.planted[0].computed


def test_a_negative_count_balances():
    for seed in range(20):
        truth = generate(seed, "2021", "txt", errors=["negative"]).truth
        assert all(sum(values[:-1]) == values[-1] for values in truth["table3"].values())
        assert min(min(values) for values in truth["table3"].values()) < 0


def test_a_blank_total_stands_beside_numbers():
    sample = generate(3, "2021", "txt", errors=["blank_total"])
    values = sample.truth["table3"][form("2021").rows[sample.planted[0].where.removesuffix(".total")].label]
    assert values[-1] is None
    assert sum(values[:-1]) == int(sample.planted[0].computed)


def test_one_row_of_other_handling_in_the_form_of_2021():
    truth = generate(3, "2021", "txt", errors=["undivided"]).truth
    assert "三、本年度办理结果/（六）其他处理" in truth["table3"]
    assert not any("（六）其他处理/" in label for label in truth["table3"])
    assert all(sum(values[:-1]) == values[-1] for values in truth["table3"].values())


@pytest.mark.parametrize(
    ("kind", "gone", "there"),
    [
        ("missing_fee", "信息处理费", "六、其他需要报告的事项"),
        ("fee_contradiction", "发出收费通知2", "信息处理费"),
    ],
)
def test_section_six_says_too_little(kind, gone, there):
    text = generate(8, "2021", "txt", errors=[kind]).data.decode()
    section = text.rpartition("六、其他需要报告的事项")
    assert gone not in section[2]
    assert there in text


def test_the_period_is_another_years():
    sample = generate(8, "2021", "txt", errors=["wrong_year"])
    assert f"{sample.truth['year'] - 1}年1月1日" in sample.data.decode()


def test_sentences_that_contradict_are_quoted_with_both_numbers():
    for kind in ("prose_vs_table", "split_sum", "percent"):
        error = generate(8, "2021", "txt", errors=[kind]).planted[0]
        assert error.sentence
        assert error.stated != error.computed


@pytest.mark.parametrize("kind", ["carry_over", "valid_chain"])
def test_the_year_before_comes_along_where_it_is_needed(kind):
    sample = generate(8, "2021", "docx", errors=[kind])
    assert sample.previous is not None
    assert sample.previous.truth["year"] == sample.truth["year"] - 1
    assert sample.previous.planted == ()
    before = sample.previous.truth["cells"]
    if kind == "carry_over":
        column = sample.planted[0].where.rpartition(".")[2]
        assert before[f"T3.carry_out.{column}"] == int(sample.planted[0].computed) != int(sample.planted[0].stated)
