"""Opens the updates that a change brings with it (R 12, 20(2), 26); called by the services in their own transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gongkai.core.body_changes import pages_to_update, update_due
from gongkai.web.bodies.dated import in_force
from gongkai.web.bodies.kinds import Change, Page
from gongkai.web.bodies.models import Body, LeadingGroup, UpdateTask


def open_update_tasks(body: Body, changes: Iterable[Change], *, changed_on: date) -> list[str]:
    """Open a task for every page the changes touch and return `change:page` for each; one that is open stays as it is.

    The page of the leading group is touched only where there is one. Raises CalendarUnknown, LawNotInForce.
    """
    due = None
    opened = []
    for change in changes:
        for page in pages_to_update(str(change)):
            if page == Page.GROUP and not LeadingGroup.objects.filter(in_force(changed_on), body=body).exists():
                continue
            due = due or update_due(changed_on)
            _task, made = UpdateTask.objects.get_or_create(
                body=body,
                page=page,
                change=change,
                closed_on=None,
                defaults={"opened_on": changed_on, "due_on": due.day, "provisional": due.provisional},
            )
            if made:
                opened.append(f"{change}:{page}")
    return opened
