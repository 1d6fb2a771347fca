"""Outcomes: the table of the law is whole, replies are complete before they go out, mixed requests are counted once."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core import outcomes
from gongkai.core.errors import LawUnknown
from gongkai.core.errors_casework import CitedLawMissing, MainOutcomeMissing, ReplyIncomplete, WithheldPartWrong
from gongkai.core.law import conventions
from gongkai.core.outcomes import (
    Group,
    Outcome,
    counted_as,
    documents_for,
    evidence_missing,
    legal_basis,
    reply_elements,
    report_row,
    require_elements,
    suit_bar,
)
from gongkai.core.report.form import form

JULY_2025 = date(2025, 7, 1)
MANDATORY = {
    "title", "doc_no", "applicant", "request_facts", "legal_basis", "decision", "remedies", "responding_body", "date", "seal",
}  # fmt: skip


def test_the_file_and_the_enum_name_the_same_outcomes():
    assert set(outcomes._outcomes()) == set(Outcome)


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_every_row_of_results_counts_some_outcome(form_id):
    results = [row.id for row in form(form_id).table3 if row.id.startswith("T3.r") and row.id != "T3.r7"]
    counted = {outcome.facts.rows[form_id] for outcome in Outcome if form_id in outcome.facts.rows}
    assert counted == set(results)


def test_a_year_before_the_forms_has_no_rows():
    with pytest.raises(LawUnknown):
        report_row(Outcome.OPEN_PROVIDE, 2018)


def test_a_year_without_the_row_says_so_in_both_languages():
    with pytest.raises(outcomes.OutcomeNotInForm) as refusal:
        report_row(Outcome.OTH_NO_PAYMENT, 2020)
    assert "2020" in refusal.value.say("zh") and "国办公开办函〔2019〕60号" in refusal.value.say("zh")
    assert "fee not paid in time" in refusal.value.say("en")


@pytest.mark.parametrize("outcome", Outcome)
def test_groups_agree_with_the_rows_of_the_report(outcome):
    row = outcome.facts.rows["2021"]
    expected = {"1": Group.OPEN, "2": Group.PARTIAL, "3": Group.DENY, "4": Group.NOT_AVAILABLE, "5": Group.NOT_PROCESSED}
    group = Group.QUERY if row == "T3.r3_8" else expected.get(row[4], Group.OTHER)
    assert outcome.facts.group is group
    assert outcome.facts.gives_information is (group in (Group.OPEN, Group.PARTIAL))


# ── the reply ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("outcome", "more"),
    [
        (Outcome.OPEN_PROVIDE, {"how_to_obtain"}),
        (Outcome.DENY_SECURITY, {"reasons"}),
        (Outcome.NA_NOT_OURS, {"reasons", "agency_contact"}),
        (Outcome.NA_NOT_EXIST, {"search_statement"}),
        (Outcome.NP_PETITION, {"proper_channel"}),
        (Outcome.NP_PUBLICATION, {"where_published"}),
        (Outcome.PARTIAL, {"reasons", "how_to_obtain"}),
        (Outcome.NA_PROCESSING, set()),
    ],
)
def test_elements_of_a_reply(outcome, more):
    assert {label.id for label in reply_elements(outcome)} == MANDATORY | more


def test_a_closing_note_is_no_reply():
    assert reply_elements(Outcome.OTH_WITHDRAWN) == ()


def test_a_reply_that_lacks_something_is_not_issued():
    with pytest.raises(ReplyIncomplete) as refusal:
        require_elements(Outcome.NA_NOT_EXIST, MANDATORY - {"seal"})
    assert str(refusal.value) == "答复书缺少：印章、经检索未找到的说明。补齐后才能制发。"
    require_elements(Outcome.NA_NOT_EXIST, MANDATORY | {"search_statement"})


@pytest.mark.parametrize(
    ("outcome", "evidence"),
    [
        (Outcome.OPEN_ALREADY, {"publication_proof", "told_how_proof"}),
        (Outcome.OPEN_PUBLIC_INTEREST, {"public_interest", "grave_harm"}),
        (Outcome.DENY_SECRET, {"secrecy_mark"}),
        (Outcome.DENY_SECURITY, {"harm_statement", "consultation_record"}),
        (Outcome.DENY_THIRD_PARTY, {"third_party_letter", "third_party_service", "third_party_opinion"}),
        (Outcome.DENY_INTERNAL, {"internal_nature"}),
        (Outcome.DENY_PROCESS, {"process_nature"}),
        (Outcome.DENY_CASEFILE, {"casefile_nature"}),
        (Outcome.NA_NOT_EXIST, {"search_record"}),
        (Outcome.NA_UNCLEAR, set()),
    ],
)
def test_evidence_the_file_must_hold(outcome, evidence):
    assert {label.id for label in evidence_missing(outcome, ())} == evidence
    assert evidence_missing(outcome, evidence) == ()


def test_a_withheld_part_needs_its_own_evidence():
    missing = evidence_missing(Outcome.PARTIAL, (), withheld=[Outcome.DENY_PROCESS])
    assert [label.id for label in missing] == ["process_nature"]


def test_the_law_that_forbids_disclosure_is_named():
    with pytest.raises(CitedLawMissing):
        legal_basis(Outcome.DENY_LAW)
    with pytest.raises(CitedLawMissing):
        legal_basis(Outcome.PARTIAL, withheld=[Outcome.DENY_LAW])
    named = legal_basis(Outcome.DENY_LAW, named_law="《某法》第八条")
    assert named == "《中华人民共和国政府信息公开条例》第十四条、第三十六条第（三）项、《某法》第八条"
    assert legal_basis(Outcome.DENY_LAW, named_law="Act X, art. 8", lang="en").endswith("; Act X, art. 8")


def test_a_reference_is_no_legal_basis():
    with pytest.raises(CitedLawMissing):
        legal_basis(Outcome.NP_RECONFIRM)
    assert legal_basis(Outcome.NP_RECONFIRM, named_law="《某条例》第三条") == "《某条例》第三条"
    assert legal_basis(Outcome.OTH_WITHDRAWN) == ""


@pytest.mark.parametrize(
    ("outcome", "withheld"),
    [
        (Outcome.PARTIAL, []),
        (Outcome.PARTIAL, [Outcome.OPEN_PROVIDE]),
        (Outcome.PARTIAL, [Outcome.OTH_OTHER]),
        (Outcome.OPEN_PROVIDE, [Outcome.DENY_SECRET]),
    ],
)
def test_only_partial_disclosure_withholds_a_part(outcome, withheld):
    with pytest.raises(WithheldPartWrong):
        outcomes.articles(outcome, withheld=withheld)


def test_a_request_deemed_abandoned_gets_a_notice_or_by_convention_a_closing_note():
    own = conventions().overridden({"abandonment_document": {date(2025, 1, 1): "closing_note"}})
    for outcome, notice, note in [
        (Outcome.OTH_NO_CORRECTION, "D33", "D29a"),
        (Outcome.OTH_NO_PAYMENT, "D34", "D29b"),
        (Outcome.OTH_WITHDRAWN, "D30", "D30"),
    ]:
        assert [each.id for each in documents_for(outcome, on=JULY_2025)] == [notice]
        assert [each.id for each in documents_for(outcome, on=JULY_2025, own=own)] == [note]


def test_disclosure_in_the_public_interest_also_tells_the_third_party():
    assert [each.id for each in documents_for(Outcome.OPEN_PUBLIC_INTEREST, on=JULY_2025)] == ["D14", "D10"]


@pytest.mark.parametrize(
    ("outcome", "item"),
    [
        (Outcome.NP_DUPLICATE, 4),
        (Outcome.QUERY_OTHER_LAW, 5),
        (Outcome.NA_PROCESSING, 6),
        (Outcome.NP_PETITION, 7),
        (Outcome.NP_PUBLICATION, 8),
    ],
)
def test_suits_that_are_normally_inadmissible(outcome, item):
    assert suit_bar(outcome, on=date(2025, 5, 31)) is None
    bar = suit_bar(outcome, on=date(2025, 6, 1))
    assert bar is not None
    assert bar.article.id == f"JI 10(2)({item})"
    assert (bar.only_if is not None) is (outcome is Outcome.NP_DUPLICATE)


def test_a_refusal_can_be_sued_over():
    assert suit_bar(Outcome.DENY_SECRET, on=JULY_2025) is None


# ── counting ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("parts", "main", "counted"),
    [
        ([Outcome.OPEN_PROVIDE], None, Outcome.OPEN_PROVIDE),
        ([Outcome.DENY_SECRET, Outcome.DENY_SECRET], None, Outcome.DENY_SECRET),
        ([Outcome.OPEN_PROVIDE, Outcome.DENY_PROCESS], None, Outcome.PARTIAL),
        ([Outcome.OPEN_ALREADY, Outcome.NA_NOT_EXIST], None, Outcome.PARTIAL),
        ([Outcome.DENY_SECRET, Outcome.NA_NOT_EXIST], Outcome.DENY_SECRET, Outcome.DENY_SECRET),
        ([Outcome.OPEN_ALREADY, Outcome.OPEN_PROVIDE], Outcome.OPEN_PROVIDE, Outcome.OPEN_PROVIDE),
    ],
)
def test_one_request_is_counted_once(parts, main, counted):
    assert counted_as(parts, main=main) is counted


@pytest.mark.parametrize("main", [None, Outcome.PARTIAL])
def test_several_results_need_a_main_one_among_them(main):
    with pytest.raises(MainOutcomeMissing):
        counted_as([Outcome.DENY_SECRET, Outcome.NA_NOT_EXIST], main=main)
