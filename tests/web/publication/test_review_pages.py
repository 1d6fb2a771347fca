"""The pages a reviewer, a clerk and a publisher use: two actions to sign, nothing for whoever's step it is not."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.timezone import localdate
from lxml import html

from gongkai.core.publication import REVIEWS, Stage
from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Body, User
from gongkai.web.publication.models import Document, ReleaseRecord, Review
from gongkai.web.publication.services.documents import document_change
from gongkai.web.publication.services.reviews import document_submit
from gongkai.web.publication.services.sheets import sheet_make
from tests.web.conftest import ON, People
from tests.web.publication.conftest import FACTS, Staff, Way

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.publication.urls")]
DOCUMENTS = "/workbench/documents"


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def look(user: User, document: Document) -> html.HtmlElement:
    answer = browser(user).get(f"{DOCUMENTS}/{document.pk}/review/")
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


@pytest.mark.parametrize("stage", list(REVIEWS))
def test_a_signer_opens_the_page_and_signs(stage: Stage, way: Way, staff: Staff) -> None:
    """Two actions: open, pass."""
    document = way(stage)
    signer = staff.reviewer_of(stage)
    form = look(signer, document).cssselect("form[action$='/sign/']")[0]
    answer = browser(signer).post(form.get("action"), dict(form.form_values()))
    assert answer.status_code == 302
    assert Review.objects.get(stage=stage.value).reviewer == signer


def test_who_may_only_read_sees_no_buttons_and_is_not_found_when_trying(way: Way, staff: Staff) -> None:
    document = way(Stage.FINAL_REVIEW)
    page = look(staff.handler, document)
    assert not page.cssselect("form[action$='/sign/'], form[action$='/return/']")
    answer = browser(staff.handler).post(f"{DOCUMENTS}/{document.pk}/sign/", {"digest": document.current.digest})
    assert answer.status_code == 404


def test_another_body_sees_nothing(way: Way, other_bureau: Body, person: People) -> None:
    document = way(Stage.FIRST_REVIEW)
    stranger = browser(person("stranger", other_bureau, *[role for role in Role if not role.endswith("_admin")]))
    for page in ("review/", "approval.pdf", "paper/", "release/", "elsewhere/", "reading/", "withdraw/", "repeal/"):
        assert stranger.get(f"{DOCUMENTS}/{document.pk}/{page}").status_code == 404, page
    for act in ("submit/", "sign/", "return/", "override/", "unschedule/"):
        assert stranger.post(f"{DOCUMENTS}/{document.pk}/{act}", {}).status_code == 404, act


def test_a_version_that_moved_is_said_and_the_opinion_kept(way: Way, staff: Staff) -> None:
    document = way(Stage.FIRST_REVIEW)
    seen = document.current.digest
    document_change(document=document, facts=FACTS, html="<p>改</p>", base=1, actor=staff.handler, on=ON)
    document_submit(document=document, actor=staff.handler, on=ON)
    answer = browser(staff.head).post(f"{DOCUMENTS}/{document.pk}/sign/", {"digest": seen, "opinion": "我写下的意见"})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "第1版" in text
    assert "我写下的意见" in text


def test_a_return_needs_its_reason_and_nothing_typed_is_lost(way: Way, staff: Staff) -> None:
    document = way(Stage.SECOND_REVIEW)
    address = f"{DOCUMENTS}/{document.pk}/return/"
    answer = browser(staff.reviewer).post(address, {"digest": document.current.digest, "to": "first_review", "reason": ""})
    assert answer.status_code == 422
    chosen = html.fromstring(answer.content.decode()).cssselect("select[name=to] option[selected]")
    assert chosen[0].get("value") == "first_review"
    done = browser(staff.reviewer).post(
        address, {"digest": document.current.digest, "to": "first_review", "reason": "请核对日期"}
    )
    assert done.status_code == 302
    document.refresh_from_db()
    assert document.stage == Stage.FIRST_REVIEW


def test_findings_lead_to_their_place_and_are_let_stand_one_by_one(way: Way, staff: Staff) -> None:
    document = way(Stage.FIRST_REVIEW, html="<p>身份证号11010519491231002X</p>")
    page = look(staff.head, document)
    assert page.cssselect("#findings li a")[0].get("href").startswith("#")
    form = page.cssselect("form[action$='/override/']")[0]
    values = {**dict(form.form_values()), "reason": "本人同意"}
    browser(staff.head).post(form.get("action"), values)
    assert "本人同意" in look(staff.head, document).text_content()


def test_what_changed_since_the_last_pass_is_shown(way: Way, staff: Staff) -> None:
    document = way(Stage.SECOND_REVIEW, html="<p>第一句不变。第二句会改。</p>")
    document_change(
        document=document, facts=FACTS, html="<p>第一句不变。第二句已经改了。</p>", base=1, actor=staff.handler, on=ON
    )
    document_submit(document=document, actor=staff.handler, on=ON)
    page = look(staff.head, document)
    assert page.cssselect(".changed ins")
    assert page.cssselect(".changed del")


def test_the_sheet_to_sign_by_hand_is_a_pdf(way: Way, staff: Staff) -> None:
    document = way(Stage.FINAL_REVIEW)
    answer = browser(staff.handler).get(f"{DOCUMENTS}/{document.pk}/approval.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


@pytest.mark.django_db(transaction=True)
def test_the_clerk_enters_what_was_signed_by_hand(way: Way, staff: Staff) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    document = way(Stage.FINAL_REVIEW)
    sheet = browser(staff.handler).get(f"{DOCUMENTS}/{document.pk}/approval.pdf").content
    answer = browser(staff.clerk).post(
        f"{DOCUMENTS}/{document.pk}/paper/",
        {
            "digest": document.current.digest,
            "signer_name": "李局长",
            "signed_on": localdate().isoformat(),
            "scan": SimpleUploadedFile("呈批单.pdf", sheet),
        },
    )
    assert answer.status_code == 302, answer.content.decode()[:2000]
    document.refresh_from_db()
    assert document.stage == Stage.APPROVED
    assert "纸质" in look(staff.handler, document).text_content()


def test_release_repost_read_withdraw(way: Way, staff: Staff) -> None:
    document = way(Stage.APPROVED)
    publisher = browser(staff.publisher)
    assert publisher.post(f"{DOCUMENTS}/{document.pk}/release/", {"note": "", "at": ""}).status_code == 302
    document.refresh_from_db()
    assert document.stage == Stage.RELEASED
    repost = {"channel": "account", "address": "https://account.example/1", "on": "2026-03-03", "repost": "on"}
    assert publisher.post(f"{DOCUMENTS}/{document.pk}/elsewhere/", repost).status_code == 302
    assert ReleaseRecord.objects.filter(repost=True).count() == 1
    wrong = browser(staff.reviewer).post(f"{DOCUMENTS}/{document.pk}/reading/", {"right": "no", "note": ""})
    assert wrong.status_code == 422
    assert browser(staff.reviewer).post(f"{DOCUMENTS}/{document.pk}/reading/", {"right": "yes"}).status_code == 302
    assert publisher.post(f"{DOCUMENTS}/{document.pk}/withdraw/", {"note": "撤下。"}).status_code == 302
    document.refresh_from_db()
    assert document.released is None
    assert "转载" in publisher.get(f"{DOCUMENTS}/releases/").content.decode()


def test_a_planned_release_is_planned_and_taken_back(way: Way, staff: Staff) -> None:
    document = way(Stage.APPROVED)
    publisher = browser(staff.publisher)
    publisher.post(f"{DOCUMENTS}/{document.pk}/release/", {"at": "2099-01-01T09:00"})
    document.refresh_from_db()
    assert document.stage == Stage.SCHEDULED
    publisher.post(f"{DOCUMENTS}/{document.pk}/unschedule/")
    document.refresh_from_db()
    assert document.stage == Stage.APPROVED
    past = publisher.post(f"{DOCUMENTS}/{document.pk}/release/", {"at": "2001-01-01T09:00"})
    assert past.status_code == 422


def test_a_sheet_is_signed_on_its_page(way: Way, staff: Staff) -> None:
    documents = [way(title=f"处罚{number}") for number in range(3)]
    sheet = sheet_make(documents=documents, title="处罚", actor=staff.handler, on=ON)
    assert "处罚" in browser(staff.handler).get(f"{DOCUMENTS}/sheets/").content.decode()
    page = html.fromstring(browser(staff.head).get(f"{DOCUMENTS}/sheets/{sheet.pk}/").content.decode())
    form = page.cssselect("form[action$='/sign/']")[0]
    browser(staff.head).post(form.get("action"), dict(form.form_values()))
    assert Document.objects.filter(stage=Stage.SECRECY_REVIEW.value).count() == 3


def test_the_signer_sees_fields_and_files_and_which_fields_changed(way: Way, staff: Staff) -> None:
    document = way(Stage.SECRECY_REVIEW)
    facts = {**FACTS, "title": "关于印发新接待办法的通知"}
    document_change(document=document, facts=facts, html="<p>正文</p>", base=1, actor=staff.handler, on=ON)
    document_submit(document=document, actor=staff.handler, on=ON)
    page = look(staff.head, document)
    assert FACTS["doc_no"] in page.cssselect("#facts-title")[0].getparent().text_content()
    changed = page.cssselect("#changed-title")[0].getparent()
    assert [each.text_content() for each in changed.cssselect("ins")] == ["关于印发新接待办法的通知"]
