"""Remedy notices: what each mode must state, in both languages, and that a letter without it is blocked."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.errors_casework import RemedyTextMissing
from gongkai.core.outcomes import Outcome
from gongkai.core.remedies import RemedyMode
from gongkai.core.remedy_notice import Forum, remedy_notices, require_remedies, required_statements, third_party_notice

DAY = date(2025, 7, 1)
FORUM = Forum(authorities=("某市人民政府",), court="某区人民法院")


def test_a_choice_is_said_in_full():
    (notice,) = remedy_notices(Outcome.NA_NOT_EXIST, on=DAY, forum=FORUM)
    assert notice.mode is RemedyMode.CHOICE
    assert notice.say() == (
        "如对本答复不服，可以自收到之日起60日内向某市人民政府申请行政复议，也可以自收到之日起6个月内向某区人民法院提起行政诉讼。"
    )
    english = notice.say("en")
    assert "within 60 days" in english and "within 6 months" in english and "  " not in english


def test_reconsideration_first_names_no_court_and_says_that_it_comes_first():
    (notice,) = remedy_notices(Outcome.DENY_SECRET, on=DAY, forum=Forum(authorities=("某市人民政府",)))
    assert notice.say() == (
        "如对本答复不服，应当自收到之日起60日内先向某市人民政府申请行政复议；对行政复议决定仍不服的，"
        "可以自收到行政复议决定书之日起15日内向人民法院提起行政诉讼。未经行政复议，不能直接提起行政诉讼。"
    )
    assert "you must first apply" in notice.say("en")
    assert [label.id for label in notice.states] == [
        "review_right",
        "review_authority",
        "review_limit",
        "review_first",
        "suit_after_review",
    ]


def test_before_2024_a_refusal_is_open_to_choice():
    (notice,) = remedy_notices(Outcome.DENY_SECRET, on=date(2023, 6, 1), forum=FORUM)
    assert notice.mode is RemedyMode.CHOICE


def test_partial_disclosure_tells_the_withheld_part_from_the_rest():
    withheld, rest = remedy_notices(Outcome.PARTIAL, on=DAY, forum=FORUM, withheld=[Outcome.DENY_PROCESS])
    assert (withheld.mode, rest.mode) == (RemedyMode.REVIEW_FIRST, RemedyMode.CHOICE)
    assert withheld.say().startswith("如对本答复中不予公开的部分不服，应当")
    assert rest.say().startswith("如对本答复的其余部分不服，可以")


def test_partial_disclosure_without_such_a_part_has_one_clause():
    (notice,) = remedy_notices(Outcome.PARTIAL, on=DAY, forum=FORUM, withheld=[Outcome.NA_NOT_EXIST])
    assert notice.about.id == "whole"


def test_a_closing_note_has_none():
    assert remedy_notices(Outcome.OTH_WITHDRAWN, on=DAY, forum=FORUM) == ()


def test_two_authorities_are_a_choice():
    forum = Forum(authorities=("某区人民政府", "某市司法局"), court="某区人民法院")
    (notice,) = remedy_notices(Outcome.NA_NOT_EXIST, on=DAY, forum=forum)
    assert "向某区人民政府或者某市司法局申请" in notice.say()
    assert "某区人民政府 or 某市司法局" in notice.say("en")


def test_a_letter_served_online_gives_the_online_channel():
    forum = Forum(authorities=("某市人民政府",), court="某区人民法院", served_online=True, online_channel="某平台")
    (notice,) = remedy_notices(Outcome.NA_NOT_EXIST, on=DAY, forum=forum)
    assert notice.say().endswith("行政复议也可以通过某平台在线申请。")
    assert notice.say("en").endswith(" Reconsideration may also be applied for online through 某平台.")
    assert notice.states[-1].id == "online_channel"


def test_the_third_party_may_choose():
    notice = third_party_notice(on=DAY, forum=FORUM)
    assert notice.mode is RemedyMode.CHOICE
    assert notice.say().startswith("如对本公开决定不服")


@pytest.mark.parametrize(
    ("outcome", "forum", "missing"),
    [
        (Outcome.DENY_SECRET, Forum(authorities=()), "行政复议机关"),
        (Outcome.NA_NOT_EXIST, Forum(authorities=("某市人民政府",)), "管辖法院"),
        (Outcome.NA_NOT_EXIST, Forum(authorities=()), "行政复议机关、管辖法院"),
        (Outcome.DENY_SECRET, Forum(authorities=("某市人民政府",), served_online=True), "在线申请行政复议的渠道"),
    ],
)
def test_what_is_not_known_blocks_the_letter(outcome, forum, missing):
    with pytest.raises(RemedyTextMissing) as refusal:
        remedy_notices(outcome, on=DAY, forum=forum)
    assert f"文书没有写明：{missing}。" in str(refusal.value)


@pytest.mark.parametrize("mode", [RemedyMode.REVIEW_FIRST, RemedyMode.CHOICE])
def test_a_letter_written_by_hand_is_held_to_the_same(mode):
    required = [label.id for label in required_statements(mode, served_online=False)]
    require_remedies(mode, required)
    for left_out in required:
        with pytest.raises(RemedyTextMissing):
            require_remedies(mode, set(required) - {left_out})


@pytest.mark.parametrize("mode", [RemedyMode.PROCEDURAL, RemedyMode.NONE])
def test_procedural_letters_need_no_remedies(mode):
    require_remedies(mode, (), served_online=True)
