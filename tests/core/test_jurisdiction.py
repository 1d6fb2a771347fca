"""Jurisdiction: in whose name, before whom, at which court."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.errors_casework import AnsweringBodyUnknown, AuthorityMissing, CourtNotConfirmed
from gongkai.core.jurisdiction import (
    Agency,
    AgencyKind,
    Court,
    Seal,
    answering_body,
    confirmed_court,
    review_authorities,
    usual_court,
)

K = AgencyKind
DAY = date(2025, 7, 1)
OVER = {
    "government": "本级政府",
    "higher_government": "上级政府",
    "higher_department": "上级部门",
    "local_government": "所在地政府",
}
CITY = Agency(name="某市人民政府", kind=K.LOCAL_GOVERNMENT, higher_government="某省人民政府")
OFFICE = Agency(name="某市人民政府办公室", kind=K.GOVERNMENT_OFFICE)
BUREAU = Agency(name="某市某局", kind=K.LOCAL_DEPARTMENT, government="某市人民政府")


@pytest.mark.parametrize(
    ("kind", "authorities", "article", "court"),
    [
        (K.LOCAL_DEPARTMENT, ("本级政府",), "ARL 24(1)", "basic"),
        (K.LOCAL_GOVERNMENT, ("上级政府",), "ARL 24(1)", "intermediate"),
        (K.TOWNSHIP_GOVERNMENT, ("上级政府",), "ARL 24(1)", "basic"),
        (K.PROVINCIAL_GOVERNMENT, ("某机关",), "ARL 24(2)", "intermediate"),
        (K.STATE_COUNCIL_DEPARTMENT, ("某机关",), "ARL 25", "intermediate"),
        (K.CUSTOMS, ("上级部门",), "ARL 27", "intermediate"),
        (K.VERTICAL_DEPARTMENT, ("上级部门",), "ARL 27", "basic"),
        (K.JUSTICE_BUREAU, ("本级政府", "上级部门"), "ARL 28", "basic"),
        (K.DISPATCHED_UNIT, ("本级政府",), "ARL 24(4)", "basic"),
        (K.DISTRICT_UNIT, ("本级政府", "所在地政府"), "ARL 24(4)", "basic"),
        (K.AUTHORISED_ORGANISATION, ("本级政府",), "ARL 24(1)", "basic"),
    ],
)
def test_who_reviews_and_which_court(kind, authorities, article, court):
    agency = Agency(name="某机关", kind=kind, **OVER)
    assert review_authorities(agency) == authorities
    assert [each.id for each in kind.articles] == [article]
    assert usual_court(agency).id == court
    assert kind.label.zh and kind.label.en


@pytest.mark.parametrize("kind", [kind for kind in K if kind not in (K.PROVINCIAL_GOVERNMENT, K.STATE_COUNCIL_DEPARTMENT)])
def test_a_missing_body_is_named(kind):
    with pytest.raises(AuthorityMissing) as refusal:
        review_authorities(Agency(name="某机关", kind=kind))
    assert "某机关" in str(refusal.value) and "未登记" in str(refusal.value)


def test_a_general_office_answers_in_its_governments_name():
    """The reply of a prefecture's office is reviewed by the province."""
    body = answering_body(OFFICE, on=DAY, answers_in_name_of={date(2019, 5, 15): CITY})
    assert body == CITY
    assert review_authorities(body) == ("某省人民政府",)


def test_so_does_any_letter_under_the_disclosure_seal():
    entry = {date(2019, 5, 15): CITY}
    assert answering_body(BUREAU, on=DAY, answers_in_name_of=entry, seal=Seal.DISCLOSURE) == CITY
    assert answering_body(BUREAU, on=DAY, answers_in_name_of=entry) == BUREAU


def test_the_entry_of_the_day_counts():
    merged = Agency(name="某新市人民政府", kind=K.LOCAL_GOVERNMENT, higher_government="某省人民政府")
    entries = {date(2019, 5, 15): CITY, date(2025, 1, 1): merged}
    assert answering_body(OFFICE, on=date(2024, 12, 31), answers_in_name_of=entries) == CITY
    assert answering_body(OFFICE, on=DAY, answers_in_name_of=entries) == merged


@pytest.mark.parametrize("entries", [{}, {date(2025, 7, 2): CITY}])
def test_an_office_without_its_government_cannot_answer(entries):
    with pytest.raises(AnsweringBodyUnknown):
        answering_body(OFFICE, on=DAY, answers_in_name_of=entries)


def test_the_confirmed_court_of_the_day():
    courts = {
        "某市某局": {date(2020, 1, 1): Court("某区人民法院", "法制科"), date(2025, 1, 1): Court("某铁路运输法院", "法制科")}
    }
    assert confirmed_court(BUREAU, on=date(2024, 12, 31), courts=courts) == "某区人民法院"
    assert confirmed_court(BUREAU, on=DAY, courts=courts) == "某铁路运输法院"


@pytest.mark.parametrize(
    "courts",
    [
        {},
        {"某市某局": {date(2025, 7, 2): Court("某区人民法院", "法制科")}},
        {"某市某局": {date(2020, 1, 1): Court("某区人民法院", "法制科"), date(2025, 1, 1): Court("某铁路运输法院")}},
    ],
)
def test_an_unconfirmed_court_blocks_the_letter(courts):
    with pytest.raises(CourtNotConfirmed) as refusal:
        confirmed_court(BUREAU, on=DAY, courts=courts)
    assert "基层人民法院" in str(refusal.value)
