"""The sealed account: printed once, used once, seen by the three, closed with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from gongkai.core.errors_bodies import LastAdministrator, NotTheirDuty
from gongkai.core.errors_signin import BreakGlassNotOwnClose, ReasonMissing
from gongkai.web.bodies.access import rights_of
from gongkai.web.bodies.kinds import Right, Role
from gongkai.web.bodies.models import Appointment, Body, User
from gongkai.web.bodies.services.people import user_deactivate
from gongkai.web.bodies.signin.models import BreakGlass, Session
from gongkai.web.bodies.signin.selectors import break_glass_alarms
from gongkai.web.bodies.signin.services import break_glass_close
from gongkai.web.bodies.signin.workbench import signin_work
from gongkai.web.trail.models import Entry
from tests.web.conftest import ON, People
from tests.web.signin.conftest import MORNING, Clock, codes, enter, inside

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
Browser = Callable[..., Client]


def seal(role: Role = Role.SECURITY_ADMIN) -> tuple[str, str, str]:
    """Name, password and everything that was printed."""
    printed = StringIO()
    call_command("break_glass_seal", role=role.value, stdout=printed)
    text = printed.getvalue()
    name, password = re.search(r"用户名：(\S+)", text), re.search(r"密码：(\S+)\n", text)
    assert name is not None
    assert password is not None
    return name[1], password[1], text


@pytest.fixture
def three(person: People, bureau: Body) -> tuple[User, User, User]:
    roles = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
    system, security, audit = (person(role.value, None, role) for role in roles)
    return system, security, audit


def test_it_is_printed_once_and_holds_nothing_while_sealed(three: tuple[User, User, User], browser: Browser) -> None:
    name, password, text = seal()
    assert len(password) == 24
    assert "只显示这一次" in text
    user = User.objects.get(username=name)
    assert not Appointment.objects.filter(user=user).exists()
    assert password not in str(list(Entry.objects.values())) + str(list(User.objects.values()))
    with pytest.raises(CommandError, match="尚未关闭"):
        seal()
    page = browser()
    enter(page, "security_admin")
    assert "封存，未启用" in page.get("/signin/admin/").content.decode()


def test_it_does_not_stand_in_for_the_last_administrator(three: tuple[User, User, User]) -> None:
    system, security, _ = three
    seal()
    with pytest.raises(LastAdministrator):
        user_deactivate(user=security, reason="离职", actor=system, on=ON)


def test_it_opens_once_and_calls_the_three(three: tuple[User, User, User], browser: Browser, settings: Any) -> None:
    settings.SECOND_FACTOR = "required"
    name, password, _ = seal()
    client = browser()
    enter(client, name, password, next="/elsewhere/")
    assert inside(client)
    user = User.objects.get(username=name)
    assert rights_of(user, on=ON).installation == {Right.ADMIN_SECURITY}
    assert rights_of(user, on=ON + timedelta(days=2)).installation == frozenset()
    used = Entry.objects.get(code="signin.break_glass_used")
    assert used.details["alarmed"] == sorted(str(each.pk) for each in three)
    assert used.details["network"] == "203.0.113.0/24"
    assert enter(browser("198.51.100.7"), name, password).status_code == 422
    assert [each.user for each in break_glass_alarms()] == [user]
    settings.SECOND_FACTOR = "offered"
    for each in three:
        page = browser(f"192.0.2.{three.index(each)}")
        enter(page, each.username)
        text = page.get("/signin/admin/").content.decode()
        assert "请三员核查" in text
        assert ("关闭</button>" in text) is (each is three[1])


def test_its_session_is_short(three: tuple[User, User, User], browser: Browser) -> None:
    name, password, _ = seal()
    client = browser()
    enter(client, name, password)
    for _step in range(16):
        assert inside(client)
        Clock.move(timedelta(minutes=15))
    assert not inside(client)
    assert Session.objects.get(user__username=name).ending == "absolute"


def test_it_is_closed_with_a_reason_by_the_security_administrator_alone(
    three: tuple[User, User, User], browser: Browser
) -> None:
    system, security, audit = three
    name, password, _ = seal()
    client = browser()
    enter(client, name, password)
    sealed = BreakGlass.objects.get()
    for actor, fault in ((system, NotTheirDuty), (audit, NotTheirDuty), (sealed.user, BreakGlassNotOwnClose)):
        with pytest.raises(fault):
            break_glass_close(sealed=sealed, reason="服务器故障，已恢复", actor=actor, on=ON, at=MORNING)
    with pytest.raises(ReasonMissing):
        break_glass_close(sealed=sealed, reason=" 故障 ", actor=security, on=ON, at=MORNING)
    page = browser("192.0.2.1")
    enter(page, "security_admin")
    page.post(f"/signin/admin/sealed/{sealed.pk}/close/", {"reason": "x"})
    assert BreakGlass.objects.get().closed_on is None
    page.post(f"/signin/admin/sealed/{sealed.pk}/close/", {"reason": "统一身份认证故障，已恢复"})
    page.post(f"/signin/admin/sealed/{sealed.pk}/close/", {"reason": "统一身份认证故障，已恢复"})
    assert not inside(client)
    user = User.objects.get(username=name)
    assert not user.is_active
    assert rights_of(user, on=ON).installation == frozenset()
    assert not break_glass_alarms()
    assert codes("signin.break_glass") == [f"signin.break_glass_{act}" for act in ("sealed", "used", "closed")]
    seal()


def test_it_stands_first_on_the_work_list_of_the_three_and_of_nobody_else(
    three: tuple[User, User, User], browser: Browser, person: People, bureau: Body
) -> None:
    name, password, _ = seal()
    handler = person("zhang", bureau, Role.HANDLER)
    assert [list(signin_work(rights_of(each, on=ON), ON)) for each in (*three, handler)] == [[], [], [], []]
    enter(browser(), name, password)
    for each in three:
        items = list(signin_work(rights_of(each, on=ON), ON))
        assert [(item.late, item.url) for item in items] == [(True, "/signin/admin/")]
        assert name in items[0].title
    assert list(signin_work(rights_of(handler, on=ON), ON)) == []
