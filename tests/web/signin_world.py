"""Records of signing in for the matrix: one of each kind, of somebody who takes no part in it otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Body, User
from gongkai.web.bodies.signin.models import BreakGlass, Identity, IdentityProposal, Method, Session
from tests.web.bodies_world import a_user
from tests.web.conftest import ON

_AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def a_session(body: Body) -> Session:
    return Session.objects.create(user=a_user(body), method=Method.PASSWORD, begun_at=_AT, seen_at=_AT, proven_at=_AT)


def an_identity(body: Body) -> Identity:
    return Identity.objects.create(
        issuer="https://sso.example", subject=f"i-{body.code}", provider="city", user=a_user(body), begun_on=ON
    )


def a_proposal(body: Body) -> IdentityProposal:
    return IdentityProposal.objects.create(
        issuer="https://sso.example", subject=f"p-{body.code}", provider="city", proposed_on=ON
    )


def a_sealed(body: Body) -> BreakGlass:
    user = User.objects.create(username=f"sealed-{body.code}", name="应急账号")
    return BreakGlass.objects.create(user=user, role=Role.SECURITY_ADMIN, sealed_on=ON)


SIGNIN: dict[str, Callable[[Body], Any]] = {
    "session": a_session,
    "identity": an_identity,
    "proposal": a_proposal,
    "sealed": a_sealed,
}
