"""Taking lines over: each by the service that also takes what is typed, each an act of its own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.core.errors import GongkaiError
from gongkai.web.files.services import file_accept
from gongkai.web.publication.importing.lines import Line, known_now, lines_of
from gongkai.web.publication.models import ImportBatch
from gongkai.web.publication.services.documents import document_register
from gongkai.web.publication.services.register import entry_add
from gongkai.web.publication.versions import NamedFile

MOST_AT_ONCE = 1000  # lines of one request; the rest is taken by asking again, what is there is recognised


@dataclass(slots=True)
class Taken:
    """What became of the lines: how many were taken over, were there already, and which were refused and why."""

    done: int = 0
    known: int = 0
    refused: list[tuple[int, GongkaiError]] = field(default_factory=list)
    unfit: int = 0
    left: int = 0


def lines_take(batch: ImportBatch, rows: Collection[int] | None, *, actor: Any, on: date) -> Taken:
    """Take the chosen rows over (None: all that are fit). One line that is refused does not keep the others out.

    Asked again, it goes on where it stopped: what was taken over is recognised and not taken twice.
    """
    taken = Taken()
    for line in lines_of(batch):
        if rows is not None and line.row not in rows:
            continue
        if line.known is not None:
            taken.known += 1
        elif not line.fit:
            taken.unfit += 1
        elif taken.done >= MOST_AT_ONCE:
            taken.left += 1
        else:
            _take(batch, line, taken, actor, on)
    return taken


def _take(batch: ImportBatch, line: Line, taken: Taken, actor: Any, on: date) -> None:
    try:
        files = [
            (name, file_accept(body=batch.body, actor=actor, on=on, name=name, content=content, purpose="attachment"))
            for name, content in line.files
        ]
        with transaction.atomic():
            ImportBatch.objects.select_for_update().get(pk=batch.pk)  # two who ask at once take turns
            if known_now(batch, line):
                taken.known += 1
                return
            if batch.kind == ImportBatch.Kind.REGISTER:
                _entry(batch, line, actor, on)
            else:
                _document(batch, line, files, actor, on)
    except GongkaiError as error:
        taken.refused.append((line.row, error))
    else:
        taken.done += 1


def _entry(batch: ImportBatch, line: Line, actor: Any, on: date) -> None:
    values = line.values
    entry_add(
        body=batch.body,
        title=values["title"],
        drafted_on=values["drafted_on"],
        formed_on=values.get("formed_on"),
        attribute=values["attribute"],
        basis=values.get("basis", ""),
        reason=values.get("reason", ""),
        policy=values["policy"],
        doc_no=values.get("doc_no", ""),
        unit=values.get("unit", ""),
        import_key=line.key,
        actor=actor,
        on=on,
    )


def _document(batch: ImportBatch, line: Line, files: list[NamedFile], actor: Any, on: date) -> None:
    """A document as a draft: its day of publication elsewhere is kept as such, and its reviews are still to come."""
    names = ("title", "doc_no", "issuer", "kind", "head", "topic", "abstract", "source", "formed_on", "published_before")
    document_register(
        body=batch.body,
        facts={name: line.values[name] for name in names if name in line.values},
        html=line.values["html"],
        attachments=files,
        old_address=line.values.get("old_address", ""),
        actor=actor,
        on=on,
    )
