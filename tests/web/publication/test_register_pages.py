"""The register on pages: registered, sent back, decided, made into a document; and the pattern of index numbers."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from gongkai.web.publication.models import IndexPattern, IssueEntry
from gongkai.web.publication.services.register import entry_add
from tests.web.conftest import ON
from tests.web.publication.conftest import Staff
from tests.web.publication.pages import DOCUMENTS, browser, form_of, page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.publication.urls")]


def add(staff: Staff, **given: object) -> IssueEntry:
    values = {"title": "关于某事的意见", "attribute": "withheld", "reason": "过程性信息", "policy": True, **given}
    return entry_add(body=staff.body, drafted_on=ON, actor=staff.handler, on=ON, **values)


def test_registered_on_the_page(staff: Staff) -> None:
    client = browser(staff.handler)
    values = form_of(page(staff.handler, "register/new/"))
    answer = client.post(f"{DOCUMENTS}/register/new/", {**values, "title": "关于接访的通知", "attribute": "open"})
    assert answer.status_code == 302
    shown = text_of(page(staff.handler, answer["Location"].removeprefix(f"{DOCUMENTS}/")))
    assert "关于接访的通知" in shown
    assert "制作公开信息" in shown
    assert client.post(f"{DOCUMENTS}/register/new/", {**values, "title": ""}).status_code == 422


def test_without_an_attribute_it_says_why_it_came_back(staff: Staff) -> None:
    entry = add(staff, attribute="", reason="")
    shown = text_of(page(staff.handler, f"register/{entry.pk}/"))
    assert "未标明公开属性" in shown
    client, address = browser(staff.handler), f"{DOCUMENTS}/register/{entry.pk}/propose/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"attribute": "open"}).status_code == 302
    entry.refresh_from_db()
    assert entry.state == "confirmed"
    assert client.post(address, {"attribute": "withheld", "reason": "x"}).status_code == 422


def test_the_head_of_the_office_decides_or_sends_back(staff: Staff) -> None:
    entry, other = add(staff), add(staff)
    client = browser(staff.head)
    address = f"{DOCUMENTS}/register/{entry.pk}"
    assert "确定公开属性" in text_of(page(staff.head, f"register/{entry.pk}/"))
    assert "确定公开属性" not in text_of(page(staff.handler, f"register/{entry.pk}/").cssselect("main")[0]).replace(
        "负责人确定公开属性", ""
    )
    refused = client.post(f"{address}/confirm/", {"attribute": "withheld", "basis": "第十六条", "reason": " "})
    assert (refused.status_code, "第十六条" in refused.content.decode()) == (422, True)
    assert client.post(f"{address}/confirm/", {"attribute": "open"}).status_code == 302
    assert client.post(f"{DOCUMENTS}/register/{other.pk}/return/", {"because": "应当公开"}).status_code == 302
    other.refresh_from_db()
    assert (other.state, other.returned_because) == ("returned", "应当公开")
    assert browser(staff.handler).post(f"{address}/confirm/", {"attribute": "open"}).status_code == 404


def test_reassessed_and_completed(staff: Staff) -> None:
    entry = add(staff, policy=False)
    address = f"{DOCUMENTS}/register/{entry.pk}"
    assert browser(staff.head).post(f"{address}/reassess/", {"attribute": "open"}).status_code == 302
    values = form_of(page(staff.handler, f"register/{entry.pk}/amend/"))
    done = browser(staff.handler).post(
        f"{address}/amend/", {**values, "doc_no": "演信发〔2026〕30号", "formed_on": "2026-03-05"}
    )
    assert done.status_code == 302
    entry.refresh_from_db()
    assert (entry.attribute, entry.doc_no) == ("open", "演信发〔2026〕30号")


def test_the_list_its_figures_and_its_spreadsheet(staff: Staff) -> None:
    add(staff)
    add(staff, title="甲", attribute="open", doc_no="演信发〔2026〕9号")
    shown = text_of(page(staff.handler, "register/?state=referred"))
    assert "关于某事的意见" in shown
    assert "行政发文" in shown
    book = load_workbook(io.BytesIO(browser(staff.handler).get(f"{DOCUMENTS}/register/?q=〔2026〕9号&export=xlsx").content))
    assert [row[1].value for row in book.active.iter_rows(min_row=2)] == ["甲"]


def test_the_pattern_of_index_numbers(staff: Staff) -> None:
    client, address = browser(staff.head), f"{DOCUMENTS}/index-pattern/"
    assert "xfj/" in text_of(page(staff.head, "index-pattern/"))
    wrong = client.post(address, {"pattern": "{code}", "begun_on": "2026-01-01"})
    assert (wrong.status_code, "流水号" in wrong.content.decode()) == (422, True)
    assert client.post(address, {"pattern": "信{year}-{number:4}", "begun_on": "2026-01-01"}).status_code == 302
    assert IndexPattern.objects.get().pattern == "信{year}-{number:4}"
    page(staff.handler, "index-pattern/", status=404)


def test_in_english(staff: Staff) -> None:
    entry = add(staff)
    client = browser(staff.handler)
    client.cookies["django_language"] = "en"
    for path in ("", "register/", f"register/{entry.pk}/", "imports/", "validity/", "consultations/", "begin/"):
        assert client.get(f"{DOCUMENTS}/{path}").status_code == 200, path
