"""Passkeys in a real Chromium with its virtual device: tied, used as the second step, used alone; and what is refused."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, sync_playwright

from gongkai.web.bodies.models import Body, User
from gongkai.web.bodies.signin.models import Session
from gongkai.web.trail.models import Entry
from tests.web.conftest import People
from tests.web.signin.conftest import PASSWORD, codes

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium"),
]


@pytest.fixture
def page(settings: Any) -> Iterator[Page]:
    settings.ALLOWED_HOSTS = ["localhost"]
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the thread of the test
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-background-networking"])
        found = chromium.new_page(locale="zh-CN")
        line = found.context.new_cdp_session(found)
        line.send("WebAuthn.enable")
        device = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        found.device = line.send("WebAuthn.addVirtualAuthenticator", {"options": device})["authenticatorId"]  # type: ignore[attr-defined]
        found.line = line  # type: ignore[attr-defined]
        yield found
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def site(live_server: Any) -> str:
    return str(live_server.url).replace("127.0.0.1", "localhost")


@pytest.fixture
def zhang(person: People, bureau: Body) -> User:
    return person("zhang", bureau)


def sign_in(page: Page, site: str) -> None:
    page.goto(f"{site}/signin/")
    page.fill("[name=username]", "zhang")
    page.fill("[name=password]", PASSWORD)
    page.click(".signin form .button")


def tie(page: Page, site: str) -> None:
    sign_in(page, site)
    page.goto(f"{site}/signin/factors/passkey/")
    page.fill("[name=name]", "办公电脑")
    page.click("[data-passkey-go]")
    page.wait_for_selector(".signin__codes")


def sign_out(page: Page, site: str) -> None:
    page.context.clear_cookies()


def test_tied_then_second_step_then_alone(page: Page, site: str, zhang: User) -> None:
    tie(page, site)
    assert Authenticator.objects.get(type="webauthn").data["name"] == "办公电脑"
    sign_out(page, site)
    sign_in(page, site)
    page.wait_for_url("**/signin/second/")
    page.click("[data-passkey-go]")
    page.wait_for_url("**/workbench/")
    assert "workbench of zhang" in page.content()
    sign_out(page, site)
    page.goto(f"{site}/signin/passkey/?next=/workbench/?alone")
    page.click("[data-passkey-go]")
    page.wait_for_url(re.compile("^" + re.escape(f"{site}/workbench/?alone") + "$"))
    last = Session.objects.order_by("-id")[0]
    assert (last.method, last.second_factor) == ("passkey", "webauthn")
    assert codes("signin.factor") == ["signin.factor_added", "signin.factor_used", "signin.factor_used"]


def test_an_answer_is_good_once_and_only_here(page: Page, site: str, zhang: User) -> None:
    tie(page, site)
    sign_out(page, site)
    page.goto(f"{site}/signin/passkey/")
    kept = page.evaluate("""async () => {
        const form = document.querySelector('form[data-passkey]')
        return JSON.stringify(await window.webauthnJSON.get(JSON.parse(form.dataset.options)))
    }""")
    post = """async (answer) => {
        const form = document.querySelector('form[data-passkey]')
        const body = new URLSearchParams({answer, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value})
        const back = await fetch(form.action, {method: 'POST', body, redirect: 'manual'})
        return back.type === 'opaqueredirect' ? 302 : back.status
    }"""
    answer = json.loads(kept)
    for change in ("signature", "clientDataJSON", "authenticatorData", "userHandle"):
        page.goto(f"{site}/signin/passkey/")
        broken = {**answer, "response": {**answer["response"], change: "AAAA" + str(answer["response"][change])[4:]}}
        assert page.evaluate(post, json.dumps(broken)) == 422, change
    for odd in ("", "{}", "[]", "null", '{"response": 7}', "x" * 2000):
        assert page.evaluate(post, odd) == 422
    assert page.evaluate(post, kept) == 422  # its challenge is gone: the page was opened anew
    assert Session.objects.count() == 1
    assert not Entry.objects.filter(code="signin.factor_used").exists()


def test_a_copy_of_a_passkey_is_noticed(page: Page, site: str, zhang: User) -> None:
    tie(page, site)
    row = Authenticator.objects.get(type="webauthn")
    row.data["count"] = 1_000_000  # the true device has gone on counting elsewhere
    row.save()
    sign_out(page, site)
    page.goto(f"{site}/signin/passkey/")
    page.click("[data-passkey-go]")
    page.wait_for_selector("text=未能识别该通行密钥")
    assert Session.objects.count() == 1


def test_a_disabled_person_and_a_device_without_a_passkey(page: Page, site: str, zhang: User) -> None:
    tie(page, site)
    User.objects.update(is_active=False)
    sign_out(page, site)
    page.goto(f"{site}/signin/passkey/")
    page.click("[data-passkey-go]")
    page.wait_for_selector("text=未能识别该通行密钥")
    page.line.send("WebAuthn.setUserVerified", {"authenticatorId": page.device, "isUserVerified": False})  # type: ignore[attr-defined]
    page.goto(f"{site}/signin/passkey/")
    page.click("[data-passkey-go]")
    page.wait_for_selector("[data-passkey-failed]:not([hidden])")
    assert Session.objects.count() == 1
