"""Acts at the door: somebody came in, did not, had to wait, was let in again (promises 30, 31)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.http import HttpRequest

from gongkai.core.errors_signin import PasskeyRefused
from gongkai.web.bodies.kinds import Right
from gongkai.web.bodies.models import User
from gongkai.web.bodies.password_policies import change_due, policy
from gongkai.web.bodies.separation import refuse_unless
from gongkai.web.bodies.signin.addresses import network_of
from gongkai.web.bodies.signin.attempts import give_back, locks_now
from gongkai.web.bodies.signin.clock import day_of
from gongkai.web.bodies.signin.factors import code_spend, passkey_spend
from gongkai.web.bodies.signin.models import Failures, Method, Session
from gongkai.web.bodies.signin.sessions import PASSWORD_DUE, browser_sign_in, session_begin
from gongkai.web.trail.actions import log_action


@transaction.atomic
def signin_fail(*, username: str, taken: Sequence[Failures], address: str, actor: None, on: date, at: datetime) -> None:
    """Write down a wrong name or password, and the pause it begins. What was typed is not kept, unless it names an account."""
    user = User.objects.filter(username=username).first()
    log_action(
        "signin.locked" if locks_now(taken, at) else "signin.failed",
        user,
        body=user.body if user else None,
        actor=actor,
        on=on,
        network=network_of(address),
        known=user is not None,
    )


@transaction.atomic
def signin_succeed(
    *,
    request: HttpRequest,
    method: Method,
    second_factor: str,
    taken: Sequence[Failures],
    address: str,
    actor: User,
    on: date,
    at: datetime,
) -> Session:
    """Let somebody in: a new session of the browser, a row that says it holds, the counters at nought."""
    give_back(taken)
    browser_sign_in(request, actor)
    session = session_begin(actor, method, second_factor, request=request, address=address, at=at)
    last = actor.password_uses.order_by("-at").first()
    due = change_due(policy(), day_of(last.at)) if last and method == Method.PASSWORD else None
    if due is not None:
        request.session[PASSWORD_DUE] = due.isoformat()
    log_action(
        "signin.succeeded",
        session,
        body=actor.body,
        actor=actor,
        on=on,
        method=str(method.value),
        second_factor=second_factor,
        network=network_of(address),
    )
    return session


@transaction.atomic
def factor_use(*, answer: str, passkey: bool, taken: Sequence[Failures], actor: User, on: date, at: datetime) -> str:
    """Use up a code or an answer of a passkey as the second step; what kind it was. Raises CodeRefused, PasskeyRefused."""
    kind = str(passkey_spend(actor, answer, at=at).type) if passkey else code_spend(actor, answer, at=at)
    give_back(taken)
    log_action("signin.factor_used", actor, body=actor.body, actor=actor, on=on, kind=kind)
    return kind


@transaction.atomic
def passkey_enter(*, answer: str, actor: None, on: date, at: datetime) -> User:
    """Whose passkey answered the challenge of this browser; it was unlocked by its owner. Raises PasskeyRefused."""
    user: User = passkey_spend(None, answer, at=at).user
    if not user.is_active:
        raise PasskeyRefused
    log_action("signin.factor_used", user, body=user.body, actor=actor, on=on, kind="webauthn")
    return user


@transaction.atomic
def factor_fail(*, user: User, taken: Sequence[Failures], address: str, actor: None, on: date, at: datetime) -> None:
    """Write down that the second step failed after the first had been right: somebody may know the password."""
    log_action(
        "signin.factor_failed",
        user,
        body=user.body,
        actor=actor,
        on=on,
        network=network_of(address),
        locked=locks_now(taken, at),
    )


@transaction.atomic
def lockout_end(*, user: User, reason: str, actor: User, on: date) -> int:
    """Lift every pause that holds for somebody; how many there were. The duty of the security administrator.

    Raises NotTheirDuty.
    """
    refuse_unless(actor, Right.ADMIN_SECURITY, on=on, act_zh="解除登录暂停", act_en="lift a pause of sign-in")
    rows = Failures.objects.select_for_update().filter(user=user)
    count = len(rows)
    if count:
        rows.delete()
        log_action("signin.unlocked", user, body=user.body, actor=actor, on=on, reason=reason, pauses=count)
    return count
