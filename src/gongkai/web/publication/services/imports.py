"""Files handed in to be taken over: kept, and their columns assigned. What is taken over enters by its own services."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.core.errors_register import ImportColumnMissing
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.duty import must_hold
from gongkai.web.publication.importing.columns import fields_for, headings_found
from gongkai.web.publication.importing.reading import handed_in
from gongkai.web.publication.models import ImportBatch
from gongkai.web.trail.actions import log_action


@transaction.atomic
def import_begin(*, body: Any, kind: str, file: Any, actor: Any, on: date) -> ImportBatch:
    """Hand in a list (accepted by `file_accept` before); its headings are recognised as far as they are the usual ones.

    Raises:
        ImportUnreadable: there is no list in it; NotYours.
    """
    must_hold(actor, Right.DRAFT, body=body, on=on)
    batch = ImportBatch(body=body, kind=kind, file=file, made_by=actor, made_on=on)
    batch.heading_row, batch.columns = headings_found(handed_in(batch).rows, kind)
    batch.save(force_insert=True)
    log_action("import.begun", batch, body=body, actor=actor, on=on, kind=kind)
    return batch


@transaction.atomic
def import_map(*, batch: ImportBatch, columns: Mapping[str, int], heading_row: int, actor: Any, on: date) -> ImportBatch:
    """Say which column holds what.

    Raises:
        ImportColumnMissing: one it cannot do without is not named; NotYours.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    must_hold(actor, Right.DRAFT, body=batch.body, on=on)
    known = {field.name for field in fields_for(batch.kind)}
    chosen = {name: column for name, column in columns.items() if name in known and column >= 0}
    for field in fields_for(batch.kind):
        if field.needed and field.name not in chosen:
            raise ImportColumnMissing(column=field.zh, column_en=field.en)
    batch.columns, batch.heading_row = chosen, heading_row
    batch.save(update_fields=["columns", "heading_row"])
    log_action("import.mapped", batch, body=batch.body, actor=actor, on=on)
    return batch
