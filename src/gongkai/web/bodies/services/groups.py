"""Acts on the leading group of a body: founded, adjusted, ended; each adjustment opens its update."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.core.errors_bodies import AdjustmentNotLater, AlreadyEnded, GroupHeadWrong, PeriodBackwards
from gongkai.web.bodies.kinds import Change, GroupSeat
from gongkai.web.bodies.models import Body, GroupAdjustment, GroupMember, LeadingGroup, User
from gongkai.web.bodies.update_tasks import open_update_tasks
from gongkai.web.trail.actions import log_action


@dataclass(frozen=True, slots=True)
class Seat:
    """One member as the document lists them."""

    name: str
    post: str
    seat: GroupSeat


@transaction.atomic
def leading_group_found(
    *, body: Body, name: str, document: str, members: Sequence[Seat], begun_on: date, actor: User, on: date
) -> LeadingGroup:
    """Found a leading group with its members, as the document of that day says. Raises GroupHeadWrong."""
    _refuse_heads(members)
    group = LeadingGroup.objects.create(body=body, name=name, document=document, begun_on=begun_on)
    _seat(group, enumerate(members), begun_on)
    opened = open_update_tasks(body, [Change.MEMBER], changed_on=begun_on)
    log_action(
        "leading_group.founded",
        group,
        body=body,
        actor=actor,
        on=on,
        begun_on=begun_on.isoformat(),
        members=len(members),
        update_tasks=opened,
    )
    return group


@transaction.atomic
def leading_group_adjust(
    *, group: LeadingGroup, document: str, members: Sequence[Seat], adjusted_on: date, actor: User, on: date
) -> LeadingGroup:
    """Make the group the one that is listed, from a day on: who is missing leaves, who is new joins, the rest stays.

    Adjusting twice to the same list changes nothing. Raises GroupHeadWrong, AdjustmentNotLater, AlreadyEnded.
    """
    group = LeadingGroup.objects.select_for_update().get(pk=group.pk)
    _refuse_ended(group)
    _refuse_heads(members)
    sitting = {
        Seat(each.name, each.post, GroupSeat(each.seat)): each
        for each in GroupMember.objects.filter(group=group, ended_on__isnull=True)
    }
    leaving = [member for seat, member in sitting.items() if seat not in members]
    joining = [(place, seat) for place, seat in enumerate(members) if seat not in sitting]
    if not leaving and not joining:
        return group
    _refuse_early(group, adjusted_on)
    GroupMember.objects.filter(pk__in=[each.pk for each in leaving]).update(ended_on=adjusted_on)
    _seat(group, joining, adjusted_on)
    for place, seat in enumerate(members):
        if seat in sitting and sitting[seat].place != place:
            GroupMember.objects.filter(pk=sitting[seat].pk).update(place=place)
    GroupAdjustment.objects.create(group=group, on=adjusted_on, document=document)
    opened = open_update_tasks(group.body, [Change.MEMBER], changed_on=adjusted_on)
    log_action(
        "leading_group.adjusted",
        group,
        body=group.body,
        actor=actor,
        on=on,
        adjusted_on=adjusted_on.isoformat(),
        joined=len(joining),
        left=len(leaving),
        update_tasks=opened,
    )
    return group


@transaction.atomic
def leading_group_end(*, group: LeadingGroup, ended_on: date, actor: User, on: date) -> LeadingGroup:
    """End a leading group; its members' seats end with it."""
    group = LeadingGroup.objects.select_for_update().get(pk=group.pk)
    if group.ended_on == ended_on:
        return group
    _refuse_ended(group)
    if ended_on <= group.begun_on or GroupMember.objects.filter(group=group, begun_on__gte=ended_on).exists():
        raise PeriodBackwards(begun=group.begun_on, ended=ended_on)
    GroupMember.objects.filter(group=group, ended_on__isnull=True).update(ended_on=ended_on)
    opened = open_update_tasks(group.body, [Change.MEMBER], changed_on=ended_on)
    group.ended_on = ended_on
    group.save(update_fields=["ended_on"])
    log_action(
        "leading_group.ended",
        group,
        body=group.body,
        actor=actor,
        on=on,
        ended_on=ended_on.isoformat(),
        update_tasks=opened,
    )
    return group


def _refuse_heads(members: Sequence[Seat]) -> None:
    heads = sum(each.seat == GroupSeat.HEAD for each in members)
    if heads != 1:
        raise GroupHeadWrong(count=heads)


def _refuse_ended(group: LeadingGroup) -> None:
    if group.ended_on is not None:
        raise AlreadyEnded(name=group.name, ended=group.ended_on)


def _refuse_early(group: LeadingGroup, adjusted_on: date) -> None:
    last = max([group.begun_on, *GroupAdjustment.objects.filter(group=group).values_list("on", flat=True)])
    if adjusted_on <= last:
        raise AdjustmentNotLater(last=last)


def _seat(group: LeadingGroup, members: Iterable[tuple[int, Seat]], begun_on: date) -> None:
    GroupMember.objects.bulk_create(
        GroupMember(group=group, name=each.name, post=each.post, seat=each.seat, place=place, begun_on=begun_on)
        for place, each in members
    )
