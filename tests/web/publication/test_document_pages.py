"""The pages of documents: from the uploaded file to a version, its files, its versions; nothing for another body."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate
from openpyxl import load_workbook

from gongkai.core.publication import Stage
from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Appointment, Body
from gongkai.web.files.models import StoredFile
from gongkai.web.publication import urls as addresses
from gongkai.web.publication.models import Document, IssueEntry
from gongkai.web.publication.services.documents import document_change
from gongkai.web.publication.services.register import entry_add
from gongkai.web.publication.urls_reviews import urlpatterns as of_reviews
from tests.web.conftest import BEGUN, ON, People
from tests.web.publication.conftest import FACTS, Staff, Way
from tests.web.publication.pages import DOCUMENTS, browser, form_of, page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.publication.urls")]
PAPER = (
    "<html><body><h1>关于印发信访接待办法的通知</h1><p>演信发〔2026〕12号</p><p>各科室：</p>"
    "<table><tr><th>科室</th><th>电话</th></tr><tr><td>办公室</td><td>0955-1234567</td></tr></table>"
    "<p>演示市信访局</p><p>2026年3月1日</p></body></html>"
)


def upload(text: str = PAPER, name: str = "通知.html") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


class TestBeginning:
    def test_a_simple_notice_from_its_file(self, staff: Staff) -> None:
        """Upload, look, save: what the file says is filled in, its table stays a table, the original is kept."""
        client = browser(staff.handler)
        answer = client.post(f"{DOCUMENTS}/begin/", {"body": str(staff.body.pk), "file": upload()})
        assert answer.status_code == 302, answer.content.decode()[:3000]
        shown = page(staff.handler, answer["Location"].removeprefix(f"{DOCUMENTS}/"))
        values = form_of(shown)
        assert values["title"] == "关于印发信访接待办法的通知"
        assert values["doc_no"] == "演信发〔2026〕12号"
        assert values["formed_on"] == "2026-03-01"
        saved = client.post(answer["Location"], {**values, "kind": "notice", "head": "A20_11", "abstract": "办法"})
        assert saved.status_code == 302
        document = Document.objects.get()
        assert saved["Location"] == reverse("publication:document", args=[document.pk])
        assert "<table>" in document.current.html
        assert document.current.original == StoredFile.objects.get()
        assert document.index_no.startswith(f"xfj/{localdate().year}-")

    def test_what_was_not_read_is_marked_to_check(self, staff: Staff) -> None:
        client = browser(staff.handler)
        paper = "<p>某事</p><p>正文第一段，没有标题也没有日期。</p>"
        answer = client.post(f"{DOCUMENTS}/begin/", {"body": str(staff.body.pk), "file": upload(paper)})
        shown = text_of(page(staff.handler, answer["Location"].removeprefix(f"{DOCUMENTS}/")))
        assert "请核对以下各项" in shown
        assert "成文日期" in shown

    def test_a_marked_file_is_refused_and_nothing_kept(self, staff: Staff) -> None:
        marked = "<p>机密★10年</p><h1>关于某事的通知</h1>"
        answer = browser(staff.handler).post(f"{DOCUMENTS}/begin/", {"body": str(staff.body.pk), "file": upload(marked)})
        assert answer.status_code == 422
        assert "密级标志" in answer.content.decode()
        assert not StoredFile.objects.exists()

    def test_without_a_file_and_from_the_register(self, staff: Staff) -> None:
        entry = entry_add(
            body=staff.body,
            title="关于接访的通知",
            drafted_on=ON,
            attribute="open",
            actor=staff.handler,
            on=ON,
            doc_no="演信发〔2026〕9号",
        )
        client = browser(staff.handler)
        answer = client.post(f"{DOCUMENTS}/begin/?entry={entry.pk}", {"body": str(staff.body.pk)})
        values = form_of(page(staff.handler, answer["Location"].removeprefix(f"{DOCUMENTS}/")))
        assert (values["title"], values["doc_no"]) == ("关于接访的通知", "演信发〔2026〕9号")
        assert client.post(answer["Location"], {**values, "html": "<p>正文</p>"}).status_code == 302
        assert Document.objects.get().entry == entry

    def test_a_file_handed_in_for_another_body_is_not_taken(self, staff: Staff, other_bureau: Body, person: People) -> None:
        both = person("both", staff.body, Role.HANDLER)
        Appointment.objects.create(user=both, body=other_bureau, role=Role.HANDLER, begun_on=BEGUN)
        answer = browser(both).post(f"{DOCUMENTS}/begin/", {"body": str(other_bureau.pk), "file": upload()})
        theirs = answer["Location"].replace(str(other_bureau.pk), str(staff.body.pk))
        assert browser(both).get(answer["Location"]).status_code == 200
        assert browser(both).get(theirs).status_code == 404

    def test_nothing_typed_is_lost_where_it_is_refused(self, staff: Staff) -> None:
        address = f"{DOCUMENTS}/new/?body={staff.body.pk}"
        given = {"title": "题", "kind": "notice", "column": "statutory", "html": "<p>机密★10年</p>", "keywords": "我写的关键词"}
        answer = browser(staff.handler).post(address, given)
        assert answer.status_code == 422
        assert "我写的关键词" in answer.content.decode()
        assert not Document.objects.exists()

    def test_an_entry_that_is_withheld_makes_no_document(self, staff: Staff) -> None:
        entry = entry_add(
            body=staff.body, title="x", drafted_on=ON, attribute="withheld", reason="内部", actor=staff.handler, on=ON
        )
        address = f"{DOCUMENTS}/new/?body={staff.body.pk}&entry={entry.pk}"
        given = {"title": "题", "kind": "notice", "column": "statutory", "html": "<p>x</p>", "entry": str(entry.pk)}
        assert browser(staff.handler).post(address, given).status_code == 422
        assert not Document.objects.exists()


class TestTheRecordPage:
    def test_it_shows_what_is_there_and_what_can_be_done(self, way: Way, staff: Staff) -> None:
        document = way(html="<h2>一</h2><p>甲</p><p>身份证号11010519491231002X</p>")
        shown = page(staff.handler, f"{document.pk}/")
        said = text_of(shown)
        assert document.index_no in said
        assert "登记信息" in said
        assert "1101" in said
        assert "11010519491231002X" not in said.replace(text_of(shown.cssselect("#text")[0]), "")
        jump = shown.cssselect("#findings a")[0].get("href")
        assert shown.cssselect(f"#text span{jump}")[0].getparent().tag == "p"
        assert shown.cssselect("form[action$='/submit/']")
        assert "内容概述" in said  # missing in the catalogue

    def test_who_only_reads_gets_no_buttons(self, way: Way, staff: Staff) -> None:
        shown = page(staff.leader, f"{way().pk}/")
        assert not shown.cssselect("form[action$='/submit/'], a[href$='/edit/'], a[href$='/files/']")

    def test_what_is_late_says_so(self, way: Way, staff: Staff) -> None:
        document = way(formed_on="2020-03-02")
        assert "已超过应公开日期" in text_of(page(staff.handler, f"{document.pk}/"))


class TestFiles:
    def test_attachments_are_added_named_ordered_and_taken_away(self, way: Way, staff: Staff) -> None:
        document, client = way(), browser(staff.handler)
        address = f"{DOCUMENTS}/{document.pk}/files/"
        files = [upload("<p>甲表</p>", "甲.html"), upload("<p>乙表</p>", "乙.html")]
        assert client.post(address, {"base": "1", "added": files}).status_code == 302
        document.refresh_from_db()
        first, second = document.current.attachments.all()
        assert [first.name, second.name] == ["甲.html", "乙.html"]
        changed = {
            "base": "2",
            f"name-{first.pk}": "附件2：甲表.html",
            f"place-{first.pk}": "5",
            f"name-{second.pk}": "附件1：乙表.html",
        }
        assert client.post(address, changed).status_code == 302
        document.refresh_from_db()
        assert [each.name for each in document.current.attachments.all()] == ["附件1：乙表.html", "附件2：甲表.html"]
        kept = document.current.attachments.first()
        assert client.post(address, {"base": "3", f"drop-{kept.pk}": "1"}).status_code == 302
        document.refresh_from_db()
        assert [each.name for each in document.current.attachments.all()] == ["附件2：甲表.html"]
        got = client.get(reverse("publication:download", args=[document.pk, 4, document.current.attachments.get().file_id]))
        assert "attachment" in got["Content-Disposition"]
        assert "甲表" in got.content.decode()

    def test_findings_in_an_attachment_stand_with_the_version_and_stay(self, way: Way, staff: Staff) -> None:
        document, client = way(), browser(staff.handler)
        added = upload("<p>联系人身份证号11010519491231002X</p>", "名单.html")
        client.post(f"{DOCUMENTS}/{document.pk}/files/", {"base": "1", "added": [added]})
        document.refresh_from_db()
        found = [each for each in document.current.findings if each.get("file") == "名单.html"]
        assert {each["code"] for each in found} >= {"SCR-ID-CARD"}
        assert all(each["where"].startswith("名单.html：") for each in found)
        document_change(document=document, facts={}, html="<p>又改</p>", base=2, actor=staff.handler, on=ON)
        document.refresh_from_db()
        again = [each for each in document.current.findings if each.get("file") == "名单.html"]
        assert again == found

    def test_a_file_of_another_version_or_document_is_not_there(self, way: Way, staff: Staff) -> None:
        one, other = way(), way()
        client = browser(staff.handler)
        client.post(f"{DOCUMENTS}/{one.pk}/files/", {"base": "1", "added": [upload("<p>甲</p>", "甲.html")]})
        one.refresh_from_db()
        file = one.current.attachments.get().file_id
        assert client.get(reverse("publication:download", args=[one.pk, 1, file])).status_code == 404
        assert client.get(reverse("publication:download", args=[other.pk, 1, file])).status_code == 404

    def test_two_who_change_files_at_once_are_told(self, way: Way, staff: Staff) -> None:
        document, client = way(), browser(staff.handler)
        document_change(document=document, facts={}, html="<p>他人</p>", base=1, actor=staff.head, on=ON)
        answer = client.post(f"{DOCUMENTS}/{document.pk}/files/", {"base": "1", "added": [upload("<p>甲</p>", "甲.html")]})
        assert answer.status_code == 409
        document.refresh_from_db()
        assert not document.current.attachments.exists()


class TestVersions:
    @pytest.fixture
    def changed(self, way: Way, staff: Staff) -> Document:
        document = way(html="<p>第一条 每周接访一次。</p>")
        facts = {**FACTS, "title": "关于修订接待办法的通知"}
        document_change(
            document=document, facts=facts, html="<p>第一条 每周接访两次。</p>", base=1, actor=staff.head, on=ON, note="次数"
        )
        document.refresh_from_db()
        return document

    def test_they_are_listed_shown_compared_and_restored(self, changed: Document, staff: Staff) -> None:
        assert "次数" in text_of(page(staff.handler, f"{changed.pk}/versions/"))
        assert "每周接访一次" in text_of(page(staff.handler, f"{changed.pk}/versions/1/"))
        compared = page(staff.handler, f"{changed.pk}/compare/?before=1&now=2")
        assert "关于修订接待办法的通知" in text_of(compared)
        assert [each.text_content() for each in compared.cssselect("ins")] != []
        client = browser(staff.handler)
        restored = client.post(f"{DOCUMENTS}/{changed.pk}/versions/1/restore/", {"base": "2"})
        assert restored.status_code == 302
        changed.refresh_from_db()
        assert (changed.current.number, changed.title) == (3, FACTS["title"])

    def test_restoring_over_somebodys_version_is_refused(self, changed: Document, staff: Staff) -> None:
        browser(staff.handler).post(f"{DOCUMENTS}/{changed.pk}/versions/1/restore/", {"base": "1"})
        changed.refresh_from_db()
        assert changed.current.number == 2

    def test_what_does_not_exist_is_not_found(self, changed: Document, staff: Staff) -> None:
        for path in ("versions/9/", "compare/?before=1&now=9"):
            page(staff.handler, f"{changed.pk}/{path}", status=404)


class TestTheList:
    def test_filters_and_spreadsheet(self, way: Way, staff: Staff) -> None:
        way(title="甲通知")
        way(Stage.FIRST_REVIEW, title="乙办法", kind="normative")
        assert "乙办法" not in text_of(page(staff.handler, "?kind=notice").cssselect("main")[0])
        assert "甲通知" not in text_of(page(staff.handler, "?stage=first_review").cssselect("main")[0])
        for query, count in (
            ("q=乙", 1),
            ("q=xfj/2026-00001", 1),
            ("head=A20_11", 2),
            ("year=2026", 2),
            ("validity=repealed", 0),
        ):
            book = load_workbook(io.BytesIO(browser(staff.handler).get(f"{DOCUMENTS}/?{query}&export=xlsx").content))
            assert book.active.max_row - 1 == count, query
        assert book.active["A1"].value == "索引号"

    def test_one_field_for_many_with_a_look_at_it_first(self, way: Way, staff: Staff) -> None:
        one, under_review = way(title="甲"), way(Stage.FINAL_REVIEW, title="乙")
        client, address = browser(staff.handler), f"{DOCUMENTS}/"
        chosen = {"bulk": "field", "chosen": [str(one.pk), str(under_review.pk)]}
        look = client.post(address, chosen)
        assert "重新审查" in look.content.decode()
        seal = look.content.decode().split('name="seal" value="')[1].split('"')[0]
        done = client.post(address, {**chosen, "confirm": "1", "seal": seal, "field": "topic", "value": "综合政务"})
        assert done.status_code == 302, done.content.decode()[-3000:]
        for document in (one, under_review):
            document.refresh_from_db()
            assert (document.topic, document.stage, document.current.number) == ("综合政务", Stage.DRAFTING, 2)


def test_another_body_reaches_nothing(way: Way, staff: Staff, other_bureau: Body, person: People) -> None:
    """Every address of these pages that names a record, asked by somebody who holds every role in another body."""
    document = way()
    entry = entry_add(body=staff.body, title="x", drafted_on=ON, attribute="open", actor=staff.handler, on=ON)
    stranger = browser(person("stranger", other_bureau, *[role for role in Role if not role.endswith("_admin")]))
    asked = 0
    for pattern in addresses.urlpatterns:
        if pattern in of_reviews or "key" not in pattern.pattern.converters:
            continue
        record = entry if pattern.name.startswith("entry") else document
        given = {"key": record.pk, "number": 1, "file": document.pk, "opinion": document.pk}
        kwargs = {name: given[name] for name in pattern.pattern.converters}
        address = reverse(f"publication:{pattern.name}", kwargs=kwargs)
        for answer in (stranger.get(address), stranger.post(address, {"base": "1"})):
            assert answer.status_code in {404, 405}, f"{address}: {answer.status_code}"
        asked += 1
    assert asked > 25
    assert document.versions.count() == 1


def test_nobody_signed_in_is_led_away(way: Way) -> None:
    document = way()
    for path in ("", "register/", "imports/", "validity/", "consultations/", f"{document.pk}/", f"{document.pk}/edit/"):
        assert Client().get(f"{DOCUMENTS}/{path}").status_code == 302, path


def test_lists_show_only_ones_own_body(way: Way, staff: Staff, other_bureau: Body, person: People) -> None:
    way(title="只有本局可见")
    entry_add(body=staff.body, title="登记簿里的标题", drafted_on=ON, attribute="open", actor=staff.handler, on=ON)
    stranger = person("stranger", other_bureau, Role.HANDLER, Role.OFFICE_HEAD)
    for path in ("", "register/", "validity/", "consultations/", "imports/"):
        shown = text_of(page(stranger, path))
        assert "只有本局可见" not in shown
        assert "登记簿里的标题" not in shown
    assert IssueEntry.objects.count() == 1


@pytest.mark.parametrize("path", ["", "register/", "validity/?year=2026", "consultations/", "imports/"])
def test_a_list_asks_the_same_number_of_questions_however_long_it_is(path: str, way: Way, staff: Staff) -> None:
    client, asked = browser(staff.handler), []
    client.get(f"{DOCUMENTS}/{path}")  # what is asked once for a browser
    for _ in range(2):
        for number in range(3):
            document = way(Stage.RELEASED, kind="normative", title=f"第{number}件", expires_on="2026-04-01")
            entry = entry_add(body=staff.body, title=f"{number}", drafted_on=ON, attribute="open", actor=staff.handler, on=ON)
            Document.objects.filter(pk=document.pk).update(entry=entry)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{DOCUMENTS}/{path}").status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]
