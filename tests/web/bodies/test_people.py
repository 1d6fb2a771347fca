"""Accounts of people: the system administrator makes them, switches them off, and sees no roles (promises 26, 31)."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from gongkai.core.errors_bodies import LastAdministrator, NotForOneself, NotTheirDuty, UsernameTaken
from gongkai.web.bodies.access import rights_of
from gongkai.web.bodies.kinds import INSTALLATION_WIDE, Right, Role
from gongkai.web.bodies.models import Appointment, User
from gongkai.web.bodies.services.people import user_add, user_change, user_deactivate, user_reactivate
from gongkai.web.trail.models import Entry
from tests.web.bodies.conftest import codes_of
from tests.web.conftest import BEGUN, ON

pytestmark = pytest.mark.postgres


def add(actor, body, username="wang", **more):
    return user_add(username=username, name="演示人员", body=body, password="一次性-2026", actor=actor, on=ON, **more)


def test_an_account_has_no_role_and_a_password_for_once(system, bureau):
    user = add(system, bureau)
    assert user.must_change_password
    assert not rights_of(user, on=ON).any(*Right)
    assert codes_of(user) == ["user.added"]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM_ADMIN])
def test_only_the_system_administrator_makes_accounts(role, person, bureau, administrator):
    actor = administrator(role) if role in INSTALLATION_WIDE else person("actor", bureau, role)
    with pytest.raises(NotTheirDuty):
        add(actor, bureau)
    assert not User.objects.filter(username="wang").exists()


def test_user_names_differ_whatever_their_case(system, bureau):
    add(system, bureau)
    with pytest.raises(UsernameTaken):
        add(system, bureau, username="WANG ")


def test_the_trail_says_which_fields_and_never_what_stood_in_them(system, bureau):
    user = add(system, bureau)
    user_change(user=user, changes={"phone": "13800138000", "name": "演示某"}, body=None, actor=system, on=ON)
    entry = Entry.objects.get(code="user.changed")
    assert entry.details == {"fields": ["body", "name", "phone"]}
    with pytest.raises(ValueError, match="password"):
        user_change(user=user, changes={"password": "x"}, body=None, actor=system, on=ON)


def test_an_account_that_is_off_is_out_at_the_next_request(client, person, bureau, system):
    user = person("li", bureau, Role.HANDLER)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert _who(client) == user
    user_deactivate(user=user, reason="调离", actor=system, on=ON)
    assert _who(client) is None
    assert not rights_of(User.objects.get(pk=user.pk), on=ON).any(*Right)
    user_reactivate(user=user, actor=system, on=ON)
    user_reactivate(user=user, actor=system, on=ON)
    assert codes_of(user) == ["user.deactivated", "user.reactivated"]


def _who(client):
    from django.contrib.auth import get_user
    from django.http import HttpRequest

    request = HttpRequest()
    request.session = client.session
    user = get_user(request)
    return user if user.is_authenticated else None


def test_not_oneself_and_not_the_last_of_a_kind(system, security, administrator):
    with pytest.raises(NotForOneself):
        user_deactivate(user=system, reason="", actor=system, on=ON)
    with pytest.raises(LastAdministrator):
        user_deactivate(user=security, reason="", actor=system, on=ON)
    administrator(Role.SECURITY_ADMIN, "second")
    user_deactivate(user=security, reason="", actor=system, on=ON)
    with pytest.raises(LastAdministrator):
        user_deactivate(user=User.objects.get(username="second"), reason="", actor=system, on=ON)


def test_the_database_holds_administrators_apart_from_bodies(person, bureau):
    user = person("li", bureau)
    for body, role in ((bureau, Role.AUDIT_ADMIN), (None, Role.HANDLER)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Appointment.objects.create(user=user, body=body, role=role, begun_on=BEGUN)
