"""Two hundred penalties on one sheet: screened line by line, signed once a step, each line bound to its own version."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections

from gongkai.core.errors_reviews import NotYours, SheetHasNoLine
from gongkai.core.publication import REVIEWS, Stage
from gongkai.web.bodies.models import User
from gongkai.web.publication.models import Document, Review
from gongkai.web.publication.services.documents import document_change, document_register
from gongkai.web.publication.services.releases import document_release
from gongkai.web.publication.services.sheets import sheet_make, sheet_sign
from gongkai.web.trail.models import Entry
from tests.web.conftest import ON
from tests.web.publication.conftest import AT, FACTS, Staff

pytestmark = pytest.mark.django_db
Batch = Callable[..., list[Document]]


@pytest.fixture
def batch(staff: Staff) -> Batch:
    def make(count: int, *, marked: int = 0) -> list[Document]:
        return [
            document_register(
                body=staff.body,
                facts={**FACTS, "title": f"行政处罚决定第{number}号", "kind": "penalty", "head": "A20_06"},
                html=f"<p>决定{number}</p>" + ("<p>身份证号11010519491231002X</p>" if number < marked else ""),
                actor=staff.handler,
                on=ON,
            )
            for number in range(count)
        ]

    return make


def test_two_hundred_are_signed_four_times_and_each_has_its_own_signatures(batch: Batch, staff: Staff) -> None:
    documents = batch(200, marked=3)
    sheet = sheet_make(documents=documents, title="3月行政处罚", actor=staff.handler, on=ON)
    assert sheet.lines.exclude(dropped="").count() == 3
    for stage in REVIEWS:
        assert sheet_sign(sheet=sheet, stage=stage, actor=staff.reviewer_of(stage), on=ON).passed == 197
    assert Review.objects.filter(sheet=sheet, decision="pass").count() == 4 * 197
    assert Document.objects.filter(stage=Stage.APPROVED.value).count() == 197
    good = documents[-1]
    good.refresh_from_db()
    document_release(document=good, at=AT, actor=staff.publisher, on=ON)
    assert Entry.objects.filter(code="sheet.signed").count() == 4


def test_a_line_changed_after_the_first_signature_falls_out(batch: Batch, staff: Staff) -> None:
    documents = batch(3)
    sheet = sheet_make(documents=documents, title="处罚", actor=staff.handler, on=ON)
    sheet_sign(sheet=sheet, stage=Stage.FIRST_REVIEW, actor=staff.head, on=ON)
    document_change(document=documents[0], facts=FACTS, html="<p>改</p>", base=1, actor=staff.handler, on=ON)
    signed = sheet_sign(sheet=sheet, stage=Stage.SECRECY_REVIEW, actor=staff.secrecy, on=ON)
    assert signed.passed == 2
    assert [title for title, _ in signed.dropped] == [FACTS["title"]]


def test_only_whose_step_it_is_and_only_what_waits_for_it(batch: Batch, staff: Staff) -> None:
    sheet = sheet_make(documents=batch(2), title="处罚", actor=staff.handler, on=ON)
    with pytest.raises(NotYours):
        sheet_sign(sheet=sheet, stage=Stage.FIRST_REVIEW, actor=staff.handler, on=ON)
    with pytest.raises(SheetHasNoLine):
        sheet_sign(sheet=sheet, stage=Stage.FINAL_REVIEW, actor=staff.leader, on=ON)
    with pytest.raises(SheetHasNoLine):
        sheet_make(documents=[], title="空", actor=staff.handler, on=ON)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_sign_a_sheet_at_once_pass_each_line_once(batch: Batch, staff: Staff) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("one writer at a time on SQLite")
    sheet = sheet_make(documents=batch(5), title="处罚", actor=staff.handler, on=ON)
    told: list[str] = []

    def sign(actor: User) -> None:
        try:
            sheet_sign(sheet=sheet, stage=Stage.FIRST_REVIEW, actor=actor, on=ON)
            told.append("signed")
        except SheetHasNoLine:
            told.append("nothing left")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=sign, args=(actor,)) for actor in (staff.head, staff.reviewer)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["nothing left", "signed"]
    assert Review.objects.filter(decision="pass").count() == 5
