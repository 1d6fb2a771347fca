"""Acts on the sealed account: made on the machine, used once, seen by the three administrators, closed with a reason."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta

from django.db import transaction

from gongkai.core.errors_signin import BreakGlassNotOwnClose, BreakGlassOpen, ReasonMissing
from gongkai.web.bodies.dated import in_force
from gongkai.web.bodies.kinds import INSTALLATION_WIDE, Right, Role
from gongkai.web.bodies.models import Appointment, User
from gongkai.web.bodies.password_policies import password_made
from gongkai.web.bodies.separation import refuse_unless
from gongkai.web.bodies.services.roles import appointment_begin
from gongkai.web.bodies.signin.addresses import network_of
from gongkai.web.bodies.signin.models import BreakGlass, Ending, Session
from gongkai.web.trail.actions import log_action

REASON_LEAST = 4
_ROLE_HOLDS = timedelta(days=2)  # the day of use and the next


@transaction.atomic
def break_glass_seal(*, role: Role, actor: None, on: date) -> tuple[BreakGlass, str]:
    """Make the sealed account for a role of an administrator; its password is returned once and kept nowhere.

    It holds no role until it is used. Raises BreakGlassOpen.
    """
    open_one = BreakGlass.objects.select_for_update().filter(role=role, closed_on__isnull=True).select_related("user").first()
    if open_one is not None:
        raise BreakGlassOpen(role=Role(role).label, username=open_one.user.username)
    password = password_made()
    user = User(username=f"yingji-{secrets.token_hex(4)}", name="应急账号")
    user.set_password(password)
    user.save(force_insert=True)
    sealed = BreakGlass.objects.create(user=user, role=role, sealed_on=on)
    log_action("signin.break_glass_sealed", sealed, body=None, actor=actor, on=on, role=str(role.value))
    return sealed, password


@transaction.atomic
def break_glass_use(*, sealed: BreakGlass, address: str, actor: User, on: date, at: datetime) -> BreakGlass:
    """The seal is broken: the password is void, the role holds for two days, and the trail calls the three administrators."""
    sealed = BreakGlass.objects.select_for_update().select_related("user").get(pk=sealed.pk)
    user = sealed.user
    user.set_unusable_password()
    user.save(update_fields=["password"])
    actor.password = user.password
    appointment_begin(user=user, role=Role(sealed.role), body=None, begun_on=on, ended_on=on + _ROLE_HOLDS, actor=None, on=on)
    sealed.used_at, sealed.network = at, network_of(address)
    sealed.save(update_fields=["used_at", "network"])
    whom = Appointment.objects.filter(in_force(on), role__in=INSTALLATION_WIDE).exclude(user=user)
    alarmed = sorted({str(key) for key in whom.values_list("user_id", flat=True)})
    log_action(
        "signin.break_glass_used",
        sealed,
        body=None,
        actor=actor,
        on=on,
        role=sealed.role,
        network=sealed.network,
        alarmed=alarmed,
    )
    return sealed


@transaction.atomic
def break_glass_close(*, sealed: BreakGlass, reason: str, actor: User, on: date, at: datetime) -> BreakGlass:
    """Close the sealed account, used or not, with the reason; it is out at its next request.

    The duty of the security administrator. Raises NotTheirDuty, BreakGlassNotOwnClose, ReasonMissing.
    """
    refuse_unless(actor, Right.ADMIN_SECURITY, on=on, act_zh="关闭应急账号", act_en="close the emergency account")
    sealed = BreakGlass.objects.select_for_update().select_related("user").get(pk=sealed.pk)
    if sealed.closed_on is not None:
        return sealed
    if actor.pk == sealed.user_id:
        raise BreakGlassNotOwnClose
    if len(reason.strip()) < REASON_LEAST:
        raise ReasonMissing(least=REASON_LEAST)
    user = sealed.user
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    Appointment.objects.filter(user=user, ended_on__gt=on).update(ended_on=on)
    Session.objects.filter(user=user, ended_at__isnull=True).update(ended_at=at, ending=Ending.DISABLED)
    sealed.closed_on, sealed.closed_by, sealed.reason = on, actor, reason.strip()
    sealed.save(update_fields=["closed_on", "closed_by", "reason"])
    log_action(
        "signin.break_glass_closed", sealed, body=None, actor=actor, on=on, used=sealed.used_at is not None, reason=reason
    )
    return sealed
