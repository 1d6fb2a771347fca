"""Taking over a register and a website: each line judged first, taken once, and never past the reviews."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from gongkai.core.errors_register import ImportColumnMissing, ImportUnreadable
from gongkai.core.errors_reviews import NotYours
from gongkai.core.publication import Stage
from gongkai.web.files.services import file_accept
from gongkai.web.publication.importing.columns import headings_found
from gongkai.web.publication.importing.lines import lines_of
from gongkai.web.publication.importing.taking import lines_take
from gongkai.web.publication.models import Document, ImportBatch, IssueEntry
from gongkai.web.publication.selectors.public import address_after_move, public_documents
from gongkai.web.publication.services.imports import import_begin, import_map
from gongkai.web.publication.services.register import entry_add
from gongkai.web.trail.models import Entry
from tests.web.conftest import ON
from tests.web.publication.conftest import Staff, Way
from tests.web.publication.pages import DOCUMENTS, browser, page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.publication.urls")]
HEADINGS = ("序号", "标题", "文号", "成文日期", "公开属性", "不予公开理由", "主办科室")
GOOD = [
    (1, "关于开展接访的通知", "演信发〔2026〕1号", datetime(2026, 1, 8), "主动公开", "", "办公室"),
    (2, "关于人事任免的通知", "演信发〔2026〕2号", "2026年1月12日", "不予公开", "内部事务信息", "办公室"),
    (3, "关于某信访事项的答复", "演信函〔2026〕3号", "2026/2/3", "依申请公开", "涉及第三方", "接访科"),
]


def workbook(rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS, title: str = "") -> bytes:
    book = Workbook()
    if title:
        book.active.append([title])
    for row in (headings, *rows):
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        for name, content in files.items():
            container.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def hand_in(staff: Staff, content: bytes, kind: str = "register", name: str = "登记簿.xlsx") -> ImportBatch:
    file = file_accept(body=staff.body, actor=staff.handler, on=ON, name=name, content=content, purpose="import")
    return import_begin(body=staff.body, kind=kind, file=file, actor=staff.handler, on=ON)


class TestTheRegister:
    def test_usual_headings_are_recognised_below_a_title_line(self, staff: Staff) -> None:
        batch = hand_in(staff, workbook(GOOD, title="演示市信访局2026年发文登记簿"))
        assert batch.heading_row == 1
        assert batch.columns == {"title": 1, "doc_no": 2, "formed_on": 3, "attribute": 4, "reason": 5, "unit": 6}

    @pytest.mark.parametrize(
        "row",
        [
            ["文件标题", "发文字号", "印发日期", "信息公开属性", "不公开理由"],
            ["公文标题 ", "发 文 号", "签发日期", "公开方式", "理 由"],
            ["题名*", "文件编号", "发文时间", "是否公开", "原因"],
        ],
    )
    def test_so_are_others_that_offices_use(self, row: list[str]) -> None:
        assert headings_found([row], "register")[1] == {
            "title": 0, "doc_no": 1, "formed_on": 2, "attribute": 3, "reason": 4,
        }  # fmt: skip

    def test_looking_writes_nothing_and_taking_writes_each_line(self, staff: Staff) -> None:
        batch = hand_in(staff, workbook(GOOD))
        assert all(line.fit for line in lines_of(batch))
        assert not IssueEntry.objects.exists()
        taken = lines_take(batch, None, actor=staff.handler, on=ON)
        assert (taken.done, taken.known, taken.unfit, taken.refused) == (3, 0, 0, [])
        found = list(
            IssueEntry.objects.order_by("number").values_list("title", "doc_no", "formed_on", "attribute", "state", "unit")
        )
        assert found == [
            ("关于开展接访的通知", "演信发〔2026〕1号", date(2026, 1, 8), "open", "confirmed", "办公室"),
            ("关于人事任免的通知", "演信发〔2026〕2号", date(2026, 1, 12), "withheld", "confirmed", "办公室"),
            ("关于某信访事项的答复", "演信函〔2026〕3号", date(2026, 2, 3), "on_request", "confirmed", "接访科"),
        ]
        assert Entry.objects.filter(code="entry.added").count() == 3

    def test_every_fault_is_named_at_its_line_and_the_others_go_on(self, staff: Staff) -> None:
        rows = [
            *GOOD,
            (4, "", "演信发〔2026〕4号", "2026-02-05", "主动公开", "", ""),
            (5, "日期写错的", "演信发〔2026〕5号", "二月五日", "主动公开", "", ""),
            (6, "属性写错的", "演信发〔2026〕6号", "2026-02-06", "内部掌握", "", ""),
            (7, "与第一件同号", "演信发〔2026〕1号", "2026-02-07", "主动公开", "", ""),
            (8, "没有属性的", "演信发〔2026〕8号", "2026-02-08", "", "", ""),
            (9, "没有理由的", "演信发〔2026〕9号", "2026-02-09", "不予公开", "", ""),
            (None, None, None, None, None, None, None),
            (10, "没有日期的", "演信发〔2026〕10号", None, "主动公开", "", ""),
        ]
        batch = hand_in(staff, workbook(rows))
        said = {line.row: [fault.zh for fault in line.faults] for line in lines_of(batch) if line.faults}
        assert said == {
            5: ["没有标题"],
            6: ["日期“二月五日”无法识别"],
            7: ["公开属性“内部掌握”无法识别"],
            8: ["与第 2 行重复"],
            9: ["没有公开属性，导入后为退文"],
            10: ["没有理由，导入后为退文"],
            12: ["拟稿日期、成文日期至少要有一个"],
        }
        taken = lines_take(batch, None, actor=staff.handler, on=ON)
        assert (taken.done, taken.unfit) == (5, 5)
        assert IssueEntry.objects.filter(state="returned").count() == 2

    def test_chosen_lines_alone_and_the_rest_later(self, staff: Staff) -> None:
        batch = hand_in(staff, workbook(GOOD))
        assert lines_take(batch, {3}, actor=staff.handler, on=ON).done == 1
        assert IssueEntry.objects.get().doc_no == "演信发〔2026〕2号"
        taken = lines_take(batch, None, actor=staff.handler, on=ON)
        assert (taken.done, taken.known) == (2, 1)

    def test_a_longer_file_next_month_adds_what_is_new(self, staff: Staff) -> None:
        lines_take(hand_in(staff, workbook(GOOD)), None, actor=staff.handler, on=ON)
        more = [*GOOD, (4, "关于新事的通知", "演信发〔2026〕4号", "2026-02-20", "公开", "", "")]
        again = lines_take(hand_in(staff, workbook(more)), None, actor=staff.handler, on=ON)
        assert (again.done, again.known) == (1, 3)
        assert IssueEntry.objects.count() == 4

    def test_what_was_registered_by_hand_is_recognised_by_its_number(self, staff: Staff) -> None:
        entry_add(
            body=staff.body,
            title="手工登记",
            doc_no="演信发〔2026〕1号",
            drafted_on=ON,
            attribute="open",
            actor=staff.handler,
            on=ON,
        )
        taken = lines_take(hand_in(staff, workbook(GOOD)), None, actor=staff.handler, on=ON)
        assert (taken.done, taken.known) == (2, 1)

    def test_a_policy_document_to_be_withheld_is_referred_all_the_same(self, staff: Staff) -> None:
        headings = (*HEADINGS, "是否政策性文件")
        rows = [(1, "关于扶持的意见", "演信发〔2026〕1号", "2026-01-08", "不予公开", "过程性信息", "", "是")]
        lines_take(hand_in(staff, workbook(rows, headings)), None, actor=staff.handler, on=ON)
        assert IssueEntry.objects.get().state == "referred"

    def test_who_does_not_draft_for_the_body_takes_nothing_over(self, staff: Staff) -> None:
        batch = hand_in(staff, workbook(GOOD))
        taken = lines_take(batch, None, actor=staff.reviewer, on=ON)
        assert taken.done == 0
        assert all(isinstance(error, NotYours) for _, error in taken.refused)
        assert not IssueEntry.objects.exists()

    @pytest.mark.parametrize("text", ["20260308", "2026-03-08", "2026.3.8", "2026年3月8日", "46089", "2026-03-08 00:00:00"])
    def test_days_as_offices_write_them(self, text: str, staff: Staff) -> None:
        line = lines_of(hand_in(staff, workbook([(1, "题", "", text, "主动公开", "", "")])))[0]
        assert (line.values["formed_on"], line.faults) == (date(2026, 3, 8), ())

    def test_columns_are_asked_where_they_are_not_recognised(self, staff: Staff) -> None:
        batch = hand_in(staff, workbook(GOOD, ("甲", "乙", "丙", "丁", "戊", "己", "庚")))
        with pytest.raises(ImportColumnMissing):
            lines_of(batch)
        with pytest.raises(ImportColumnMissing):
            import_map(batch=batch, columns={"doc_no": 2}, heading_row=0, actor=staff.handler, on=ON)
        columns = {"title": 1, "doc_no": 2, "formed_on": 3, "attribute": 4, "reason": 5, "stranger": 6}
        mapped = import_map(batch=batch, columns=columns, heading_row=0, actor=staff.handler, on=ON)
        assert "stranger" not in mapped.columns
        assert len([line for line in lines_of(mapped) if line.fit]) == 3

    @pytest.mark.parametrize(("content", "name"), [(workbook([], ()), "空.xlsx"), ("只有一段话。".encode(), "x.html")])
    def test_what_holds_no_list_is_refused(self, content: bytes, name: str, staff: Staff) -> None:
        if name.endswith("html"):
            content = b"<p>" + content + b"</p>"
        with pytest.raises(ImportUnreadable):
            hand_in(staff, content, name=name)
        assert not ImportBatch.objects.exists()


LIST = ("标题", "发布日期", "网址", "html文件", "文号", "公开事项", "附件")
PAGES = [
    (
        "关于印发办事指南的通知",
        "2021-03-04",
        "http://www.ysszf.gov.cn/xfj/202103/t1.html",
        "t1.html",
        "演信发〔2021〕4号",
        "",
        "表.html",
    ),
    ("接待日安排", "2020-05-06", "http://www.ysszf.gov.cn/xfj/202005/t2.html", "t2.html", "", "", ""),
]
HTML_1 = (
    "<html><body><div>导航</div><div class='TRS_Editor'><p>办事指南全文</p>"
    "<table><tr><th>时间</th></tr></table></div></body></html>"
)


class TestTheWebsite:
    @pytest.fixture
    def batch(self, staff: Staff) -> ImportBatch:
        content = zipped(
            list_xlsx=workbook(PAGES, LIST),
            pages__t1_html=HTML_1.encode(),
            pages__t2_html="<html><body><p>每周三接待</p></body></html>".encode("gb18030"),
            files__表_html="<p>申请表</p>".encode(),
        )
        return hand_in(staff, content, "website", "原网站.zip")

    def test_pages_become_drafts_with_their_old_address_and_day(self, batch: ImportBatch, staff: Staff) -> None:
        taken = lines_take(batch, None, actor=staff.handler, on=ON)
        assert (taken.done, taken.refused) == (2, [])
        guide = Document.objects.get(doc_no="演信发〔2021〕4号")
        assert (guide.published_before, guide.first_released_at, guide.publish_by) == (date(2021, 3, 4), None, None)
        assert guide.current.facts["published_before"] == "2021-03-04"
        assert "导航" not in guide.current.html
        assert "时间</th>" in guide.current.html
        assert [each.name for each in guide.current.attachments.all()] == ["表.html"]
        assert "每周三接待" in Document.objects.get(title="接待日安排").current.html

    def test_nothing_of_it_is_public_before_its_reviews(self, batch: ImportBatch, staff: Staff) -> None:
        lines_take(batch, None, actor=staff.handler, on=ON)
        assert {each.stage for each in Document.objects.all()} == {Stage.DRAFTING.value}
        assert not public_documents(on=ON).exists()
        assert address_after_move(old="/xfj/202103/t1.html", on=ON) is None

    def test_taken_again_nothing_is_doubled(self, batch: ImportBatch, staff: Staff) -> None:
        lines_take(batch, None, actor=staff.handler, on=ON)
        again = lines_take(batch, None, actor=staff.handler, on=ON)
        assert (again.done, again.known) == (0, 2)
        assert Document.objects.count() == 2

    def test_missing_pages_and_days_are_named(self, staff: Staff) -> None:
        rows = [
            ("题", "", "http://x/1.html", "没有.html", "", "", "没有.pdf"),
            ("只有标题", "2020-01-02", "http://x/2.html", "", "", "没有这一项", ""),
        ]
        content = zipped(list_xlsx=workbook(rows, LIST), 别的_html=b"<p>x</p>")
        lines = lines_of(hand_in(staff, content, "website", "原网站.zip"))
        assert [fault.zh for fault in lines[0].faults] == [
            "没有原发布日期",
            "压缩包中没有“没有.html”",
            "压缩包中没有附件“没有.pdf”",
        ]
        assert [(fault.zh, fault.warns) for fault in lines[1].faults] == [
            ("没有正文，导入后请补充", True),
            ("公开事项“没有这一项”无法识别，导入后请选择", True),
        ]
        assert [line.fit for line in lines] == [False, True]

    def test_text_in_the_list_itself(self, staff: Staff) -> None:
        rows = [("甲", "2020-01-02", "<p>正文<script>x()</script></p>")]
        batch = hand_in(staff, workbook(rows, ("标题", "发布日期", "正文")), "website")
        lines_take(batch, None, actor=staff.handler, on=ON)
        assert Document.objects.get().current.html == "<p>正文</p>"

    def test_plain_text_in_the_list_keeps_its_lines(self, staff: Staff) -> None:
        rows = [("甲", "2020-01-02", "第一段 1＜2\n第二段")]
        batch = hand_in(staff, workbook(rows, ("标题", "发布日期", "正文")), "website")
        lines_take(batch, None, actor=staff.handler, on=ON)
        assert Document.objects.get().current.html.count("<p>") == 2

    def test_a_zip_without_a_list_is_refused(self, staff: Staff) -> None:
        with pytest.raises(ImportUnreadable):
            hand_in(staff, zipped(a_html=b"<p>x</p>"), "website", "原网站.zip")

    def test_a_page_with_a_secrecy_mark_keeps_the_whole_file_out(self, staff: Staff) -> None:
        from gongkai.core.errors_files import FileMarkedSecret

        content = zipped(list_xlsx=workbook(PAGES, LIST), t1_html="<p>机密★10年</p><p>正文</p>".encode())
        with pytest.raises(FileMarkedSecret):
            hand_in(staff, content, "website", "原网站.zip")
        assert not ImportBatch.objects.exists()


class TestThePages:
    def test_handed_in_looked_at_and_taken(self, staff: Staff) -> None:
        client = browser(staff.handler)
        rows = [*GOOD, (4, "", "演信发〔2026〕4号", "2026-02-05", "主动公开", "", "")]
        upload = SimpleUploadedFile("登记簿.xlsx", workbook(rows))
        given = {"body": str(staff.body.pk), "kind": "register", "file": upload}
        answer = client.post(f"{DOCUMENTS}/imports/new/", given)
        assert answer.status_code == 302, answer.content.decode()[-2000:]
        path = answer["Location"].removeprefix(f"{DOCUMENTS}/")
        shown = text_of(page(staff.handler, path))
        assert "可导入 3 行" in shown
        assert "没有标题" in shown
        assert client.post(f"{answer['Location']}take/", {}).status_code == 302
        assert not IssueEntry.objects.exists()
        assert client.post(f"{answer['Location']}take/", {"row": ["2"]}).status_code == 302
        assert IssueEntry.objects.count() == 1
        assert client.post(f"{answer['Location']}take/", {"everything": "1"}).status_code == 302
        assert IssueEntry.objects.count() == 3
        assert "登记簿.xlsx" in text_of(page(staff.handler, "imports/"))

    def test_columns_are_assigned_on_the_page(self, staff: Staff) -> None:
        batch = hand_in(staff, workbook(GOOD, ("甲", "乙", "丙", "丁", "戊", "己", "庚")))
        client, address = browser(staff.handler), f"{DOCUMENTS}/imports/{batch.pk}/"
        assert "请先指定" in text_of(page(staff.handler, f"imports/{batch.pk}/"))
        assert client.post(address, {"heading_row": "1", "doc_no": "2"}).status_code == 422
        assert (
            client.post(
                address, {"heading_row": "1", "title": "1", "doc_no": "2", "formed_on": "3", "attribute": "4"}
            ).status_code
            == 302
        )
        assert "可导入 1 行" not in text_of(page(staff.handler, f"imports/{batch.pk}/"))
        assert "已有 0 行" in text_of(page(staff.handler, f"imports/{batch.pk}/"))

    def test_who_does_not_draft_has_no_such_page(self, staff: Staff, way: Way) -> None:
        batch = hand_in(staff, workbook(GOOD))
        for path in ("imports/", "imports/new/", f"imports/{batch.pk}/"):
            page(staff.leader, path, status=404)
        assert browser(staff.leader).post(f"{DOCUMENTS}/imports/{batch.pk}/take/", {"everything": "1"}).status_code == 404
