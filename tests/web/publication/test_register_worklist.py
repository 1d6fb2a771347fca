"""What is to be done and what is found: each person sees their own, nobody another body's."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.core.publication import Stage
from gongkai.web.bodies.access import rights_of
from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Body, User
from gongkai.web.publication.models import Document
from gongkai.web.publication.services.register import entry_add
from gongkai.web.publication.services.reviews import review_return
from gongkai.web.publication.workbench import (
    documents_hits,
    drafts_mine,
    duties_of_the_office,
    entries_hits,
    entries_mine,
    entries_to_publish,
)
from tests.web.conftest import ON, People
from tests.web.publication.conftest import Staff, Way

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.publication.urls")]


def kinds(provider: object, user: User, on: date = ON) -> list[tuple[str, str, bool]]:
    found = provider(rights_of(user, on=on), on)  # type: ignore[operator]
    return [(str(item.kind), item.title, item.late) for item in found]


def test_drafts_and_what_came_back(way: Way, staff: Staff) -> None:
    way(title="甲")
    back = way(Stage.FIRST_REVIEW, title="乙")
    review_return(document=back, digest=back.current.digest, reason="请改", actor=staff.head, on=ON)
    assert sorted(kinds(drafts_mine, staff.handler)) == [("拟稿", "甲", False), ("退回修改", "乙", False)]
    assert kinds(drafts_mine, staff.head) == []
    assert sorted(kinds(drafts_mine, staff.handler, date(2026, 6, 1)))[0][2]


def test_entries_sent_back_referred_and_to_be_made(staff: Staff) -> None:
    given = {"body": staff.body, "drafted_on": ON, "actor": staff.handler, "on": ON}
    entry_add(title="没有属性", **given)
    entry_add(title="政策文件", attribute="withheld", reason="过程性", policy=True, **given)
    entry_add(title="要公开的", attribute="open", **given)
    assert kinds(entries_mine, staff.handler) == [("退文", "没有属性", False)]
    assert kinds(entries_mine, staff.head) == [("公开属性待定", "政策文件", False)]
    assert kinds(entries_to_publish, staff.handler) == [("待制作公开信息", "要公开的", False)]


def test_the_head_of_the_office_sees_what_is_due(way: Way, staff: Staff) -> None:
    way(title="拟稿中", formed_on="2026-03-01")
    way(Stage.RELEASED, title="将届满", expires_on="2026-04-01")
    entry_add(
        body=staff.body,
        title="不公开的",
        drafted_on=ON,
        attribute="withheld",
        reason="内部",
        actor=staff.handler,
        on=date(2025, 3, 3),
    )
    assert sorted(kinds(duties_of_the_office, staff.head)) == [("定期评估", "不公开的", False), ("有效期届满", "将届满", False)]
    later = sorted(kinds(duties_of_the_office, staff.head, date(2026, 4, 7)))
    assert later == [("定期评估", "不公开的", True), ("待公开", "拟稿中", True), ("有效期届满", "将届满", True)]
    assert kinds(duties_of_the_office, staff.handler) == []


def test_exact_numbers_come_first_and_only_ones_own(way: Way, staff: Staff, other_bureau: Body, person: People) -> None:
    way(title="提到 xfj/2026-00002 的通知")
    way(title="第二件")
    rights = rights_of(staff.handler, on=ON)
    assert [hit.title for hit in documents_hits(rights, "xfj/2026-00002", ON)] == ["第二件", "提到 xfj/2026-00002 的通知"]
    assert [hit.title for hit in documents_hits(rights, "第二件", ON)] == ["第二件"]
    entry_add(body=staff.body, title="登记的事", doc_no="演信发〔2026〕7号", drafted_on=ON, actor=staff.handler, on=ON)
    assert [hit.title for hit in entries_hits(rights, "〔2026〕7号", ON)] == ["登记的事"]
    strange = rights_of(person("stranger", other_bureau, Role.HANDLER), on=ON)
    assert list(documents_hits(strange, "第二件", ON)) == []
    assert list(entries_hits(strange, "登记的事", ON)) == []


@pytest.mark.parametrize("provider", [drafts_mine, entries_mine, duties_of_the_office, entries_to_publish])
def test_the_list_asks_the_same_number_of_questions_however_long_it_is(provider: object, way: Way, staff: Staff) -> None:
    asked = []
    for more in (2, 4):
        for number in range(more):
            way(title=f"{number}", formed_on="2026-02-02")
            entry_add(body=staff.body, title="x", drafted_on=ON, actor=staff.handler, on=ON)
            entry_add(body=staff.body, title="y", drafted_on=ON, attribute="open", actor=staff.handler, on=ON)
        Document.objects.update(drafted_by=staff.head)
        rights = rights_of(staff.head, on=ON)
        with CaptureQueriesContext(connection) as queries:
            list(provider(rights, ON))  # type: ignore[operator]
        asked.append(len(queries))
    assert asked[0] == asked[1]
