"""Documents and their versions: registered, changed, never overwritten in silence, numbered once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, connections

from gongkai.core.errors_publication import DocumentChangedMeanwhile, IndexNumberFixed, SecretInText
from gongkai.core.publication import Stage
from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Body, User
from gongkai.web.publication.models import Document, DocumentVersion
from gongkai.web.publication.services.documents import (
    document_change,
    document_index_set,
    document_register,
    document_restore,
)
from gongkai.web.publication.versions import digest_now
from gongkai.web.trail.models import Entry
from tests.web.conftest import ON, People

pytestmark = pytest.mark.django_db
FACTS = {
    "title": "关于印发接待办法的通知",
    "doc_no": "演信发〔2026〕12号",
    "kind": "notice",
    "head": "A20_11",
    "formed_on": "2026-04-28",
}


@pytest.fixture
def handler(person: People, bureau: Body) -> User:
    return person("zhang", bureau, Role.HANDLER)


@pytest.fixture
def document(handler: User, bureau: Body) -> Document:
    return document_register(body=bureau, facts=FACTS, html="<p>第一版</p>", actor=handler, on=ON)


def test_a_registered_document_has_its_number_its_last_day_and_one_entry(document: Document, bureau: Body) -> None:
    assert document.index_no == "xfj/2026-00001"
    assert document.publish_by == date(2026, 5, 28)  # law.md E13
    assert document.stage == Stage.DRAFTING
    assert document.issuer == bureau.name
    assert [entry.code for entry in Entry.objects.all()] == ["document.registered"]


def test_the_digest_covers_text_fields_and_files(document: Document) -> None:
    version = document.current
    assert digest_now(version) == version.digest
    DocumentVersion.objects.update(html="<p>改</p>")
    version.refresh_from_db()
    assert digest_now(version) != version.digest


def test_a_change_is_a_new_version_and_the_same_content_is_none(document: Document, handler: User) -> None:
    second = document_change(document=document, facts=FACTS, html="<p>第二版</p>", base=1, actor=handler, on=ON)
    again = document_change(document=document, facts=FACTS, html="<p>第二版</p>", base=2, actor=handler, on=ON)
    assert (second.number, again.pk) == (2, second.pk)
    assert document.versions.count() == 2
    assert Entry.objects.filter(code="document.changed").count() == 1


def test_a_change_under_review_starts_the_reviews_again(document: Document, handler: User) -> None:
    Document.objects.update(stage=Stage.FINAL_REVIEW.value)
    document_change(document=document, facts=FACTS, html="<p>改</p>", base=1, actor=handler, on=ON)
    document.refresh_from_db()
    assert document.stage == Stage.DRAFTING


def test_who_began_from_an_older_version_is_told_and_overwrites_nothing(document: Document, handler: User) -> None:
    document_change(document=document, facts=FACTS, html="<p>甲</p>", base=1, actor=handler, on=ON)
    with pytest.raises(DocumentChangedMeanwhile):
        document_change(document=document, facts=FACTS, html="<p>乙</p>", base=1, actor=handler, on=ON)
    document.refresh_from_db()
    assert document.current.html == "<p>甲</p>"


def test_an_earlier_version_is_taken_up_again_as_a_new_one(document: Document, handler: User) -> None:
    document_change(document=document, facts={**FACTS, "title": "改题"}, html="<p>二</p>", base=1, actor=handler, on=ON)
    third = document_restore(document=document, number=1, base=2, actor=handler, on=ON)
    document.refresh_from_db()
    assert (third.number, third.html, document.title) == (3, "<p>第一版</p>", FACTS["title"])


@pytest.mark.parametrize(
    ("facts", "html"),
    [
        ({**FACTS, "title": "机密★10年关于某事"}, "<p>x</p>"),
        (FACTS, "<p>机密★10年</p><p>正文</p>"),
        (FACTS, "<table><tr><td>绝密★长期</td></tr></table>"),
    ],
)
def test_a_secrecy_mark_typed_or_pasted_is_not_kept(facts: dict[str, str], html: str, bureau: Body, handler: User) -> None:
    with pytest.raises(SecretInText):
        document_register(body=bureau, facts=facts, html=html, actor=handler, on=ON)
    assert not Document.objects.exists()
    assert not DocumentVersion.objects.exists()


def test_the_index_number_is_fixed_by_release(document: Document, handler: User) -> None:
    assert document_index_set(document=document, index_no="X/2026-1", actor=handler, on=ON).index_no == "X/2026-1"
    Document.objects.update(first_released_at="2026-03-02T00:00:00Z")
    with pytest.raises(IndexNumberFixed):
        document_index_set(document=document, index_no="Y/2026-1", actor=handler, on=ON)


def test_findings_are_kept_with_the_version(bureau: Body, handler: User) -> None:
    made = document_register(body=bureau, facts=FACTS, html="<p>身份证号11010519491231002X</p>", actor=handler, on=ON)
    assert "SCR-ID" in {finding["code"] for finding in made.current.findings} or made.current.findings


def _at_once(count: int, act: Callable[[int], None]) -> list[BaseException]:
    faults: list[BaseException] = []

    def one(number: int) -> None:
        try:
            act(number)
        except BaseException as error:
            faults.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_sixty_four_writers_get_sixty_four_numbers(bureau: Body, handler: User) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("one writer at a time on SQLite")
    faults = _at_once(64, lambda _: document_register(body=bureau, facts=FACTS, html="<p>x</p>", actor=handler, on=ON))
    assert faults == []
    assert sorted(Document.objects.values_list("index_no", flat=True)) == [f"xfj/2026-{number:05}" for number in range(1, 65)]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_conflicting_saves_end_in_a_version_or_in_a_conflict(bureau: Body, handler: User) -> None:
    document = document_register(body=bureau, facts=FACTS, html="<p>0</p>", actor=handler, on=ON)
    if connection.vendor != "postgresql":
        pytest.skip("one writer at a time on SQLite")

    def save(number: int) -> None:
        document_change(document=document, facts=FACTS, html=f"<p>{number + 1}</p>", base=1, actor=handler, on=ON)

    faults = _at_once(16, save)
    assert len(faults) == 15
    assert all(isinstance(fault, DocumentChangedMeanwhile) for fault in faults)
    assert document.versions.count() == 2
