"""What the administrators do about signing in, and what nobody else does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from gongkai.core.errors_bodies import NotForOneself, NotTheirDuty
from gongkai.web.bodies.kinds import INSTALLATION_WIDE, Role
from gongkai.web.bodies.models import Body, User
from gongkai.web.bodies.signin.models import Failures
from gongkai.web.bodies.signin.services import lockout_end, password_reset
from gongkai.web.trail.models import Entry
from tests.web.conftest import ON, People
from tests.web.signin.conftest import MORNING, codes, enter

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
Browser = Callable[..., Client]


@pytest.fixture
def page(browser: Browser, person: People, bureau: Body) -> Callable[[Role], Client]:
    def made(role: Role) -> Client:
        body = None if role in INSTALLATION_WIDE else bureau
        user = person(f"p-{role.value}"[:20], body, role)
        client = browser("192.0.2.7")
        enter(client, user.username)
        return client

    return made


def locked(browser: Browser) -> Client:
    client = browser()
    for _ in range(5):
        enter(client, password="wrong")
    assert enter(client).status_code == 429
    return client


def test_the_security_administrator_lifts_a_pause_with_a_reason(
    browser: Browser, zhang: User, page: Callable[[Role], Client]
) -> None:
    client = locked(browser)
    admin = page(Role.SECURITY_ADMIN)
    text = admin.get("/signin/admin/").content.decode()
    assert "输错 5 次，暂停至 09:01:00" in text
    assert "203.0.113.5" not in text
    admin.post(f"/signin/admin/pauses/{zhang.pk}/end/", {"reason": ""})
    assert enter(client).status_code == 429
    admin.post(f"/signin/admin/pauses/{zhang.pk}/end/", {"reason": "本人来电核实"})
    assert enter(client).status_code == 302
    unlocked = Entry.objects.get(code="signin.unlocked")
    assert unlocked.details == {"reason": "本人来电核实", "pauses": 2}


def test_lifting_what_is_not_there_is_no_act(person: People, zhang: User) -> None:
    security = person("sec", None, Role.SECURITY_ADMIN)
    assert lockout_end(user=zhang, reason="核实", actor=security, on=ON) == 0
    assert codes() == []


@pytest.mark.parametrize("role", list(Role))
def test_who_reaches_the_pages_of_the_administrators(
    role: Role, browser: Browser, zhang: User, page: Callable[[Role], Client]
) -> None:
    locked(browser)
    client = page(role)
    administrator = role in INSTALLATION_WIDE
    security = role == Role.SECURITY_ADMIN
    assert client.get("/signin/admin/").status_code == (200 if administrator else 404)
    answer = client.post(f"/signin/admin/pauses/{zhang.pk}/end/", {"reason": "本人来电核实"})
    assert answer.status_code == (302 if security else 404)
    assert Failures.objects.filter(user=zhang).exists() is not security
    expected = 200 if role in {Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN} else 404
    assert client.get(f"/signin/admin/people/{zhang.pk}/").status_code == expected
    for address in (f"/signin/admin/identities/{zhang.pk}/", f"/signin/admin/sealed/{zhang.pk}/close/"):
        assert client.post(address).status_code == 404


def test_a_new_password_is_shown_once_by_the_system_administrator(
    browser: Browser, zhang: User, page: Callable[[Role], Client]
) -> None:
    admin = page(Role.SYSTEM_ADMIN)
    answer = admin.post(f"/signin/admin/people/{zhang.pk}/")
    password = answer.context["password"]
    assert password in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert password not in admin.get(f"/signin/admin/people/{zhang.pk}/").content.decode()
    client = browser()
    enter(client, password=password)
    assert client.get("/workbench/")["Location"] == "/signin/password/"
    assert password not in str(list(Entry.objects.values()))


def test_nobody_resets_their_own_password_or_out_of_duty(person: People, zhang: User) -> None:
    system, security = person("sys", None, Role.SYSTEM_ADMIN), person("sec", None, Role.SECURITY_ADMIN)
    with pytest.raises(NotForOneself):
        password_reset(user=system, actor=system, on=ON, at=MORNING)
    with pytest.raises(NotTheirDuty):
        password_reset(user=zhang, actor=security, on=ON, at=MORNING)
    with pytest.raises(NotTheirDuty):
        lockout_end(user=zhang, reason="核实", actor=system, on=ON)


def test_an_own_fault_is_shown_not_thrown(person: People, page: Callable[[Role], Client]) -> None:
    admin = page(Role.SYSTEM_ADMIN)
    me = User.objects.get(username="p-system_admin")
    answer: Any = admin.post(f"/signin/admin/people/{me.pk}/")
    assert answer.status_code == 409
    assert answer.context["error"]
