"""The register of 发文: attribute and reason from the first day, or it is sent back."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from gongkai.core.errors_register import (
    AttributeMissing,
    AttributeReasonMissing,
    EntryHasDocument,
    EntryNotOpen,
    NotReferred,
)
from gongkai.core.errors_reviews import NotYours
from gongkai.core.publication import Stage
from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Body
from gongkai.web.publication.kinds import DocumentKind
from gongkai.web.publication.models import Document, IssueEntry, ReleaseRecord
from gongkai.web.publication.selectors.register import (
    entries_referred,
    entries_returned,
    entries_to_reassess,
    entries_without_document,
    figures_of_year,
)
from gongkai.web.publication.services.documents import document_register
from gongkai.web.publication.services.register import (
    entry_add,
    entry_amend,
    entry_confirm,
    entry_propose,
    entry_reassess,
    entry_return,
)
from gongkai.web.trail.models import Entry
from tests.web.conftest import ON, People
from tests.web.publication.conftest import AT, FACTS, Staff, Way

pytestmark = pytest.mark.django_db


def add(staff: Staff, attribute: str = "open", reason: str = "", *, policy: bool = False, **more: object) -> IssueEntry:
    given = {"title": "关于某事的通知", "drafted_on": ON, "attribute": attribute, "reason": reason, "policy": policy, **more}
    return entry_add(body=staff.body, actor=staff.handler, on=ON, **given)


@pytest.mark.parametrize(
    ("attribute", "reason", "policy", "state", "reassess", "because"),
    [
        ("open", "", False, "confirmed", None, ""),
        ("", "", False, "returned", None, "未标明公开属性"),
        ("on_request", "", False, "returned", None, "未写明依申请公开或者不予公开的理由"),
        ("withheld", " ", False, "returned", None, "未写明依申请公开或者不予公开的理由"),
        ("on_request", "涉及第三方", False, "confirmed", date(2027, 3, 2), ""),
        ("withheld", "内部事务", False, "confirmed", date(2027, 3, 2), ""),
        ("withheld", "过程性信息", True, "referred", None, ""),
        ("on_request", "涉及第三方", True, "confirmed", date(2027, 3, 2), ""),
    ],
)
def test_what_becomes_of_a_proposal(
    attribute: str, reason: str, policy: bool, state: str, reassess: date | None, because: str, staff: Staff
) -> None:
    entry = add(staff, attribute, reason, policy=policy)
    assert (entry.state, entry.reassess_by, entry.returned_because) == (state, reassess, because)
    assert [each.code for each in Entry.objects.all()] == ["entry.added"]


def test_numbers_follow_each_other_in_each_year(staff: Staff) -> None:
    assert [add(staff).number for _ in range(3)] == ["2026-0001", "2026-0002", "2026-0003"]
    later = entry_add(
        body=staff.body, title="次年", drafted_on=date(2027, 1, 4), attribute="open", actor=staff.handler, on=date(2027, 1, 4)
    )
    assert later.number == "2027-0001"


def test_the_trail_holds_no_title(staff: Staff) -> None:
    add(staff, "withheld", "内部事务", title="尚未公开的标题")
    assert "尚未公开" not in str(list(Entry.objects.values_list("details", flat=True)))


def test_only_who_drafts_for_the_body_registers(staff: Staff, other_bureau: Body, person: People) -> None:
    stranger = person("stranger", other_bureau, Role.HANDLER, Role.OFFICE_HEAD)
    with pytest.raises(NotYours):
        entry_add(body=staff.body, title="x", drafted_on=ON, attribute="open", actor=stranger, on=ON)
    with pytest.raises(NotYours):
        entry_add(body=staff.body, title="x", drafted_on=ON, attribute="open", actor=staff.reviewer, on=ON)
    assert not IssueEntry.objects.exists()


def test_a_returned_one_is_proposed_anew(staff: Staff) -> None:
    entry = add(staff, "withheld")
    assert list(entries_returned(drafter=staff.handler.pk)) == [entry]
    again = entry_propose(entry=entry, attribute="withheld", basis="第十六条", reason="内部事务", actor=staff.handler, on=ON)
    assert (again.state, again.decided_by) == ("confirmed", staff.handler)
    with pytest.raises(NotReferred):
        entry_propose(entry=entry, attribute="open", basis="", reason="", actor=staff.handler, on=ON)


class TestPolicyDocumentsToBeWithheld:
    """拟不公开的政策性文件，报批前应先送本单位政务公开工作机构审查（国办发〔2016〕80号）"""

    def test_only_the_head_of_the_office_decides(self, staff: Staff) -> None:
        entry = add(staff, "withheld", "过程性信息", policy=True)
        assert list(entries_referred(bodies=[staff.body.pk])) == [entry]
        for somebody in (staff.handler, staff.reviewer, staff.leader):
            with pytest.raises(NotYours):
                entry_confirm(entry=entry, attribute="open", basis="", reason="", actor=somebody, on=ON)
        assert entry_confirm(entry=entry, attribute="open", basis="", reason="", actor=staff.head, on=ON).attribute == "open"
        with pytest.raises(NotReferred):
            entry_confirm(entry=entry, attribute="open", basis="", reason="", actor=staff.head, on=ON)

    def test_the_office_says_why_or_nothing(self, staff: Staff) -> None:
        entry = add(staff, "withheld", "过程性信息", policy=True)
        with pytest.raises(AttributeMissing):
            entry_confirm(entry=entry, attribute="", basis="", reason="", actor=staff.head, on=ON)
        with pytest.raises(AttributeReasonMissing):
            entry_confirm(entry=entry, attribute="withheld", basis="第十六条", reason=" ", actor=staff.head, on=ON)
        kept = entry_confirm(entry=entry, attribute="withheld", basis="第十六条", reason="过程性", actor=staff.head, on=ON)
        assert (kept.state, kept.reassess_by) == ("confirmed", date(2027, 3, 2))

    def test_the_office_sends_it_back(self, staff: Staff) -> None:
        entry = add(staff, "withheld", "过程性信息", policy=True)
        with pytest.raises(AttributeReasonMissing):
            entry_return(entry=entry, because=" ", actor=staff.head, on=ON)
        back = entry_return(entry=entry, because="应当公开", actor=staff.head, on=ON)
        assert (back.state, back.returned_because) == ("returned", "应当公开")
        with pytest.raises(NotReferred):
            entry_return(entry=entry, because="再退", actor=staff.head, on=ON)

    def test_what_turns_out_to_be_a_policy_document_goes_there_too(self, staff: Staff) -> None:
        entry = add(staff, "withheld", "内部事务")
        facts = {"title": entry.title, "doc_no": "演信发〔2026〕3号", "formed_on": ON, "unit": "办公室"}
        amended = entry_amend(entry=entry, policy=True, actor=staff.handler, on=ON, **facts)
        assert (amended.state, amended.reassess_by, amended.doc_no) == ("referred", None, "演信发〔2026〕3号")


class TestReassessment:
    """条例第十八条"""

    def test_a_year_later_it_stays_for_a_reason_or_is_opened(self, staff: Staff) -> None:
        entry = add(staff, "withheld", "内部事务")
        later = date(2027, 3, 1)
        assert not entries_to_reassess(bodies=[staff.body.pk], until=later).exists()
        assert list(entries_to_reassess(bodies=[staff.body.pk], until=date(2027, 3, 2))) == [entry]
        with pytest.raises(AttributeReasonMissing):
            entry_reassess(entry=entry, attribute="withheld", basis="", reason="", actor=staff.head, on=later)
        stays = entry_reassess(entry=entry, attribute="withheld", basis="", reason="仍属内部", actor=staff.head, on=later)
        assert stays.reassess_by == date(2028, 3, 1)
        opened = entry_reassess(entry=entry, attribute="open", basis="", reason="", actor=staff.head, on=later)
        assert opened.reassess_by is None
        assert Entry.objects.get(code="entry.reassessed", details__attribute="open").details["before"] == "withheld"

    def test_what_is_not_decided_is_not_reassessed(self, staff: Staff) -> None:
        entry = add(staff, "")
        with pytest.raises(NotReferred):
            entry_reassess(entry=entry, attribute="open", basis="", reason="", actor=staff.head, on=ON)

    def test_what_is_public_is_not_closed_behind_the_readers_back(self, staff: Staff, way: Way) -> None:
        entry = add(staff)
        document = way(Stage.RELEASED)
        Document.objects.filter(pk=document.pk).update(entry=entry)
        with pytest.raises(EntryHasDocument):
            entry_reassess(entry=entry, attribute="withheld", basis="", reason="内部", actor=staff.head, on=ON)


class TestDocumentsOfEntries:
    def test_only_what_is_to_be_published_becomes_a_document(self, staff: Staff) -> None:
        entry = add(staff)
        assert list(entries_without_document(bodies=[staff.body.pk])) == [entry]
        document = document_register(body=staff.body, facts=FACTS, entry=entry, actor=staff.handler, on=ON)
        assert document.entry == entry
        assert not entries_without_document(bodies=[staff.body.pk]).exists()

    @pytest.mark.parametrize(
        ("attribute", "reason", "policy"),
        [("withheld", "内部", False), ("on_request", "第三方", False), ("", "", False), ("withheld", "过程", True)],
    )
    def test_what_is_not_to_be_published_does_not(self, attribute: str, reason: str, policy: bool, staff: Staff) -> None:
        entry = add(staff, attribute, reason, policy=policy)
        with pytest.raises(EntryNotOpen):
            document_register(body=staff.body, facts=FACTS, entry=entry, actor=staff.handler, on=ON)
        assert not Document.objects.exists()

    def test_nor_does_another_bodys(self, staff: Staff, other_bureau: Body, person: People) -> None:
        theirs = person("theirs", other_bureau, Role.HANDLER)
        entry = entry_add(body=other_bureau, title="x", drafted_on=ON, attribute="open", actor=theirs, on=ON)
        with pytest.raises(EntryNotOpen):
            document_register(body=staff.body, facts=FACTS, entry=entry, actor=staff.handler, on=ON)


def test_the_figures_of_the_annual_report(staff: Staff, way: Way) -> None:
    """“行政发文11件，公开发布3件，政策解读0件；公开本部门信息8条，其中市政府网站发布8条，新媒体发布0条；新媒体转载76条。”"""
    entries = [add(staff, title=f"第{number}件") for number in range(11)]
    for number in range(8):
        document = way(Stage.RELEASED)
        if number < 3:
            Document.objects.filter(pk=document.pk).update(entry=entries[number])
    ReleaseRecord.objects.bulk_create(
        ReleaseRecord(
            document=document, version=document.released, channel="account", repost=True, on=AT.date(), by=staff.publisher
        )
        for _ in range(76)
    )
    add(staff, drafted_on=date(2025, 12, 30))
    found = figures_of_year(body_id=staff.body.pk, year=2026)
    assert (found.issued, found.published, found.explanations) == (11, 3, 0)
    assert (found.items, found.website, found.media, found.reposts) == (8, 8, 0, 76)
    Document.objects.filter(pk=document.pk).update(kind=DocumentKind.EXPLANATION)
    assert figures_of_year(body_id=staff.body.pk, year=2026).explanations == 1


def test_the_database_refuses_what_is_withheld_without_a_reason(staff: Staff) -> None:
    entry = add(staff, "withheld", "内部事务")
    with pytest.raises(IntegrityError), transaction.atomic():
        IssueEntry.objects.filter(pk=entry.pk).update(reason="")
