"""What signing in need not keep: counters that are forgotten, sessions long ended. No acts, so nothing for the trail."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session as BrowserSession
from django.db.models import Q

from gongkai.web.bodies.signin.limits import LIMITS
from gongkai.web.bodies.signin.models import Failures, Session

_KEPT = timedelta(days=183)  # as long as the trail at least (Cybersecurity Law art. 21); a known address counts for 90 days


def sweep(at: datetime) -> int:
    """Remove what is past; how many rows it were. To be called once a day."""
    forgotten = max(limit.forgotten for limit in LIMITS.values())
    quiet = Q(last_at__lt=at - forgotten) & (Q(locked_until__isnull=True) | Q(locked_until__lt=at))
    return int(
        Failures.objects.filter(quiet).delete()[0]
        + Session.objects.filter(seen_at__lt=at - _KEPT).delete()[0]
        + BrowserSession.objects.filter(expire_date__lt=at).delete()[0]
    )
