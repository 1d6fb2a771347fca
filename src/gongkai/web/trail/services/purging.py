"""Removing what is older than it has to be kept."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Min
from django.db.models.functions import Now
from django.utils.timezone import get_default_timezone

from gongkai.core.errors_trail import TrailKeptTooShort, TrailNotYours
from gongkai.core.law import terms
from gongkai.web.sealing import signing
from gongkai.web.trail.actions import log_action
from gongkai.web.trail.chain import CHECKPOINT
from gongkai.web.trail.models import Chain, Checkpoint, Entry, Reader
from gongkai.web.trail.verification import checkpoint_content


@transaction.atomic
def chain_purge(*, name: str, actor: Any, on: date, keep_days: int | None = None) -> int:
    """Remove the oldest entries of a chain and leave a signed checkpoint; the number removed.

    Kept are three years, and never less than six months (183 days, 网络安全法 art. 21(3)), counted by the database's
    clock; and whatever a reader of the trail has not read. Nothing is written where there is nothing to remove.

    Raises:
        TrailKeptTooShort: fewer days than the law allows.
        TrailNotYours: the database's role is that of the application, which may not remove entries.
    """
    days = _allowed(keep_days, on=on)
    chain = Chain.objects.select_for_update().annotate(now=Now()).get(name=name)
    kept_from = min(on, chain.now.astimezone(get_default_timezone()).date()) - timedelta(days=days)
    last = _last_to_go(chain, kept_from)
    if last is None:
        return 0
    checkpoint = Checkpoint(chain=chain, position=last.position, hash=last.hash, made_on=on, kept_from=kept_from)
    checkpoint.signature = signing.sign(checkpoint_content(checkpoint), purpose=CHECKPOINT)
    checkpoint.save(force_insert=True)
    try:
        with transaction.atomic():
            removed, _ = Entry.objects.filter(chain=chain, position__lte=last.position).delete()
    except DatabaseError as error:
        raise TrailNotYours() from error
    log_action(
        "trail.purged", None, body=chain.body, actor=actor, on=on, removed=removed, to=last.position, kept_from=kept_from
    )
    return int(removed)


def _allowed(keep_days: int | None, *, on: date) -> int:
    least = terms()["log_kept_least"].at(on)
    days = terms()["log_kept"].at(on).days if keep_days is None else keep_days
    if days < least.days:
        raise TrailKeptTooShort(least=least.days, days=days, source=least.source)
    return days


def _last_to_go(chain: Chain, kept_from: date) -> Entry | None:
    """The last entry of the unbroken beginning of the chain that is old enough and read by every reader."""
    before = datetime.combine(kept_from, time.min, tzinfo=get_default_timezone())
    entries = Entry.objects.filter(chain=chain)
    kept = entries.filter(at__gte=before).aggregate(first=Min("position"))["first"]
    old = entries.filter(at__lt=before)
    if kept is not None:
        old = old.filter(position__lt=kept)
    read = Reader.objects.aggregate(least=Min("sequence"))["least"]
    if read is not None:
        old = old.filter(sequence__lte=read)
    return old.order_by("position").last()
