"""Acts on roles: granted, withdrawn, delegated. Granting is the security administrator's duty (promise 26)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from gongkai.core.errors_bodies import (
    AlreadyAppointed,
    AlreadyEnded,
    DelegationRefused,
    LastAdministrator,
    NotForOneself,
    PeriodBackwards,
    PersonInactive,
    RoleNeedsBody,
)
from gongkai.web.bodies.dated import in_force, overlap
from gongkai.web.bodies.kinds import INSTALLATION_WIDE, Right, Role
from gongkai.web.bodies.models import Appointment, Body, Delegation, User
from gongkai.web.bodies.separation import refuse_collision, refuse_unless
from gongkai.web.trail.actions import log_action


@transaction.atomic
def appointment_begin(
    *,
    user: User,
    role: Role,
    body: Body | None,
    begun_on: date,
    actor: User | None,
    on: date,
    ended_on: date | None = None,
) -> Appointment:
    """Grant a role in a body, or one of the three administrators' roles over the installation.

    Raises NotTheirDuty, NotForOneself, DutiesCollide, AlreadyAppointed, RoleNeedsBody, PersonInactive, PeriodBackwards.
    """
    refuse_unless(actor, Right.ADMIN_SECURITY, on=on, act_zh="授予角色", act_en="grant a role")
    user = User.objects.select_for_update().get(pk=user.pk)
    if actor is not None and actor.pk == user.pk:
        raise NotForOneself
    if not user.is_active:
        raise PersonInactive(name=user.name)
    if ended_on is not None and ended_on <= begun_on:
        raise PeriodBackwards(begun=begun_on, ended=ended_on)
    role = Role(role)
    _refuse_wrong_body(role, body, begun_on)
    for held in Appointment.objects.filter(user=user, body=body, role=role):
        if overlap(begun_on, ended_on, held.begun_on, held.ended_on):
            raise AlreadyAppointed(name=user.name, role_zh=role.label, role_en=role.en)
    refuse_collision(user, role, body, begun_on=begun_on, ended_on=ended_on)
    appointment = Appointment.objects.create(user=user, body=body, role=role, begun_on=begun_on, ended_on=ended_on)
    log_action(
        "appointment.begun",
        appointment,
        body=body,
        actor=actor,
        on=on,
        role=role.value,
        user=str(user.pk),
        begun_on=begun_on.isoformat(),
        ended_on=ended_on.isoformat() if ended_on else None,
    )
    return appointment


@transaction.atomic
def appointment_end(*, appointment: Appointment, ended_on: date, actor: User, on: date) -> Appointment:
    """Withdraw a role from a day on; delegations of it end with it.

    Raises NotTheirDuty, NotForOneself, LastAdministrator, AlreadyEnded, PeriodBackwards.
    """
    refuse_unless(actor, Right.ADMIN_SECURITY, on=on, act_zh="收回角色", act_en="withdraw a role")
    list(Appointment.objects.select_for_update().filter(role=appointment.role, body=appointment.body_id).order_by("pk"))
    appointment = Appointment.objects.select_related("user", "body").get(pk=appointment.pk)
    if appointment.ended_on == ended_on:
        return appointment
    if actor.pk == appointment.user_id:
        raise NotForOneself
    if appointment.ended_on is not None and appointment.ended_on <= on:
        raise AlreadyEnded(name=Role(appointment.role).label, ended=appointment.ended_on)
    if ended_on < appointment.begun_on:
        raise PeriodBackwards(begun=appointment.begun_on, ended=ended_on)
    _refuse_last(appointment, ended_on)
    appointment.ended_on = ended_on
    appointment.save(update_fields=["ended_on"])
    Delegation.objects.filter(appointment=appointment, begun_on__lt=ended_on, ended_on__gt=ended_on).update(ended_on=ended_on)
    log_action(
        "appointment.ended",
        appointment,
        body=appointment.body,
        actor=actor,
        on=on,
        role=appointment.role,
        user=str(appointment.user_id),
        ended_on=ended_on.isoformat(),
    )
    return appointment


@transaction.atomic
def delegation_begin(
    *, appointment: Appointment, to: User, begun_on: date, ended_on: date, reason: str, actor: User, on: date
) -> Delegation:
    """Let another person of the body act in a role for a while (委托代行), by its holder or the security administrator.

    Raises DelegationRefused, DutiesCollide, PersonInactive, PeriodBackwards, NotTheirDuty.
    """
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if actor.pk != appointment.user_id:
        refuse_unless(actor, Right.ADMIN_SECURITY, on=on, act_zh="委托代行", act_en="delegate another's role")
    to = User.objects.select_for_update().get(pk=to.pk)
    if ended_on <= begun_on:
        raise PeriodBackwards(begun=begun_on, ended=ended_on)
    role = Role(appointment.role)
    _refuse_delegate(appointment, to, begun_on, ended_on, actor=actor)
    refuse_collision(to, role, appointment.body, begun_on=begun_on, ended_on=ended_on)
    delegation = Delegation.objects.create(appointment=appointment, to=to, begun_on=begun_on, ended_on=ended_on, reason=reason)
    log_action(
        "delegation.begun",
        delegation,
        body=appointment.body,
        actor=actor,
        on=on,
        role=role.value,
        to=str(to.pk),
        begun_on=begun_on.isoformat(),
        ended_on=ended_on.isoformat(),
    )
    return delegation


@transaction.atomic
def delegation_end(*, delegation: Delegation, ended_on: date, actor: User, on: date) -> Delegation:
    """End a delegation before its time. One that had not begun yet ends on the day after its first.

    Raises AlreadyEnded, PeriodBackwards, NotTheirDuty.
    """
    delegation = Delegation.objects.select_for_update().get(pk=delegation.pk)
    appointment = Appointment.objects.select_related("body").get(pk=delegation.appointment_id)
    if actor.pk not in (appointment.user_id, delegation.to_id):
        refuse_unless(actor, Right.ADMIN_SECURITY, on=on, act_zh="结束委托代行", act_en="end a delegation")
    if delegation.ended_on == ended_on:
        return delegation
    if delegation.ended_on <= on:
        raise AlreadyEnded(name=Role(appointment.role).label, ended=delegation.ended_on)
    if not delegation.begun_on < ended_on < delegation.ended_on:
        raise PeriodBackwards(begun=delegation.begun_on, ended=ended_on)
    delegation.ended_on = ended_on
    delegation.save(update_fields=["ended_on"])
    log_action(
        "delegation.ended",
        delegation,
        body=appointment.body,
        actor=actor,
        on=on,
        role=appointment.role,
        to=str(delegation.to_id),
        ended_on=ended_on.isoformat(),
    )
    return delegation


def _refuse_wrong_body(role: Role, body: Body | None, on: date) -> None:
    words = {"role_zh": role.label, "role_en": role.en}
    if role in INSTALLATION_WIDE and body is not None:
        raise RoleNeedsBody(**words, need_zh="属于整个系统，不属于某一机关", need_en="belongs to the installation, to no body")
    if role not in INSTALLATION_WIDE and body is None:
        raise RoleNeedsBody(**words, need_zh="须指明机关", need_en="needs a body")
    if body is not None and not Body.objects.filter(in_force(on), pk=body.pk).exists():
        raise RoleNeedsBody(**words, need_zh=f"：{body.name}在 {on} 不存在", need_en=f"needs a body that exists on {on}")


def _refuse_last(appointment: Appointment, ended_on: date) -> None:
    role = Role(appointment.role)
    if role not in INSTALLATION_WIDE:
        return
    others = Appointment.objects.filter(in_force(ended_on), role=role, user__is_active=True)
    if not others.exclude(user_id=appointment.user_id).exists():
        raise LastAdministrator(name=appointment.user.name, role_zh=role.label, role_en=role.en)


def _refuse_delegate(appointment: Appointment, to: User, begun_on: date, ended_on: date, *, actor: User) -> None:
    if Role(appointment.role) in INSTALLATION_WIDE:
        raise DelegationRefused(why_zh="系统、安全、审计管理员的职责不能委托", why_en="administrators' duties are their own")
    if to.pk == appointment.user_id:
        raise DelegationRefused(why_zh="不能委托给本人", why_en="nobody stands in for themselves")
    if to.pk == actor.pk:
        raise DelegationRefused(why_zh="不能把他人的职责委托给自己", why_en="nobody takes another's role for themselves")
    if not to.is_active:
        raise PersonInactive(name=to.name)
    there = Appointment.objects.filter(in_force(begun_on), user=to, body=appointment.body_id).exists()
    if to.body_id != appointment.body_id and not there:
        raise DelegationRefused(why_zh=f"{to.name}不是本机关人员", why_en=f"{to.name} does not belong to the body")
    if begun_on < appointment.begun_on or (appointment.ended_on is not None and ended_on > appointment.ended_on):
        raise DelegationRefused(why_zh="委托期间超出任职期间", why_en="it reaches beyond the time of the role itself")
    same = Q(begun_on__lt=ended_on, ended_on__gt=begun_on)
    if Delegation.objects.filter(same, appointment=appointment, to=to).exists():
        raise DelegationRefused(why_zh=f"该期间已委托{to.name}", why_en=f"{to.name} stands in for that time already")
