"""Every pair of quirks meets in some sample, and a sample is the same each time it is made."""

from __future__ import annotations

import json
from itertools import combinations
from random import Random

import pytest

from gongkai.core.errors import LawUnknown, SampleUnknown
from gongkai.samples import FORMATS, generate
from gongkai.samples.plant import KINDS, kinds_for
from gongkai.samples.switches import pairs, pairwise, plain_switches, random_switches, switches_for


@pytest.mark.parametrize("kind", FORMATS)
def test_all_pairs_of_values_are_covered(kind):
    switches = switches_for(kind)
    rows = list(pairwise(switches, seed=1))
    met = {pair for row in rows for pair in combinations(sorted(row.items()), 2)}
    assert met == pairs(switches)
    assert len(rows) < 100
    assert all(row[name] in switches[name] for row in rows for name in switches)


def test_a_small_covering_array_by_hand():
    rows = list(pairwise({"a": ("1", "2"), "b": ("x", "y"), "c": ("p", "q")}))
    assert len(pairs({"a": ("1", "2"), "b": ("x", "y"), "c": ("p", "q")})) == 12
    assert 4 <= len(rows) <= 6


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_arguments_give_the_same_bytes_and_truth(kind):
    switches = random_switches(Random(4), kind)
    one, other = (generate(9, "2019", kind, switches, ["row_sum", "percent"]) for _ in range(2))
    assert one.data == other.data
    assert json.dumps(one.truth, ensure_ascii=False) == json.dumps(other.truth, ensure_ascii=False)
    assert one.planted == other.planted
    assert generate(10, "2019", kind, switches).data != generate(9, "2019", kind, switches).data


@pytest.mark.parametrize("kind", FORMATS)
def test_each_switch_changes_the_file(kind):
    """Each value of each switch leaves a trace in the bytes, in some report of the form that can show it."""
    base = {"scale": "city"}
    tried = [(form, seed) for form in ("2021", "2019") for seed in range(8)]
    plain = {each: generate(each[1], each[0], kind, base).data for each in tried}
    for name, values in switches_for(kind).items():
        for value in (value for value in values[1:] if value != base.get(name)):
            changed = any(generate(seed, form, kind, {**base, name: value}).data != plain[form, seed] for form, seed in tried)
            assert changed, (name, value)


def test_the_numbers_do_not_depend_on_the_layout():
    truths = [generate(21, "2021", kind).truth["cells"] for kind in FORMATS]
    assert all(truth == truths[0] for truth in truths)


def test_the_grade_is_exact_unless_the_text_cannot_be_certain():
    for kind in FORMATS:
        assert generate(1, "2021", kind).grade == "exact"
    assert generate(1, "2021", "txt", {"layout": "flat"}).grade == "no-wrong"
    assert generate(1, "2021", "txt", {"layout": "flat"}).truth["grade"] == "no-wrong"
    assert generate(1, "2021", "txt", {"layout": "fixed", "zeros": "blank"}).grade == "no-wrong"


@pytest.mark.parametrize(
    ("arguments", "error", "told"),
    [
        ((1, "2020", "html"), LawUnknown, "2020"),
        ((1, "2021", "odt"), SampleUnknown, "odt"),
        ((1, "2021", "html", {"layout": "tabs"}), SampleUnknown, "layout"),
        ((1, "2021", "html", {"zeros": "dots"}), SampleUnknown, "slash"),
        ((1, "2019", "html", {}, ["undivided"]), SampleUnknown, "undivided"),
    ],
)
def test_an_unknown_choice_is_refused_with_what_there_is(arguments, error, told):
    with pytest.raises(error, match=told):
        generate(*arguments)


def test_a_sample_says_how_to_make_it_again():
    told = str(generate(77, "2021", "html", {"zeros": "slash"}, ["identity"]))
    assert "seed 77" in told
    assert "zeros=slash" in told
    assert "table3.identity at T3.new." in told


def test_every_kind_of_error_belongs_to_a_form():
    assert set(kinds_for("2019")) | set(kinds_for("2021")) == set(KINDS)
    assert plain_switches("html")["zeros"] == "zero"
