"""Petitions: what is refused, what is not accepted, what must be stated. The limits are in tests/law."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.errors import LawNotInForce
from gongkai.core.errors_casework import AccusationLeaked, CountWrong, TooManyRepresentatives
from gongkai.core.petitions import (
    PetitionKind,
    check_recipient,
    check_representatives,
    grounds_not_to_accept,
    missing_in_opinion,
    missing_in_petition,
    missing_in_publication,
    opinion_results,
)

DAY = date(2025, 7, 1)


def test_the_kinds():
    assert [kind.label.zh for kind in PetitionKind] == ["建议意见类", "检举控告类", "申诉求决类"]


def test_an_accusation_is_never_passed_to_the_accused():
    with pytest.raises(AccusationLeaked) as refusal:
        check_recipient(PetitionKind.ACCUSATION, "某局", accused=["某人", "某局"])
    assert "“某局”" in str(refusal.value)


@pytest.mark.parametrize(
    ("kind", "recipient"),
    [(PetitionKind.ACCUSATION, "某委"), (PetitionKind.APPEAL, "某局"), (PetitionKind.SUGGESTION, "某局")],
)
def test_everything_else_may_be(kind, recipient):
    check_recipient(kind, recipient, accused=["某局"])


@pytest.mark.parametrize("count", [1, 5])
def test_up_to_five_representatives(count):
    check_representatives(count, on=DAY)


@pytest.mark.parametrize(
    ("count", "on", "error"),
    [
        (6, DAY, TooManyRepresentatives),
        (0, DAY, CountWrong),
        (3, date(2022, 4, 30), LawNotInForce),
    ],
)
def test_not_more_nor_none_nor_before_the_regulations(count, on, error):
    with pytest.raises(error):
        check_representatives(count, on=on)


@pytest.mark.parametrize(
    ("told", "grounds"),
    [
        ({}, []),
        ({"pending_until": date(2025, 7, 1)}, ["PET 19(3)"]),
        ({"pending_until": date(2025, 6, 30)}, []),
        ({"reviewed_same_facts": True}, ["PET 36(3)"]),
        ({"other_procedure": True}, ["PET 31"]),
        ({"pending_until": date(2025, 8, 1), "other_procedure": True}, ["PET 19(3)", "PET 31"]),
    ],
)
def test_why_an_item_is_not_accepted(told, grounds):
    assert [each.articles[0].id for each in grounds_not_to_accept(on=DAY, **told)] == grounds


def test_what_must_be_stated():
    assert [label.zh for label in missing_in_petition({"name", "address"})] == ["请求", "事实", "理由"]
    assert [label.zh for label in missing_in_opinion({"request", "opinion"})] == ["事实和理由", "法律法规依据"]
    assert [label.id for label in missing_in_publication({"channel", "address", "phone"})] == ["hours", "progress"]
    assert len(opinion_results()) == 3
