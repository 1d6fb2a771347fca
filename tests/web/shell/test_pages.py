"""The pages of the shell: the work list, the search, the switches, what every page has around it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from gongkai.web.shell import navigation, search, worklists
from gongkai.web.shell.worklists import Group, WorkItem, days_left, work_of
from tests.web.conftest import ON

pytestmark = pytest.mark.django_db


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def test_home_leads_to_the_sign_in_without_one(client: Client) -> None:
    answer = client.get("/workbench/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/signin/?next=")


def test_home_has_the_frame(desk: Client) -> None:
    shown = text(desk.get("/workbench/"))
    for each in ("演示市信访局", "非涉密", "演示：", "大字版", "高对比度", "English", 'href="#main"', "没有待办事项"):
        assert each in shown
    assert '<html lang="zh-CN"' in shown


def test_no_demonstration_mark_where_none_is_due(desk: Client, bureau: object) -> None:
    bureau.demo = False  # type: ignore[attr-defined]
    bureau.save()  # type: ignore[attr-defined]
    assert "演示：" not in text(desk.get("/workbench/"))


def test_home_groups_the_work(desk: Client) -> None:
    today = localdate()
    items = [
        WorkItem("逾期的", "/a", "待初审", due=today - timedelta(days=10), group=Group.WAITING),
        WorkItem("快到期的", "/b", "待发布", due=today),
        WorkItem("等我的", "/c", "待复审", who="经办人甲", due=today + timedelta(days=60), group=Group.WAITING),
        WorkItem("我的", "/d", "草稿"),
    ]
    worklists.register(lambda rights, on: items)
    shown = text(desk.get("/workbench/"))
    places = [shown.index(f'href="{each}">') for each in ("/a", "/b", "/c", "/d")]
    assert places == sorted(places)
    assert "今天到期" in shown
    assert "经办人甲" in shown
    only = text(desk.get("/workbench/?group=mine"))
    assert 'href="/d"' in only and 'href="/c"' not in only
    assert desk.get("/workbench/?group=nothing").status_code == 404


def test_home_shows_ten_of_a_group_and_all_on_its_own_page(desk: Client) -> None:
    worklists.register(lambda rights, on: [WorkItem(f"第{n:02}件", f"/{n}", "草稿") for n in range(25)])
    assert text(desk.get("/workbench/")).count("work__title") == 10
    assert text(desk.get("/workbench/?group=mine")).count("work__title") == 25


def test_each_item_stands_once_in_its_most_urgent_group(rights: object, handler: object) -> None:
    items = [WorkItem("a", "/", "x", late=True), WorkItem("b", "/", "x", due=ON + timedelta(days=2), group=Group.WAITING)]
    worklists.register(lambda rights, on: items)
    work = work_of(rights(handler), ON)  # type: ignore[operator]
    assert {group: [each.item.title for each in placed] for group, placed in work.items()} == {
        Group.LATE: ["a"],
        Group.SOON: ["b"],
        Group.WAITING: [],
        Group.MINE: [],
    }


def test_days_left_are_working_days() -> None:
    assert days_left(date(2026, 3, 9), date(2026, 3, 2)) == 5
    assert days_left(date(2026, 2, 27), date(2026, 3, 2)) == -2 + 0 or days_left(date(2026, 2, 27), date(2026, 3, 2)) < 0
    assert days_left(date(2026, 3, 2), date(2026, 3, 2)) == 0
    assert days_left(date(2090, 3, 10), date(2090, 3, 1)) == 9  # no calendar yet: days


def test_navigation_shows_what_one_may_and_marks_where_one_is(desk: Client) -> None:
    from gongkai.web.bodies.kinds import Right

    navigation.register("待办", "shell:home", order=1)
    navigation.register("检索", "shell:search", rights=(Right.READ,), order=2)
    navigation.register("审计", "shell:keys", rights=(Right.ADMIN_AUDIT,), order=3)
    navigation.register("没有", "nowhere:at-all", order=4)
    shown = text(desk.get("/workbench/search/"))
    nav = shown[shown.index('class="ways"') : shown.index("</nav>", shown.index('class="ways"'))]
    assert "待办" in nav and "审计" not in nav and "没有" not in nav
    assert nav.count("aria-current") == 1
    assert 'href="/workbench/search/" aria-current="page"' in nav


def test_what_lies_below_an_entry_is_shown_in_its_section(desk: Client) -> None:
    from gongkai.web.bodies.kinds import Right

    navigation.register("待办", "shell:home", order=1)
    navigation.register("文件", "documents", order=20)
    navigation.register("登记簿", "register", order=22)
    navigation.register("审签", "signing", rights=(Right.REVIEW_FINAL,), order=21)
    navigation.register("检索", "shell:search", order=30)
    shown = desk.get("/workbench/documents/register/").context["shell"]
    assert [(way.label, way.here) for way in shown.navigation] == [("待办", False), ("文件", True), ("检索", False)]
    assert [(way.label, way.here) for way in shown.section] == [("文件", False), ("登记簿", True)]
    assert 'aria-label="本栏目"' in text(desk.get("/workbench/documents/"))
    assert desk.get("/workbench/").context["shell"].section == []
    assert desk.get("/workbench/search/").context["shell"].section == []


def test_search_asks_every_searcher_for_what_one_may_see(desk: Client) -> None:
    def found(rights: object, words: str, on: date) -> object:
        return (search.Hit(f"{words}{n}", f"/{n}", "演示市信访局", on) for n in range(100))

    search.register("文件", found)
    search.register("机关", lambda rights, words, on: [])
    shown = text(desk.get("/workbench/search/?q=通知"))
    assert shown.count('href="/1') == 11  # 1 and 10 to 19: twenty of a hundred, no more were asked
    assert "仅列出前 20 条" in shown
    assert "机关</h2>" not in shown
    assert 'value="通知"' in shown
    assert "没有找到" in text(desk.get("/workbench/search/?q=%00")) or desk.get("/workbench/search/?q=%00").status_code == 200


def test_what_is_searched_for_is_escaped(desk: Client) -> None:
    assert "<script>alert" not in text(desk.get("/workbench/search/?q=<script>alert(1)</script>"))


def test_large_print_and_contrast_are_remembered(desk: Client) -> None:
    answer = desk.post("/workbench/view/", {"elder": "1", "next": "/workbench/search/"})
    assert answer["Location"] == "/workbench/search/"
    desk.post("/workbench/view/", {"contrast": "1"})
    assert '<html lang="zh-CN" class="elder contrast">' in text(desk.get("/workbench/"))
    desk.post("/workbench/view/", {"elder": "0"})
    assert '<html lang="zh-CN" class="contrast">' in text(desk.get("/workbench/"))
    assert desk.cookies["gongkai-view"]["httponly"]


def test_a_cookie_of_somebody_elses_making_is_ignored(desk: Client) -> None:
    desk.cookies["gongkai-view"] = 'elder.x"><script>'
    assert 'class="elder">' in text(desk.get("/workbench/"))


def test_the_language_is_chosen_and_not_guessed(desk: Client) -> None:
    assert "没有待办事项" in text(desk.get("/workbench/", headers={"accept-language": "en"}))
    answer = desk.post("/workbench/language/", {"language": "en", "next": "https://example.org/"})
    assert answer["Location"] == "/workbench/"
    shown = text(desk.get("/workbench/"))
    assert '<html lang="en"' in shown
    assert "Nothing to do" in shown
    desk.post("/workbench/language/", {"language": "xx"})
    assert '<html lang="en"' in text(desk.get("/workbench/"))


def test_switches_are_posts(desk: Client) -> None:
    answer = desk.get("/workbench/view/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "请从页面上的按钮进入" in text(answer)
    assert desk.get("/workbench/language/").status_code == 405


def test_the_account_menu(desk: Client) -> None:
    navigation.register_account("键盘", "shell:keys")
    navigation.register_account("退出", "shell:language", order=99, post=True)
    shown = text(desk.get("/workbench/"))
    assert '<form method="post" action="/workbench/language/"><input type="hidden" name="csrfmiddlewaretoken"' in shown


def test_the_home_page_asks_few_questions(desk: Client, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        desk.get("/workbench/")


def test_keys_are_listed_for_everybody(client: Client) -> None:
    assert "<kbd>/</kbd>" in text(client.get("/workbench/keys/"))
