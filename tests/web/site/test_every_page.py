"""Every page of the house in a real Chromium: nothing for axe to find, nothing hanging over, nothing inline (promise 23).

The addresses and who may open them come from tests/web/matrix.yaml. GONGKAI_NIGHTLY=1 asks in every view at every width;
GONGKAI_TEST_PICTURES=FOLDER keeps a picture of each page.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from gongkai.web.bodies.kinds import INSTALLATION_WIDE, Role
from gongkai.web.bodies.models import Appointment, Body, User
from tests.web.browser import VIEWS, WIDTHS, axe_source, chromium, violations
from tests.web.conftest import BEGUN
from tests.web.matrix import ROWS, Route, Who, routes
from tests.web.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [("desktop", "normal"), ("mobile", "elder")]
ASKED = LOOKS[:1]  # of axe; the others are only measured
if os.environ.get("GONGKAI_NIGHTLY"):
    ASKED = LOOKS = [(width, view) for width in WIDTHS for view in VIEWS]
PARTS = 6  # so that several workers look at once
PAGES = [route for route in routes() if route.name in ROWS and "GET" in ROWS[route.name].get("methods", ["GET"])]


def opener(route: Route) -> Who | None:
    """Somebody who may open it: the office's head before others, nobody where it is public."""
    row = ROWS[route.name]
    if row["for"] == "public":
        return Who(None, True)
    roles = [Role.OFFICE_HEAD, Role.HANDLER, *Role]
    return next((Who(role, True) for role in roles if Who(role, True).may(row)), None)


def cookie_of(role: Role, body: Body) -> str:
    """The session of somebody with that role."""
    user, made = User.objects.get_or_create(username=str(role.value), defaults={"name": str(role.label), "body": body})
    if made:
        Appointment.objects.create(user=user, body=None if role in INSTALLATION_WIDE else body, role=role, begun_on=BEGUN)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return str(client.cookies["sessionid"].value)


def faults(page: Page, name: str) -> list[str]:
    """What is wrong with the page in any of its looks."""
    found: list[str] = []
    for width, view in LOOKS:
        page.set_viewport_size(dict(zip(("width", "height"), WIDTHS[width], strict=True)))
        page.evaluate("(view) => { document.documentElement.className = view; }", VIEWS[view])
        if folder := os.environ.get("GONGKAI_TEST_PICTURES"):
            page.screenshot(path=Path(folder) / f"{name.replace(':', '-')}-{width}-{view}.png", full_page=True)
        if (width, view) in ASKED:
            found += [f"{name} ({width}, {view}): {each}" for each in violations(page)]
        if (over := page.evaluate("document.documentElement.scrollWidth")) > WIDTHS[width][0]:
            found.append(f"{name} ({width}, {view}): {over} px wide")
    return found


def watch(page: Page, name: str, found: list[str]) -> None:
    """Note what the browser refuses to run, and what fails while it runs."""
    page.on("pageerror", lambda error: found.append(f"{name}: {error}"))
    page.on("console", lambda said: found.append(f"{name}: {said.text}") if "Content Security" in said.text else None)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page(part: int, live_server: Any, bureau: Body, other_bureau: Body) -> None:
    axe_source()
    world = World(bureau, other_bureau)
    found: list[str] = []
    seen = 0
    with chromium() as browser:
        contexts: dict[Role | None, Any] = {}
        for route in PAGES[part::PARTS]:
            who = opener(route)
            if who is None:
                continue
            if who.role not in contexts:
                contexts[who.role] = browser.new_context(base_url=live_server.url)
                if who.role is not None:
                    cookie = {"name": "sessionid", "value": cookie_of(who.role, bureau), "url": live_server.url}
                    contexts[who.role].add_cookies([cookie])
            try:
                values = world.values(route, bureau, ROWS[route.name])
            except KeyError:  # test_matrix asks for a record of every kind; a page without one has nothing to show here
                continue
            address = reverse(route.name, kwargs=values)
            answer = contexts[who.role].request.get(address)
            if not answer.ok or "html" not in answer.headers["content-type"] or "content-disposition" in answer.headers:
                continue  # a file, or a page that needs more than a record to be there
            page = contexts[who.role].new_page()
            watch(page, route.name, found)
            page.goto(address)
            found += faults(page, route.name)
            page.close()
            seen += 1
    assert found == []
    assert seen > 5
