"""What a person may do on a day, worked out once per request; every door of the house asks this object."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q
from django.http import Http404

from gongkai.web.bodies.kinds import INSTALLATION_WIDE, REACHES_BELOW, RIGHTS, Right, Role
from gongkai.web.bodies.models import (
    Appointment,
    Body,
    Delegation,
    InternalOffice,
    Leader,
    LeadingGroup,
    ParentLink,
    PlatformAccount,
    UpdateTask,
    User,
)


@dataclass(frozen=True, slots=True)
class Rights:
    """The rights of one person on one day: per body, and over the installation."""

    user: User | None
    on: date
    over: dict[uuid.UUID, frozenset[Right]] = field(default_factory=dict)
    installation: frozenset[Right] = frozenset()
    roles: tuple[Any, ...] = ()  # the words of the roles held, for the page's head

    def has(self, right: Right, *, over: Body | uuid.UUID | None = None) -> bool:
        """Whether `right` is held over a body, or over the installation where none is named."""
        if over is None:
            return right in self.installation
        return right in self.over.get(over.pk if isinstance(over, Body) else over, frozenset())

    def bodies(self, right: Right) -> frozenset[uuid.UUID]:
        """The keys of all bodies over which `right` is held: for `filter(body_id__in=...)`."""
        return frozenset(body for body, held in self.over.items() if right in held)

    def any(self, *rights: Right) -> bool:
        """Whether one of `rights` is held anywhere."""
        return any(right in self.installation or self.bodies(right) for right in rights)


def rights_of(user: User | None, *, on: date) -> Rights:
    """The rights of `user` on `on`: own appointments, those delegated to them, and for a supervisor all bodies below.

    At most three queries, whatever the size of the tree.
    """
    if user is None or not user.is_authenticated or not user.is_active:
        return Rights(None, on)
    in_force = Q(begun_on__lte=on) & (Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    held = [(each.role, each.body_id) for each in Appointment.objects.filter(in_force, user=user)]
    lent = Delegation.objects.filter(to=user, begun_on__lte=on, ended_on__gt=on).select_related("appointment")
    held += [
        (each.appointment.role, each.appointment.body_id)
        for each in lent
        if each.appointment.begun_on <= on and (each.appointment.ended_on is None or each.appointment.ended_on > on)
    ]
    installation: set[Right] = set()
    over: dict[uuid.UUID, set[Right]] = defaultdict(set)
    for name, body in held:
        role = Role(name)
        if role in INSTALLATION_WIDE:
            installation |= RIGHTS[role]
        elif body is not None:
            over[body] |= RIGHTS[role]
    tops = [body for name, body in held if Role(name) in REACHES_BELOW and body is not None]
    for body in _below(tops, on=on):
        over[body] |= {Right.READ, Right.SUPERVISE}
    words = tuple(role.label for role in dict.fromkeys(Role(name) for name, _ in held))
    return Rights(user, on, {body: frozenset(rights) for body, rights in over.items()}, frozenset(installation), words)


def _below(tops: Iterable[uuid.UUID], *, on: date) -> set[uuid.UUID]:
    """Every body below `tops` on `on`, without the tops."""
    waiting = list(tops)
    if not waiting:
        return set()
    children: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    in_force = Q(begun_on__lte=on) & (Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    for body, parent in ParentLink.objects.filter(in_force).values_list("body_id", "parent_id"):
        children[parent].append(body)
    found: set[uuid.UUID] = set()
    while waiting:
        for body in children[waiting.pop()]:
            if body not in found:
                found.add(body)
                waiting.append(body)
    return found


def access_body(rights: Rights, code: str, *, to: Right) -> Body:
    """The body of that code, where `to` is held over it or over the installation. Raises Http404 otherwise."""
    body = Body.objects.filter(code=code).first()
    if body is not None and (rights.has(to, over=body) or rights.has(to)):
        return body
    raise Http404


def access_body_for(rights: Rights, code: str, *, to: Collection[Right]) -> Body:
    """The body of that code, where one of several rights is held: a page that serves more than one duty."""
    body = Body.objects.filter(code=code).select_related("answers_as", "successor").first()
    if body is not None and any(rights.has(right, over=body) or rights.has(right) for right in to):
        return body
    raise Http404


def access_installation(rights: Rights, *, to: Collection[Right]) -> None:
    """The pages of the whole installation. Raises Http404 where none of these rights is held over it."""
    if not any(rights.has(right) for right in to):
        raise Http404


def access_user(rights: Rights, key: uuid.UUID, *, to: Right) -> User:
    """One person, for an administrator of the installation or whoever holds `to` over the person's body."""
    return _of_a_body(rights, User.objects.filter(pk=key).select_related("body").first(), to=to)


def access_appointment(rights: Rights, key: uuid.UUID, *, to: Right) -> Appointment:
    """One role held by somebody; its own holder reaches it too."""
    found = Appointment.objects.filter(pk=key).select_related("body", "user").first()
    if found is not None and rights.user is not None and found.user_id == rights.user.pk:
        return found
    return _of_a_body(rights, found, to=to)


def access_delegation(rights: Rights, key: uuid.UUID, *, to: Right) -> Delegation:
    """One delegation; whoever lent the role or holds it on loan reaches it too."""
    found = Delegation.objects.filter(pk=key).select_related("appointment__body", "appointment__user", "to").first()
    if found is None:
        raise Http404
    if rights.user is None or found.to_id != rights.user.pk:
        access_appointment(rights, found.appointment_id, to=to)
    return found


def access_leader(rights: Rights, key: uuid.UUID, *, to: Right) -> Leader:
    """One leader of a body over which `to` is held."""
    return _of_a_body(rights, Leader.objects.filter(pk=key).select_related("body").first(), to=to)


def access_internal_office(rights: Rights, key: uuid.UUID, *, to: Right) -> InternalOffice:
    """One internal office of a body over which `to` is held."""
    return _of_a_body(rights, InternalOffice.objects.filter(pk=key).select_related("body").first(), to=to)


def access_leading_group(rights: Rights, key: uuid.UUID, *, to: Right) -> LeadingGroup:
    """One leading group of a body over which `to` is held."""
    return _of_a_body(rights, LeadingGroup.objects.filter(pk=key).select_related("body").first(), to=to)


def access_platform_account(rights: Rights, key: uuid.UUID, *, to: Right) -> PlatformAccount:
    """One account of a body over which `to` is held; its keeper and deputy reach it too."""
    found = PlatformAccount.objects.filter(pk=key).select_related("body", "keeper", "deputy").first()
    if found is not None and rights.user is not None and rights.user.pk in (found.keeper_id, found.deputy_id):
        return found
    return _of_a_body(rights, found, to=to)


def access_update_task(rights: Rights, key: uuid.UUID, *, to: Right) -> UpdateTask:
    """One update task of a body over which `to` is held."""
    return _of_a_body(rights, UpdateTask.objects.filter(pk=key).select_related("body").first(), to=to)


Found = TypeVar("Found", bound=models.Model)


def _of_a_body(rights: Rights, found: Found | None, *, to: Right) -> Found:
    """`found`, where `to` is held over its body or over the installation. Raises Http404 for absent and forbidden alike."""
    if found is not None:
        body = getattr(found, "body_id", None)
        if rights.has(to) or (body is not None and rights.has(to, over=body)):
            return found
    raise Http404
