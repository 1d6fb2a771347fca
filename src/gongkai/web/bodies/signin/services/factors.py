"""Acts on second factors: added and removed by their owner, reset for somebody who lost them."""

from __future__ import annotations

from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from gongkai.core.errors_signin import FactorNotOwnReset, FactorStillNeeded
from gongkai.web.bodies.kinds import Right
from gongkai.web.bodies.models import User
from gongkai.web.bodies.separation import refuse_unless
from gongkai.web.bodies.signin.factors import RECOVERY, factors_of, passkey_keep, recovery_renew, totp_keep
from gongkai.web.bodies.signin.models import Ending, Session
from gongkai.web.trail.actions import log_action


@transaction.atomic
def totp_add(*, secret: str, code: str, session: Session, actor: User, on: date, at: datetime) -> Authenticator:
    """Tie an authenticator to the own account, shown by its first code. Raises CodeRefused, FactorThere."""
    _locked(actor)
    factor = totp_keep(actor, secret, code, at=at)
    Session.objects.filter(pk=session.pk).update(second_factor=factor.type, proven_at=at)
    log_action("signin.factor_added", actor, body=actor.body, actor=actor, on=on, kind=str(factor.type))
    return factor


@transaction.atomic
def passkey_add(*, name: str, answer: str, session: Session, actor: User, on: date, at: datetime) -> Authenticator:
    """Tie a passkey to the own account. Raises PasskeyRefused."""
    _locked(actor)
    factor = passkey_keep(actor, name, answer)
    Session.objects.filter(pk=session.pk).update(second_factor=factor.type, proven_at=at)
    log_action("signin.factor_added", actor, body=actor.body, actor=actor, on=on, kind=str(factor.type))
    return factor


@transaction.atomic
def factor_remove(*, factor: Authenticator, actor: User, on: date) -> None:
    """Remove one's own authenticator or passkey; with the last one go the recovery codes. Raises FactorStillNeeded."""
    _locked(actor)
    others = factors_of(actor).exclude(pk=factor.pk)
    if settings.SECOND_FACTOR == "required" and not others.exists():
        raise FactorStillNeeded
    kind = str(factor.type)
    Authenticator.objects.filter(pk=factor.pk, user=actor).delete()
    if not others.exists():
        Authenticator.objects.filter(user=actor, type=RECOVERY).delete()
    log_action("signin.factor_removed", actor, body=actor.body, actor=actor, on=on, kind=kind)


@transaction.atomic
def recovery_codes_make(*, actor: User, on: date) -> list[str]:
    """New recovery codes, shown once; the old ones are void."""
    _locked(actor)
    codes = recovery_renew(actor)
    log_action("signin.recovery_codes_made", actor, body=actor.body, actor=actor, on=on, count=len(codes))
    return codes


@transaction.atomic
def factors_reset(*, user: User, reason: str, actor: User, on: date, at: datetime) -> int:
    """Take every second factor from somebody who lost theirs; they tie new ones at the next sign-in.

    The duty of the security administrator, never for oneself. Raises NotTheirDuty, FactorNotOwnReset.
    """
    refuse_unless(actor, Right.ADMIN_SECURITY, on=on, act_zh="重置登录验证方式", act_en="reset second factors")
    if actor.pk == user.pk:
        raise FactorNotOwnReset
    _locked(user)
    count = Authenticator.objects.filter(user=user).count()
    if count:
        Authenticator.objects.filter(user=user).delete()
        Session.objects.filter(user=user, ended_at__isnull=True).update(ended_at=at, ending=Ending.FACTOR)
        log_action("signin.factors_reset", user, body=user.body, actor=actor, on=on, reason=reason, factors=count)
    return count


def _locked(user: User) -> User:
    found: User = User.objects.select_for_update().get(pk=user.pk)
    return found
