"""The doors to what signing in keeps: one's own, or by the security administrator. Absent and forbidden answer alike."""

from __future__ import annotations

import uuid
from typing import TypeVar

from allauth.mfa.models import Authenticator
from django.db import models
from django.http import Http404

from gongkai.web.bodies.access import Rights
from gongkai.web.bodies.kinds import Right
from gongkai.web.bodies.signin.factors import factors_of
from gongkai.web.bodies.signin.models import BreakGlass, Identity, IdentityProposal, Session

Found = TypeVar("Found", bound=models.Model)


def access_session(rights: Rights, key: uuid.UUID) -> Session:
    """One of one's own sessions."""
    return _or_404(Session.objects.filter(pk=key, user=rights.user).first() if rights.user else None)


def access_factor(rights: Rights, key: int) -> Authenticator:
    """One of one's own second factors."""
    return _or_404(factors_of(rights.user).filter(pk=key).first() if rights.user else None)


def access_identity(rights: Rights, key: uuid.UUID) -> Identity:
    """One of one's own identities, or anybody's for the security administrator."""
    found = Identity.objects.select_related("user__body").filter(pk=key).first()
    own = found is not None and rights.user is not None and found.user_id == rights.user.pk
    return _or_404(found if own or rights.has(Right.ADMIN_SECURITY) else None)


def access_proposal(rights: Rights, key: uuid.UUID, *, to: Right = Right.ADMIN_SECURITY) -> IdentityProposal:
    """One proposal, for the security administrator."""
    return _or_404(IdentityProposal.objects.select_related("user").filter(pk=key).first() if rights.has(to) else None)


def access_break_glass(rights: Rights, key: uuid.UUID, *, to: Right = Right.ADMIN_SECURITY) -> BreakGlass:
    """One sealed account, for the security administrator."""
    return _or_404(BreakGlass.objects.select_related("user").filter(pk=key).first() if rights.has(to) else None)


def _or_404(found: Found | None) -> Found:
    if found is None:
        raise Http404
    return found
