"""Which duties one person may not hold at once (promise 26; law.md 10.2; 三员分立)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongkai.core.errors_bodies import DutiesCollide, NotTheirDuty
from gongkai.web.bodies.access import rights_of
from gongkai.web.bodies.dated import overlap
from gongkai.web.bodies.kinds import INSTALLATION_WIDE, RIGHTS, Right, Role
from gongkai.web.bodies.models import Appointment, Body, Delegation, User

# Rights that no one person holds over the same body: who writes an item never approves it finally.
APART = (frozenset({Right.DRAFT, Right.REVIEW_FINAL}),)
ADMINISTRATORS_WORDS: dict[Right, tuple[str, str]] = {
    Right.ADMIN_SYSTEM: ("系统管理员", "system administrator"),
    Right.ADMIN_SECURITY: ("安全管理员", "security administrator"),
    Right.ADMIN_AUDIT: ("审计管理员", "audit administrator"),
}


@dataclass(frozen=True, slots=True)
class Collision:
    """Why two roles cannot meet in one person."""

    zh: str
    en: str


_BETWEEN_ADMINISTRATORS = Collision("系统、安全、审计管理员须由不同的人担任", "the three administrators are three people")
_ADMINISTRATOR_AND_BUSINESS = Collision("管理员不承办业务", "an administrator handles no business")
_WRITER_AND_APPROVER = Collision("拟稿人不能作最后批准", "who drafts never approves finally")


def collision_of(one: Role, other: Role, *, same_body: bool) -> Collision | None:
    """Why one person may not hold both roles at once; None where they may.

    `same_body`: whether both are held in the same body; the three administrators collide wherever the other role is.
    """
    administrators = {one, other} & INSTALLATION_WIDE
    if len(administrators) == 2:
        return _BETWEEN_ADMINISTRATORS
    if administrators and one is not other:
        return _ADMINISTRATOR_AND_BUSINESS
    if same_body and any(apart <= RIGHTS[one] | RIGHTS[other] for apart in APART):
        return _WRITER_AND_APPROVER
    return None


def refuse_collision(user: User, role: Role, body: Body | None, *, begun_on: date, ended_on: date | None) -> None:
    """Raise DutiesCollide where `role` in that time meets another role of the person, own or on loan."""
    for held, held_in in _held(user, begun_on, ended_on):
        found = collision_of(held, role, same_body=body is not None and held_in == body.pk)
        if found is not None:
            raise DutiesCollide(
                name=user.name,
                held_zh=held.label,
                held_en=held.en,
                wanted_zh=role.label,
                wanted_en=role.en,
                why_zh=found.zh,
                why_en=found.en,
            )


def _held(user: User, begun_on: date, ended_on: date | None) -> Iterator[tuple[Role, object]]:
    """Every role the person holds on some day of that time, with the key of its body."""
    later = Q(ended_on__isnull=True) | Q(ended_on__gt=begun_on)
    for each in Appointment.objects.filter(later, user=user):
        if overlap(begun_on, ended_on, each.begun_on, each.ended_on):
            yield Role(each.role), each.body_id
    for lent in Delegation.objects.filter(to=user, ended_on__gt=begun_on).select_related("appointment"):
        if overlap(begun_on, ended_on, lent.begun_on, lent.ended_on):
            yield Role(lent.appointment.role), lent.appointment.body_id


def refuse_unless(actor: User | None, right: Right, *, on: date, act_zh: str, act_en: str) -> None:
    """Raise NotTheirDuty where `actor` is not the administrator whose duty the act is.

    Nobody (`actor` None) is the installation itself at its first run and in the command line of the machine.
    """
    if actor is not None and not rights_of(actor, on=on).has(right):
        who_zh, who_en = ADMINISTRATORS_WORDS[right]
        raise NotTheirDuty(act_zh=act_zh, act_en=act_en, who_zh=who_zh, who_en=who_en)
