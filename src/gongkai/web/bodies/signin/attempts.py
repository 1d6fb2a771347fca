"""Counting tries before they are looked at, so that a thousand at once are counted like a thousand one after another.

A try is taken from three counters: this name from this address, this name from anywhere, any name from this address. The one of
the name alone does not hold where its owner has signed in before: strangers cannot lock the owner out.
"""

from __future__ import annotations

import math
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.timezone import get_current_timezone

from gongkai.core.errors_signin import SignInLocked
from gongkai.web.bodies.models import User
from gongkai.web.bodies.signin.addresses import network_of
from gongkai.web.bodies.signin.limits import ACCOUNT, ADDRESS, FACTOR, LIMITS, PAIR, Limit
from gongkai.web.bodies.signin.models import Failures, Session
from gongkai.web.sealing.indexes import blind_index

_PURPOSE = "signin.failures"
_KNOWN_FOR = timedelta(days=90)  # how long an address stays one from which the owner has come


def signin_reserve(username: str, address: str, *, at: datetime) -> list[Failures]:
    """Take one try for a name from an address. Raises SignInLocked, then nothing more is looked at."""
    user = User.objects.filter(username=username).only("id").first()
    scopes = [(PAIR, f"{username}|{address}"), (ADDRESS, address)]
    if not (user and _came_before(user.pk, address, at)):
        scopes.append((ACCOUNT, username))
    return _reserve(scopes, user.pk if user else None, address, at)


def address_reserve(address: str, *, at: datetime) -> list[Failures]:
    """Take one try from an address that names nobody. Raises SignInLocked."""
    return _reserve([(ADDRESS, address)], None, address, at)


def factor_reserve(user: User, address: str, *, at: datetime) -> list[Failures]:
    """Take one try of the second step. Raises SignInLocked."""
    return _reserve([(FACTOR, str(user.pk))], user.pk, address, at)


def locks_now(taken: Iterable[Failures], at: datetime) -> bool:
    """Whether these tries, if they fail, begin a pause."""
    return any(each.locked_until is not None and each.locked_until > at for each in taken)


@transaction.atomic
def give_back(taken: Iterable[Failures]) -> None:
    """The try was right: its name begins anew; of the address only this one try is forgiven."""
    keys = sorted(each.pk for each in taken)
    for row in Failures.objects.select_for_update().filter(pk__in=keys).order_by("pk"):
        if row.scope == ADDRESS.scope:
            Failures.objects.filter(pk=row.pk).update(tries=max(row.tries - 1, 0), locked_until=None)
        else:
            row.delete()


def _reserve(scopes: list[tuple[Limit, str]], user: uuid.UUID | None, address: str, at: datetime) -> list[Failures]:
    rows, until = _taken(scopes, user, address, at)
    if until is not None:
        raise _refusal(until, at)
    return rows


@transaction.atomic
def _taken(
    scopes: list[tuple[Limit, str]], user: uuid.UUID | None, address: str, at: datetime
) -> tuple[list[Failures], datetime | None]:
    """The rows of a try, each counted; or until when the try has to wait.

    The address is asked first: who waits there leaves no further rows behind, whatever names are made up.
    """
    rows: list[Failures] = []
    for group in ([each for each in scopes if each[0] is ADDRESS], [each for each in scopes if each[0] is not ADDRESS]):
        rows += _locked_rows(group, user, address, at)
        waits = [row.locked_until for row in rows if row.locked_until is not None and row.locked_until > at]
        if waits:
            Failures.objects.filter(pk__in=[row.pk for row in rows]).update(refused=F("refused") + 1)
            return rows, max(waits)
    for row in rows:
        limit = LIMITS[row.scope]
        row.tries = (0 if at - row.last_at > limit.forgotten else row.tries) + 1
        row.last_at = at
        wait = limit.wait(row.tries)
        row.locked_until = at + wait if wait else None
        row.save(update_fields=["tries", "last_at", "locked_until"])
    return rows, None


def _locked_rows(scopes: list[tuple[Limit, str]], user: uuid.UUID | None, address: str, at: datetime) -> list[Failures]:
    keys = {blind_index(_PURPOSE, f"{limit.scope}|{what}"): limit for limit, what in scopes}
    for key, limit in keys.items():
        whom = None if limit is ADDRESS else user
        row = Failures(key=key, scope=limit.scope, user_id=whom, network=network_of(address), last_at=at)
        Failures.objects.bulk_create([row], ignore_conflicts=True)
    return list(Failures.objects.select_for_update().filter(key__in=keys).order_by("key"))


def _refusal(until: datetime, at: datetime) -> SignInLocked:
    clock = until.astimezone(get_current_timezone())
    return SignInLocked(until=f"{clock:%H:%M:%S}", minutes=max(1, math.ceil((until - at).total_seconds() / 60)), at=until)


def _came_before(user: uuid.UUID, address: str, at: datetime) -> bool:
    return bool(address) and Session.objects.filter(user_id=user, address=address, begun_at__gt=at - _KNOWN_FOR).exists()
