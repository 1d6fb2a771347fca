"""The pages in a real Chromium: nothing for axe to find, sizes as the norm asks, by keyboard alone, without script, on paper.

GONGKAI_TEST_PICTURES=FOLDER keeps a picture of every page.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate
from playwright.sync_api import Page

from gongkai.web.bodies.models import Body
from gongkai.web.shell import navigation, search, worklists
from gongkai.web.shell.worklists import Group, WorkItem
from tests.web.browser import VIEWS, WIDTHS, axe_source, chromium, violations
from tests.web.conftest import body_of
from tests.web.shell import urls

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = {
    "home": "/workbench/",
    "list": "/list/",
    "form": "/form/",
    "search": "/workbench/search/?q=通知",
    "keys": "/workbench/keys/",
    "error": "/fail/404/",
}


@pytest.fixture
def work(bureau: Body) -> None:
    """A day's work, so that there is something to see."""
    for number in range(60):
        body_of(f"b{number:03}", f"演示市第{number}局")
    navigation.register("待办", "shell:home", order=1)
    navigation.register("检索", "shell:search", order=2)
    navigation.register_account("键盘操作", "shell:keys")
    navigation.register_account("退出", "shell:language", post=True)
    today = localdate()
    items = [
        WorkItem(
            "关于做好2026年度政务公开重点工作的通知（草稿）",
            "/form/",
            "待初审",
            today - timedelta(days=9),
            who="经办人甲",
            group=Group.WAITING,
        ),
        WorkItem("演示市生活垃圾分类管理办法", "/list/", "待保密审查", today, who="经办人乙", group=Group.WAITING),
        WorkItem("关于2025年度财政决算公开的说明", "/list/", "待发布", today + timedelta(days=3), who="演示市财政局"),
        WorkItem("机构职能页面需更新：分管领导调整", "/list/", "更新页面", today + timedelta(days=30)),
        WorkItem("行政处罚决定书（演示）第12号", "/list/", "草稿"),
        WorkItem(
            "关于印发演示市优化营商环境若干措施的通知及其政策解读材料汇编" * 2, "/list/", "草稿", today + timedelta(days=60)
        ),
    ]
    worklists.register(lambda rights, on: items)
    search.register("文件", lambda rights, words, on: [search.Hit("关于重点工作的通知", "/list/", "演政发〔2026〕3号", on)])


@pytest.fixture
def browse(live_server: Any, desk: Client, work: None) -> Iterator[Any]:
    """`browse(width, view, **more)`: a page of the handler's browser."""
    with chromium() as browser:

        def opened(width: str = "desktop", view: str = "normal", **more: Any) -> Page:
            wide, high = WIDTHS[width]
            context = browser.new_context(viewport={"width": wide, "height": high}, base_url=live_server.url, **more)
            cookies = {"sessionid": desk.cookies["sessionid"].value, "gongkai-view": VIEWS[view]}
            context.add_cookies(
                [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items() if value]
            )
            page: Page = context.new_page()
            return page

        yield opened


def keep(page: Page, name: str) -> None:
    if folder := os.environ.get("GONGKAI_TEST_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_and_nothing_hangs_over(browse: Any, width: str, view: str) -> None:
    axe_source()
    page = browse(width, view)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for name, address in PAGES.items():
        page.goto(address)
        if name == "form":
            page.click(".form__end button")
        keep(page, f"{name}-{width}-{view}")
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width][0], name
    refused = [each for each in said if "Content Security" in each or "Error" in each]
    assert refused == []


def test_axe_does_find_a_fault_that_is_there(browse: Any) -> None:
    page = browse()
    page.goto("/workbench/")
    page.evaluate(
        "document.querySelector('#top-search').removeAttribute('placeholder'); document.querySelector('.search label').remove()"
    )
    assert any(each.startswith("label:") for each in violations(page))


SMALL = """() => [...document.querySelectorAll('main *')]
    .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .filter((each) => each.checkVisibility() && !each.closest('.unseen') && parseFloat(getComputedStyle(each).fontSize) < 24)
    .map((each) => each.outerHTML.slice(0, 120))"""
LOW = """(least) => [...document.querySelectorAll('button, .button, input, select, summary, label:has(input), .ways a')]
    .filter((each) => each.checkVisibility() && !['hidden', 'checkbox', 'radio'].includes(each.type))
    .filter((each) => each.getBoundingClientRect().height < least)
    .map((each) => each.outerHTML.slice(0, 120) + each.getBoundingClientRect().height)"""
SPACING = "parseFloat(getComputedStyle(document.body).lineHeight) / parseFloat(getComputedStyle(document.body).fontSize)"


def test_large_print_is_large(browse: Any) -> None:
    page = browse("mobile", "elder")
    for address in (PAGES["home"], PAGES["list"], PAGES["form"]):
        page.goto(address)
        assert page.evaluate(SMALL) == [], "18 pt are 24 px"
        assert page.evaluate(LOW, 59.9) == []
        assert page.evaluate(SPACING) >= 1.3


def test_targets_are_44_and_zoom_is_free(browse: Any) -> None:
    page = browse("mobile", has_touch=True, is_mobile=True)
    for address in (PAGES["home"], PAGES["list"], PAGES["form"]):
        page.goto(address)
        assert page.evaluate(LOW, 43.9) == []
        assert "user-scalable" not in page.content() and "maximum-scale" not in page.content()
        page.set_viewport_size({"width": 320, "height": 600})  # 1280 px at 400 %
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_by_keyboard_alone(browse: Any) -> None:
    page = browse()
    page.goto("/workbench/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "演示市生活垃圾分类管理办法"
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "/form/"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/form/")
    page.keyboard.press("/")
    page.keyboard.type("通知 j k ?")
    page.keyboard.press("Enter")
    page.wait_for_url("**/workbench/search/**")
    assert page.input_value("#search-text") == "通知 j k ?"
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.wait_for_url("**/workbench/")
    page.keyboard.press("?")
    page.wait_for_url("**/keys/")
    page.focus(".account summary")
    page.keyboard.press("Enter")
    assert page.locator(".account ul").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".account ul").is_visible()


def test_faults_take_the_focus_and_lead_to_their_field(browse: Any) -> None:
    page = browse()
    page.goto("/form/")
    page.click(".form__end button")
    page.locator("#errors:focus").wait_for()
    assert page.title().startswith("需更正：")
    page.click(".errors a >> nth=0")
    assert page.evaluate("document.activeElement.name") == "title"
    described = page.get_attribute("[name=title]", "aria-describedby").split()
    assert {page.locator(f"#{each}").inner_text().strip() for each in described} == {"与原文一致", "这个字段是必填项。"}
    assert page.get_attribute("[name=title]", "aria-invalid") == "true"


def test_unsaved_work_is_asked_about(browse: Any) -> None:
    page = browse()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/form/")
    page.goto("/list/")
    assert asked == []
    page.goto("/form/")
    page.click("[name=title]")
    page.keyboard.type("通知")
    page.goto("/list/")
    assert asked == ["beforeunload"]
    page.goto("/form/")
    page.click("[name=title]")
    page.keyboard.type("通知")
    page.click(".form__end button")
    assert asked == ["beforeunload"]


def test_saving_by_itself_stops_at_a_conflict(browse: Any) -> None:
    urls.SAVED.clear()
    page = browse()
    page.goto("/writing/")
    page.fill("#body", "第一稿")
    page.locator("[data-autosave-state]", has_text="已保存").wait_for()
    assert urls.SAVED == ["第一稿"]
    assert page.input_value("[name=revision]") == "1"
    assert page.input_value("#body") == "第一稿"
    urls.SAVED.append("冲突")
    page.fill("#body", "第二稿")
    page.locator("[data-autosave-state]", has_text="他人已修改").wait_for()
    page.fill("#body", "第三稿")
    page.wait_for_timeout(900)
    assert urls.SAVED == ["第一稿", "冲突"]
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(f"{dialog.type} {dialog.message}".strip()), dialog.dismiss()))
    page.click("text=提交")
    assert asked == ["confirm 确定提交？"]
    assert page.url.endswith("/writing/")


def test_without_script_everything_is_there(browse: Any) -> None:
    page = browse(java_script_enabled=False)
    page.goto("/list/?q=局")
    page.click("th a >> nth=1")
    assert "sort=code" in page.url and "q=" in page.url
    page.click("text=下一页")
    assert "page=2" in page.url
    page.check("[name=chosen] >> nth=0")
    page.click("text=停用…")
    assert page.locator("h1").inner_text() == "停用"
    page.fill("[name=reason]", "机构改革")
    page.click("text=确认办理")
    assert page.locator(".notice").inner_text() == "已停用 1 个机关。"
    page.click("summary")
    assert page.locator(".account ul").is_visible()
    page.click("text=大字版")
    assert page.get_attribute("html", "class") == "elder"
    page.click("text=English")
    assert page.get_attribute("html", "lang") == "en"


def test_on_paper_there_is_the_content_alone(browse: Any, tmp_path: Path) -> None:
    from pypdfium2 import PdfDocument

    page = browse()
    page.goto("/list/")
    data = page.pdf(prefer_css_page_size=True)
    (tmp_path / "list.pdf").write_bytes(data)
    document = PdfDocument(data)
    wide, high = document[0].get_size()
    assert (round(wide / 72 * 25.4), round(high / 72 * 25.4)) == (210, 297)
    words = "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    assert "演示市第0局" in words and "演示：" in words
    assert not re.search("大字版|检索|筛选|导出|跳到正文|下一页", words)
