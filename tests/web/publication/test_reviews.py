"""Reviews: each bound to the version it saw, by the people whose duty it is, kept apart where the law keeps them apart."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, connections

from gongkai.core.errors_after import ClerkIsSigner
from gongkai.core.errors_publication import PublicationStepNotAllowed
from gongkai.core.errors_reviews import (
    FindingNotThere,
    FindingsBlock,
    NotYours,
    ReasonMissing,
    ReturnTarget,
    ReviewsIncomplete,
    SamePerson,
    VersionMoved,
    VersionTampered,
)
from gongkai.core.publication import REVIEWS, Stage
from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Appointment
from gongkai.web.files.models import StoredFile
from gongkai.web.publication.models import Document, DocumentVersion, Review
from gongkai.web.publication.services.documents import document_change
from gongkai.web.publication.services.releases import document_release
from gongkai.web.publication.services.reviews import (
    document_submit,
    finding_override,
    paper_review_enter,
    review_pass,
    review_return,
)
from gongkai.web.trail.models import Entry
from tests.web.conftest import BEGUN, ON
from tests.web.publication.conftest import AT, FACTS, Staff, Way

pytestmark = pytest.mark.django_db
ID = "<p>联系人身份证号11010519491231002X</p>"


def test_four_reviews_by_four_people_and_it_is_public(way: Way, staff: Staff) -> None:
    document = way(Stage.RELEASED)
    passes = Review.objects.filter(document=document, decision="pass")
    assert {Stage(each.stage) for each in passes} == set(REVIEWS)
    assert {each.digest for each in passes} == {document.current.digest} == {document.released.digest}
    assert document.first_released_at == AT
    codes = list(Entry.objects.values_list("code", flat=True))
    assert codes == ["document.registered", "document.submitted", *["review.passed"] * 4, "document.released"]


@pytest.mark.parametrize("stage", list(REVIEWS))
def test_only_whose_duty_it_is(stage: Stage, way: Way, staff: Staff) -> None:
    document = way(stage)
    others = {staff.handler, staff.head, staff.secrecy, staff.reviewer, staff.leader, staff.publisher, staff.clerk}
    allowed = {staff.reviewer_of(stage)}
    if stage in (Stage.FIRST_REVIEW, Stage.SECOND_REVIEW):
        allowed = {staff.head, staff.reviewer}  # both roles hold both rights
    for person in others - allowed:
        with pytest.raises(NotYours):
            review_pass(document=document, digest=document.current.digest, actor=person, on=ON)


def test_the_drafter_never_approves_finally(way: Way, staff: Staff) -> None:
    document = way(Stage.FINAL_REVIEW)
    Appointment.objects.create(user=staff.handler, body=staff.body, role=Role.LEADER, begun_on=BEGUN)
    with pytest.raises(SamePerson):
        review_pass(document=document, digest=document.current.digest, actor=staff.handler, on=ON)


def test_first_and_final_are_two_persons(way: Way, staff: Staff) -> None:
    document = way(Stage.FINAL_REVIEW)
    Appointment.objects.create(user=staff.head, body=staff.body, role=Role.LEADER, begun_on=BEGUN)
    with pytest.raises(SamePerson):
        review_pass(document=document, digest=document.current.digest, actor=staff.head, on=ON)


def test_a_bureau_of_two_works_lawfully(way: Way, staff: Staff) -> None:
    """The drafter does what is not final, the leader the rest; each step signed separately."""
    for role in (Role.OFFICE_HEAD, Role.SECRECY_REVIEWER, Role.PUBLISHER):
        Appointment.objects.create(user=staff.handler, body=staff.body, role=role, begun_on=BEGUN)
    document = way(Stage.FIRST_REVIEW)
    for stage in REVIEWS:
        actor = staff.leader if stage is Stage.FINAL_REVIEW else staff.handler
        review_pass(document=document, digest=document.current.digest, actor=actor, on=ON)
    document_release(document=document, at=AT, actor=staff.handler, on=ON)
    document.refresh_from_db()
    assert document.stage == Stage.RELEASED


def test_a_signature_names_the_version_on_the_screen(way: Way, staff: Staff) -> None:
    document = way(Stage.FIRST_REVIEW)
    seen = document.current.digest
    document_change(document=document, facts=FACTS, html="<p>改过</p>", base=1, actor=staff.handler, on=ON)
    document_submit(document=document, actor=staff.handler, on=ON)
    with pytest.raises(VersionMoved) as told:
        review_pass(document=document, digest=seen, actor=staff.head, on=ON)
    assert "第1版" in str(told.value)
    assert "第2版" in str(told.value)


@pytest.mark.parametrize("stage", [*REVIEWS, Stage.APPROVED])
def test_any_change_starts_all_reviews_again(stage: Stage, way: Way, staff: Staff) -> None:
    document = way(stage)
    document_change(document=document, facts=FACTS, html="<p>改过</p>", base=1, actor=staff.handler, on=ON)
    document = document_submit(document=document, actor=staff.handler, on=ON)
    assert document.stage == Stage.FIRST_REVIEW
    for _ in REVIEWS:
        document.refresh_from_db()
        with pytest.raises(PublicationStepNotAllowed):
            document_release(document=document, at=AT, actor=staff.publisher, on=ON)
        review_pass(document=document, digest=document.current.digest, actor=staff.reviewer_of(Stage(document.stage)), on=ON)


def test_what_was_changed_behind_the_house_is_not_signed(way: Way, staff: Staff) -> None:
    document = way(Stage.FINAL_REVIEW)
    DocumentVersion.objects.update(html="<p>偷改</p>")
    with pytest.raises(VersionTampered):
        review_pass(document=document, digest=document.current.digest, actor=staff.leader, on=ON)


class TestReturn:
    def test_to_drafting_with_a_reason(self, way: Way, staff: Staff) -> None:
        document = way(Stage.FINAL_REVIEW)
        returned = review_return(
            document=document, digest=document.current.digest, reason="标题不准确", actor=staff.leader, on=ON
        )
        assert returned.stage == Stage.DRAFTING
        assert Review.objects.get(decision="return").opinion == "标题不准确"
        assert not Review.objects.filter(decision="pass", void=False).exists()

    def test_to_an_earlier_review_keeps_the_passes_before_it(self, way: Way, staff: Staff) -> None:
        document = way(Stage.FINAL_REVIEW)
        review_return(
            document=document,
            digest=document.current.digest,
            reason="请再作保密审查",
            actor=staff.leader,
            on=ON,
            to=Stage.SECRECY_REVIEW,
        )
        document.refresh_from_db()
        assert document.stage == Stage.SECRECY_REVIEW
        for actor in (staff.secrecy, staff.reviewer, staff.leader):
            review_pass(document=document, digest=document.current.digest, actor=actor, on=ON)
        document_release(document=document, at=AT, actor=staff.publisher, on=ON)

    def test_without_a_reason_or_forward_is_refused(self, way: Way, staff: Staff) -> None:
        document = way(Stage.SECRECY_REVIEW)
        digest = document.current.digest
        with pytest.raises(ReasonMissing):
            review_return(document=document, digest=digest, reason=" ", actor=staff.secrecy, on=ON)
        with pytest.raises(ReturnTarget):
            review_return(document=document, digest=digest, reason="x", actor=staff.secrecy, on=ON, to=Stage.FINAL_REVIEW)


class TestFindings:
    def test_a_blocking_one_stops_the_first_review_until_a_named_person_gives_a_reason(self, way: Way, staff: Staff) -> None:
        document = way(Stage.FIRST_REVIEW, html=ID)
        digest = document.current.digest
        with pytest.raises(FindingsBlock):
            review_pass(document=document, digest=digest, actor=staff.head, on=ON)
        for finding in document.current.findings:
            if finding["severity"] == "error":
                finding_override(
                    document=document,
                    digest=digest,
                    code=finding["code"],
                    where=finding["where"],
                    reason="本人书面同意公开",
                    actor=staff.head,
                    on=ON,
                )
        review_pass(document=document, digest=digest, actor=staff.head, on=ON)
        assert "finding.overridden" in set(Entry.objects.values_list("code", flat=True))

    @pytest.mark.parametrize(("code", "where"), [("SCR-SECRET-MARK", "P1"), ("SCR-NONE", "P1")])
    def test_nothing_else_is_let_stand(self, code: str, where: str, way: Way, staff: Staff) -> None:
        document = way(Stage.FIRST_REVIEW, html=ID)
        with pytest.raises(FindingNotThere):
            finding_override(
                document=document, digest=document.current.digest, code=code, where=where, reason="x", actor=staff.head, on=ON
            )


class TestPaper:
    @pytest.fixture
    def scan(self, staff: Staff) -> StoredFile:
        return StoredFile.objects.create(
            body=staff.body, name="呈批单.pdf", kind="pdf", media_type="application/pdf", size=1, sha256="a" * 64
        )

    def test_a_leader_signs_on_paper(self, way: Way, staff: Staff, scan: StoredFile) -> None:
        document = way(Stage.FINAL_REVIEW)
        review = paper_review_enter(
            document=document,
            digest=document.current.digest,
            signer_name="李局长",
            signed_on=ON,
            scan=scan,
            actor=staff.clerk,
            on=ON,
        )
        assert (review.paper, review.reviewer_name, review.entered_by) == (True, "李局长", staff.clerk)
        document_release(document=document, at=AT, actor=staff.publisher, on=ON)

    def test_not_by_the_clerk_for_the_clerk_nor_for_the_drafter(self, way: Way, staff: Staff, scan: StoredFile) -> None:
        document = way(Stage.FINAL_REVIEW)
        for name, error in ((staff.clerk.name, ClerkIsSigner), (staff.handler.name, SamePerson), (staff.head.name, SamePerson)):
            with pytest.raises(error):
                paper_review_enter(
                    document=document,
                    digest=document.current.digest,
                    signer_name=name,
                    signed_on=ON,
                    scan=scan,
                    actor=staff.clerk,
                    on=ON,
                )


def test_release_counts_the_reviews_itself(way: Way, staff: Staff) -> None:
    """Even a document whose stage was forged in the database is not released."""
    document = way(Stage.SECOND_REVIEW)
    Document.objects.update(stage=Stage.APPROVED.value)
    with pytest.raises(ReviewsIncomplete) as told:
        document_release(document=document, at=AT, actor=staff.publisher, on=ON)
    assert "待复审" in str(told.value)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_reviewers_at_once_pass_one_step(way: Way, staff: Staff) -> None:
    document = way(Stage.FIRST_REVIEW)
    if connection.vendor != "postgresql":
        pytest.skip("one writer at a time on SQLite")
    digest, faults = document.current.digest, []

    def sign(actor: object) -> None:
        try:
            review_pass(document=document, digest=digest, actor=actor, on=ON)
        except Exception as error:
            faults.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=sign, args=(actor,)) for actor in (staff.head, staff.reviewer) * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Review.objects.filter(stage="first_review", decision="pass").count() == 1
    assert all(isinstance(fault, NotYours | PublicationStepNotAllowed) for fault in faults)
    assert len(faults) == 7
