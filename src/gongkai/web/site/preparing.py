"""What must hold before the server starts: translations compiled, database as the code expects it, static files gathered."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gongkai.core.errors_site import DatabaseUnreachable
from gongkai.web.site.translations import translations_compile

LOCK_KEY = 0x676F6E676B6169  # "gongkai": the advisory lock of a migration on PostgreSQL


def prepare() -> None:
    """Make everything ready; several starting at once wait for each other, and who finds all done does nothing."""
    from django.conf import settings
    from django.db import OperationalError

    settings.VAR.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(settings.VAR / "start.lock"):
        translations_compile()
        _gather()
        try:
            _migrate()
        except OperationalError as error:
            raise DatabaseUnreachable(cause=str(error).strip(), var=settings.VAR) from error


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _migrate() -> None:
    """Bring the database up, under a lock of its own where several hosts share it."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    if connection.vendor != "postgresql":
        call_command("migrate", interactive=False, verbosity=0)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK_KEY])
        try:
            call_command("migrate", interactive=False, verbosity=0)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK_KEY])


def _gather() -> None:
    """Gather the static files where any differs from those gathered last."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            path = Path(storage.path(name))
            digest.update(f"{name}:{path.stat().st_size}:{path.stat().st_mtime_ns}\n".encode())
    mark = Path(settings.STATIC_ROOT) / ".gathered"
    if mark.is_file() and mark.read_text(encoding="ascii") == digest.hexdigest():
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    mark.write_text(digest.hexdigest(), encoding="ascii")
