"""Duty lists: read as offices print them, loaded again without losing anything, and their gaps seen."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html
from openpyxl import Workbook

from gongkai.core.errors_after import DutyListUnreadable, OtherBodysDocument
from gongkai.core.errors_reviews import NotYours
from gongkai.core.publication import Stage
from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Body, User
from gongkai.web.publication.duty_lists import DutyRow, duty_rows, rows_of
from gongkai.web.publication.models import Document, DutyItem, DutyLink, DutyList
from gongkai.web.publication.selectors.duties import (
    DutyState,
    duty_gap_counts,
    duty_gaps,
    duty_items_visible,
    duty_state,
    released_in_time,
)
from gongkai.web.publication.services.duties import duty_item_link, duty_item_set, duty_item_unlink, duty_list_load
from gongkai.web.publication.workbench_after import duties_missing
from gongkai.web.trail.models import Entry
from tests.web.conftest import ON, People
from tests.web.publication.conftest import Staff, Way

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.urls("tests.web.publication.urls")]
TOP = ["序号", "公开事项", None, "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体"]
TOP += ["公开对象", None, "公开方式", None, "公开层级", None]
UNDER = [None, "一级事项", "二级事项", None, None, None, None, None, "全社会", "特定群体", "主动", "依申请公开", "县级", "乡级"]
LINES = [
    [
        1,
        "政策文件",
        "法规",
        "国家和省的规定",
        "条例",
        "信息形成之日起20个工作日内",
        "信访局",
        "网站",
        "√",
        None,
        "√",
        None,
        "√",
        "√",
    ],
    [2, None, "规范性文件", "本级制发的文件", None, "每年更新", None, None, "√", None, "√", None, "√", None],
    [3, "来信来访", "联系人名单", "名单", "办法", "长期公开", "信访局", "窗口", None, "当事人", None, "√", "√", None],
]


def workbook(*lines: list[Any], merged: bool = True) -> bytes:
    """A list as printed: a title, two rows of headings, merged cells."""
    book = Workbook()
    sheet = book.active
    sheet.append(["演示市信访领域基层政务公开标准目录"])
    for row in (TOP, UNDER, *lines):
        sheet.append(row)
    if merged:
        sheet.merge_cells("B2:C2")
        sheet.merge_cells("I2:J2")
        sheet.merge_cells("B4:B5")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


class TestReading:
    def test_two_rows_of_headings_ticks_and_merged_cells(self) -> None:
        rows = duty_rows(rows_of(workbook(*LINES), "目录.xlsx"), "目录.xlsx")
        assert [(row.first, row.second) for row in rows] == [
            ("政策文件", "法规"),
            ("政策文件", "规范性文件"),
            ("来信来访", "联系人名单"),
        ]
        assert (rows[0].days, rows[0].audience, rows[0].mode, rows[0].levels) == (20, "全社会", "主动", "县级、乡级")
        assert (rows[1].every_months, rows[1].basis) == (12, "条例")  # a merged cell reaches down
        assert (rows[2].audience, rows[2].on_request, rows[2].levels) == ("特定群体：当事人", True, "县级")
        assert rows[2].basis == "办法"

    def test_one_row_of_headings_with_words(self) -> None:
        rows = [
            ["一级事项", "二级事项", "公开内容", "公开依据", "公开时限", "公开方式"],
            ["救助", "低保", "名单", "办法", "每月", "主动公开"],
        ]
        (row,) = duty_rows(rows, "x")
        assert (row.second, row.every_months, row.on_request) == ("低保", 1, False)

    @pytest.mark.parametrize("rows", [[], [["姓名", "电话"], ["甲", "1"]], [TOP, UNDER]])
    def test_what_is_no_list_is_said(self, rows: list[list[Any]]) -> None:
        with pytest.raises(DutyListUnreadable):
            duty_rows([[cell or "" for cell in row] for row in rows], "x.xlsx")

    def test_what_is_no_workbook_is_said(self) -> None:
        with pytest.raises(DutyListUnreadable):
            rows_of(b"PK\x03\x04 broken", "x.xlsx")


@pytest.fixture
def loaded(staff: Staff) -> DutyList:
    rows = duty_rows(rows_of(workbook(*LINES), "目录.xlsx"), "目录.xlsx")
    return duty_list_load(body=staff.body, name="信访", rows=rows, actor=staff.head, on=ON)


def states(staff: Staff, rights: Any, on: date = ON) -> dict[str, DutyState]:
    items = duty_items_visible(rights=rights(staff.handler), on=on)
    return {item.second: duty_state(item, on=on) for item in items}


class TestLoading:
    def test_again_it_keeps_documents_adds_and_ends(self, loaded: DutyList, way: Way, staff: Staff) -> None:
        item = loaded.items.get(second="法规")
        duty_item_link(item=item, document=way(Stage.RELEASED), actor=staff.handler, on=ON)
        changed = [LINES[0], [9, "新事项", "新", "新内容", "新依据", "实时", "局", "网", "√", None, "√", None, "√", None]]
        rows = duty_rows(rows_of(workbook(*changed, merged=False), "x.xlsx"), "x.xlsx")
        again = duty_list_load(body=staff.body, name="信访", rows=rows, actor=staff.head, on=date(2026, 6, 1))
        assert again.pk == loaded.pk
        assert {each.second for each in again.items.filter(ended_on__isnull=True)} == {"法规", "新"}
        assert again.items.get(second="规范性文件").ended_on == date(2026, 6, 1)
        assert DutyLink.objects.get().item == item
        details = Entry.objects.filter(code="duty_list.loaded").latest("sequence").details
        assert (details["added"], details["kept"], details["ended"]) == (1, 1, 2)

    def test_times_that_somebody_set_stay(self, loaded: DutyList, staff: Staff) -> None:
        item = loaded.items.get(second="法规")
        duty_item_set(item=item, days=7, every_months=6, actor=staff.head, on=ON)
        rows = duty_rows(rows_of(workbook(*LINES), "x.xlsx"), "x.xlsx")
        duty_list_load(body=staff.body, name="信访", rows=rows, actor=staff.head, on=ON)
        item.refresh_from_db()
        assert (item.days, item.every_months) == (7, 6)

    def test_only_by_whoever_manages_the_body(self, staff: Staff) -> None:
        with pytest.raises(NotYours):
            duty_list_load(body=staff.body, name="信访", rows=[DutyRow("a")], actor=staff.handler, on=ON)


class TestGaps:
    def test_nothing_public_is_a_gap_until_something_is(self, loaded: DutyList, way: Way, staff: Staff, rights: Any) -> None:
        assert states(staff, rights) == {
            "法规": DutyState.MISSING,
            "规范性文件": DutyState.MISSING,
            "联系人名单": DutyState.ON_REQUEST,
        }
        assert duty_gap_counts(bodies={staff.body.pk}) == [("信访", loaded.pk, 2)]
        item = loaded.items.get(second="法规")
        document = way(Stage.APPROVED)
        duty_item_link(item=item, document=document, actor=staff.handler, on=ON)
        assert states(staff, rights)["法规"] == DutyState.MISSING  # not public yet
        duty_item_link(item=item, document=way(Stage.RELEASED, title="公开的"), actor=staff.handler, on=ON)
        assert states(staff, rights)["法规"] == DutyState.KEPT
        gaps = duty_gaps(duty_items_visible(rights=rights(staff.handler), on=ON), on=ON)
        assert [each.second for each in gaps] == ["规范性文件"]
        assert len(list(duties_missing(rights(staff.head), ON))) == 1

    def test_what_was_not_renewed_is_late(self, loaded: DutyList, way: Way, staff: Staff, rights: Any) -> None:
        item = loaded.items.get(second="规范性文件")
        duty_item_link(item=item, document=way(Stage.RELEASED), actor=staff.handler, on=ON)
        assert states(staff, rights, date(2027, 3, 2))["规范性文件"] == DutyState.KEPT
        assert states(staff, rights, date(2027, 3, 3))["规范性文件"] == DutyState.STALE

    def test_what_came_after_its_time_says_so(self, loaded: DutyList, way: Way, staff: Staff, rights: Any) -> None:
        item = loaded.items.get(second="法规")
        late = way(Stage.RELEASED, formed_on="2026-01-05")  # 20 working days ended on 2 February
        duty_item_link(item=item, document=late, actor=staff.handler, on=ON)
        assert states(staff, rights)["法规"] == DutyState.LATE
        assert released_in_time(item, late) is False
        duty_item_link(item=item, document=way(Stage.RELEASED, title="及时的"), actor=staff.handler, on=ON)
        assert states(staff, rights)["法规"] == DutyState.KEPT  # the newest counts

    def test_a_document_of_another_body_fulfils_nothing(
        self, loaded: DutyList, way: Way, staff: Staff, other_bureau: Body
    ) -> None:
        document = way(Stage.RELEASED)
        Document.objects.update(body=other_bureau)
        document.refresh_from_db()
        with pytest.raises(OtherBodysDocument):
            duty_item_link(item=loaded.items.first(), document=document, actor=staff.handler, on=ON)

    def test_linked_twice_and_unlinked(self, loaded: DutyList, way: Way, staff: Staff) -> None:
        item, document = loaded.items.first(), way(Stage.RELEASED)
        before = Entry.objects.count()
        for _ in range(2):
            duty_item_link(item=item, document=document, actor=staff.handler, on=ON)
        duty_item_unlink(item=item, document=document, actor=staff.handler, on=ON)
        assert not DutyLink.objects.exists()
        assert Entry.objects.count() == before + 2

    def test_the_queries_do_not_grow(self, loaded: DutyList, staff: Staff, rights: Any, django_assert_num_queries: Any) -> None:
        held = rights(staff.handler)
        with django_assert_num_queries(1):
            assert len([duty_state(item, on=ON) for item in duty_items_visible(rights=held, on=ON)]) == 3


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


DUTIES = "/workbench/documents/duties"


class TestPages:
    def test_loaded_seen_linked_and_taken_away(self, way: Way, staff: Staff) -> None:
        document = way(Stage.RELEASED)
        head = browser(staff.head)
        assert "载入目录" in head.get(f"{DUTIES}/").content.decode()
        upload = SimpleUploadedFile("目录.xlsx", workbook(*LINES))
        answer = head.post(f"{DUTIES}/load/", {"body": staff.body.pk, "name": "信访", "head": "", "file": upload})
        assert answer.status_code == 302, answer.content.decode()[-3000:]
        page = head.get(answer["Location"]).content.decode()
        assert "缺：没有公开的信息" in page
        item = DutyItem.objects.get(second="法规")
        shown = html.fromstring(head.get(f"{DUTIES}/{item.pk}/").content.decode())
        form = shown.cssselect("form[action$='/link/']")[0]
        assert head.post(form.get("action"), {"document": str(document.pk)}).status_code == 302
        assert document.title in head.get(f"{DUTIES}/{item.pk}/").content.decode()
        assert head.post(f"{DUTIES}/{item.pk}/times/", {"days": "7", "every_months": ""}).status_code == 302
        assert head.post(f"{DUTIES}/{item.pk}/times/", {"days": "0"}).status_code == 422
        assert head.post(f"{DUTIES}/{item.pk}/unlink/{document.pk}/").status_code == 302
        assert not DutyLink.objects.exists()

    def test_a_wrong_file_is_said_at_its_field_and_the_name_kept(self, staff: Staff) -> None:
        upload = SimpleUploadedFile("名单.xlsx", workbook(["甲"], merged=False)[:50])
        answer = browser(staff.head).post(
            f"{DUTIES}/load/", {"body": staff.body.pk, "name": "信访领域", "head": "", "file": upload}
        )
        assert answer.status_code == 422
        assert "信访领域" in answer.content.decode()

    def test_gaps_are_filtered_and_exported(self, loaded: DutyList, staff: Staff) -> None:
        client = browser(staff.handler)
        page = client.get(f"{DUTIES}/?gap=1&list={loaded.pk}").content.decode()
        assert "规范性文件" in page
        assert "联系人名单" not in page
        assert client.get(f"{DUTIES}/?export=xlsx").content.startswith(b"PK")

    def test_another_body_sees_nothing(
        self, loaded: DutyList, way: Way, staff: Staff, other_bureau: Body, person: People
    ) -> None:
        document = way(Stage.RELEASED)
        stranger = browser(person("外人", other_bureau, *[role for role in Role if not role.endswith("_admin")]))
        item = loaded.items.first()
        assert "法规" not in stranger.get(f"{DUTIES}/").content.decode()
        assert stranger.get(f"{DUTIES}/{item.pk}/").status_code == 404
        for act in ("times/", "link/", f"unlink/{document.pk}/"):
            assert stranger.post(f"{DUTIES}/{item.pk}/{act}", {}).status_code == 404
        mine = browser(staff.handler)  # reads it, but manages nothing
        assert mine.post(f"{DUTIES}/{item.pk}/times/", {}).status_code == 404
        assert mine.get(f"{DUTIES}/load/").status_code == 404
