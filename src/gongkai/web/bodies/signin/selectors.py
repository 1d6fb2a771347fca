"""Questions to what signing in keeps, each with its time."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db.models import Q, QuerySet

from gongkai.web.bodies.models import User
from gongkai.web.bodies.signin.models import BreakGlass, Failures, Identity, IdentityProposal, ProposalState, Session


def sessions_live(user: User, at: datetime) -> QuerySet[Session]:
    """Every session of somebody that holds at that time, the last one used first."""
    found = Session.objects.filter(user=user, ended_at__isnull=True)
    return found.filter(seen_at__gt=at - settings.SESSION_IDLE, begun_at__gt=at - settings.SESSION_ABSOLUTE).order_by(
        "-seen_at"
    )


def pauses_now(at: datetime) -> QuerySet[Failures]:
    """Accounts for which signing in is paused at that time."""
    found = Failures.objects.filter(locked_until__gt=at, user__isnull=False)
    return found.select_related("user__body").order_by("user__username", "-locked_until")


def proposals_open(on: date) -> QuerySet[IdentityProposal]:
    """Identities and roles that wait for the security administrator on that day, oldest first."""
    found = IdentityProposal.objects.filter(state=ProposalState.OPEN, proposed_on__lte=on)
    return found.select_related("user").order_by("proposed_on", "id")


def identities_of(user: User) -> QuerySet[Identity]:
    """The identities from elsewhere that sign in as somebody."""
    return Identity.objects.filter(user=user)


def identity_named(issuer: str, subject: str) -> Identity | None:
    """The identity of that issuer and subject; the same subject of another issuer is another identity."""
    return Identity.objects.select_related("user__body").filter(issuer=issuer, subject=subject).first()


def roles_not_held(user: User, roles: list[str], on: date) -> list[str]:
    """Those of `roles` that somebody does not hold on a day."""
    in_force = Q(begun_on__lte=on) & (Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    held = set(user.appointments.filter(in_force).values_list("role", flat=True))
    return sorted(set(roles) - held)


def break_glass_of(user: User) -> BreakGlass | None:
    """The sealed account that this account is, if it is one."""
    return BreakGlass.objects.filter(user=user).first()


def break_glass_open() -> QuerySet[BreakGlass]:
    """Sealed accounts that are not closed; those used first: they are the alarm of the three administrators."""
    return BreakGlass.objects.filter(closed_on__isnull=True).select_related("user").order_by("-used_at", "-sealed_on")


def break_glass_alarms() -> QuerySet[BreakGlass]:
    """Sealed accounts that were used and wait to be closed with a reason."""
    return BreakGlass.objects.filter(closed_on__isnull=True, used_at__isnull=False).select_related("user")
