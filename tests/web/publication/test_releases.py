"""Release and after: proven elsewhere, read by a second person, corrected, withdrawn, ended; each with its dated word."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongkai.core.errors_publication import PublicationStepNotAllowed
from gongkai.core.errors_reviews import BodyEnded, NotReleased, NotYours, ReadByItsMaker, ReasonMissing, ReleaseTimePast
from gongkai.core.publication import REVIEWS, Stage
from gongkai.web.notices import due
from gongkai.web.publication.models import Channel, Document, ReleaseRecord
from gongkai.web.publication.selectors.public import public_document, withdrawal_note
from gongkai.web.publication.services.documents import document_change
from gongkai.web.publication.services.releases import (
    document_release,
    document_schedule,
    document_unschedule,
    document_withdraw,
    reading_enter,
    release_prove,
    release_record,
)
from gongkai.web.publication.services.reviews import document_submit, review_pass
from gongkai.web.trail.models import Entry
from tests.web.conftest import ON
from tests.web.publication.conftest import AT, FACTS, Staff, Way

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=3)


def correct(document: Document, staff: Staff, html: str = "<p>更正后</p>") -> Document:
    document.refresh_from_db()
    document_change(document=document, facts=FACTS, html=html, base=document.current.number, actor=staff.handler, on=ON)
    document_submit(document=document, actor=staff.handler, on=ON)
    for _ in REVIEWS:
        document.refresh_from_db()
        review_pass(document=document, digest=document.current.digest, actor=staff.reviewer_of(Stage(document.stage)), on=ON)
    document.refresh_from_db()
    return document


class TestCorrection:
    def test_the_public_sees_the_old_version_until_the_new_one_is_reviewed_and_then_a_dated_word(
        self, way: Way, staff: Staff
    ) -> None:
        document = way(Stage.RELEASED)
        document_change(document=document, facts=FACTS, html="<p>更正后</p>", base=1, actor=staff.handler, on=ON)
        seen = public_document(key=document.pk, on=ON)
        assert seen is not None
        assert seen.html == "<p>正文</p>"
        document.refresh_from_db()
        document_submit(document=document, actor=staff.handler, on=ON)
        for _ in REVIEWS:
            document.refresh_from_db()
            review_pass(
                document=document, digest=document.current.digest, actor=staff.reviewer_of(Stage(document.stage)), on=ON
            )
        with pytest.raises(ReasonMissing):
            document_release(document=document, at=LATER, actor=staff.publisher, on=ON)
        document_release(document=document, at=LATER, actor=staff.publisher, on=ON, note="更正联系电话。")
        seen = public_document(key=document.pk, on=ON)
        assert seen is not None
        assert seen.html == "<p>更正后</p>"
        assert [note.text for note in seen.notes] == ["更正联系电话。"]
        assert seen.released_at == AT  # the day of the first release never moves

    def test_the_address_stays(self, way: Way, staff: Staff) -> None:
        document = way(Stage.RELEASED)
        before = public_document(key=document.pk, on=ON)
        document_release(document=correct(document, staff), at=LATER, actor=staff.publisher, on=ON, note="更正。")
        after = public_document(key=document.pk, on=ON)
        assert before is not None
        assert after is not None
        assert before.address == after.address


class TestWithdrawal:
    def test_it_is_gone_at_once_and_its_address_says_so(self, way: Way, staff: Staff) -> None:
        document = way(Stage.RELEASED)
        document_withdraw(document=document, note="内容有误，现予撤下。", actor=staff.publisher, on=ON)
        assert public_document(key=document.pk, on=ON) is None
        note = withdrawal_note(key=document.pk, on=ON)
        assert note is not None
        assert note.text == "内容有误，现予撤下。"

    def test_also_while_a_correction_is_on_its_way(self, way: Way, staff: Staff) -> None:
        document = way(Stage.RELEASED)
        document_change(document=document, facts=FACTS, html="<p>新</p>", base=1, actor=staff.handler, on=ON)
        document_withdraw(document=document, note="先行撤下。", actor=staff.publisher, on=ON)
        assert public_document(key=document.pk, on=ON) is None

    def test_it_comes_back_only_through_the_reviews(self, way: Way, staff: Staff) -> None:
        document = way(Stage.RELEASED)
        document_withdraw(document=document, note="撤下。", actor=staff.publisher, on=ON)
        document.refresh_from_db()
        with pytest.raises(PublicationStepNotAllowed):
            document_release(document=document, at=LATER, actor=staff.publisher, on=ON, note="恢复。")
        document_release(document=correct(document, staff), at=LATER, actor=staff.publisher, on=ON, note="更正后恢复。")
        assert public_document(key=document.pk, on=ON) is not None
        assert withdrawal_note(key=document.pk, on=ON) is None

    def test_the_public_is_told_why(self, way: Way, staff: Staff) -> None:
        with pytest.raises(ReasonMissing):
            document_withdraw(document=way(Stage.RELEASED), note=" ", actor=staff.publisher, on=ON)


class TestElsewhere:
    def test_a_repost_is_a_record_with_link_time_and_proof(self, way: Way, staff: Staff) -> None:
        document = way(Stage.RELEASED)
        for _ in range(2):
            release_record(
                document=document,
                channel=Channel.ACCOUNT,
                account="演示信访",
                address="https://account.example/s/1",
                repost=True,
                at=AT,
                actor=staff.publisher,
                on=ON,
            )
        release = ReleaseRecord.objects.get(channel=Channel.ACCOUNT)
        release_prove(release=release, proof="differs", details={"title": "不一致"}, at=AT, actor=staff.publisher, on=ON)
        release.refresh_from_db()
        assert (release.repost, release.proof) == (True, "differs")

    def test_what_is_not_public_here_is_public_nowhere(self, way: Way, staff: Staff) -> None:
        with pytest.raises(NotReleased):
            release_record(document=way(Stage.APPROVED), channel=Channel.WEBSITE, actor=staff.publisher, on=ON)


class TestReading:
    def test_by_a_second_person(self, way: Way, staff: Staff) -> None:
        document = way(Stage.RELEASED)
        reading_enter(document=document, right=True, note="", actor=staff.reviewer, on=ON)
        with pytest.raises(ReadByItsMaker):
            reading_enter(document=document, right=True, note="", actor=staff.handler, on=ON)
        with pytest.raises(ReadByItsMaker):
            reading_enter(document=document, right=True, note="", actor=staff.publisher, on=ON)

    def test_a_fault_is_described(self, way: Way, staff: Staff) -> None:
        with pytest.raises(ReasonMissing):
            reading_enter(document=way(Stage.RELEASED), right=False, note="", actor=staff.reviewer, on=ON)


class TestPlanned:
    def test_a_plan_lies_in_the_future_and_is_taken_back(self, way: Way, staff: Staff) -> None:
        document = way(Stage.APPROVED)
        with pytest.raises(ReleaseTimePast):
            document_schedule(document=document, at=AT, now=AT, actor=staff.publisher, on=ON)
        planned = document_schedule(document=document, at=LATER, now=AT, actor=staff.publisher, on=ON)
        assert (planned.stage, planned.release_at) == (Stage.SCHEDULED, LATER)
        back = document_unschedule(document=document, actor=staff.publisher, on=ON)
        assert (back.stage, back.release_at) == (Stage.APPROVED, None)

    def test_at_its_time_the_worker_releases_it_and_before_not(self, way: Way, staff: Staff) -> None:
        document = way(Stage.APPROVED)
        document_schedule(document=document, at=LATER, now=AT, actor=staff.publisher, on=ON)
        assert due.tick(LATER - timedelta(minutes=1)) == 0
        assert due.tick(LATER + timedelta(seconds=20)) == 1
        seen = public_document(key=document.pk, on=LATER.date())
        assert seen is not None
        assert seen.released_at == LATER + timedelta(seconds=20)  # the real time, not the planned one

    @pytest.mark.parametrize("what", ["changed", "unscheduled", "publisher left"])
    def test_at_its_time_nothing_is_released_that_may_not_be(self, what: str, way: Way, staff: Staff) -> None:
        document = way(Stage.APPROVED)
        document_schedule(document=document, at=LATER, now=AT, actor=staff.publisher, on=ON)
        if what == "changed":
            document_change(document=document, facts=FACTS, html="<p>改</p>", base=1, actor=staff.handler, on=ON)
        elif what == "unscheduled":
            document_unschedule(document=document, actor=staff.publisher, on=ON)
        else:
            staff.publisher.appointments.update(ended_on=ON)
        due.tick(LATER + timedelta(days=1))
        document.refresh_from_db()
        assert document.released is None
        if what == "publisher left":
            assert document.stage == Stage.APPROVED  # it waits for a publisher again, who reads why
            assert "没有“发布”的职责" in Entry.objects.get(code="document.release_refused").details["reason"]

    def test_a_planned_release_asks_everything_again(self, way: Way, staff: Staff) -> None:
        document = way(Stage.APPROVED)
        document_schedule(document=document, at=LATER, now=AT, actor=staff.publisher, on=ON)
        document_change(document=document, facts=FACTS, html="<p>改</p>", base=1, actor=staff.handler, on=ON)
        with pytest.raises(PublicationStepNotAllowed):
            document_release(document=document, at=LATER, actor=staff.publisher, on=ON)


def test_a_body_that_ended_releases_nothing(way: Way, staff: Staff) -> None:
    document = way(Stage.APPROVED)
    staff.body.ended_on = ON
    staff.body.save()
    with pytest.raises(BodyEnded):
        document_release(document=document, at=AT, actor=staff.publisher, on=ON)


@pytest.mark.parametrize("who", ["handler", "head", "secrecy", "reviewer", "leader", "clerk"])
def test_only_the_publisher_releases(who: str, way: Way, staff: Staff) -> None:
    with pytest.raises(NotYours):
        document_release(document=way(Stage.APPROVED), at=AT, actor=getattr(staff, who), on=ON)
