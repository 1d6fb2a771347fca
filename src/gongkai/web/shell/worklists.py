"""The work list: what each app has for a person to do, on one page, most urgent first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from gongkai.core.calendar import work_calendar
from gongkai.core.errors import CalendarUnknown
from gongkai.web.shell.choices import TextChoices
from gongkai.web.shell.rights import Rights

SOON = 5  # working days: a week's notice; how the page is arranged, not law


class Group(TextChoices):
    """Where an item stands on the page."""

    LATE = "late", _("逾期")
    SOON = "soon", _("即将到期")
    WAITING = "waiting", _("等我办理")
    MINE = "mine", _("我的")


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing to do. `kind` says what in two to six characters (待初审), `who` is waited for or waits.

    `group` is WAITING or MINE; what is late, or due within five working days, is moved up by the page itself.
    """

    title: str
    url: str
    kind: Any
    due: date | None = None
    late: bool = False
    who: str = ""
    group: Group = Group.MINE


@dataclass(frozen=True, slots=True)
class Placed:
    """An item with its place: its group and the working days left (negative: days past)."""

    item: WorkItem
    group: Group
    left: int | None
    on: date

    @property
    def tone(self) -> str:
        """The colour of its due date."""
        if self.group is Group.LATE:
            return "late"
        return "soon" if self.group is Group.SOON else "quiet"

    @property
    def words(self) -> str:
        """How long there is: 剩 3 个工作日, 今天到期, 逾期 2 个工作日."""
        if self.left is None:
            return ""
        if self.left > 0:
            return ngettext("剩 %(days)d 个工作日", "剩 %(days)d 个工作日", self.left) % {"days": self.left}
        if self.item.due == self.on:
            return gettext("今天到期")
        if self.group is not Group.LATE:
            return gettext("下一个工作日前到期")
        past = max(1, -self.left)
        return ngettext("逾期 %(days)d 个工作日", "逾期 %(days)d 个工作日", past) % {"days": past}


Provider = Callable[[Rights, date], Iterable[WorkItem]]
_PROVIDERS: dict[str, Provider] = {}


def register(provider: Provider) -> None:
    """Add a provider: `provider(rights, on) -> Iterable[WorkItem]`, bounded by itself, with a constant number of queries."""
    _PROVIDERS[f"{provider.__module__}.{provider.__qualname__}"] = provider


def work_of(rights: Rights, on: date) -> dict[Group, list[Placed]]:
    """Everything a person has to do, in its groups, soonest first; each item stands once, in its most urgent group."""
    placed = [_placed(item, on) for provider in _PROVIDERS.values() for item in provider(rights, on)]
    placed.sort(key=lambda each: (each.item.due or date.max, str(each.item.title)))
    return {group: [each for each in placed if each.group is group] for group in Group}


def days_left(due: date, on: date) -> int:
    """Working days from `on` to `due`; where no calendar is published yet, days. Negative when past."""
    first, last = sorted((on, due))
    try:
        days = work_calendar().between(first, last)
    except CalendarUnknown:
        days = (last - first).days
    return days if due >= on else -days


def _placed(item: WorkItem, on: date) -> Placed:
    if item.due is None:
        return Placed(item, Group.LATE if item.late else item.group, None, on)
    left = days_left(item.due, on)
    if item.late or item.due < on:
        return Placed(item, Group.LATE, left, on)
    return Placed(item, Group.SOON if left <= SOON else item.group, left, on)
