"""The register of 发文: attribute and reason from the first day, or it is sent back."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from gongkai.core.errors_register import AttributeReasonMissing, NotReferred
from gongkai.core.errors_reviews import NotYours
from gongkai.web.publication.models import IssueEntry
from gongkai.web.publication.services.register import entry_add, entry_confirm, entry_propose, entry_reassess
from tests.web.conftest import ON
from tests.web.publication.conftest import Staff

pytestmark = pytest.mark.django_db


def add(staff: Staff, attribute: str = "open", reason: str = "", *, policy: bool = False) -> IssueEntry:
    return entry_add(
        body=staff.body,
        title="关于某事的通知",
        drafted_on=ON,
        attribute=attribute,
        reason=reason,
        policy=policy,
        actor=staff.handler,
        on=ON,
    )


@pytest.mark.parametrize(
    ("attribute", "reason", "policy", "state", "reassess"),
    [
        ("open", "", False, "confirmed", None),
        ("", "", False, "returned", None),
        ("on_request", "", False, "returned", None),
        ("withheld", " ", False, "returned", None),
        ("on_request", "涉及第三方", False, "confirmed", date(2027, 3, 2)),
        ("withheld", "内部事务", False, "confirmed", date(2027, 3, 2)),
        ("withheld", "过程性信息", True, "referred", None),
        ("on_request", "涉及第三方", True, "confirmed", date(2027, 3, 2)),
    ],
)
def test_what_becomes_of_a_proposal(
    attribute: str, reason: str, policy: bool, state: str, reassess: date | None, staff: Staff
) -> None:
    entry = add(staff, attribute, reason, policy=policy)
    assert (entry.state, entry.reassess_by) == (state, reassess)


def test_numbers_follow_each_other(staff: Staff) -> None:
    assert [add(staff).number for _ in range(3)] == ["2026-0001", "2026-0002", "2026-0003"]


def test_a_returned_one_is_proposed_anew(staff: Staff) -> None:
    entry = add(staff, "withheld")
    again = entry_propose(entry=entry, attribute="withheld", basis="第十六条", reason="内部事务", actor=staff.handler, on=ON)
    assert again.state == "confirmed"


def test_the_office_decides_on_a_policy_document_that_is_to_be_withheld(staff: Staff) -> None:
    entry = add(staff, "withheld", "过程性信息", policy=True)
    with pytest.raises(NotYours):
        entry_confirm(entry=entry, attribute="open", basis="", reason="", actor=staff.handler, on=ON)
    assert entry_confirm(entry=entry, attribute="open", basis="", reason="", actor=staff.head, on=ON).attribute == "open"
    with pytest.raises(NotReferred):
        entry_confirm(entry=entry, attribute="open", basis="", reason="", actor=staff.head, on=ON)


def test_a_year_later_it_stays_for_a_reason_or_is_opened(staff: Staff) -> None:
    entry = add(staff, "withheld", "内部事务")
    later = date(2027, 3, 1)
    with pytest.raises(AttributeReasonMissing):
        entry_reassess(entry=entry, attribute="withheld", basis="", reason="", actor=staff.head, on=later)
    assert entry_reassess(entry=entry, attribute="open", basis="", reason="", actor=staff.head, on=later).reassess_by is None


def test_the_database_refuses_what_is_withheld_without_a_reason(staff: Staff) -> None:
    entry = add(staff, "withheld", "内部事务")
    with pytest.raises(IntegrityError), transaction.atomic():
        IssueEntry.objects.filter(pk=entry.pk).update(reason="")
