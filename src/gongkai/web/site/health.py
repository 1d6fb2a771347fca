"""Whether the installation lives, and whether it can do its work."""

from __future__ import annotations

import shutil

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from gongkai.web.site.heartbeat import beats

SPARE = 200 * 1024 * 1024  # bytes that must be free: some uploads and a day of trail


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 where all of it holds, else 503; says which part does not, and nothing of how it is made."""
    found = {"database": _database(), "migrations": False, "disk": _disk(), "worker": beats()}
    found["migrations"] = found["database"] and _migrations()
    answer = JsonResponse(
        {name: "ok" if holds else "failed" for name, holds in found.items()}, status=200 if all(found.values()) else 503
    )
    answer["Cache-Control"] = "no-store"
    return answer


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        return False


_applied = False


def _migrations() -> bool:
    """Whether nothing is left to migrate; once true it stays so for this process, whose code cannot change."""
    global _applied
    if not _applied:
        executor = MigrationExecutor(connection)
        _applied = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _applied


def _disk() -> bool:
    try:
        return shutil.disk_usage(settings.VAR).free > SPARE
    except OSError:
        return False
