"""The pages as a browser shows them: without scripts, on a small screen, for thick fingers, in English."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Body
from tests.web.conftest import People
from tests.web.signin.conftest import PASSWORD

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium"),
]
PAGES = ("account/", "factors/", "factors/totp/", "factors/passkey/", "factors/again/", "password/", "admin/")
SMALL = """() => [...document.querySelectorAll(
    '.signin .button, .signin__rows .button, .signin__choice, .signin input:not([type=hidden])')]
    .filter(each => each.type !== 'checkbox' && each.getBoundingClientRect().height > 0)
    .filter(each => each.getBoundingClientRect().height < 44 || each.getBoundingClientRect().width < 44)
    .map(each => each.outerHTML.slice(0, 80))"""


@pytest.fixture
def chromium() -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the thread of the test
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-background-networking"])
        yield found
        found.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def site(live_server: Any, settings: Any, person: People, bureau: Body) -> str:
    settings.ALLOWED_HOSTS = ["localhost"]
    person("sec", None, Role.SECURITY_ADMIN)
    return str(live_server.url).replace("127.0.0.1", "localhost")


def test_signing_in_needs_no_script_and_no_mouse(chromium: Browser, site: str) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/signin/?next=/workbench/")
    page.keyboard.type("sec")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/workbench/")
    page.goto(f"{site}/signin/factors/passkey/")
    assert page.is_disabled("[data-passkey-go]")
    assert page.is_visible("[data-passkey-missing]")


@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_every_page_fits_a_small_screen_thick_fingers_and_its_language(chromium: Browser, site: str, lang: str) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    context.add_cookies([{"name": "django_language", "value": lang, "url": site}])
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(f"{message.text} {message.location}") if message.type == "error" else None)

    def look(address: str) -> None:
        page.goto(f"{site}/signin/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
        assert page.evaluate(SMALL) == [], address
        if lang == "en":
            text = page.inner_text("main")
            assert re.findall(r"[\u4e00-\u9fff]+", text.replace("市信访局", "")) == [], address

    for address in ("", "passkey/", "?why=idle"):
        look(address)
    page.goto(f"{site}/signin/")
    page.fill("[name=username]", "sec")
    page.fill("[name=password]", PASSWORD)
    page.click(".signin form .button")
    page.wait_for_url(f"{site}/workbench/")
    for address in PAGES:
        look(address)
    assert [each for each in faults if "favicon" not in each] == []
