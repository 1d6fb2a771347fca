"""The editor: drafts are kept, others are seen, and nobody's text is ever overwritten in silence (promise 6)."""

from __future__ import annotations

import json
import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from gongkai.core.errors_publication import DocumentChangedMeanwhile
from gongkai.core.publication import Stage
from gongkai.web.publication.drafting import GONE, editing_now
from gongkai.web.publication.models import Document, Draft, Presence
from gongkai.web.publication.services.documents import document_change
from gongkai.web.trail.models import Entry
from tests.web.conftest import ON
from tests.web.publication.conftest import FACTS, Staff, Way
from tests.web.publication.pages import DOCUMENTS, browser, form_of, page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.publication.urls")]


def typed(html: str, base: int = 1, **facts: str) -> dict[str, str]:
    return {**FACTS, "column": "statutory", "html": html, "base": str(base), **facts}


class TestDrafts:
    def test_what_is_typed_is_kept_at_every_pause_and_is_no_act(self, way: Way, staff: Staff) -> None:
        document, client = way(), browser(staff.handler)
        entries = Entry.objects.count()
        for text in ("<p>一</p>", "<p>一二</p>", "<p>一二三</p>"):
            answer = client.post(f"{DOCUMENTS}/{document.pk}/autosave/", typed(text, title="新题"))
            assert (answer.status_code, answer.json()["state"]) == (200, "saved")
        assert Draft.objects.get().html == "<p>一二三</p>"
        assert Entry.objects.count() == entries
        document.refresh_from_db()
        assert document.current.number == 1
        shown = page(staff.handler, f"{document.pk}/edit/")
        assert (form_of(shown, "main form[data-unsaved]")["title"], "草稿" in text_of(shown)) == ("新题", True)
        assert shown.cssselect("textarea[data-editor]")[0].text.strip() == "<p>一二三</p>"

    def test_a_draft_is_its_writers_alone(self, way: Way, staff: Staff) -> None:
        document = way()
        browser(staff.handler).post(f"{DOCUMENTS}/{document.pk}/autosave/", typed("<p>只有我见</p>"))
        assert "只有我见" not in page(staff.head, f"{document.pk}/edit/").text_content()
        assert "只有我见" not in page(staff.head, f"{document.pk}/").text_content()

    def test_a_saved_or_discarded_draft_is_gone(self, way: Way, staff: Staff) -> None:
        document, client = way(), browser(staff.handler)
        address = f"{DOCUMENTS}/{document.pk}"
        client.post(f"{address}/autosave/", typed("<p>二</p>"))
        assert client.post(f"{address}/edit/", typed("<p>二</p>")).status_code == 302
        assert not Draft.objects.exists()
        client.post(f"{address}/autosave/", typed("<p>三</p>", 2))
        assert client.post(f"{address}/discard/").status_code == 302
        assert not Draft.objects.exists()
        document.refresh_from_db()
        assert document.current.html == "<p>二</p>"

    def test_a_secrecy_mark_is_not_even_kept_as_a_draft(self, way: Way, staff: Staff) -> None:
        document = way()
        for given in (typed("<p>绝密★长期</p>"), typed("<p>x</p>", title="机密★10年关于某事")):
            answer = browser(staff.handler).post(f"{DOCUMENTS}/{document.pk}/autosave/", given)
            assert answer.status_code == 422
        assert not Draft.objects.exists()

    def test_scripts_are_not_kept(self, way: Way, staff: Staff) -> None:
        document = way()
        browser(staff.handler).post(f"{DOCUMENTS}/{document.pk}/autosave/", typed("<p onclick=x()>甲<script>x()</script></p>"))
        assert Draft.objects.get().html == "<p>甲</p>"

    def test_who_may_only_read_keeps_no_draft(self, way: Way, staff: Staff) -> None:
        document = way()
        for path in ("autosave/", "edit/", "discard/"):
            assert browser(staff.leader).post(f"{DOCUMENTS}/{document.pk}/{path}", typed("<p>x</p>")).status_code == 404
        assert browser(staff.leader).get(f"{DOCUMENTS}/{document.pk}/presence/").status_code == 404
        assert not Draft.objects.exists()


class TestWhoElseIsHere:
    def test_another_editor_is_named_and_then_no_more(self, way: Way, staff: Staff) -> None:
        document = way()
        address = f"{DOCUMENTS}/{document.pk}/presence/"
        assert browser(staff.handler).get(address).content == b""
        assert browser(staff.head).get(address).content.decode() == "拟稿人正在编辑"
        assert "拟稿人正在编辑" in text_of(page(staff.head, f"{document.pk}/edit/"))
        Presence.objects.filter(editor=staff.handler).update(seen_at=timezone.now() - GONE - timedelta(seconds=1))
        assert browser(staff.head).get(address).content == b""
        assert editing_now(document, at=timezone.now(), but=staff.handler) == ("办公室主任",)


class TestConflicts:
    def test_a_save_from_an_older_version_shows_both_and_writes_nothing(self, way: Way, staff: Staff) -> None:
        document = way(html="<p>原文</p>")
        document_change(document=document, facts=FACTS, html="<p>他人的改动</p>", base=1, actor=staff.head, on=ON)
        client = browser(staff.handler)
        answer = client.post(f"{DOCUMENTS}/{document.pk}/edit/", typed("<p>我的改动</p>", 1, title="我的题", note="我的说明"))
        assert answer.status_code == 409
        said = answer.content.decode()
        for word in ("他人的", "我的", "我的题", "我的说明", "办公室主任", "第2版"):
            assert word in said
        document.refresh_from_db()
        assert (document.current.number, document.current.html) == (2, "<p>他人的改动</p>")
        assert (document.title) == FACTS["title"]

    def test_what_was_looked_at_and_merged_is_saved_after_the_others(self, way: Way, staff: Staff) -> None:
        from lxml import html

        document = way(html="<p>原文</p>")
        document_change(document=document, facts=FACTS, html="<p>他人的改动</p>", base=1, actor=staff.head, on=ON)
        client = browser(staff.handler)
        answer = client.post(f"{DOCUMENTS}/{document.pk}/edit/", typed("<p>我的改动</p>", 1))
        values = form_of(html.fromstring(answer.content.decode()))
        assert values["base"] == "2"
        merged = {**values, "html": "<p>他人的改动</p><p>我的改动</p>"}
        assert client.post(f"{DOCUMENTS}/{document.pk}/edit/", merged).status_code == 302
        document.refresh_from_db()
        assert (document.current.number, document.current.html) == (3, "<p>他人的改动</p><p>我的改动</p>")

    def test_autosave_says_so_and_keeps_the_text(self, way: Way, staff: Staff) -> None:
        document = way()
        document_change(document=document, facts=FACTS, html="<p>他人</p>", base=1, actor=staff.head, on=ON)
        answer = browser(staff.handler).post(f"{DOCUMENTS}/{document.pk}/autosave/", typed("<p>我的</p>", 1))
        assert (answer.status_code, answer.json()["state"]) == (409, "conflict")
        assert Draft.objects.get().html == "<p>我的</p>"
        shown = page(staff.handler, f"{document.pk}/edit/")
        assert form_of(shown, "main form[data-unsaved]")["base"] == "1"
        assert "他人已保存新版本" in text_of(shown)

    def test_a_released_document_stays_public_while_it_is_changed(self, way: Way, staff: Staff) -> None:
        document = way(Stage.RELEASED)
        public = document.released
        assert browser(staff.handler).post(f"{DOCUMENTS}/{document.pk}/edit/", typed("<p>更正</p>")).status_code == 302
        document.refresh_from_db()
        assert (document.stage, document.released, document.current.number) == (Stage.DRAFTING, public, 2)

    def test_a_field_that_cannot_be_is_said_and_nothing_lost(self, way: Way, staff: Staff) -> None:
        document = way()
        given = typed("<p>我写的正文</p>", title="", formed_on="2026-13-40")
        answer = browser(staff.handler).post(f"{DOCUMENTS}/{document.pk}/edit/", given)
        assert answer.status_code == 422
        assert "我写的正文" in answer.content.decode()
        assert "2026-13-40" in answer.content.decode()

    def test_two_browsers_taking_turns_never_overwrite_each_other(self, way: Way, staff: Staff) -> None:
        """Each opened the page before the other saved: one of the two always hears of it."""
        document = way()
        texts = {document.current.html}
        for turn in range(25):
            base = Document.objects.get(pk=document.pk).current.number
            answers = []
            for name, who in (("甲", staff.handler), ("乙", staff.head)):
                text = f"<p>{name}{turn}</p>"
                answer = browser(who).post(f"{DOCUMENTS}/{document.pk}/edit/", typed(text, base))
                answers.append(answer.status_code)
                if answer.status_code == 302:
                    texts.add(text)
                else:
                    assert text.removeprefix("<p>").removesuffix("</p>") in answer.content.decode()
            assert sorted(answers) == [302, 409]
        assert set(document.versions.values_list("html", flat=True)) == texts


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_sessions_of_five_hundred_conflicting_saves(way: Way, staff: Staff) -> None:
    """Every save ends as a version that follows the one it began from, or as a conflict that is told."""
    if connection.vendor != "postgresql":
        pytest.skip("one writer at a time on SQLite")
    document = way()
    saved: list[tuple[int, str]] = []
    told: list[str] = []

    def session(name: str, who: object) -> None:
        for turn in range(500):
            base = Document.objects.values_list("current__number", flat=True).get(pk=document.pk)
            text = f"<p>{name}{turn}</p>"
            try:
                version = document_change(document=document, facts={}, html=text, base=base, actor=who, on=ON)
            except DocumentChangedMeanwhile:
                told.append(text)
            else:
                assert version.number == base + 1
                saved.append((version.number, text))
        connections.close_all()

    threads = [
        threading.Thread(target=session, args=("甲", staff.handler)),
        threading.Thread(target=session, args=("乙", staff.head)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(saved) + len(told) == 1000
    assert told, "the sessions never met; nothing was tried"
    kept = dict(document.versions.values_list("number", "html"))
    assert sorted(kept) == list(range(1, len(saved) + 2))
    assert all(kept[number] == text for number, text in saved)
    assert not set(told) & set(kept.values())
    assert Entry.objects.filter(code="document.changed").count() == len(saved)


def test_the_editor_is_given_its_words_as_json(way: Way, staff: Staff) -> None:
    area = page(staff.handler, f"{way().pk}/edit/").cssselect("textarea[data-editor]")[0]
    assert json.loads(area.get("data-words"))["bold"] == "加粗"
    assert area.get("data-base") == "1"
