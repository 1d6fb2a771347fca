"""Who belongs to a body, who holds which role there, and who stands in for whom, on a day."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from gongkai.web.bodies.dated import in_force
from gongkai.web.bodies.kinds import RIGHTS, Right, Role
from gongkai.web.bodies.models import Appointment, Body, Delegation, User


def people_of(body: Body, on: date) -> QuerySet[User]:
    """The people with an account who belong to `body` or hold a role in it on `on`."""
    there = Appointment.objects.filter(in_force(on), body=body).values("user_id")
    return User.objects.filter(Q(body=body) | Q(pk__in=there), is_active=True)


def holders_of(role: Role, body: Body | None, on: date) -> list[User]:
    """Who acts in `role` for `body` on `on`: those appointed, then those who stand in for them; nobody twice.

    `body` is None for the three administrators, who belong to the installation.
    """
    appointed = User.objects.filter(
        pk__in=Appointment.objects.filter(in_force(on), role=role, body=body).values("user_id"), is_active=True
    )
    lent = Delegation.objects.filter(
        in_force(on), in_force(on, "appointment__"), appointment__role=role, appointment__body=body, to__is_active=True
    ).select_related("to")
    return list(dict.fromkeys([*appointed, *(each.to for each in lent)]))


def people_with(right: Right, body: Body, on: date) -> list[User]:
    """Who may do `right` over `body` on `on` by a role held in it, delegations included."""
    roles = [role for role, rights in RIGHTS.items() if right in rights]
    return list(dict.fromkeys(user for role in roles for user in holders_of(role, body, on)))


def appointments_of(body: Body | None, on: date) -> QuerySet[Appointment]:
    """Every role held in `body` on `on` (None: the administrators of the installation)."""
    found = Appointment.objects.filter(in_force(on), body=body)
    return found.select_related("user").order_by("role", "user__username")


def delegations_of(body: Body, on: date) -> QuerySet[Delegation]:
    """Every delegation of a role in `body` that holds on `on` or begins later, first to end first."""
    found = Delegation.objects.filter(appointment__body=body, ended_on__gt=on)
    return found.select_related("appointment__user", "appointment__body", "to").order_by("ended_on")


def delegations_ending(user: User, on: date, *, within: int) -> QuerySet[Delegation]:
    """What `user` lent or holds on loan and ends within so many days after `on`."""
    found = Delegation.objects.filter(in_force(on), ended_on__lte=on + timedelta(days=within))
    found = found.filter(Q(to=user) | Q(appointment__user=user))
    return found.select_related("appointment__user", "appointment__body", "to").order_by("ended_on")


def people_all() -> QuerySet[User]:
    """Everybody with an account, for the administrators."""
    return User.objects.select_related("body").order_by("username")


def roles_held(user: User) -> QuerySet[Appointment]:
    """Every role the person holds, held or will hold, latest first."""
    return Appointment.objects.filter(user=user).select_related("body").order_by("-begun_on", "role")


def roles_to_lend(user: User, on: date) -> QuerySet[Appointment]:
    """The roles in bodies that a person holds on `on` and may let another act in."""
    return Appointment.objects.filter(in_force(on), user=user, body__isnull=False).select_related("body", "user")


def colleagues_of(user: User, on: date) -> QuerySet[User]:
    """Everybody else who belongs to a body in which the person holds a role on `on`."""
    bodies = roles_to_lend(user, on).values("body_id")
    there = Appointment.objects.filter(in_force(on), body__in=bodies).values("user_id")
    found = User.objects.filter(Q(body__in=bodies) | Q(pk__in=there), is_active=True)
    return found.exclude(pk=user.pk)


def delegations_with(user: User, on: date) -> QuerySet[Delegation]:
    """What a person lent or holds on loan, on `on` or later."""
    found = Delegation.objects.filter(Q(to=user) | Q(appointment__user=user), ended_on__gt=on)
    return found.select_related("appointment__user", "appointment__body", "to").order_by("begun_on")


def lender_of(user: User, right: Right, body: Body, on: date) -> User | None:
    """Whose role `user` acts in when doing `right` over `body` on `on`: None where a role of their own gives it.

    Such an act is written down as 代 (law.md 10.2: the leader in charge, or somebody authorised).
    """
    roles = [role for role, rights in RIGHTS.items() if right in rights]
    if Appointment.objects.filter(in_force(on), user=user, body=body, role__in=roles).exists():
        return None
    lent = Delegation.objects.filter(
        in_force(on), in_force(on, "appointment__"), to=user, appointment__body=body, appointment__role__in=roles
    )
    found = lent.select_related("appointment__user").order_by("begun_on", "pk").first()
    return found.appointment.user if found else None
