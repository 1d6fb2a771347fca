"""Two at once, on PostgreSQL: no circle in the tree, one first run, no collision of duties, one role once."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from gongkai.core.errors import GongkaiError
from gongkai.core.errors_bodies import AlreadyAppointed, DutiesCollide, SetupDone, TreeWouldCircle
from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Appointment, Body, ParentLink, UpdateTask, User
from gongkai.web.bodies.services import (
    FirstPerson,
    appointment_begin,
    body_change,
    body_move,
    installation_set_up,
    update_task_close,
)
from gongkai.web.trail.models import Entry
from tests.web.bodies.conftest import day, facts
from tests.web.conftest import ON, body_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Every act in a thread of its own, begun together; what each returned or was refused with."""
    found: list[object] = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def run(index, act):
        try:
            start.wait(timeout=20)
            found[index] = act()
        except GongkaiError as error:
            found[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return found


@pytest.fixture(autouse=True)
def postgres_only():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite writes one transaction at a time")


def test_two_moves_that_would_close_a_circle(system):
    one, other = body_of("a", "演示甲局"), body_of("b", "演示乙局")
    found = at_once(
        lambda: body_move(body=one, parent=other, begun_on=day("2026-01-01"), actor=system, on=ON),
        lambda: body_move(body=other, parent=one, begun_on=day("2026-01-01"), actor=system, on=ON),
    )
    assert sorted(type(each).__name__ for each in found) == sorted([ParentLink.__name__, TreeWouldCircle.__name__])
    assert ParentLink.objects.count() == 1


def test_two_first_runs():
    def run(prefix):
        roles = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.HANDLER)
        people = [FirstPerson(role, f"{prefix}{role}", "演示", "一次性-2026") for role in roles]
        return installation_set_up(facts=facts(prefix, f"演示{prefix}局"), begun_on=ON, people=people, actor=None, on=ON)

    found = at_once(lambda: run("a"), lambda: run("b"))
    assert sorted(type(each).__name__ for each in found) == sorted([Body.__name__, SetupDone.__name__])
    assert (User.objects.count(), Body.objects.count()) == (4, 1)
    assert Entry.objects.filter(code="installation.set_up").count() == 1


@pytest.mark.parametrize(
    ("roles", "refused"), [((Role.HANDLER, Role.LEADER), DutiesCollide), ((Role.HANDLER, Role.HANDLER), AlreadyAppointed)]
)
def test_two_roles_for_one_person(bureau, person, security, roles, refused):
    user = person("li", bureau)

    def grant(role):
        return appointment_begin(user=user, role=role, body=bureau, begun_on=ON, actor=security, on=ON)

    found = at_once(*(lambda role=role: grant(role) for role in roles))
    assert sorted(type(each).__name__ for each in found) == sorted([Appointment.__name__, refused.__name__])
    assert Appointment.objects.filter(user=user).count() == 1


def test_eight_changes_open_one_update_and_one_close_writes_once(bureau, system):
    acts = [
        lambda index=index: body_change(body=bureau, changes={"office_hours": f"{index}:00"}, actor=system, on=ON)
        for index in range(8)
    ]
    assert not [each for each in at_once(*acts) if isinstance(each, GongkaiError)]
    assert UpdateTask.objects.count() == 2
    task = UpdateTask.objects.get(page="guide")
    at_once(*[lambda: update_task_close(task=task, proof="https://demo.example/", actor=system, on=ON)] * 4)
    assert Entry.objects.filter(code="update_task.closed").count() == 1
