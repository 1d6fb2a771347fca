"""The law as data: every number dated and sourced, and no answer where there is none."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.errors import LawNotInForce, LawUnknown, NotAConvention
from gongkai.core.errors_clock import ChoiceUnknown
from gongkai.core.law import (
    OWN_SOURCE,
    Dated,
    conventions,
    days_of_year,
    law_files,
    read_law_file,
    terms,
)

REGULATIONS = date(2019, 5, 15)
A_DAY = date(2024, 3, 4)


@pytest.mark.parametrize(
    ("term", "days"),
    [
        ("reply", 20),
        ("reply_extension", 20),
        ("correction_notice", 7),
        ("correction_period", 15),
        ("third_party_opinion", 15),
        ("coagency_opinion", 15),
        ("organ_opinion", 15),
        ("confirmation_alert", 1),
        ("record_correction", 20),
        ("payment", 20),
        ("reply_after_payment", 20),
        ("publication", 20),
        ("publication_decision", 7),
    ],
)
def test_the_periods_of_disclosure_in_2024(term, days):
    found = terms()[term].at(A_DAY)
    assert (found.days, found.unit) == (days, "working_day")


@pytest.mark.parametrize(
    ("term", "evidence", "convention"),
    [
        ("reply", "read", False),
        ("reply_after_payment", "GK", False),
        ("organ_opinion", "CONV", True),
        ("publication_decision", "GK", True),
    ],
)
def test_a_term_says_how_well_it_is_known(term, evidence, convention):
    found = terms()[term].at(A_DAY)
    assert (found.evidence, found.convention) == (evidence, convention)


def test_every_term_is_dated_and_sourced():
    for term_id, dated in terms().by_id.items():
        assert dated.name == term_id
        assert dated.values
        for day, value in dated.values.items():
            assert type(day) is date, term_id
            assert value.days >= 0, term_id  # 0: at once
            assert value.unit in {"working_day", "day", "month", "year"}, term_id
            assert value.source, term_id
            assert value.evidence in {"read", "GK", "INF", "CONV"}, term_id


def test_a_value_holds_until_the_next_one_begins():
    dated = Dated("x", {date(2020, 1, 1): "old", date(2024, 1, 1): "new"})
    assert [dated.at(date(2023, 12, 31)), dated.at(date(2024, 1, 1))] == ["old", "new"]
    assert dated.in_force(date(2020, 1, 1))
    assert not dated.in_force(date(2019, 12, 31))


@pytest.mark.parametrize(("term", "first"), [("reply", REGULATIONS), ("payment", date(2021, 1, 1))])
def test_there_is_no_answer_before_the_law_was_in_force(term, first):
    with pytest.raises(LawNotInForce, match=str(first)):
        terms()[term].at(date.fromordinal(first.toordinal() - 1))
    assert terms()[term].at(first).days == 20


def test_an_unknown_term_names_the_known_ones():
    with pytest.raises(LawUnknown, match="reply_extension"):
        terms()["reply_time"]


def test_a_body_may_set_what_the_law_leaves_open_from_a_day_on():
    ours = terms().overridden({"confirmation_alert": {date(2025, 1, 1): 3}})
    assert ours["confirmation_alert"].at(date(2024, 12, 31)).days == 1
    own = ours["confirmation_alert"].at(date(2025, 1, 1))
    assert (own.days, own.source, own.evidence) == (3, OWN_SOURCE, "CONV")
    assert terms()["confirmation_alert"].at(date(2025, 1, 1)).days == 1


def test_a_body_may_not_set_what_the_statute_fixes():
    with pytest.raises(NotAConvention, match="第33条"):
        terms().overridden({"reply": {date(2025, 1, 1): 30}})


def test_a_body_may_not_set_what_does_not_exist():
    with pytest.raises(LawUnknown):
        terms().overridden({"coffee_break": {date(2025, 1, 1): 1}})


def test_days_of_the_year_for_the_annual_report():
    found = days_of_year()["report_department"].at(A_DAY)
    assert (found.month, found.day) == (1, 31)
    assert all(value.source for dated in days_of_year().values() for value in dated.values.values())
    assert not set(days_of_year()) & set(terms().by_id)


def test_every_convention_has_a_default_among_its_choices():
    found = conventions()
    for name, dated in found.by_id.items():
        for choice in dated.values.values():
            assert choice.value in found.choices[name], name
            assert choice.source, name
            assert choice.evidence in {"GK", "INF", "CONV"}, name


def test_a_body_may_read_an_open_question_otherwise_from_a_day_on():
    ours = conventions().overridden({"suspension_ends": {date(2025, 1, 1): "day_before_return"}})
    assert ours.at("suspension_ends", date(2024, 12, 31)) == "day_of_return"
    assert ours.at("suspension_ends", date(2025, 1, 1)) == "day_before_return"
    assert ours.by_id["suspension_ends"].at(date(2025, 1, 1)).source == OWN_SOURCE


def test_a_reading_the_rules_cannot_carry_out_is_refused():
    with pytest.raises(ChoiceUnknown, match="day_before_return"):
        conventions().overridden({"suspension_ends": {date(2025, 1, 1): "never"}})
    with pytest.raises(LawUnknown, match="suspension_ends"):
        conventions().overridden({"suspension": {date(2025, 1, 1): "never"}})


def test_a_law_file_that_is_not_there_names_those_that_are():
    with pytest.raises(LawUnknown, match=r"terms\.yaml"):
        read_law_file("term.yaml")
    with pytest.raises(LawUnknown, match=r"2026\.yaml"):
        read_law_file("calendar/1999.yaml")


def test_the_files_of_a_folder_are_read_by_name():
    assert law_files("calendar") == tuple(f"calendar/{year}.yaml" for year in range(2019, 2027))
