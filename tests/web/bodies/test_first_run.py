"""The first run by command: once, with four people apart, and harmless when repeated."""

from __future__ import annotations

import io
import re

import pytest
from django.core.management import CommandError, call_command

from gongkai.core.errors_bodies import SetupDone, UserNamesNotApart
from gongkai.web.bodies.access import rights_of
from gongkai.web.bodies.kinds import Right, Role
from gongkai.web.bodies.models import Body, User
from gongkai.web.bodies.services.first_run import FirstPerson, installation_set_up
from gongkai.web.trail.models import Entry
from tests.web.bodies.conftest import facts
from tests.web.conftest import ON

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
FOUR = [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.HANDLER]


def run(*arguments):
    said = io.StringIO()
    call_command("first_run", "--body", "演示市信访局", "--code", "xfj", *arguments, stdout=said)
    return said.getvalue()


def test_one_command_and_everybody_can_sign_in():
    said = run("--admin", "wang=演示王", "--handler", "li=演示李")
    body = Body.objects.get()
    assert (body.code, body.name) == ("xfj", "演示市信访局")
    shown = dict(re.findall(r"用户名 (\S+)  一次性口令 (\S+)", said))
    assert set(shown) == {"wang", "anquan", "shenji", "li"}
    for username, password in shown.items():
        user = User.objects.get(username=username)
        assert user.check_password(password)
        assert user.must_change_password
    handler = rights_of(User.objects.get(username="li"), on=body.begun_on)
    assert handler.has(Right.DRAFT, over=body)
    assert rights_of(User.objects.get(username="wang"), on=body.begun_on).installation == {Right.ADMIN_SYSTEM}
    assert "下一步" in said


def test_a_second_run_changes_nothing_and_says_so():
    run()
    before = [(user.pk, user.password) for user in User.objects.all()]
    entries = Entry.objects.count()
    assert "已经初始化" in run()
    assert [(user.pk, user.password) for user in User.objects.all()] == before
    assert Entry.objects.count() == entries


@pytest.mark.parametrize(
    "wrong",
    [["--code", "信访"], ["--credit-code", "1"], ["--since", "昨天"], ["--admin", "a", "--handler", "A"], ["--admin", "a"] * 4],
)
def test_what_cannot_be_is_said_and_nothing_is_made(wrong):
    with pytest.raises(CommandError):
        run(*wrong)
    assert not User.objects.exists()
    assert not Body.objects.exists()


def test_the_service_refuses_when_anybody_exists(person):
    person("somebody")
    people = [FirstPerson(role, role.value, str(role.label), "一次性-2026") for role in FOUR]
    with pytest.raises(SetupDone):
        installation_set_up(facts=facts("aj", "演示市安局"), begun_on=ON, people=people, actor=None, on=ON)
    assert not Entry.objects.exists()


def test_four_people_are_apart():
    people = [FirstPerson(role, "same", "演示", "一次性-2026") for role in FOUR]
    with pytest.raises(UserNamesNotApart):
        installation_set_up(facts=facts("aj", "演示市安局"), begun_on=ON, people=people, actor=None, on=ON)
