"""Acts on accounts of people: added, changed, switched off and on. The duty of the system administrator (promise 26)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from gongkai.core.errors_bodies import LastAdministrator, NotForOneself, UsernameTaken
from gongkai.web.bodies.dated import in_force
from gongkai.web.bodies.kinds import INSTALLATION_WIDE, Right, Role
from gongkai.web.bodies.models import Appointment, Body, User
from gongkai.web.bodies.separation import refuse_unless
from gongkai.web.trail.actions import log_action

CHANGEABLE = frozenset({"name", "email", "phone"})


@transaction.atomic
def user_add(
    *,
    username: str,
    name: str,
    body: Body | None,
    password: str | None,
    actor: User | None,
    on: date,
    email: str = "",
    phone: str = "",
) -> User:
    """Make an account without any role; its password is for one use. None: no password yet (sign-in from elsewhere).

    Raises UsernameTaken, NotTheirDuty.
    """
    refuse_unless(actor, Right.ADMIN_SYSTEM, on=on, act_zh="登记账号", act_en="make an account")
    username = username.strip()
    if User.objects.filter(username__iexact=username).exists():
        raise UsernameTaken(username=username)
    user = User(username=username, name=name.strip(), body=body, email=email, phone=phone)
    user.must_change_password = password is not None
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save(force_insert=True)
    log_action("user.added", user, body=body, actor=actor, on=on)
    return user


@transaction.atomic
def user_change(*, user: User, changes: Mapping[str, str], body: Body | None, actor: User, on: date) -> User:
    """Change name, address or body of a person. The trail says which fields, never what stood in them."""
    refuse_unless(actor, Right.ADMIN_SYSTEM, on=on, act_zh="变更账号", act_en="change an account")
    user = User.objects.select_for_update().get(pk=user.pk)
    if unknown := set(changes) - CHANGEABLE:
        raise ValueError(f"no fields of a person that may be changed: {sorted(unknown)}")
    changed = [name for name, value in changes.items() if getattr(user, name) != value]
    for name in changed:
        setattr(user, name, changes[name])
    if user.body_id != (body.pk if body else None):
        user.body = body
        changed.append("body")
    if not changed:
        return user
    user.save(update_fields=changed)
    log_action("user.changed", user, body=body, actor=actor, on=on, fields=sorted(changed))
    return user


@transaction.atomic
def user_deactivate(*, user: User, reason: str, actor: User, on: date) -> User:
    """Switch an account off: its sessions end with the next request, its roles stay on record.

    Raises LastAdministrator, NotForOneself, NotTheirDuty.
    """
    refuse_unless(actor, Right.ADMIN_SYSTEM, on=on, act_zh="停用账号", act_en="switch an account off")
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        return user
    if actor.pk == user.pk:
        raise NotForOneself
    _refuse_last(user, on)
    user.is_active = False
    user.save(update_fields=["is_active"])
    log_action("user.deactivated", user, body=user.body, actor=actor, on=on, reason=reason)
    return user


@transaction.atomic
def user_reactivate(*, user: User, actor: User, on: date) -> User:
    """Switch an account on again."""
    refuse_unless(actor, Right.ADMIN_SYSTEM, on=on, act_zh="启用账号", act_en="switch an account on")
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active:
        return user
    user.is_active = True
    user.save(update_fields=["is_active"])
    log_action("user.reactivated", user, body=user.body, actor=actor, on=on)
    return user


def _refuse_last(user: User, on: date) -> None:
    """Raise LastAdministrator where nobody else would hold an administrator's role of this person."""
    of_installation = Appointment.objects.select_for_update().filter(in_force(on), role__in=INSTALLATION_WIDE)
    held = list(of_installation.select_related("user"))
    for mine in (each for each in held if each.user_id == user.pk):
        if not any(each.role == mine.role and each.user_id != user.pk and each.user.is_active for each in held):
            role = Role(mine.role)
            raise LastAdministrator(name=user.name, role_zh=role.label, role_en=role.en)
