"""Signed by hand: whose name, on which day, under which version; and acts done for somebody else (代)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from gongkai.core.errors_after import AttributeNotOpen, ClerkIsSigner, SheetMoved, SignedOnImpossibleDay
from gongkai.core.errors_reviews import NotYours, SamePerson
from gongkai.core.publication import REVIEWS, Stage
from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Appointment, Delegation
from gongkai.web.files.models import StoredFile
from gongkai.web.publication.kinds import Attribute
from gongkai.web.publication.models import Document, DocumentVersion, IssueEntry, Review, ReviewSheet
from gongkai.web.publication.services.documents import document_change, document_register
from gongkai.web.publication.services.register import entry_add
from gongkai.web.publication.services.releases import document_release
from gongkai.web.publication.services.reviews import document_submit, paper_review_enter, review_pass
from gongkai.web.publication.services.sheets import sheet_make, sheet_paper_enter, sheet_sign
from gongkai.web.publication.sheet_lines import sheet_approval, sheet_digest
from gongkai.web.trail.models import Entry
from tests.web.conftest import ON, People
from tests.web.publication.conftest import AT, FACTS, Staff, Way

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def scan(staff: Staff) -> StoredFile:
    return StoredFile.objects.create(
        body=staff.body,
        name="呈批单.pdf",
        kind="pdf",
        media_type="application/pdf",
        size=1,
        sha256="0" * 64,
        purpose="approval",
        uploaded_by=staff.clerk,
    )


class TestTheDay:
    @pytest.mark.parametrize("days", [1, -1])
    def test_not_after_today_nor_before_the_version_was_written(
        self, days: int, way: Way, staff: Staff, scan: StoredFile
    ) -> None:
        document = way(Stage.FINAL_REVIEW)
        DocumentVersion.objects.update(made_at=AT)
        document.refresh_from_db()
        with pytest.raises(SignedOnImpossibleDay):
            paper_review_enter(
                document=document,
                digest=document.current.digest,
                signer_name="李局长",
                signed_on=ON + timedelta(days=days),
                scan=scan,
                actor=staff.clerk,
                on=ON,
            )

    def test_the_scan_stands_in_the_trail(self, way: Way, staff: Staff, scan: StoredFile) -> None:
        document = way(Stage.SECOND_REVIEW)
        digest = document.current.digest
        paper_review_enter(
            document=document,
            digest=digest,
            signer_name="王科长",
            signed_on=ON,
            scan=scan,
            actor=staff.clerk,
            on=ON,
        )
        entry = Entry.objects.get(code="review.entered_from_paper")
        assert (entry.details["scan"], entry.details["digest"]) == (scan.sha256, digest)


@pytest.fixture
def sheet(staff: Staff) -> ReviewSheet:
    documents = [
        document_register(
            body=staff.body,
            facts={**FACTS, "title": f"处罚{number}", "kind": "penalty"},
            html=f"<p>{number}</p>",
            actor=staff.handler,
            on=ON,
        )
        for number in range(3)
    ]
    return sheet_make(documents=documents, title="3月行政处罚", actor=staff.handler, on=ON)


Enter = Callable[..., object]


@pytest.fixture
def enter(sheet: ReviewSheet, staff: Staff, scan: StoredFile) -> Enter:
    def enter(stage: Stage, **more: object) -> object:
        given = {"digest": sheet_digest(sheet), "signer_name": "李局长", "signed_on": ON, "actor": staff.clerk, **more}
        return sheet_paper_enter(sheet=sheet, stage=stage, scan=scan, on=ON, **given)  # type: ignore[arg-type]

    return enter


class TestASheetOnPaper:
    def test_one_scan_gives_each_line_its_review(self, sheet: ReviewSheet, enter: Enter, staff: Staff) -> None:
        for stage in (Stage.FIRST_REVIEW, Stage.SECRECY_REVIEW, Stage.SECOND_REVIEW):
            sheet_sign(sheet=sheet, stage=stage, actor=staff.reviewer_of(stage), on=ON)
        enter(Stage.FINAL_REVIEW)
        assert Review.objects.filter(paper=True, sheet=sheet, reviewer_name="李局长").count() == 3
        for document in Document.objects.all():
            document_release(document=document, at=AT, actor=staff.publisher, on=ON)
        assert Entry.objects.filter(code="sheet.entered_from_paper").count() == 1

    def test_a_list_that_changed_since_it_was_printed_is_refused(self, sheet: ReviewSheet, enter: Enter, staff: Staff) -> None:
        printed = sheet_digest(sheet)
        first = sheet.lines.get(place=1)
        document_change(document=first.document, facts={}, html="<p>改</p>", base=1, actor=staff.handler, on=ON)
        sheet_sign(sheet=sheet, stage=Stage.FIRST_REVIEW, actor=staff.head, on=ON)  # the changed line falls out
        with pytest.raises(SheetMoved):
            enter(Stage.SECRECY_REVIEW, digest=printed)

    def test_a_changed_line_is_not_signed_by_the_old_paper(self, sheet: ReviewSheet, enter: Enter, staff: Staff) -> None:
        document = sheet.lines.get(place=1).document
        document_change(document=document, facts={}, html="<p>改</p>", base=1, actor=staff.handler, on=ON)
        document_submit(document=document, actor=staff.handler, on=ON)
        enter(Stage.FIRST_REVIEW)
        document.refresh_from_db()
        assert document.stage == Stage.FIRST_REVIEW
        assert Review.objects.filter(paper=True).count() == 2

    def test_not_by_the_signer_nor_without_the_right(self, enter: Enter, staff: Staff) -> None:
        with pytest.raises(ClerkIsSigner):
            enter(Stage.FIRST_REVIEW, signer_name=staff.clerk.name)
        with pytest.raises(NotYours):
            enter(Stage.FIRST_REVIEW, actor=staff.handler)

    def test_the_sheet_to_sign_lists_every_line(self, sheet: ReviewSheet) -> None:
        assert sheet_approval(sheet).startswith(b"%PDF")


class TestForSomebodyElse:
    @pytest.fixture
    def stand_in(self, staff: Staff, person: People) -> object:
        """Somebody without a role of their own, to whom the leader lent theirs."""
        user = person("代理领导", staff.body)
        held = Appointment.objects.get(user=staff.leader)
        Delegation.objects.create(appointment=held, to=user, begun_on=ON, ended_on=ON + timedelta(days=5), reason="出差")
        return user

    def test_an_act_on_loan_says_for_whom(self, way: Way, staff: Staff, stand_in: object) -> None:
        document = way(Stage.FINAL_REVIEW)
        review = review_pass(document=document, digest=document.current.digest, actor=stand_in, on=ON)
        assert (review.reviewer_name, review.acting_for) == ("代理领导", "分管领导")
        assert Entry.objects.filter(code="review.passed").latest("sequence").details["on_loan"] is True

    def test_ones_own_act_does_not(self, way: Way, staff: Staff) -> None:
        way(Stage.APPROVED)
        assert set(Review.objects.values_list("acting_for", flat=True)) == {""}

    def test_the_loan_is_no_way_round_the_separation(self, way: Way, staff: Staff) -> None:
        held = Appointment.objects.get(user=staff.leader)
        Delegation.objects.create(appointment=held, to=staff.head, begun_on=ON, ended_on=ON + timedelta(days=5), reason="出差")
        document = way(Stage.FINAL_REVIEW)  # its first review was by the head
        with pytest.raises(SamePerson):
            review_pass(document=document, digest=document.current.digest, actor=staff.head, on=ON)


class TestTheAttribute:
    """What a document was made of has to be open when it is submitted and when it is released."""

    @pytest.fixture
    def document(self, staff: Staff) -> Document:
        entry = entry_add(body=staff.body, title="办法", drafted_on=ON, attribute=Attribute.OPEN, actor=staff.handler, on=ON)
        return document_register(body=staff.body, facts=FACTS, html="<p>x</p>", actor=staff.handler, on=ON, entry=entry)

    def close(self) -> None:
        IssueEntry.objects.update(attribute=Attribute.WITHHELD, reason="涉及内部事务")

    def test_it_is_asked_at_submission(self, document: Document, staff: Staff) -> None:
        self.close()
        with pytest.raises(AttributeNotOpen):
            document_submit(document=document, actor=staff.handler, on=ON)
        made = sheet_make(documents=[document], title="批", actor=staff.handler, on=ON)
        assert "公开属性" in made.lines.get().dropped

    def test_and_again_at_release(self, document: Document, staff: Staff) -> None:
        document_submit(document=document, actor=staff.handler, on=ON)
        for stage in REVIEWS:
            review_pass(document=document, digest=document.current.digest, actor=staff.reviewer_of(stage), on=ON)
        self.close()
        with pytest.raises(AttributeNotOpen):
            document_release(document=document, at=AT, actor=staff.publisher, on=ON)


def test_a_simplified_bureau_of_one_and_a_leader_on_paper(way: Way, staff: Staff, scan: StoredFile) -> None:
    """简化模式: one person does what is not final, each step signed separately; the leader signs by hand."""
    for role in (Role.OFFICE_HEAD, Role.SECRECY_REVIEWER, Role.PUBLISHER, Role.PAPER_CLERK):
        Appointment.objects.create(user=staff.handler, body=staff.body, role=role, begun_on=ON)
    document = way(Stage.FIRST_REVIEW)
    digest = document.current.digest
    for _ in range(3):
        review_pass(document=document, digest=digest, actor=staff.handler, on=ON)
    with pytest.raises(ClerkIsSigner):
        paper_review_enter(
            document=document, digest=digest, signer_name="拟稿人", signed_on=ON, scan=scan, actor=staff.handler, on=ON
        )
    paper_review_enter(
        document=document, digest=digest, signer_name="李局长", signed_on=ON, scan=scan, actor=staff.handler, on=ON
    )
    document_release(document=document, at=AT, actor=staff.handler, on=ON)
    document.refresh_from_db()
    assert document.released is not None
    assert Review.objects.filter(document=document, decision="pass").count() == 4
