"""Leaders, internal offices and leading groups of a body on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gongkai.web.bodies.dated import in_force
from gongkai.web.bodies.models import Body, GroupAdjustment, GroupMember, InternalOffice, Leader, LeadingGroup


def leaders_of(body: Body, on: date) -> QuerySet[Leader]:
    """The leaders of `body` on `on`, in their order."""
    return Leader.objects.filter(in_force(on), body=body)


def offices_of(body: Body, on: date) -> QuerySet[InternalOffice]:
    """The internal offices of `body` on `on`, in their order."""
    return InternalOffice.objects.filter(in_force(on), body=body)


def groups_of(body: Body, on: date) -> QuerySet[LeadingGroup]:
    """The leading groups of `body` on `on`."""
    return LeadingGroup.objects.filter(in_force(on), body=body)


def members_of(group: LeadingGroup, on: date) -> QuerySet[GroupMember]:
    """Who sat in the group on `on`, in their order."""
    return GroupMember.objects.filter(in_force(on), group=group)


@dataclass(frozen=True, slots=True)
class GroupTurn:
    """One adjustment of a group with who joined and who left."""

    adjustment: GroupAdjustment
    joined: tuple[GroupMember, ...]
    left: tuple[GroupMember, ...]


def group_history(group: LeadingGroup) -> list[GroupTurn]:
    """Every adjustment of the group, newest first."""
    members = list(GroupMember.objects.filter(group=group))
    return [
        GroupTurn(
            each,
            tuple(member for member in members if member.begun_on == each.on),
            tuple(member for member in members if member.ended_on == each.on),
        )
        for each in GroupAdjustment.objects.filter(group=group).order_by("-on")
    ]
