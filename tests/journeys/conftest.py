"""A real Chromium before the real application: people are counted by what they click, type and choose."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.web.browser import chromium
from tests.web.conftest import *  # noqa: F403 - bodies and people
from tests.web.publication.conftest import staff  # noqa: F401 - the bureau with everybody in it

PASSWORD = "演示口令-2026"
PICTURES = os.environ.get("GONGKAI_PICTURES")  # a folder: the journeys leave their pictures there


@pytest.fixture
def browser() -> Iterator[Browser]:
    with chromium() as launched:
        yield launched


class Person:
    """Somebody before the screen; `actions` counts clicks, typed fields, choices and uploads."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base, self.actions = page, base, 0

    def open(self, address: str) -> Person:
        """Type an address or follow a bookmark: where a journey begins, not counted."""
        answer = self.page.goto(self.base + address)
        assert answer is not None
        self.status = answer.status
        return self

    def click(self, selector: str) -> Person:
        self.page.click(selector)
        self.actions += 1
        return self

    def type(self, selector: str, text: str) -> Person:
        self.page.fill(selector, text)
        self.actions += 1
        return self

    def choose(self, selector: str, value: str) -> Person:
        self.page.select_option(selector, value)
        self.actions += 1
        return self

    def upload(self, selector: str, name: str, content: bytes) -> Person:
        self.page.set_input_files(selector, {"name": name, "mimeType": "application/octet-stream", "buffer": content})
        self.actions += 1
        return self

    @property
    def text(self) -> str:
        return self.page.inner_text("body")

    def picture(self, name: str) -> Person:
        if PICTURES:
            self.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
        return self


Sit = Callable[[str], Person]


@pytest.fixture
def sit(browser: Browser, live_server: object) -> Iterator[Sit]:
    """`sit("user name")`: that person signed in, in a browser of their own; `sit("")`: a reader without an account."""
    contexts = []

    def at(username: str) -> Person:
        context = browser.new_context(viewport={"width": 1200, "height": 900}, locale="zh-CN")
        context.set_default_timeout(15_000)
        contexts.append(context)
        person = Person(context.new_page(), live_server.url)  # type: ignore[attr-defined]
        if username:
            person.open("/signin/")
            person.page.fill("#id_username", username)
            person.page.fill("#id_password", PASSWORD)
            person.page.click("main form button[type=submit], main form .signin__go")
            assert "/signin/" not in person.page.url, person.text
        return person

    yield at
    for context in contexts:
        context.close()
