"""Major decisions before the public: thirty days, opinions masked, feedback, and the document they became."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from gongkai.core.errors_register import ConsultationOver, ConsultationTooShort, FeedbackTooEarly, FieldWrong
from gongkai.core.errors_reviews import NotYours, ReasonMissing
from gongkai.web.publication.models import Consultation, Opinion
from gongkai.web.publication.selectors.documents import consultations_to_answer
from gongkai.web.publication.services.consultations import (
    consultation_answer,
    consultation_link_final,
    consultation_open,
    opinion_answer,
    opinion_enter,
)
from tests.web.publication.conftest import Staff, Way
from tests.web.publication.pages import DOCUMENTS, browser, page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.publication.urls")]
BEGINS, ENDS, LATER = date(2026, 1, 5), date(2026, 2, 4), date(2026, 2, 10)


@pytest.fixture
def consultation(way: Way, staff: Staff) -> Consultation:
    return consultation_open(
        document=way(kind="consultation", title="关于某规划的征求意见稿"),
        explanation="起草的背景和依据。",
        begins_on=BEGINS,
        ends_on=ENDS,
        how_to="电子邮件",
        actor=staff.handler,
        on=BEGINS,
    )


def opinion(consultation: Consultation, staff: Staff, **given: object) -> Opinion:
    values = {"received_on": date(2026, 1, 20), "text": "建议增加一条。", "name": "张三", "contact": "13812345678", **given}
    return opinion_enter(consultation=consultation, actor=staff.handler, on=LATER, **values)


class TestThePeriod:
    """征求意见的期限一般不少于30日；因情况紧急等原因需要缩短期限的，应当予以说明"""

    def test_shorter_only_with_its_reason(self, way: Way, staff: Staff) -> None:
        document = way(kind="consultation")
        given = {
            "document": document,
            "explanation": "x",
            "begins_on": BEGINS,
            "how_to": "邮件",
            "actor": staff.handler,
            "on": BEGINS,
        }
        with pytest.raises(ConsultationTooShort):
            consultation_open(ends_on=date(2026, 2, 3), **given)
        assert not Consultation.objects.exists()
        made = consultation_open(ends_on=date(2026, 1, 15), shorter_because="防汛紧急", **given)
        assert made.shorter_because == "防汛紧急"
        longer = consultation_open(ends_on=ENDS, shorter_because="防汛紧急", **given)
        assert (longer.pk, longer.shorter_because) == (made.pk, "")

    def test_only_drafts_of_decisions_with_an_explanation_and_a_period(self, way: Way, staff: Staff) -> None:
        given = {"begins_on": BEGINS, "how_to": "邮件", "actor": staff.handler, "on": BEGINS}
        with pytest.raises(FieldWrong):
            consultation_open(document=way(kind="notice"), explanation="x", ends_on=ENDS, **given)
        with pytest.raises(ReasonMissing):
            consultation_open(document=way(kind="consultation"), explanation=" ", ends_on=ENDS, **given)
        with pytest.raises(FieldWrong):
            consultation_open(document=way(kind="consultation"), explanation="x", ends_on=BEGINS, **given)
        with pytest.raises(NotYours):
            consultation_open(
                document=way(kind="consultation"), explanation="x", ends_on=ENDS, **{**given, "actor": staff.reviewer}
            )

    def test_the_period_stands_once_opinions_came_in(self, consultation: Consultation, staff: Staff) -> None:
        opinion(consultation, staff)
        given = {"explanation": "补充说明", "begins_on": BEGINS, "how_to": "邮件", "actor": staff.handler, "on": LATER}
        with pytest.raises(FieldWrong):
            consultation_open(document=consultation.document, ends_on=date(2026, 3, 4), **given)
        assert consultation_open(document=consultation.document, ends_on=ENDS, **given).explanation == "补充说明"


class TestOpinions:
    @pytest.mark.parametrize("day", [date(2026, 1, 4), date(2026, 2, 5)])
    def test_they_come_in_the_period(self, day: date, consultation: Consultation, staff: Staff) -> None:
        with pytest.raises(ConsultationOver):
            opinion(consultation, staff, received_on=day)
        with pytest.raises(ReasonMissing):
            opinion(consultation, staff, text=" ")

    def test_who_sent_it_is_sealed_and_shown_masked(self, consultation: Consultation, staff: Staff) -> None:
        kept = opinion(consultation, staff)
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, contact FROM publication_opinion")
            raw = str(cursor.fetchall())
        assert "张三" not in raw
        assert "13812345678" not in raw
        shown = text_of(page(staff.handler, f"{consultation.document_id}/consultation/"))
        assert "张*" in shown
        assert "138****5678" in shown
        assert "13812345678" not in shown
        assert Opinion.objects.get(pk=kept.pk).contact == "13812345678"

    def test_what_is_not_adopted_gets_its_reason(self, consultation: Consultation, staff: Staff) -> None:
        kept = opinion(consultation, staff)
        for adopted in ("no", "partly"):
            with pytest.raises(ReasonMissing):
                opinion_answer(opinion=kept, adopted=adopted, answer=" ", actor=staff.handler, on=LATER)
        assert opinion_answer(opinion=kept, adopted="no", answer="超出范围", actor=staff.handler, on=LATER).adopted == "no"


class TestFeedback:
    def test_after_the_end_and_when_all_are_handled(self, consultation: Consultation, staff: Staff) -> None:
        kept = opinion(consultation, staff)
        given = {"consultation": consultation, "feedback": "收到意见1条，采纳1条。", "actor": staff.handler}
        for on in (ENDS, LATER):
            with pytest.raises(FeedbackTooEarly):
                consultation_answer(on=on, **given)
        opinion_answer(opinion=kept, adopted="yes", answer="", actor=staff.handler, on=LATER)
        with pytest.raises(ReasonMissing):
            consultation_answer(on=LATER, **{**given, "feedback": " "})
        assert list(consultations_to_answer(bodies=[staff.body.pk], on=LATER)) == [consultation]
        assert consultation_answer(on=LATER, **given).feedback_on == LATER
        assert not consultations_to_answer(bodies=[staff.body.pk], on=LATER).exists()

    def test_linked_with_what_it_became(self, consultation: Consultation, way: Way, staff: Staff) -> None:
        final = way(kind="policy")
        with pytest.raises(FieldWrong):
            consultation_link_final(consultation=consultation, final=consultation.document, actor=staff.handler, on=LATER)
        consultation_link_final(consultation=consultation, final=final, actor=staff.handler, on=LATER)
        assert list(final.consultations_before.all()) == [consultation]


def test_the_whole_way_on_pages(way: Way, staff: Staff) -> None:
    document, client = way(kind="consultation"), browser(staff.handler)
    address = f"{DOCUMENTS}/{document.pk}/consultation/"
    assert "登记预公开" in text_of(page(staff.handler, f"{document.pk}/consultation/"))
    page(staff.handler, f"{way(kind='notice').pk}/consultation/", status=404)
    given = {"explanation": "说明", "begins_on": "2026-01-05", "ends_on": "2026-01-20", "how_to": "邮件"}
    short = client.post(f"{address}enter/", given)
    assert (short.status_code, "30" in short.content.decode()) == (422, True)
    assert client.post(f"{address}enter/", {**given, "ends_on": "2026-02-04"}).status_code == 302
    said = {"received_on": "2026-01-20", "text": "意见", "name": "李四", "contact": "lisi@example.com"}
    assert client.post(f"{address}opinion/", {**said, "received_on": "2026-03-01"}).status_code == 422
    assert client.post(f"{address}opinion/", said).status_code == 302
    one = Opinion.objects.get()
    assert "意见" in text_of(page(staff.handler, f"{document.pk}/consultation/opinion/{one.pk}/"))
    assert client.post(f"{address}opinion/{one.pk}/", {"adopted": "yes", "answer": ""}).status_code == 302
    assert client.post(f"{address}answer/", {"feedback": "采纳"}).status_code == 302
    final = way(kind="policy", title="正式文件甲")
    assert client.post(f"{address}final/", {"final": str(final.pk)}).status_code == 302
    shown = text_of(page(staff.handler, f"{document.pk}/consultation/"))
    assert "正式文件甲" in shown
    assert "l***@example.com" in shown
    assert "lisi" not in shown
    assert document.title in text_of(page(staff.handler, "consultations/"))
