"""Proceedings: the respondent's days, the reply after a ruling, and the columns of table 4."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.calendar import DueDay
from gongkai.core.errors import LawNotInForce, LawUnknown
from gongkai.core.errors_casework import ExtensionNotPossible, RemedyDatesWrong
from gongkai.core.outcomes import Outcome
from gongkai.core.proceedings import (
    CaseRoute,
    Grounds,
    Procedure,
    Role,
    case_results,
    repeats,
    reply_after_ruling,
    review_calendar,
    suit_calendar,
    table4_cell,
)
from gongkai.core.report.form import TABLE4_KEYS, form

ACCEPTED = date(2025, 9, 25)  # a Thursday before the National Day


@pytest.mark.parametrize(
    ("procedure", "extended", "copy", "answer", "decision"),
    [
        (Procedure.SIMPLE, 0, date(2025, 9, 29), date(2025, 10, 13), date(2025, 10, 27)),
        (Procedure.ORDINARY, 0, date(2025, 10, 11), date(2025, 10, 20), date(2025, 11, 24)),
        (Procedure.ORDINARY, 30, date(2025, 10, 11), date(2025, 10, 20), date(2025, 12, 24)),
    ],
)
def test_a_reconsideration(procedure, extended, copy, answer, decision):
    found = review_calendar(procedure, accepted=ACCEPTED, copy_received=date(2025, 9, 29), extended_by=extended)
    assert (found.copy_by, found.answer_by, found.decision_by) == (DueDay(copy), DueDay(answer), DueDay(decision))


@pytest.mark.parametrize(("procedure", "days"), [(Procedure.SIMPLE, 1), (Procedure.ORDINARY, 31), (Procedure.ORDINARY, -1)])
def test_extensions_that_are_not_possible(procedure, days):
    with pytest.raises(ExtensionNotPossible):
        review_calendar(procedure, accepted=ACCEPTED, extended_by=days)


@pytest.mark.parametrize(
    ("procedure", "judgment"), [(Procedure.SIMPLE, date(2025, 11, 10)), (Procedure.ORDINARY, date(2026, 3, 25))]
)
def test_a_suit(procedure, judgment):
    found = suit_calendar(procedure, filed=ACCEPTED, copy_received=date(2025, 9, 28))
    assert (found.copy_by, found.answer_by, found.decision_by) == (None, DueDay(date(2025, 10, 13)), DueDay(judgment))


def test_no_answer_day_until_the_copy_has_come():
    assert review_calendar(Procedure.SIMPLE, accepted=ACCEPTED).answer_by is None
    assert suit_calendar(Procedure.SIMPLE, filed=ACCEPTED).answer_by is None


def test_the_copy_cannot_come_before_the_case():
    with pytest.raises(RemedyDatesWrong):
        suit_calendar(Procedure.SIMPLE, filed=ACCEPTED, copy_received=date(2025, 9, 24))


# ── after a ruling ───────────────────────────────────────────────────────────────────────────


def test_the_day_in_the_ruling_goes_before_any_rule():
    found = reply_after_ruling(date(2025, 7, 1), fixed=date(2025, 7, 16))
    assert (found.due, found.to_verify) == (DueDay(date(2025, 7, 16)), False)


def test_without_a_day_the_ordinary_period_to_be_verified():
    found = reply_after_ruling(date(2025, 7, 1))
    assert (found.due, found.to_verify) == (DueDay(date(2025, 7, 29)), True)
    assert "第33条第2款" in found.source


def test_a_court_that_orders_disclosure():
    found = reply_after_ruling(date(2025, 7, 1), court_orders_disclosure=date(2025, 7, 16))
    assert (found.due, found.to_verify) == (DueDay(date(2025, 8, 13)), True)
    assert "法释〔2025〕8号" in found.source
    with pytest.raises(LawNotInForce):
        reply_after_ruling(date(2025, 5, 6), court_orders_disclosure=date(2025, 5, 30))


def test_a_day_before_the_ruling_was_served():
    with pytest.raises(RemedyDatesWrong):
        reply_after_ruling(date(2025, 7, 1), fixed=date(2025, 6, 30))


@pytest.mark.parametrize(
    ("new", "same"),
    [
        (Grounds(Outcome.DENY_PROCESS, "申请公开 某请示", "属于 过程性信息\n"), True),
        (Grounds(Outcome.DENY_INTERNAL, "申请公开某请示", "属于过程性信息"), False),
        (Grounds(Outcome.DENY_PROCESS, "申请公开某批复", "属于过程性信息"), False),
        (Grounds(Outcome.DENY_PROCESS, "申请公开某请示", "形成于决定之前"), False),
    ],
)
def test_a_new_reply_that_repeats_the_quashed_one(new, same):
    assert repeats(new, Grounds(Outcome.DENY_PROCESS, "申请公开某请示", "属于过程性信息")) is same


# ── table 4 ──────────────────────────────────────────────────────────────────────────────────

REVIEW, DIRECT, AFTER = CaseRoute.REVIEW, CaseRoute.LITIGATION_DIRECT, CaseRoute.LITIGATION_AFTER_REVIEW


@pytest.mark.parametrize(
    ("route", "result", "cell"),
    [
        (REVIEW, "upheld", "T4.review.maintain"),
        (REVIEW, "request_rejected", "T4.review.maintain"),
        (REVIEW, "quashed", "T4.review.correct"),
        (REVIEW, "changed", "T4.review.correct"),
        (REVIEW, "unlawful", "T4.review.correct"),
        (REVIEW, "ordered", "T4.review.correct"),
        (REVIEW, "not_accepted", "T4.review.other"),
        (REVIEW, "application_rejected", "T4.review.other"),
        (REVIEW, "ended", "T4.review.other"),
        (REVIEW, "mediated", "T4.review.other"),
        (REVIEW, None, "T4.review.pending"),
        (DIRECT, "claim_dismissed", "T4.lit_direct.maintain"),
        (DIRECT, "quashed", "T4.lit_direct.correct"),
        (DIRECT, "ordered", "T4.lit_direct.correct"),
        (DIRECT, "unlawful", "T4.lit_direct.correct"),
        (DIRECT, "not_filed", "T4.lit_direct.other"),
        (DIRECT, "suit_rejected", "T4.lit_direct.other"),
        (AFTER, "withdrawn", "T4.lit_after.other"),
        (AFTER, "ended", "T4.lit_after.other"),
        (AFTER, None, "T4.lit_after.pending"),
    ],
)
def test_the_cell_that_counts_a_case(route, result, cell):
    assert table4_cell(route, result) == cell


def test_every_cell_is_one_of_the_forms():
    assert tuple(CaseRoute) == TABLE4_KEYS
    cells = {row.cell(column) for row in form("2021").table4 for column in row.columns}
    for route in CaseRoute:
        assert {table4_cell(route, result) for result in (None, *case_results(route))} < cells


def test_the_review_organ_does_not_count_what_the_original_actor_counts():
    assert table4_cell(AFTER, "quashed", role=Role.REVIEW_ORGAN) is None


def test_a_result_of_the_wrong_route():
    with pytest.raises(LawUnknown):
        table4_cell(DIRECT, "mediated")
