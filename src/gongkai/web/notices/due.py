"""The table of work that falls due: planned by key, done by the worker's tick, never lost and never done twice.

Each piece is done in a transaction of its own together with its mark: a worker killed in the middle leaves it waiting.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, models, transaction
from django.db.models import QuerySet

from gongkai.core.errors import GongkaiError
from gongkai.web.notices.models import DueWork

Handler = Callable[[str, datetime], None]  # (record_id, now); acts through services
_HANDLERS: dict[str, Handler] = {}
_LOG = logging.getLogger("gongkai.due")
MOST_ATTEMPTS = 8
FIRST_WAIT = timedelta(minutes=1)  # doubled after every failure: about four hours in all


def register(kind: str, handler: Handler) -> None:
    """Name the handler of a kind of work; it must be safe to repeat."""
    _HANDLERS[kind] = handler


def plan(key: str, kind: str, *, record: models.Model, at: datetime) -> DueWork:
    """Plan work in the transaction of the act that causes it. The same key again moves it to the new time."""
    if kind not in _HANDLERS:
        raise RuntimeError(f"nothing handles due work of the kind {kind}")
    values = {
        "kind": kind,
        "record_id": str(record.pk),
        "due_at": at,
        "next_at": at,
        "state": DueWork.State.WAITING,
        "attempts": 0,
    }
    return DueWork.objects.update_or_create(key=key, defaults=values)[0]


def cancel(key: str) -> None:
    """Take planned work back, where it still waits."""
    DueWork.objects.filter(key=key, state=DueWork.State.WAITING).update(state=DueWork.State.CANCELLED)


def tick(now: datetime, *, most: int = 100) -> int:
    """Do what is due; how many pieces were done. Called by the worker every half minute, by as many workers as there are."""
    done = 0
    for _ in range(most):
        work: DueWork | None = None
        try:
            with transaction.atomic():
                work = _next(now)
                if work is None:
                    break
                _HANDLERS[work.kind](work.record_id, now)
                work.state = DueWork.State.DONE
                work.save(update_fields=["state"])
        except Exception as fault:  # one piece of work must not stop the others; what it was is kept with it
            if work is None:
                raise  # not the work's fault: the database is away
            _postpone(work, fault, now)
        else:
            done += 1
    return done


def _next(now: datetime) -> DueWork | None:
    waiting: QuerySet[DueWork] = DueWork.objects.filter(
        state=DueWork.State.WAITING, next_at__lte=now, kind__in=list(_HANDLERS)
    ).order_by("next_at")
    skip: dict[str, Any] = {"skip_locked": True} if connection.features.has_select_for_update_skip_locked else {}
    return waiting.select_for_update(**skip).first()


def _postpone(work: DueWork, fault: Exception, now: datetime) -> None:
    words = str(fault) if isinstance(fault, GongkaiError) else type(fault).__name__
    attempts = work.attempts + 1
    final = attempts >= MOST_ATTEMPTS or isinstance(fault, GongkaiError)  # what a rule refuses it refuses again
    DueWork.objects.filter(pk=work.pk, state=DueWork.State.WAITING).update(
        attempts=attempts,
        last_fault=words[:300],
        next_at=now + FIRST_WAIT * 2 ** (attempts - 1),
        state=DueWork.State.FAILED if final else DueWork.State.WAITING,
    )
    _LOG.warning("due work %s of kind %s: attempt %d: %s", work.pk, work.kind, attempts, type(fault).__name__)
