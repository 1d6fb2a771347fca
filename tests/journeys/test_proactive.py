"""From the Word file on the handler's desk to the public page, its correction and its end, by the people whose duty it is."""

from __future__ import annotations

import io

import pytest
from docx import Document as Word

from gongkai.core.publication import Stage
from gongkai.web.publication.models import Document, ReleaseRecord
from tests.journeys.conftest import Sit
from tests.web.publication.conftest import Staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REPLACE = """html => {
    const area = document.querySelector("textarea[name=html]");
    area.value = html;
    area.editor?.commands.setContent(html, {emitUpdate: true});
}"""  # as if typed: in the editor where it stands, in the plain field where not
MOST_OF_A_HANDLER, MOST_OF_A_SIGNER = 8, 2


def word(*, faulty: bool) -> bytes:
    """A notice with a table; a faulty one holds an ID number and a telephone."""
    file = Word()
    file.add_paragraph("演信发〔2026〕12号")
    file.add_heading("关于印发来访接待工作规则的通知", 1)
    file.add_paragraph("各科室：")
    file.add_paragraph("现将来访接待工作规则印发给你们，请遵照执行。")
    if faulty:
        file.add_paragraph("联系人身份证号11010519491231002X，手机13812345678。")
    table = file.add_table(3, 2)
    for row, texts in enumerate([("窗口", "时间"), ("一号", "工作日全天"), ("二号", "每周三上午")]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    file.add_paragraph("演示市信访局")
    file.add_paragraph("2026年11月2日")
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def begin(sit: Sit, staff: Staff, *, faulty: bool = False) -> tuple[Document, int]:
    """The handler registers a notice from its file and hands it in; the actions it took."""
    handler = sit(staff.handler.username)
    handler.open("/workbench/documents/").picture("documents")
    handler.click("a[href$='/documents/begin/']")
    handler.upload("input[type=file]", "接待规则.docx", word(faulty=faulty)).click("main form button.button")
    handler.picture("new-from-file")
    handler.choose("select[name=head]", "A20_11")
    handler.click("main form[data-unsaved] button[type=submit], main form .form__end button")
    handler.picture("document")
    document = Document.objects.get()
    handler.click("form[action$='/submit/'] button >> nth=0")
    return document, handler.actions


def sign(sit: Sit, username: str, title: str, *, picture: str = "") -> int:
    """A signer finds it on the work list, opens it and passes it; the actions it took."""
    signer = sit(username)
    signer.open("/workbench/")
    if picture:
        signer.picture(f"home-{picture}")
    signer.click(f"a[href$='/review/']:has-text('{title}')")
    if picture:
        signer.picture(picture)
    signer.click("form[action$='/sign/'] button")
    assert "已通过" in signer.text, signer.text
    return signer.actions


def test_a_simple_notice_costs_its_handler_eight_actions_and_each_signer_two(sit: Sit, staff: Staff) -> None:
    document, actions = begin(sit, staff)
    assert actions <= MOST_OF_A_HANDLER
    for signer in (staff.head, staff.secrecy, staff.reviewer, staff.leader):
        assert sign(sit, signer.username, "接待工作规则", picture="review") <= MOST_OF_A_SIGNER
    publisher = sit(staff.publisher.username).open("/workbench/")
    publisher.click("a[href$='/release/']:has-text('接待工作规则')").picture("release").click("main form button.button")
    document.refresh_from_db()
    assert document.stage == Stage.RELEASED
    reader = sit("").open(f"/b/{staff.body.code}/").picture("portal-body")
    reader.click("a:has-text('接待工作规则')").picture("portal-document")
    assert "每周三上午" in reader.text
    assert reader.page.locator(".body table th").count() == 2
    assert document.index_no in reader.text


def test_findings_are_mended_one_signature_is_on_paper_and_it_is_corrected_and_ended(sit: Sit, staff: Staff) -> None:
    document, _ = begin(sit, staff, faulty=True)
    head = sit(staff.head.username).open(f"/workbench/documents/{document.pk}/review/").picture("review-findings")
    head.click("form[action$='/sign/'] button")
    assert "须先处理" in head.text
    head.click("summary:has-text('退回修改')").type("textarea[name=reason]", "请删去身份证号和手机号。")
    head.click("form[action$='/return/'] button")

    handler = sit(staff.handler.username).open(f"/workbench/documents/{document.pk}/edit/").picture("editor")
    plain = document.current.html.replace("联系人身份证号11010519491231002X，手机13812345678。", "联系电话见政府信息公开指南。")
    handler.page.evaluate(REPLACE, plain)
    handler.click("main form button[type=submit]:visible, main form .form__end button:visible")
    document.refresh_from_db()
    assert document.current.number == 2, handler.text
    assert "11010519491231002X" not in document.current.html
    assert "<table" in document.current.html
    # The file itself still says it, and the public could download it: the mended one takes its place.
    handler.open(f"/workbench/documents/{document.pk}/files/")
    handler.upload("input[name=original]", "接待规则.docx", word(faulty=False)).click("main form .form__end button")
    handler.open(f"/workbench/documents/{document.pk}/").click("form[action$='/submit/'] button >> nth=0")
    document.refresh_from_db()
    assert document.stage == Stage.FIRST_REVIEW, handler.text
    for signer in (staff.head, staff.secrecy, staff.reviewer):
        sign(sit, signer.username, "接待工作规则", picture=f"mended-{signer.username}")

    document.refresh_from_db()
    clerk = sit(staff.clerk.username).open(f"/workbench/documents/{document.pk}/review/")
    with clerk.page.expect_download() as sheet:
        clerk.page.click("a[href$='approval.pdf']")
    scan = sheet.value.path().read_bytes()
    clerk.click("a[href$='/paper/']").type("input[name=signer_name]", "李局长").upload("input[type=file]", "呈批单.pdf", scan)
    clerk.picture("paper").click("main form button.button")
    document.refresh_from_db()
    assert document.stage == Stage.APPROVED, clerk.text

    publisher = sit(staff.publisher.username).open(f"/workbench/documents/{document.pk}/release/")
    publisher.click("main form button.button")
    reader = sit(staff.reviewer.username).open(f"/workbench/documents/{document.pk}/reading/")
    reader.click("input[value=yes]").click("main form button.button")

    publisher.open(f"/workbench/documents/{document.pk}/elsewhere/").choose("select[name=channel]", "account")
    publisher.type("input[name=address]", "https://account.example/s/1").click("input[name=repost]")
    publisher.click("main form button.button")
    assert ReleaseRecord.objects.filter(document=document, repost=True).count() == 1
    publisher.open(f"/workbench/documents/{document.pk}/repeal/")
    publisher.type("input[name=ended_on]", "2026-12-01")
    publisher.type("input[name=basis]", "《关于废止部分文件的决定》（演信发〔2026〕20号）")
    publisher.click("main form button.button")
    public = sit("").open("/").click("a:has-text('接待工作规则')").picture("portal-ended")
    assert "已废止" in public.text


def test_the_handler_of_another_body_sees_nothing(sit: Sit, staff: Staff, other_bureau: object, person: object) -> None:
    from gongkai.web.bodies.kinds import Role

    document, _ = begin(sit, staff)
    person("stranger", other_bureau, Role.HANDLER, Role.OFFICE_HEAD)  # type: ignore[operator]
    stranger = sit("stranger")
    for address in ("/workbench/", "/workbench/documents/", "/workbench/search/?q=接待"):
        assert "接待工作规则" not in stranger.open(address).text
    for page in ("", "review/", "edit/", "versions/", "compare/"):
        assert stranger.open(f"/workbench/documents/{document.pk}/{page}").status == 404
