"""Which pages wait to be brought up to date."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.db.models import QuerySet

from gongkai.web.bodies.models import Body, UpdateTask


def update_tasks_open(*, bodies: Collection[uuid.UUID]) -> QuerySet[UpdateTask]:
    """Open update tasks of these bodies, first due first."""
    found = UpdateTask.objects.filter(closed_on__isnull=True, body_id__in=bodies)
    return found.select_related("body").order_by("due_on", "id")


def update_tasks_closed(body: Body) -> QuerySet[UpdateTask]:
    """The updates of a body that are done, latest first; the last fifty."""
    return UpdateTask.objects.filter(body=body, closed_on__isnull=False).order_by("-closed_on", "-id")[:50]
