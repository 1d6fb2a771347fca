"""The time of signing in, from the clock the installation names (setting SIGNIN_CLOCK)."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.timezone import get_current_timezone


def instant() -> datetime:
    """The time by the clock of the settings."""
    found: datetime = import_string(settings.SIGNIN_CLOCK)()
    return found


def day_of(at: datetime) -> date:
    """The legal day of an instant."""
    return at.astimezone(get_current_timezone()).date()
