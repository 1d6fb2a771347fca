"""The clock: histories, conventions of a body's own, and what it refuses."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import yaml

from gongkai.core import clock_events as ev
from gongkai.core.calendar import DueDay, calendar_year
from gongkai.core.clock_reasons import Flag, FlagCode, ReasonCode
from gongkai.core.clocks import (
    Rules,
    clock,
    correction_due,
    correction_notice_due,
    deadline,
    opinion_due,
    payment_due,
    publication_due,
    report_due,
    rules,
)
from gongkai.core.errors import CalendarUnknown, LawUnknown
from gongkai.core.errors_clock import (
    ConfirmationMissing,
    DeadlineProvisional,
    EventAfterClosing,
    EventNotPossible,
    EventRepeated,
    ReportDateWrong,
)
from gongkai.core.steps import State
from tests.core.clock_cases import EVERY_EVENT, START, in_person, told, with_conventions


def test_where_a_request_stood_on_any_day():
    found = told(EVERY_EVENT)
    stood = {
        date(2026, 2, 4): None,
        date(2026, 2, 5): State.AWAITING_CONFIRMATION,
        date(2026, 2, 6): State.REGISTERED,
        date(2026, 2, 10): State.AWAITING_CORRECTION,
        date(2026, 2, 25): State.REGISTERED,
        date(2026, 2, 27): State.CONSULTING,
        date(2026, 3, 4): State.IN_PROCESS,
        date(2026, 3, 6): State.AWAITING_PAYMENT,
        date(2026, 3, 10): State.IN_PROCESS,
        date(2026, 4, 8): State.EXTENDED,
    }
    assert {day: found.state_on(day) for day in stood} == stood
    assert found.state is State.EXTENDED
    assert (found.receipt, found.day_zero) == (date(2026, 2, 6), date(2026, 3, 10))


def test_silence_between_two_events_ends_the_consultation():
    found = clock(
        in_person(
            date(2025, 4, 14),
            ev.Consulted(on=date(2025, 4, 22), id="A", received=date(2025, 4, 24)),
            ev.Decided(on=date(2025, 6, 3)),
        )
    )
    assert found.state_on(date(2025, 5, 19)) is State.CONSULTING
    assert found.state_on(date(2025, 5, 20)) is State.IN_PROCESS
    assert found.state_on(date(2025, 6, 3)) is State.DECIDED


def test_one_answer_of_two_leaves_the_other_to_wait_for():
    asked = [ev.Consulted(on=date(2025, 4, 22), id=name, received=date(2025, 4, 24)) for name in "AB"]
    found = clock(in_person(date(2025, 4, 14), *asked, ev.Answered(on=date(2025, 4, 28), id="A")))
    assert found.state is State.CONSULTING
    assert found.state_on(date(2025, 5, 20)) is State.IN_PROCESS


def test_overdue_until_the_day_of_service():
    plain = clock(in_person(date(2024, 3, 4)))
    assert [plain.overdue_on(day) for day in (date(2024, 4, 1), date(2024, 4, 2))] == [False, True]
    assert plain.in_time is None
    served = clock(in_person(date(2024, 3, 4), ev.Decided(on=date(2024, 4, 2)), ev.Served(on=date(2024, 4, 3))))
    assert [served.overdue_on(day) for day in (date(2024, 4, 2), date(2024, 4, 3))] == [True, False]
    assert served.in_time is False
    waiting = clock(in_person(date(2024, 3, 4), ev.CorrectionAsked(on=date(2024, 3, 6))))
    assert waiting.overdue_on(date(2024, 12, 31)) is False


def test_a_withdrawn_request_has_its_days_up_to_then():
    found = clock(in_person(date(2024, 3, 4), ev.Withdrawn(on=date(2024, 3, 8))))
    assert (found.state, found.due, found.closed) == (State.WITHDRAWN, None, date(2024, 3, 8))
    assert found.reasons[-1].date == date(2024, 3, 8)


def test_as_json():
    found = clock(in_person(date(2024, 3, 4), ev.CorrectionAsked(on=date(2024, 3, 14)))).as_json("en")
    assert {key: value for key, value in found.items() if key not in ("reasons", "flags")} == {
        "state": "awaiting_correction",
        "due": None,
        "provisional": False,
        "applicant_due": "2024-04-07",
        "day_zero": "2024-03-04",
        "closed": "2024-04-08",
        "counted": 0,
    }
    assert found["reasons"][0] == {
        "date": "2024-03-04",
        "counted": False,
        "code": "receipt",
        "article": "R 31(1)",
        "number": None,
        "text": "2024-03-04: not counted. The day of receipt; the first day is not counted (art. 31 item 1).",
    }
    assert found["flags"] == [
        {
            "code": "late_correction_notice",
            "on": "2024-03-13",
            "article": "R 30",
            "text": "The correction notice should have gone out by 2024-03-13 (art. 30).",
        }
    ]


# ── conventions of a body's own ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("begins", "ends", "due"),
    [
        ("day_after_sending", "day_of_return", date(2025, 5, 30)),
        ("day_of_sending", "day_of_return", date(2025, 6, 3)),
        ("day_after_sending", "day_before_return", date(2025, 5, 29)),
        ("day_of_sending", "day_before_return", date(2025, 5, 30)),
    ],
)
def test_the_edges_of_a_suspension(begins, ends, due):
    asked = ev.Consulted(on=date(2025, 4, 22), id="A", received=date(2025, 4, 24))
    case = in_person(date(2025, 4, 14), asked, ev.Answered(on=date(2025, 5, 12), id="A"))
    assert clock(case, with_conventions(suspension_begins=begins, suspension_ends=ends)).due == due


def test_a_body_may_count_online_requests_from_their_arrival():
    own = with_conventions(internet_receipt="system_receipt")
    assert deadline(date(2025, 10, 2), ev.Channel.INTERNET, by=own) == DueDay(date(2025, 11, 4))
    assert deadline(date(2025, 9, 30), ev.Channel.INTERNET, date(2025, 10, 9), own) == DueDay(date(2025, 11, 4))
    with pytest.raises(ConfirmationMissing):
        deadline(date(2025, 10, 2), ev.Channel.FAX, by=own)


def test_a_body_may_allow_an_extension_of_each_period():
    twice = in_person(
        date(2024, 3, 4),
        ev.Extended(on=date(2024, 3, 5), days=5),
        ev.CorrectionAsked(on=date(2024, 3, 6)),
        ev.CorrectionReceived(on=date(2024, 3, 8)),
        ev.Extended(on=date(2024, 3, 11), days=5),
    )
    with pytest.raises(EventRepeated):
        clock(twice)
    own = with_conventions(extension_once_per="period")
    assert clock(twice, own).counted == 25
    with pytest.raises(EventRepeated):
        clock(ev.Case(twice.channel, twice.received, None, (*twice.events, ev.Extended(on=date(2024, 3, 12), days=5))), own)


def test_a_body_may_wait_longer_before_the_alarm():
    ours = rules()
    own = Rules(ours.calendar, ours.terms.overridden({"confirmation_alert": {START: 3}}), ours.conventions)
    unconfirmed = ev.Case(ev.Channel.INTERNET, date(2024, 3, 4))
    assert clock(unconfirmed).flags[0].on == date(2024, 3, 5)
    assert clock(unconfirmed, own).flags[0].on == date(2024, 3, 7)
    assert [reason.code for reason in clock(unconfirmed, own).reasons] == [ReasonCode.UNCONFIRMED] * 4


def test_a_plain_letter_is_to_be_confirmed_at_once():
    found = clock(ev.Case(ev.Channel.POST_PLAIN, date(2024, 3, 4)))
    assert found.flags == (Flag(FlagCode.UNCONFIRMED_ALERT, date(2024, 3, 4), "R 31(2)"),)
    assert found.state_on(date(2024, 3, 4)) is State.AWAITING_CONFIRMATION


def test_the_calendar_of_a_new_year_settles_a_provisional_day():
    notice = "{year: 2027, source: a notice, rest: {元旦: [2027-01-01, 2027-01-02, 2027-01-03]}}"
    ours = rules()
    own = Rules(ours.calendar.with_year(calendar_year(yaml.safe_load(notice), name="x")), ours.terms, ours.conventions)
    case = (date(2026, 12, 4), ev.Channel.IN_PERSON)
    assert deadline(*case) == DueDay(date(2027, 1, 1), provisional=True)
    assert deadline(*case, by=own) == DueDay(date(2027, 1, 4))


# ── what is refused ──────────────────────────────────────────────────────────────────────────


def test_a_provisional_day_is_refused_where_a_settled_one_is_asked_for():
    assert deadline(date(2026, 12, 3), ev.Channel.IN_PERSON, strict=True) == DueDay(date(2026, 12, 31))
    with pytest.raises(DeadlineProvisional):
        deadline(date(2026, 12, 4), ev.Channel.IN_PERSON, strict=True)
    waiting = in_person(date(2026, 12, 14), ev.CorrectionAsked(on=date(2026, 12, 16)))
    assert clock(waiting).provisional
    with pytest.raises(DeadlineProvisional):
        clock(waiting, strict=True)
    assert clock(ev.Case(ev.Channel.INTERNET, date(2026, 3, 2)), strict=True).due is None


def test_a_period_cannot_begin_anew_in_a_year_without_calendar():
    asked = ev.CorrectionAsked(on=date(2026, 12, 30))
    with pytest.raises(CalendarUnknown, match="2027"):
        clock(in_person(date(2026, 12, 28), asked, ev.CorrectionReceived(on=date(2027, 1, 4))))


@pytest.mark.parametrize(
    ("events", "error"),
    [
        ([ev.CorrectionAsked(on=date(2024, 3, 6), days=0)], EventNotPossible),
        ([ev.CorrectionAsked(on=date(2024, 3, 6), received=date(2024, 3, 5))], EventNotPossible),
        ([ev.CorrectionAsked(on=date(2024, 3, 6)), ev.CorrectionAsked(on=date(2024, 3, 7))], EventNotPossible),
        ([ev.CorrectionReceived(on=date(2024, 3, 6))], EventNotPossible),
        ([ev.FeeNoticed(on=date(2024, 3, 6)), ev.CorrectionReceived(on=date(2024, 3, 7))], EventNotPossible),
        ([ev.FeeNoticed(on=date(2024, 3, 6)), ev.CorrectionReceived(on=date(2024, 4, 7), excused=True)], EventAfterClosing),
        ([ev.CorrectionAsked(on=date(2024, 3, 6)), ev.Paid(on=date(2024, 3, 7))], EventNotPossible),
        ([ev.Consulted(on=date(2024, 3, 6), id="A"), ev.Consulted(on=date(2024, 3, 7), id="A")], EventRepeated),
        (
            [ev.Consulted(on=date(2024, 3, 6), id="A", received=date(2024, 3, 8)), ev.Answered(on=date(2024, 3, 7), id="A")],
            EventNotPossible,
        ),
        (
            [
                ev.Consulted(on=date(2024, 3, 6), id="A"),
                ev.Answered(on=date(2024, 3, 7), id="A"),
                ev.Answered(on=date(2024, 3, 8), id="A"),
            ],
            EventRepeated,
        ),
        ([ev.ReasonRequested(on=date(2024, 3, 6)), ev.ReasonRequested(on=date(2024, 3, 7))], EventRepeated),
        ([ev.Decided(on=date(2024, 3, 6)), ev.Decided(on=date(2024, 3, 7))], EventRepeated),
        ([ev.Decided(on=date(2024, 3, 6)), ev.Withdrawn(on=date(2024, 3, 7))], EventAfterClosing),
        (
            [ev.Decided(on=date(2024, 3, 6)), ev.Served(on=date(2024, 3, 7)), ev.Served(on=date(2024, 3, 8))],
            EventRepeated,
        ),
        ([ev.Withdrawn(on=date(2024, 3, 6)), ev.Served(on=date(2024, 3, 7))], EventAfterClosing),
    ],
)
def test_events_that_cannot_have_happened(events, error):
    with pytest.raises(EventNotPossible) as refused:
        clock(in_person(date(2024, 3, 4), *events))
    assert type(refused.value) is error
    assert events[-1].zh in refused.value.say("zh")
    assert events[-1].kind in refused.value.say("en")


def test_an_opinion_may_come_while_the_applicant_corrects():
    found = clock(
        in_person(
            date(2024, 3, 4),
            ev.Consulted(on=date(2024, 3, 5), id="A"),
            ev.CorrectionAsked(on=date(2024, 3, 6)),
            ev.Answered(on=date(2024, 3, 12), id="A"),
            ev.CorrectionReceived(on=date(2024, 3, 8) + timedelta(days=4)),
        )
    )
    assert (found.due, found.counted) == (date(2024, 4, 10), 20)


def test_a_letter_still_out_stops_the_new_period_too():
    found = clock(
        in_person(
            date(2024, 3, 4),
            ev.Consulted(on=date(2024, 3, 5), id="A", received=date(2024, 3, 5)),
            ev.CorrectionAsked(on=date(2024, 3, 6)),
            ev.CorrectionReceived(on=date(2024, 3, 11)),
            ev.Answered(on=date(2024, 3, 13), id="A"),
        )
    )
    assert (found.due, found.counted, found.state) == (date(2024, 4, 11), 20, State.REGISTERED)


# ── single periods ───────────────────────────────────────────────────────────────────────────


def test_single_periods():
    assert correction_notice_due(date(2026, 2, 9)) == DueDay(date(2026, 2, 25))
    assert correction_due(date(2026, 2, 25)) == DueDay(date(2026, 3, 17))
    assert payment_due(date(2021, 5, 12)) == DueDay(date(2021, 6, 9))
    assert opinion_due(date(2022, 4, 1), ev.Whom.COAGENCY) == DueDay(date(2022, 4, 24))
    assert publication_due(date(2026, 4, 28), term="publication_decision") == DueDay(date(2026, 5, 11))
    with pytest.raises(LawUnknown, match="organ_opinion"):
        opinion_due(date(2022, 4, 1), ev.Whom.INTERNAL)


def test_a_deadline_needs_the_confirmation_its_channel_counts_from():
    with pytest.raises(ConfirmationMissing, match="互联网渠道"):
        deadline(date(2025, 10, 2), ev.Channel.INTERNET)
    assert deadline(date(2025, 10, 2), ev.Channel.INTERNET, date(2025, 10, 4)) == DueDay(date(2025, 11, 4))


def test_the_levels_of_the_annual_report():
    with pytest.raises(ReportDateWrong, match="vertical_system"):
        report_due(2025, "village")
    assert report_due(2025, "county", notice=date(2026, 2, 20)) == date(2026, 2, 20)
