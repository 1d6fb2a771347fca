"""A trial of an import: carried out and undone, so that it says exactly what the import itself would say."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.web.bodies.importing.reading import Workbook
from gongkai.web.bodies.models import User
from gongkai.web.bodies.services.imports import Imported, bodies_import


def import_tried(*, workbook: Workbook, actor: User | None, on: date) -> Imported:
    """What the import would do; nothing of it stays. Raises ImportHasFaults."""
    with transaction.atomic():
        done = bodies_import(workbook=workbook, passwords=lambda: None, actor=actor, on=on)
        done.passwords.clear()
        transaction.set_rollback(True)
    return done
