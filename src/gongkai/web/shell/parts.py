"""Values that the fragments show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import get_current_timezone


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a timeline: when, who, what; `tone` is late, done or nothing."""

    when: date | datetime | None
    text: Any
    who: str = ""
    note: str = ""
    url: str = ""
    tone: str = ""

    @property
    def at(self) -> str:
        """The time as shown: to the minute in the installation's zone, or the day."""
        if isinstance(self.when, datetime):
            return self.when.astimezone(get_current_timezone()).strftime("%Y-%m-%d %H:%M")
        return self.when.isoformat() if self.when else ""

    @property
    def stamp(self) -> str:
        """The time for machines."""
        return self.when.isoformat() if self.when else ""
