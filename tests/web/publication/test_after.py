"""After release: what ends by itself, what has to be taken back, what readers find, what is confirmed each year."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from gongkai.core.errors import LawNotInForce
from gongkai.core.errors_after import AnsweredAlready, AnswerMissing, DayBefore, DisplayOver, NotAPenalty, StillPublic
from gongkai.core.errors_publication import PublicationStepNotAllowed
from gongkai.core.errors_reviews import NotReleased, NotYours, ReasonMissing
from gongkai.core.publication import Stage
from gongkai.web.bodies.models import Body
from gongkai.web.notices import due
from gongkai.web.publication.kinds import Column
from gongkai.web.publication.models import ColumnConfirmation, Document, ErrorReport, Quashing, Reassessment
from gongkai.web.publication.selectors.after import (
    columns_confirmed,
    displays_ending,
    error_reports_open,
    quashings_open,
    releases_to_check,
)
from gongkai.web.publication.selectors.public import public_document
from gongkai.web.publication.services.after import (
    column_confirm,
    document_display_set,
    error_report_answer,
    error_report_receive,
    penalty_quash_enter,
)
from gongkai.web.publication.services.documents import document_change
from gongkai.web.publication.services.releases import document_withdraw, reading_enter, release_prove, release_record
from gongkai.web.publication.services.reviews import document_submit
from gongkai.web.publication.services.withholding import document_keep, document_reassess
from gongkai.web.publication.workbench_after import (
    columns_to_confirm,
    displays_soon,
    faults_to_answer,
    kept_to_reassess,
    penalties_to_withdraw,
    proofs_to_check,
)
from gongkai.web.publication.workbench_reviews import readings_waiting
from gongkai.web.trail.models import Entry
from tests.web.conftest import ON
from tests.web.publication.conftest import AT, Staff, Way

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.urls("tests.web.publication.urls")]
SHANGHAI = ZoneInfo("Asia/Shanghai")


class TestDisplay:
    def test_it_ends_by_itself_after_its_last_day_and_the_trail_says_so(self, way: Way, staff: Staff, rights: Any) -> None:
        document, until = way(Stage.RELEASED), ON + timedelta(days=7)
        document_display_set(document=document, until=until, actor=staff.publisher, on=ON)
        assert public_document(key=document.pk, on=until) is not None
        assert public_document(key=document.pk, on=until + timedelta(days=1)) is None
        assert list(displays_ending(bodies={staff.body.pk}, on=ON, until=until)) == [document]
        assert not displays_ending(bodies={staff.body.pk}, on=until + timedelta(days=1), until=date.max).exists()
        assert [item.due for item in displays_soon(rights(staff.publisher), ON)] == [until]
        assert due.tick(datetime(until.year, until.month, until.day, 23, 59, tzinfo=SHANGHAI)) == 0
        assert due.tick(datetime(until.year, until.month, until.day + 1, 0, 0, 30, tzinfo=SHANGHAI)) == 1
        assert Entry.objects.filter(code="document.display_ended").count() == 1

    def test_a_longer_period_moves_its_end_and_none_takes_it_away(self, way: Way, staff: Staff) -> None:
        document = way(Stage.RELEASED)
        for until in (ON + timedelta(days=1), ON + timedelta(days=30), None):
            document_display_set(document=document, until=until, actor=staff.publisher, on=ON)
        assert due.tick(AT + timedelta(days=60)) == 0
        assert public_document(key=document.pk, on=ON + timedelta(days=60)) is not None

    def test_not_into_the_past_and_only_by_the_publisher(self, way: Way, staff: Staff) -> None:
        document = way(Stage.RELEASED)
        with pytest.raises(DisplayOver):
            document_display_set(document=document, until=ON - timedelta(days=1), actor=staff.publisher, on=ON)
        with pytest.raises(NotYours):
            document_display_set(document=document, until=None, actor=staff.handler, on=ON)


def quash(document: Document, staff: Staff, **more: Any) -> Quashing:
    given = {"kind": "quashed", "decided_on": ON, "known_on": ON, "basis": "演府复决〔2026〕3号", **more}
    return penalty_quash_enter(document=document, actor=staff.handler, on=ON, **given)


class TestQuashedPenalties:
    """行政处罚法第48条第2款: taken back within three days, which are working days (第85条)."""

    def test_three_working_days_and_an_alarm_until_it_is_gone(self, way: Way, staff: Staff, rights: Any) -> None:
        document = way(Stage.RELEASED, kind="penalty")
        entered = quash(document, staff)
        assert entered.due_on == date(2026, 3, 5)  # Monday, so Thursday
        items = list(penalties_to_withdraw(rights(staff.publisher), ON))
        assert [(item.due, item.late) for item in items] == [(date(2026, 3, 5), False)]
        assert [item.late for item in penalties_to_withdraw(rights(staff.publisher), date(2026, 3, 6))] == [True]
        document_withdraw(document=document, note="该处罚决定已被撤销。", actor=staff.publisher, on=ON)
        assert not quashings_open(bodies={staff.body.pk}).exists()
        assert Quashing.objects.count() == 1

    def test_over_a_weekend(self, way: Way, staff: Staff) -> None:
        friday = date(2026, 2, 27)
        entered = quash(way(Stage.RELEASED, kind="penalty"), staff, decided_on=friday, known_on=friday)
        working = [date(2026, 2, 28), date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)]
        assert entered.due_on in working  # 28 February 2026 is a made-up working Saturday
        assert entered.due_on == date(2026, 3, 3)

    def test_entered_twice_it_is_one(self, way: Way, staff: Staff) -> None:
        document = way(Stage.RELEASED, kind="penalty")
        assert quash(document, staff).pk == quash(document, staff).pk

    def test_what_is_no_public_penalty_is_refused(self, way: Way, staff: Staff) -> None:
        with pytest.raises(NotAPenalty):
            quash(way(Stage.RELEASED), staff)
        with pytest.raises(NotReleased):
            quash(way(Stage.APPROVED, kind="penalty", title="未公开"), staff)

    def test_its_days_are_in_order_and_its_basis_is_named(self, way: Way, staff: Staff) -> None:
        document = way(Stage.RELEASED, kind="penalty")
        with pytest.raises(DayBefore):
            quash(document, staff, known_on=ON - timedelta(days=1))
        with pytest.raises(DayBefore):
            quash(document, staff, known_on=ON + timedelta(days=1))
        with pytest.raises(ReasonMissing):
            quash(document, staff, basis=" ")

    def test_before_the_law_there_was_no_such_duty(self, way: Way, staff: Staff) -> None:
        day = date(2021, 7, 14)
        with pytest.raises(LawNotInForce):
            quash(way(Stage.RELEASED, kind="penalty"), staff, decided_on=day, known_on=day)


class TestFaultsReported:
    def report(self, staff: Staff, **more: Any) -> ErrorReport:
        given: dict[str, Any] = {"text": "第三条的电话少一位", "received_on": ON, "contact": "13800000000", **more}
        return error_report_receive(body=staff.body, actor=staff.handler, on=ON, **given)

    def test_answered_within_three_working_days(self, staff: Staff, rights: Any) -> None:
        report = self.report(staff)
        assert report.due_on == date(2026, 3, 5)
        items = list(faults_to_answer(rights(staff.handler), date(2026, 3, 6)))
        assert [(item.due, item.late) for item in items] == [(date(2026, 3, 5), True)]
        error_report_answer(report=report, result="right", answer="已更正，谢谢。", actor=staff.handler, on=ON)
        assert not error_reports_open(bodies={staff.body.pk}).exists()
        with pytest.raises(AnsweredAlready):
            error_report_answer(report=report, result="right", answer="再答", actor=staff.handler, on=ON)

    def test_an_answer_says_something(self, staff: Staff) -> None:
        report = self.report(staff)
        for result, answer in (("right", " "), ("open", "好")):
            with pytest.raises(AnswerMissing):
                error_report_answer(report=report, result=result, answer=answer, actor=staff.handler, on=ON)
        with pytest.raises(ReasonMissing):
            self.report(staff, text=" ")

    def test_who_reported_it_is_sealed(self, staff: Staff) -> None:
        from django.db import connection

        self.report(staff)
        with connection.cursor() as cursor:
            cursor.execute("SELECT contact FROM publication_errorreport")
            assert "13800000000" not in cursor.fetchone()[0]
        assert ErrorReport.objects.get().contact == "13800000000"
        assert "13800000000" not in str(list(Entry.objects.values_list("details", flat=True)))


class TestColumns:
    def test_never_looked_through_is_due_and_a_year_later_again(self, staff: Staff) -> None:
        states = {each.column: each for each in columns_confirmed(bodies={staff.body.pk}, on=ON)}
        assert set(states) == set(Column)
        assert all(each.late for each in states.values())
        column_confirm(body=staff.body, column=Column.GUIDE, actor=staff.head, on=ON)
        guide = next(each for each in columns_confirmed(bodies={staff.body.pk}, on=ON) if each.column == Column.GUIDE)
        assert (guide.confirmed, guide.due, guide.late) == (ON, date(2027, 3, 2), False)
        later = columns_confirmed(bodies={staff.body.pk}, on=date(2027, 3, 3))
        assert all(each.late for each in later)

    def test_twice_a_day_is_once_and_not_for_everybody(self, staff: Staff) -> None:
        for note in ("", "已核对电话"):
            column_confirm(body=staff.body, column=Column.GUIDE, actor=staff.head, on=ON, note=note)
        assert ColumnConfirmation.objects.get().note == "已核对电话"
        with pytest.raises(NotYours):
            column_confirm(body=staff.body, column=Column.GUIDE, actor=staff.handler, on=ON)

    def test_one_line_a_body_on_the_work_list(self, staff: Staff, rights: Any) -> None:
        assert len(list(columns_to_confirm(rights(staff.head), ON))) == 1
        assert not list(columns_to_confirm(rights(staff.handler), ON))


class TestProofs:
    def test_one_that_differs_waits_for_the_publisher_until_it_is_the_same(self, way: Way, staff: Staff, rights: Any) -> None:
        document = way(Stage.RELEASED)
        release = release_record(
            document=document, channel="website", address="https://site.example/1", actor=staff.publisher, on=ON
        )
        release_prove(release=release, proof="differs", details={}, at=AT, actor=None, on=ON)
        assert len(list(proofs_to_check(rights(staff.publisher), ON))) == 1
        release_prove(release=release, proof="same", details={}, at=AT, actor=staff.publisher, on=ON)
        assert not releases_to_check(rights=rights(staff.publisher)).exists()


def test_the_reading_has_a_day(way: Way, staff: Staff, rights: Any) -> None:
    document = way(Stage.RELEASED)
    waiting = list(readings_waiting(rights(staff.reviewer), ON))
    assert [item.due for item in waiting] == [date(2026, 3, 4)]  # two working days, a convention
    reading_enter(document=document, right=True, note="", actor=staff.reviewer, on=ON)
    assert not list(readings_waiting(rights(staff.reviewer), ON))


def test_another_bodys_people_see_none_of_it(way: Way, staff: Staff, other_bureau: Body, person: Any, rights: Any) -> None:
    from gongkai.web.bodies.kinds import Role

    document = way(Stage.RELEASED, kind="penalty")
    quash(document, staff)
    error_report_receive(body=staff.body, text="错", received_on=ON, actor=None, on=ON)
    stranger = rights(person("外人", other_bureau, *[role for role in Role if not role.endswith("_admin")]))
    for provider in (penalties_to_withdraw, faults_to_answer, proofs_to_check, readings_waiting):
        assert not list(provider(stranger, ON))


class TestKept:
    """R 18: what is not published is weighed again every year; what opens goes through all reviews."""

    def test_kept_for_a_reason_and_due_again_in_a_year(self, way: Way, staff: Staff, rights: Any) -> None:
        document = way()
        for basis, reason in (("第十六条", " "), ("", "")):
            with pytest.raises(ReasonMissing):
                document_keep(document=document, basis=basis, reason=reason, actor=staff.reviewer, on=ON)
        document_keep(document=document, basis="第十六条", reason="内部事务", actor=staff.reviewer, on=ON)
        assert not list(kept_to_reassess(rights(staff.reviewer), ON))
        items = list(kept_to_reassess(rights(staff.reviewer), date(2027, 3, 1)))
        assert [item.due for item in items] == [date(2027, 3, 2)]
        document_reassess(
            document=document, result="keep", basis="", reason="情况未变", actor=staff.reviewer, on=date(2027, 3, 1)
        )
        assert not list(kept_to_reassess(rights(staff.reviewer), date(2027, 3, 2)))
        assert Reassessment.objects.filter(document=document).count() == 2

    def test_what_opens_is_a_draft_again_and_not_public(self, way: Way, staff: Staff) -> None:
        document = way()
        document_keep(document=document, basis="", reason="过程性信息", actor=staff.reviewer, on=ON)
        with pytest.raises(PublicationStepNotAllowed):
            document_submit(document=document, actor=staff.handler, on=ON)
        document_reassess(document=document, result="open", basis="", reason="已形成最终文件", actor=staff.reviewer, on=ON)
        document.refresh_from_db()
        assert (document.stage, document.released) == (Stage.DRAFTING, None)
        document_submit(document=document, actor=staff.handler, on=ON)

    def test_not_while_a_version_is_public_nor_by_the_drafter(self, way: Way, staff: Staff) -> None:
        document = way(Stage.RELEASED)
        document_change(document=document, facts={}, html="<p>改</p>", base=1, actor=staff.handler, on=ON)
        with pytest.raises(StillPublic):
            document_keep(document=document, basis="", reason="不公开", actor=staff.reviewer, on=ON)
        with pytest.raises(NotYours):
            document_keep(document=way(title="另一件"), basis="", reason="不公开", actor=staff.handler, on=ON)
