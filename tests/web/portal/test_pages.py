"""The public pages show what was released and nothing else; every field of law.md 8.2 and every tag of 8.3 is there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate
from lxml import html

from gongkai.core.publication import Stage
from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Body
from gongkai.web.files.services import file_accept
from gongkai.web.publication.kinds import Column, Validity
from gongkai.web.publication.models import Attachment, Document, DocumentVersion, IssueEntry
from gongkai.web.publication.selectors.public import PublicDocument, public_document
from tests.web.conftest import ON, People

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.portal.urls")]
RELEASED = datetime(2026, 3, 2, 18, 30, tzinfo=UTC)  # 3 March 02:30 in Shanghai
Make = Callable[..., Document]


@pytest.fixture
def make(bureau: Body, person: People) -> Make:
    """A document with one version; released unless `released=False`."""
    author = person("author", bureau, Role.HANDLER)

    def document(
        title: str = "关于印发接待办法的通知", *, released: bool = True, html: str = "<p>正文</p>", **fields: Any
    ) -> Document:
        facts = {
            "title": title,
            "doc_no": "演信发〔2026〕12号",
            "issuer": bureau.name,
            "formed_on": "2026-03-01",
            "topic": "信访",
        }
        number = Document.objects.count() + 1
        made = Document.objects.create(
            **{
                "body": bureau,
                "title": title,
                "issuer": bureau.name,
                "kind": "notice",
                "head": "A20_11",
                "index_no": f"11640000TEST000000/2026-{number:05}",
                "drafted_by": author,
                "doc_no": facts["doc_no"],
                **fields,
            }
        )
        version = DocumentVersion.objects.create(
            document=made, number=1, html=html, facts=facts, digest="0" * 64, made_by=author
        )
        made.current = version
        if released:
            made.stage, made.released, made.first_released_at = Stage.RELEASED.value, version, RELEASED
        made.save()
        return made

    return document


def page(address: str, status: int = 200) -> html.HtmlElement:
    answer = Client().get(address)
    assert answer.status_code == status, answer.content.decode()[:500]
    return html.fromstring(answer.content.decode())


def shown(document: Document) -> PublicDocument:
    found = public_document(key=document.pk, on=ON)
    assert found is not None
    return found


def test_a_document_shows_its_fields_and_tags(make: Make) -> None:
    document = make()
    tree = page(shown(document).address)
    facts = {row.findtext("dt"): row.findtext("dd") for row in tree.cssselect(".facts--document div")}
    assert facts == {
        "索引号": document.index_no,
        "主题分类": "信访",
        "发文机关": "演示市信访局",
        "成文日期": "2026-03-01",
        "标题": "关于印发接待办法的通知",
        "发文字号": "演信发〔2026〕12号",
        "发布日期": "2026-03-03 02:30",
        "有效性": "有效",
    }
    tags = {tag.get("name"): tag.get("content") for tag in tree.cssselect("meta[name]")}
    assert tags["ArticleTitle"] == tree.cssselect("h1")[0].text == "关于印发接待办法的通知"
    assert tags["PubDate"] == facts["发布日期"]
    assert tags["ContentSource"] == "演示市信访局"
    assert tags["ColumnName"] == "法定主动公开内容"
    assert tags["SiteName"] == "政府信息公开"


def test_what_is_empty_says_so(make: Make) -> None:
    document = make()
    DocumentVersion.objects.update(facts={"title": "甲"})
    rows = page(shown(document).address).cssselect(".facts--document div")
    assert {row.findtext("dd") for row in rows if row.findtext("dt") in {"发文字号", "主题分类"}} == {"无"}


def test_the_month_of_the_address_is_that_of_the_place(make: Make) -> None:
    document = make()
    Document.objects.update(first_released_at=datetime(2026, 3, 31, 16, 30, tzinfo=UTC))
    document.refresh_from_db()
    assert f"/202604/{document.pk}.html" in shown(document).address


def test_only_the_released_version_is_seen_while_a_correction_is_written(make: Make) -> None:
    document = make()
    address = shown(document).address
    later = DocumentVersion.objects.create(
        document=document,
        number=2,
        html="<p>尚未公开的改动</p>",
        facts={"title": "改后的标题"},
        digest="1" * 64,
        made_by=document.drafted_by,
    )
    Document.objects.update(stage=Stage.DRAFTING.value, current=later, title="改后的标题")
    for where in (address, "/", "/b/xfj/", "/b/xfj/statutory/", "/b/xfj/statutory/A20_11/"):
        text = Client().get(where).content.decode()
        assert "改动" not in text
        assert "改后" not in text


def test_nothing_unreleased_is_seen_anywhere(make: Make, bureau: Body) -> None:
    document = make("灰雀计划", released=False)
    IssueEntry.objects.create(
        body=bureau,
        number="2026-1",
        title="灰雀计划",
        drafted_on=ON,
        drafter=document.drafted_by,
        attribute="withheld",
        reason="内部",
    )
    addresses = ["/", "/b/xfj/", *(f"/b/xfj/{column.value}/" for column in Column), "/b/xfj/statutory/A20_11/"]
    assert not any("灰雀" in Client().get(address).content.decode() for address in addresses)
    assert Client().get(f"/b/xfj/statutory/202603/{document.pk}.html").status_code == 404


def test_what_was_withdrawn_is_gone_with_a_dated_word_and_no_title(make: Make) -> None:
    document = make("灰雀计划")
    address = shown(document).address
    Document.objects.update(
        stage=Stage.WITHDRAWN.value, released=None, withdrawn_on=date(2026, 3, 5), withdrawal_note="内容有误，现予撤下。"
    )
    tree = page(address, 410)
    assert "内容有误，现予撤下。" in tree.text_content()
    assert "2026年3月5日" in tree.text_content()
    assert "灰雀" not in tree.text_content()


def test_a_period_of_display_ends_by_itself(make: Make) -> None:
    today = localdate()
    last, over = make("最后一日", shown_until=today), make("已过", shown_until=today - timedelta(days=1))
    text = Client().get("/b/xfj/statutory/").content.decode()
    assert last.title in text
    assert over.title not in text


def test_what_ended_says_when_and_what_took_its_place(make: Make) -> None:
    new = make("新办法")
    old = make("旧办法", validity=Validity.REPEALED, ended_on=date(2026, 3, 2), successor=new)
    tree = page(shown(old).address)
    note = tree.cssselect(".ended-note")[0]
    assert "废止" in note.text_content()
    assert "2026年3月2日" in note.text_content()
    assert note.cssselect("a")[0].get("href") == shown(new).address


def test_every_head_of_the_level_is_there_empty_ones_too(make: Make) -> None:
    make()
    lines = page("/b/xfj/statutory/").cssselect(".heads a")
    assert len(lines) == 18  # fifteen heads of art. 20, one of 21, 22 and 44
    counts = {line.get("href"): line.cssselect(".heads__count")[0].text for line in lines}
    assert counts["/b/xfj/statutory/A20_11/"] == "1"
    assert counts["/b/xfj/statutory/A20_07/"] == "0"
    assert "/b/xfj/statutory/A21_township/" not in counts
    assert Client().get("/b/xfj/statutory/A21_township/").status_code == 404


def test_long_lists_have_pages_of_their_own_and_the_queries_stay_the_same(
    make: Make, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(45):
        make(f"第{number}号")
    first, last = page("/b/xfj/statutory/A20_11/"), page("/b/xfj/statutory/A20_11/3.html")
    assert len(first.cssselect(".links li")) == 20
    assert len(last.cssselect(".links li")) == 5
    assert first.cssselect("a[rel=next]")[0].get("href") == "/b/xfj/statutory/A20_11/2.html"
    assert not last.cssselect("a[rel=next]")
    assert Client().get("/b/xfj/statutory/A20_11/4.html").status_code == 404
    with django_assert_max_num_queries(6):
        Client().get("/b/xfj/statutory/A20_11/2.html")


@pytest.mark.django_db(transaction=True)
def test_originals_and_attachments_are_downloads_of_released_versions_alone(make: Make) -> None:
    document = make()
    author = document.drafted_by
    stored = file_accept(
        body=document.body, actor=author, on=ON, name="附件.txt", content="全文".encode(), purpose="attachment"
    )
    attachment = Attachment.objects.create(version=document.released, file=stored, name="接待窗口.txt")
    link = page(shown(document).address).cssselect(".files a")[0]
    answer = Client().get(link.get("href"))
    assert answer.content == "全文".encode()
    assert answer["Content-Disposition"].startswith("attachment")
    other = make(released=False)
    assert Client().get(f"/f/{other.pk}/{attachment.pk}/x").status_code == 404


def test_an_address_of_the_old_website_leads_on(make: Make) -> None:
    document = make(old_address="http://old.example/zwgk/201804/t20180412_64558.html")
    answer = Client().get("/zwgk/201804/t20180412_64558.html")
    assert answer.status_code == 301
    assert answer["Location"] == shown(document).address
    assert Client().get("/zwgk/201804/none.html").status_code == 404


def test_a_body_that_is_not_there_is_not_found(make: Make) -> None:
    assert Client().get("/b/nobody/").status_code == 404
    assert Client().get("/b/xfj/nothing/").status_code == 404
