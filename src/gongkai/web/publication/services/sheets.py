"""Many similar items on one sheet: screened line by line, signed once a step, each line bound to the digest it came with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.core.errors import GongkaiError
from gongkai.core.errors_reviews import SheetHasNoLine, SheetMixed
from gongkai.core.publication import REVIEWS, Move, Stage, stage_after
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.duty import RIGHT_OF, must_hold
from gongkai.web.publication.models import Document, Review, ReviewSheet, SheetLine
from gongkai.web.publication.signing import blocking, persons_stay_apart, seen_is_in_hand
from gongkai.web.trail.actions import log_action


@dataclass(frozen=True, slots=True)
class Signed:
    """What one signature on a sheet did: lines passed, and those that fell out with their reason."""

    passed: int
    dropped: list[tuple[str, str]]


@transaction.atomic
def sheet_make(*, documents: Sequence[Document], title: str, actor: Any, on: date) -> ReviewSheet:
    """Put drafted documents of one body on a sheet and hand them to the reviews together.

    A line with a blocking finding is on the sheet and fallen out, so that everybody sees why it is not signed.

    Raises:
        SheetHasNoLine, SheetMixed: nothing to put on it, or documents of several bodies.
    """
    bodies = {document.body_id for document in documents}
    if not documents:
        raise SheetHasNoLine()
    if len(bodies) > 1:
        raise SheetMixed()
    body = documents[0].body
    must_hold(actor, Right.DRAFT, body=body, on=on)
    sheet = ReviewSheet.objects.create(body=body, title=title.strip(), made_by=actor, made_on=on)
    for place, document in enumerate(_locked([each.pk for each in documents]), 1):
        stops = blocking(document.current.findings)
        line = SheetLine(sheet=sheet, document=document, digest=document.current.digest, place=place)
        if Stage(document.stage) is not Stage.DRAFTING:
            line.dropped = f"状态为“{Stage(document.stage).zh}”，不能提交"
        elif stops:
            line.dropped = stops[0]["text"][:200]
        else:
            document.stage = stage_after(Stage.DRAFTING, Move.SUBMIT).value
            document.round += 1
            document.save(update_fields=["stage", "round"])
        line.save(force_insert=True)
    log_action("sheet.made", sheet, body=body, actor=actor, on=on, lines=len(documents))
    return sheet


@transaction.atomic
def sheet_sign(*, sheet: ReviewSheet, stage: Stage, actor: Any, on: date, opinion: str = "") -> Signed:
    """Sign one step for every line that waits for it. A line changed since it was put on the sheet falls out of it.

    Raises:
        NotYours: the step is not this person's.
        SheetHasNoLine: no line waits for this step.
    """
    sheet = ReviewSheet.objects.select_for_update().get(pk=sheet.pk)
    must_hold(actor, RIGHT_OF[stage], body=sheet.body, on=on)
    lines = list(sheet.lines.filter(dropped="").order_by("place"))
    held = {document.pk: document for document in _locked([line.document_id for line in lines])}
    signed, dropped = 0, []
    for line in lines:
        document = held[line.document_id]
        if Stage(document.stage) is not stage and document.current.digest == line.digest:
            continue  # already further, or sent back by itself: its own page goes on
        try:
            seen_is_in_hand(document, line.digest)
            persons_stay_apart(document, stage, actor, actor.name)
        except GongkaiError as refused:
            line.dropped = str(refused)[:200]
            line.save(update_fields=["dropped"])
            dropped.append((document.title, line.dropped))
            continue
        _pass(document, stage, sheet, actor, on, opinion)
        signed += 1
    if not signed and not dropped:
        raise SheetHasNoLine()
    log_action(
        "sheet.signed", sheet, body=sheet.body, actor=actor, on=on, stage=stage.value, passed=signed, dropped=len(dropped)
    )
    return Signed(signed, dropped)


def _pass(document: Document, stage: Stage, sheet: ReviewSheet, actor: Any, on: date, opinion: str) -> None:
    """The step of one line, with its own entry: the document's page tells who signed it, and on which sheet."""
    Review.objects.create(
        document=document,
        version=document.current,
        digest=document.current.digest,
        round=document.round,
        stage=stage.value,
        decision=Review.Decision.PASS,
        reviewer=actor,
        reviewer_name=actor.name,
        on=on,
        opinion=opinion.strip(),
        sheet=sheet,
    )
    document.stage = stage_after(stage, REVIEWS[stage]).value
    document.save(update_fields=["stage"])
    log_action(
        "review.passed",
        document,
        body=sheet.body,
        actor=actor,
        on=on,
        stage=stage.value,
        version=document.current.number,
        digest=document.current.digest,
        sheet=str(sheet.pk),
    )


def _locked(keys: Sequence[Any]) -> list[Document]:
    """The documents as they are now, held in one order so that two sheets never wait for each other."""
    held = {document.pk: document for document in Document.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    return [held[key] for key in keys]
