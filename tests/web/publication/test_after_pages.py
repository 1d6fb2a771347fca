"""The pages of many at once and of what comes after: looked at first, then done; nothing for whoever may not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate
from lxml import html

from gongkai.core.publication import REVIEWS, Stage
from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Body, User
from gongkai.web.notices import due
from gongkai.web.publication.models import (
    ColumnConfirmation,
    Document,
    ErrorReport,
    Quashing,
    Reading,
    ReleaseRecord,
    Review,
    ReviewSheet,
)
from gongkai.web.publication.services.releases import document_schedule, release_prove, release_record
from gongkai.web.publication.services.sheets import sheet_make, sheet_sign
from tests.web.conftest import ON, People
from tests.web.publication.conftest import AT, Staff, Way

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.publication.urls")]
DOCUMENTS = "/workbench/documents"


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def in_bulk(client: Client, address: str, action: str, **data: str) -> html.HtmlElement:
    """Choose everything, look at the preview, confirm; the preview is given back."""
    preview = client.post(address, {"bulk": action, "everything": "1"})
    assert preview.status_code == 200
    page = html.fromstring(preview.content.decode())
    for form in page.cssselect("form"):
        fields = form.form_values()
        if ("confirm", "1") in fields:
            values: dict[str, object] = dict(fields)
            values["chosen"] = [value for name, value in fields if name == "chosen"]
            done = client.post(address, {**values, **data})
            assert done.status_code == 302, done.content.decode()[-2000:]
            break
    return page


class TestManyAtOnce:
    def test_drafts_go_on_a_sheet_are_signed_released_and_read(self, way: Way, staff: Staff) -> None:
        """Nobody opens them one by one: a sheet, four signatures, one release, one reading."""
        for number in range(5):
            way(title=f"处罚{number}", kind="penalty")
        way(title="有身份证号", html="<p>身份证号11010519491231002X</p>")
        preview = in_bulk(browser(staff.handler), f"{DOCUMENTS}/drafts/", "sheet", title="3月处罚")
        assert "有身份证号" in preview.cssselect(".lines__refused")[0].getparent().text_content()
        sheet = ReviewSheet.objects.get()
        assert (sheet.title, sheet.lines.count()) == ("3月处罚", 5)
        for stage in REVIEWS:
            page = html.fromstring(browser(staff.reviewer_of(stage)).get(f"{DOCUMENTS}/sheets/{sheet.pk}/").content.decode())
            form = page.cssselect("form[action$='/sign/']")[0]
            browser(staff.reviewer_of(stage)).post(form.get("action"), dict(form.form_values()))
        in_bulk(browser(staff.publisher), f"{DOCUMENTS}/to-release/", "release", note="")
        assert Document.objects.filter(released__isnull=False).count() == 5
        in_bulk(browser(staff.reviewer), f"{DOCUMENTS}/to-read/", "read")
        assert Reading.objects.filter(right=True).count() == 5

    def test_each_is_submitted_by_itself(self, way: Way, staff: Staff) -> None:
        for number in range(3):
            way(title=f"通知{number}")
        in_bulk(browser(staff.handler), f"{DOCUMENTS}/drafts/", "submit")
        assert Document.objects.filter(stage=Stage.FIRST_REVIEW.value).count() == 3

    def test_what_is_public_is_handed_over_to_the_archives(self, way: Way, staff: Staff) -> None:
        """R 25: listed for a period, as a spreadsheet, and recorded."""
        for number in range(3):
            way(Stage.RELEASED, title=f"公开{number}")
        publisher, address = browser(staff.publisher), f"{DOCUMENTS}/handover/"
        assert publisher.get(f"{address}?export=xlsx&from=2026-03-01&to=2026-03-31").content.startswith(b"PK")
        assert "公开0" not in publisher.get(f"{address}?from=2026-04-01").content.decode()
        assert "公开0" in publisher.get(f"{address}?from=nonsense").content.decode()
        in_bulk(publisher, address, "hand", channel="archive", account="市档案馆", on="2026-04-01")
        assert ReleaseRecord.objects.filter(channel="archive", account="市档案馆").count() == 3
        assert "公开0" not in publisher.get(f"{address}?handed=0").content.decode()

    def test_nothing_is_listed_for_whoever_may_not(self, way: Way, staff: Staff) -> None:
        way(title="甲件")
        way(Stage.APPROVED, title="乙件")
        way(Stage.RELEASED, title="丙件")
        reader = browser(staff.leader)
        for page, title in (("drafts", "甲件"), ("to-release", "乙件"), ("to-read", "丙件")):
            assert title not in reader.get(f"{DOCUMENTS}/{page}/").content.decode()
        answer = reader.post(f"{DOCUMENTS}/to-release/", {"bulk": "release", "everything": "1", "confirm": "1"})
        assert answer.status_code == 302
        assert Document.objects.filter(released__isnull=False).count() == 1


class TestASheetsPaper:
    @pytest.mark.django_db(transaction=True)
    def test_printed_listed_and_entered(self, way: Way, staff: Staff) -> None:
        sheet = sheet_make(documents=[way(title=f"处罚{n}") for n in range(3)], title="处罚", actor=staff.handler, on=ON)
        for stage in list(REVIEWS)[:3]:
            sheet_sign(sheet=sheet, stage=stage, actor=staff.reviewer_of(stage), on=ON)
        clerk = browser(staff.clerk)
        printed = clerk.get(f"{DOCUMENTS}/sheets/{sheet.pk}/approval.pdf").content
        assert printed.startswith(b"%PDF")
        assert clerk.get(f"{DOCUMENTS}/sheets/{sheet.pk}/lines.xlsx").content.startswith(b"PK")
        form = html.fromstring(clerk.get(f"{DOCUMENTS}/sheets/{sheet.pk}/paper/").content.decode()).cssselect("form.form")[0]
        values = dict(form.form_values())
        assert values["stage"] == "final_review"
        values |= {"signer_name": "李局长", "signed_on": localdate().isoformat()}
        upload = SimpleUploadedFile("呈批单.pdf", printed)
        answer = clerk.post(f"{DOCUMENTS}/sheets/{sheet.pk}/paper/", {**values, "scan": upload})
        assert answer.status_code == 302, answer.content.decode()[-2000:]
        assert Review.objects.filter(paper=True).count() == 3
        assert browser(staff.handler).get(f"{DOCUMENTS}/sheets/{sheet.pk}/paper/").status_code == 404


class TestAfter:
    def test_a_plan_that_was_refused_says_why_where_it_is_released(self, way: Way, staff: Staff) -> None:
        document = way(Stage.APPROVED)
        document_schedule(document=document, at=AT + timedelta(days=1), now=AT, actor=staff.publisher, on=ON)
        staff.body.ended_on = ON
        staff.body.save()
        due.tick(AT + timedelta(days=1))
        page = browser(staff.publisher).get(f"{DOCUMENTS}/{document.pk}/release/").content.decode()
        assert "定时发布未通过复核" in page
        assert "已于2026-03-02撤销" in page

    def test_the_period_of_display(self, way: Way, staff: Staff) -> None:
        document = way(Stage.RELEASED)
        publisher = browser(staff.publisher)
        assert publisher.post(f"{DOCUMENTS}/{document.pk}/display/", {"until": "2020-01-01"}).status_code == 422
        assert publisher.post(f"{DOCUMENTS}/{document.pk}/display/", {"until": "2099-01-01"}).status_code == 302
        document.refresh_from_db()
        assert str(document.shown_until) == "2099-01-01"
        assert "2099-01-01" in publisher.get(f"{DOCUMENTS}/{document.pk}/review/").content.decode()

    def test_a_penalty_that_fell(self, way: Way, staff: Staff) -> None:
        document = way(Stage.RELEASED, kind="penalty")
        handler, today = browser(staff.handler), localdate().isoformat()
        assert "登记处罚被变更" in handler.get(f"{DOCUMENTS}/{document.pk}/review/").content.decode()
        values = {"kind": "quashed", "decided_on": today, "known_on": today, "basis": "复决〔2026〕1号"}
        assert handler.post(f"{DOCUMENTS}/{document.pk}/quash/", {**values, "known_on": "2099-01-01"}).status_code == 422
        assert handler.post(f"{DOCUMENTS}/{document.pk}/quash/", values).status_code == 302
        assert Quashing.objects.count() == 1
        assert document.title in handler.get(f"{DOCUMENTS}/quashings/").content.decode()

    def test_a_fault_is_entered_and_answered(self, staff: Staff) -> None:
        handler = browser(staff.handler)
        values = {"body": staff.body.pk, "text": "第三条电话少一位", "received_on": "2026-03-02", "contact": "13800000000"}
        assert handler.post(f"{DOCUMENTS}/error-reports/new/", {**values, "text": ""}).status_code == 422
        assert handler.post(f"{DOCUMENTS}/error-reports/new/", values).status_code == 302
        report = ErrorReport.objects.get()
        assert "第三条电话少一位" in handler.get(f"{DOCUMENTS}/error-reports/").content.decode()
        page = f"{DOCUMENTS}/error-reports/{report.pk}/"
        assert "13800000000" in handler.get(page).content.decode()
        assert "13800000000" not in browser(staff.leader).get(page).content.decode()
        assert browser(staff.leader).post(page, {"result": "right", "answer": "已改"}).status_code == 404
        assert handler.post(page, {"result": "right", "answer": ""}).status_code == 422
        assert handler.post(page, {"result": "right", "answer": "已改"}).status_code == 302
        report.refresh_from_db()
        assert report.result == "right"

    def test_a_column_is_confirmed(self, staff: Staff) -> None:
        head = browser(staff.head)
        assert "待确认" in head.get(f"{DOCUMENTS}/columns/").content.decode()
        assert head.post(f"{DOCUMENTS}/columns/", {"body": staff.body.pk, "column": "guide"}).status_code == 302
        assert ColumnConfirmation.objects.get().column == "guide"
        assert browser(staff.handler).post(f"{DOCUMENTS}/columns/", {"column": "guide"}).status_code == 404
        assert browser(staff.handler).get(f"{DOCUMENTS}/columns/").status_code == 200

    def test_a_proof_is_looked_at_by_hand(self, way: Way, staff: Staff) -> None:
        document = way(Stage.RELEASED)
        release = release_record(
            document=document, channel="website", address="https://site.example/1", actor=staff.publisher, on=ON
        )
        release_prove(release=release, proof="differs", details={"title": "x"}, at=AT, actor=None, on=ON)
        publisher = browser(staff.publisher)
        assert "发布凭证需核实" in publisher.get("/workbench/").content.decode()
        page = f"{DOCUMENTS}/releases/{release.pk}/proof/"
        assert "https://site.example/1" in publisher.get(page).content.decode()
        assert publisher.post(page, {"proof": "same", "note": "标题、正文一致"}).status_code == 302
        release.refresh_from_db()
        assert (release.proof, release.proof_details["seen"]) == (ReleaseRecord.Proof.SAME, "标题、正文一致")
        assert release.proof_details["title"] == "x"


def test_another_body_sees_nothing_of_it(way: Way, staff: Staff, other_bureau: Body, person: People) -> None:
    document = way(Stage.RELEASED, kind="penalty")
    release = ReleaseRecord.objects.get()
    sheet = sheet_make(documents=[way(title="处罚")], title="处罚单", actor=staff.handler, on=ON)
    stranger = browser(person("外人", other_bureau, *[role for role in Role if not role.endswith("_admin")]))
    sheet_page = f"sheets/{sheet.pk}/"
    for page in (
        *(f"{document.pk}/{each}/" for each in ("display", "quash")),
        f"releases/{release.pk}/proof/",
        *(f"{sheet_page}{each}" for each in ("", "approval.pdf", "lines.xlsx", "paper/")),
    ):
        assert stranger.get(f"{DOCUMENTS}/{page}").status_code == 404, page
    for page in ("drafts", "to-release", "to-read", "quashings", "error-reports", "sheets", "releases", "duties"):
        text = stranger.get(f"{DOCUMENTS}/{page}/").content.decode()
        assert document.title not in text, page
        assert "处罚单" not in text, page
