"""Records of the app bodies for the matrix: one of each kind in a body."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from gongkai.web.bodies.kinds import AccountKind, Change, Page, Role
from gongkai.web.bodies.models import (
    Appointment,
    Body,
    Delegation,
    InternalOffice,
    Leader,
    LeadingGroup,
    PlatformAccount,
    UpdateTask,
    User,
)
from tests.web.conftest import BEGUN

FAR = date(2100, 1, 1)


def a_user(body: Body) -> User:
    """Somebody who takes no part in the matrix otherwise."""
    return User.objects.get_or_create(username=f"of-{body.code}", defaults={"name": body.short_name, "body": body})[0]


def an_appointment(body: Body) -> Appointment:
    return Appointment.objects.create(user=a_user(body), body=body, role=Role.REVIEWER, begun_on=BEGUN)


def a_delegation(body: Body) -> Delegation:
    other = User.objects.create(username=f"to-{body.code}", name="代", body=body)
    held = Appointment.objects.create(user=a_user(body), body=body, role=Role.PUBLISHER, begun_on=BEGUN)
    return Delegation.objects.create(appointment=held, to=other, begun_on=BEGUN, ended_on=FAR, reason="出差")


def an_account(body: Body) -> PlatformAccount:
    return PlatformAccount.objects.create(
        body=body,
        kind=AccountKind.WECHAT,
        name=body.name,
        address=f"gh_{body.code}",
        keeper=a_user(body),
        begun_on=BEGUN,
        status_since=BEGUN,
    )


def a_task(body: Body) -> UpdateTask:
    return UpdateTask.objects.create(body=body, page=Page.GUIDE, change=Change.PHONE, opened_on=BEGUN, due_on=BEGUN)


BODIES: dict[str, Callable[[Body], Any]] = {
    "user": a_user,
    "appointment": an_appointment,
    "delegation": a_delegation,
    "leader": lambda body: Leader.objects.create(body=body, name="演示甲", post="局长", begun_on=BEGUN),
    "office": lambda body: InternalOffice.objects.create(body=body, name="办公室", begun_on=BEGUN),
    "group": lambda body: LeadingGroup.objects.create(body=body, name="领导小组", document="文", begun_on=BEGUN),
    "account": an_account,
    "task": a_task,
}
