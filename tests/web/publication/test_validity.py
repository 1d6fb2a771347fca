"""What holds and what no longer does; explanations given together with what they explain."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import get_current_timezone

from gongkai.core.errors_register import AlreadyEnded, BasisMissing, NotAnExplanation, NotYetExpired
from gongkai.core.errors_reviews import NotYours, ReasonMissing
from gongkai.core.publication import Stage
from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Body
from gongkai.web.notices.due import tick
from gongkai.web.publication.models import CleanupDecision, Document, PublicNote, Review
from gongkai.web.publication.selectors.documents import (
    cleanup_list,
    documents_expiring,
    documents_lapsed,
    explanation_rate,
    policy_documents_explained,
)
from gongkai.web.publication.selectors.public import public_document
from gongkai.web.publication.services.documents import document_change, document_register, explanation_link
from gongkai.web.publication.services.validity import cleanup_enter, document_lapse, document_repeal
from gongkai.web.trail.models import Entry
from tests.web.conftest import ON, People
from tests.web.publication.conftest import FACTS, Staff, Way
from tests.web.publication.pages import DOCUMENTS, browser, page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.publication.urls")]


class TestRepeal:
    def test_it_names_the_paper_it_rests_on_and_the_public_is_told(self, way: Way, staff: Staff) -> None:
        document, basis = way(Stage.RELEASED, kind="normative"), way(Stage.RELEASED, title="关于废止文件的决定")
        document_repeal(document=document, ended_on=ON, basis_document=basis, actor=staff.publisher, on=ON)
        document.refresh_from_db()
        assert (document.validity, document.ended_on, document.ended_by) == ("repealed", ON, basis)
        assert "关于废止文件的决定" in PublicNote.objects.get().text
        shown = public_document(key=document.pk, on=ON)
        assert shown is not None
        assert shown.validity == "repealed"
        assert Entry.objects.get(code="document.ended").details["validity"] == "repealed"

    def test_with_a_successor_it_is_replaced(self, way: Way, staff: Staff) -> None:
        document, successor = way(Stage.RELEASED), way(Stage.RELEASED)
        document_repeal(
            document=document, ended_on=ON, basis="新办法 演信发〔2026〕20号", successor=successor, actor=staff.publisher, on=ON
        )
        document.refresh_from_db()
        assert (document.validity, document.successor) == ("replaced", successor)

    def test_without_its_basis_or_twice_it_is_refused(self, way: Way, staff: Staff) -> None:
        document = way(Stage.RELEASED)
        for basis in ({"basis": " "}, {"basis_document": document}):
            with pytest.raises(BasisMissing):
                document_repeal(document=document, ended_on=ON, actor=staff.publisher, on=ON, **basis)
        document_repeal(document=document, ended_on=ON, basis="决定", actor=staff.publisher, on=ON)
        with pytest.raises(AlreadyEnded):
            document_repeal(document=document, ended_on=ON, basis="决定", actor=staff.publisher, on=ON)
        assert PublicNote.objects.count() == 1

    def test_it_is_the_publishers(self, way: Way, staff: Staff) -> None:
        document = way(Stage.RELEASED)
        with pytest.raises(NotYours):
            document_repeal(document=document, ended_on=ON, basis="决定", actor=staff.handler, on=ON)

    def test_what_was_never_public_gets_no_note(self, way: Way, staff: Staff) -> None:
        document_repeal(document=way(), ended_on=ON, basis="决定", actor=staff.publisher, on=ON)
        assert not PublicNote.objects.exists()


class TestLapse:
    """有效期届满自然失效，与废止分开"""

    def test_the_day_after_the_last_one_by_itself(self, way: Way, staff: Staff) -> None:
        document = way(Stage.RELEASED, expires_on="2026-03-31")
        assert documents_lapsed(on=date(2026, 3, 31)) == []
        with pytest.raises(NotYetExpired):
            document_lapse(document=document, actor=None, on=date(2026, 3, 31))
        assert documents_lapsed(on=date(2026, 4, 1)) == [document]
        document_lapse(document=document, actor=None, on=date(2026, 4, 1))
        document.refresh_from_db()
        assert (document.validity, document.ended_on) == ("expired", date(2026, 3, 31))
        assert "自然失效" in PublicNote.objects.get().text
        assert documents_lapsed(on=date(2026, 4, 1)) == []

    def test_the_tick_does_it_in_the_night_after(self, way: Way, staff: Staff) -> None:
        document = way(Stage.RELEASED, expires_on="2026-03-31")
        last_night = datetime(2026, 3, 31, 23, 59, tzinfo=get_current_timezone())
        tick(last_night)
        document.refresh_from_db()
        assert document.validity == "valid"
        tick(last_night + timedelta(minutes=7))
        document.refresh_from_db()
        assert (document.validity, document.ended_on) == ("expired", date(2026, 3, 31))

    def test_a_later_last_day_moves_it_and_a_repeal_takes_it_away(self, way: Way, staff: Staff) -> None:
        later, ended = (way(Stage.RELEASED, expires_on="2026-03-31") for _ in range(2))
        document_change(
            document=later, facts={"expires_on": "2027-03-31"}, html="<p>正文</p>", base=1, actor=staff.handler, on=ON
        )
        document_repeal(document=ended, ended_on=ON, basis="决定", actor=staff.publisher, on=ON)
        tick(datetime(2026, 4, 2, tzinfo=get_current_timezone()))
        validities = {each.pk: each.validity for each in Document.objects.all()}
        assert validities == {later.pk: "valid", ended.pk: "repealed"}

    def test_without_a_last_day_nothing_lapses(self, way: Way, staff: Staff) -> None:
        with pytest.raises(NotYetExpired):
            document_lapse(document=way(Stage.RELEASED), actor=staff.publisher, on=ON)

    def test_the_alarm_comes_before(self, way: Way, staff: Staff) -> None:
        document = way(Stage.RELEASED, expires_on="2026-05-31")
        ours = [staff.body.pk]
        assert list(documents_expiring(bodies=ours, on=ON)) == [document]
        assert not documents_expiring(bodies=ours, on=date(2026, 3, 1)).exists()


class TestCleanUp:
    def test_the_list_of_a_year_and_what_was_decided(self, way: Way, staff: Staff) -> None:
        norm, rule, notice = (way(Stage.RELEASED, kind=kind) for kind in ("normative", "rule", "notice"))
        draft = way(kind="normative")
        ours = [staff.body.pk]
        assert set(cleanup_list(bodies=ours, year=2026)) == {norm, rule}
        given = {"document": norm, "year": 2026, "decided_on": ON, "actor": staff.handler, "on": ON}
        with pytest.raises(ReasonMissing):
            cleanup_enter(result="repeal", **given)
        cleanup_enter(result="keep", **given)
        cleanup_enter(result="change", reason="与上位法不一致", **given)
        assert CleanupDecision.objects.get().result == "change"
        assert {each.pk: each.result for each in cleanup_list(bodies=ours, year=2026)} == {norm.pk: "change", rule.pk: None}
        document_repeal(document=norm, ended_on=ON, basis="决定", actor=staff.publisher, on=ON)
        assert norm in cleanup_list(bodies=ours, year=2026)
        assert norm not in cleanup_list(bodies=ours, year=2027)
        assert not {notice, draft} & set(cleanup_list(bodies=ours, year=2026))


class TestExplanations:
    """解读方案与文件同步组织、同步审签、同步部署（国办发〔2016〕80号）"""

    def test_all_three_together_count(self, way: Way, staff: Staff) -> None:
        policy, late, none = (way(Stage.RELEASED, kind="policy", title=title) for title in ("甲", "乙", "丙"))
        for explained in (policy, late):
            explanation = way(Stage.RELEASED, kind="explanation", title="解读")
            explanation_link(document=explanation, explains=explained, actor=staff.handler, on=ON)
        explanation.versions.update(made_at="2026-04-20T02:00:00Z")
        Review.objects.filter(document=explanation).update(on=date(2026, 4, 21))
        Document.objects.filter(pk=explanation.pk).update(first_released_at="2026-04-22T02:00:00Z")
        Document.objects.filter(explains=policy).get().versions.update(made_at="2026-03-01T02:00:00Z")
        found = policy_documents_explained(bodies=[staff.body.pk], year=2026)
        assert {each.document.title: (each.registered, each.approved, each.released) for each in found} == {
            "甲": (True, True, True),
            "乙": (False, False, False),
            "丙": (False, False, False),
        }
        assert explanation_rate(found) == (1, 3)
        assert none.pk in {each.document.pk for each in found}

    def test_the_question_costs_the_same_for_many(self, way: Way, staff: Staff) -> None:
        asked = []
        for number in (1, 3):
            for _ in range(number):
                policy, explanation = way(Stage.RELEASED, kind="policy"), way(kind="explanation")
                explanation_link(document=explanation, explains=policy, actor=staff.handler, on=ON)
            with CaptureQueriesContext(connection) as queries:
                policy_documents_explained(bodies=[staff.body.pk], year=2026)
            asked.append(len(queries))
        assert asked == [4, 4]

    def test_an_explanation_belongs_to_a_policy_document_of_its_body(
        self, way: Way, staff: Staff, other_bureau: Body, person: People
    ) -> None:
        explanation, notice = way(kind="explanation"), way(kind="notice")
        theirs = document_register(
            body=other_bureau, facts={**FACTS, "kind": "policy"}, actor=person("theirs", other_bureau, Role.HANDLER), on=ON
        )
        for document, other in ((notice, explanation), (explanation, explanation), (explanation, theirs), (notice, notice)):
            with pytest.raises(NotAnExplanation):
                explanation_link(document=document, explains=other, actor=staff.handler, on=ON)
        explanation_link(document=explanation, explains=notice, actor=staff.handler, on=ON)
        assert explanation_link(document=explanation, explains=None, actor=staff.handler, on=ON).explains is None


class TestThePages:
    def test_overview(self, way: Way, staff: Staff) -> None:
        way(Stage.RELEASED, kind="normative", title="清理中的文件", expires_on="2026-03-31")
        way(Stage.RELEASED, kind="policy", title="没有解读的文件")
        shown = text_of(page(staff.handler, "validity/?year=2026"))
        assert "清理中的文件" in shown
        assert "没有解读的文件" in shown
        assert "三同步" in shown

    def test_repeal_lapse_clean_up_and_link(self, way: Way, staff: Staff) -> None:
        document = way(Stage.RELEASED, kind="normative", expires_on="2026-03-03")
        publisher, handler, address = browser(staff.publisher), browser(staff.handler), f"{DOCUMENTS}/{document.pk}"
        page(staff.publisher, f"{document.pk}/repeal/")
        page(staff.handler, f"{document.pk}/cleanup/")
        given = {"year": "2026", "result": "change", "decided_on": "2026-03-02", "reason": ""}
        assert handler.post(f"{address}/cleanup/", given).status_code == 422
        assert handler.post(f"{address}/cleanup/", {**given, "reason": "更新"}).status_code == 302
        assert publisher.post(f"{address}/repeal/", {"ended_on": "2026-03-02"}).status_code == 422
        assert publisher.post(f"{address}/lapse/").status_code == 302
        document.refresh_from_db()
        assert document.validity == "expired"
        assert publisher.post(f"{address}/repeal/", {"ended_on": "2026-03-02", "basis": "决定"}).status_code == 422
        explanation = way(kind="explanation")
        page(staff.handler, f"{explanation.pk}/explains/")
        linked = handler.post(f"{DOCUMENTS}/{explanation.pk}/explains/", {"explains": str(document.pk)})
        assert linked.status_code == 302
        explanation.refresh_from_db()
        assert explanation.explains == document
