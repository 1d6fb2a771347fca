"""The set of letters: complete, each with its trigger, its article and what must stand in it."""

from __future__ import annotations

import pytest

from gongkai.core.documents import document, documents, missing_statements
from gongkai.core.errors import LawUnknown
from gongkai.core.outcomes import Outcome
from gongkai.core.remedies import RemedyMode


def test_the_set_is_complete():
    numbers = {int(name[1:3]) for name in documents()}
    assert numbers == set(range(1, 38))
    assert {name for name in documents() if name.startswith("D17")} == {f"D17{letter}" for letter in "abcdefg"}


@pytest.mark.parametrize("name", documents())
def test_each_has_titles_trigger_and_article(name):
    found = document(name)
    assert found.zh and found.en and found.trigger.zh and found.articles
    assert found.mode is None or RemedyMode(found.mode)


def test_every_letter_of_a_decision_belongs_to_an_outcome():
    used = {each.id for outcome in Outcome for each in outcome.facts.documents}
    assert {found.id for found in documents().values() if found.trigger.id == "decision"} <= used


@pytest.mark.parametrize(
    ("name", "stated", "missing"),
    [
        ("D13", (), ["收费依据", "收费标准", "收费数额", "缴纳方式", "期限", "逾期的后果"]),
        ("D13", ("fee_basis", "fee_standard", "way_to_pay", "period", "consequence"), ["收费数额"]),
        ("D04", ("items_to_correct", "period"), ["逾期的后果"]),
        ("D14", (), []),
    ],
)
def test_what_a_letter_must_still_state(name, stated, missing):
    assert [label.zh for label in missing_statements(name, stated)] == missing


def test_an_unknown_document():
    with pytest.raises(LawUnknown):
        document("D99")
