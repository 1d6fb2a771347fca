"""Acts on passwords: changed by their owner, reset for somebody who forgot."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from gongkai.core.errors_bodies import NotForOneself
from gongkai.core.errors_signin import PasswordElsewhere, PasswordNotYours
from gongkai.web.bodies.kinds import Right
from gongkai.web.bodies.models import User
from gongkai.web.bodies.password_policies import MOST, password_made
from gongkai.web.bodies.separation import refuse_unless
from gongkai.web.bodies.signin.models import Ending, PasswordUse, Session
from gongkai.web.trail.actions import log_action


@transaction.atomic
def password_change(*, present: str, new: str, kept: Session | None, actor: User, on: date, at: datetime) -> User:
    """Change one's own password; every other session of the account ends.

    Raises PasswordElsewhere, PasswordNotYours, and ValidationError with what the policy has against the new one.
    """
    user = User.objects.select_for_update().get(pk=actor.pk)
    if not user.has_usable_password():
        raise PasswordElsewhere
    if len(present) > MOST or not check_password(present, user.password, setter=None):
        raise PasswordNotYours
    validate_password(new, user)
    if not PasswordUse.objects.filter(user=user).exists():
        PasswordUse.objects.create(user=user, encoded=user.password, at=at)
    user.set_password(new)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    PasswordUse.objects.create(user=user, encoded=user.password, at=at)
    _end_others(user, kept, at)
    log_action("signin.password_changed", user, body=user.body, actor=actor, on=on)
    return user


@transaction.atomic
def password_reset(*, user: User, actor: User | None, on: date, at: datetime) -> str:
    """A new password for one use, to be handed over and changed at once; every session of the account ends.

    The duty of the system administrator, never for oneself. Raises NotTheirDuty, NotForOneself.
    """
    refuse_unless(actor, Right.ADMIN_SYSTEM, on=on, act_zh="重置密码", act_en="reset a password")
    if actor is not None and actor.pk == user.pk:
        raise NotForOneself
    user = User.objects.select_for_update().get(pk=user.pk)
    password = password_made()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    PasswordUse.objects.create(user=user, encoded=user.password, at=at)
    _end_others(user, None, at)
    log_action("signin.password_reset", user, body=user.body, actor=actor, on=on)
    return password


def _end_others(user: User, kept: Session | None, at: datetime) -> None:
    rows = Session.objects.filter(user=user, ended_at__isnull=True)
    if kept is not None:
        rows = rows.exclude(pk=kept.pk)
    rows.update(ended_at=at, ending=Ending.PASSWORD)
