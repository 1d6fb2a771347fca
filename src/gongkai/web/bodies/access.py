"""What a person may do on a day, worked out once per request; every door of the house asks this object."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from gongkai.web.bodies.kinds import INSTALLATION_WIDE, REACHES_BELOW, RIGHTS, Right, Role
from gongkai.web.bodies.models import Appointment, Body, Delegation, ParentLink, User


@dataclass(frozen=True, slots=True)
class Rights:
    """The rights of one person on one day: per body, and over the installation."""

    user: User | None
    on: date
    over: dict[uuid.UUID, frozenset[Right]] = field(default_factory=dict)
    installation: frozenset[Right] = frozenset()

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
    return Rights(user, on, {body: frozenset(rights) for body, rights in over.items()}, frozenset(installation))


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
