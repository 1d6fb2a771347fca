"""Websites and official accounts on a day, and which of them have fallen silent (law.md 8.4, V3 and V7)."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from gongkai.core.law import terms
from gongkai.web.bodies.kinds import AccountStatus
from gongkai.web.bodies.models import AccountHandover, Body, PlatformAccount


def accounts_of(body: Body) -> QuerySet[PlatformAccount]:
    """Every account of `body`, closed ones last."""
    return PlatformAccount.objects.filter(body=body).select_related("keeper", "deputy").order_by("status", "kind", "name")


def days_of_silence(on: date) -> int:
    """After how many days without an update an account is an alarm on `on` (law.md 8.4)."""
    return terms()["account_silence"].at(on).days


def accounts_silent(on: date, *, bodies: Collection[uuid.UUID] | None = None) -> QuerySet[PlatformAccount]:
    """Accounts in use whose last update, or whose opening where there was none, lies too long before `on`.

    Each carries `quiet_since`. `bodies` limits the answer to these.
    """
    found = PlatformAccount.objects.filter(status=AccountStatus.IN_USE)
    if bodies is not None:
        found = found.filter(body_id__in=bodies)
    quiet = found.annotate(quiet_since=Coalesce(F("last_post_on"), F("status_since")))
    last = on - timedelta(days=days_of_silence(on))
    return quiet.filter(quiet_since__lte=last).select_related("body", "keeper", "deputy").order_by("quiet_since", "name")


def handovers_of(account: PlatformAccount) -> QuerySet[AccountHandover]:
    """Every handover of the account, latest first."""
    return AccountHandover.objects.filter(account=account).select_related("giver", "taker").order_by("-on", "-id")


def accounts_without_keeper(*, bodies: Collection[uuid.UUID]) -> QuerySet[PlatformAccount]:
    """Accounts that are not closed and whose keeper's own account is off: they must be handed over."""
    found = PlatformAccount.objects.exclude(status=AccountStatus.CLOSED).filter(keeper__is_active=False, body_id__in=bodies)
    return found.select_related("body", "keeper")
