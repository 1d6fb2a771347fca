"""Many similar items on one sheet: screened line by line, signed once a step, each line bound to the digest it came with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.core.errors import GongkaiError
from gongkai.core.errors_after import ClerkIsSigner, SheetMoved
from gongkai.core.errors_reviews import SheetHasNoLine, SheetMixed
from gongkai.core.publication import REVIEWS, Move, Stage, stage_after
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.duty import RIGHT_OF, must_hold, standing_in
from gongkai.web.publication.models import Document, Review, ReviewSheet, SheetLine
from gongkai.web.publication.sheet_lines import sheet_digest
from gongkai.web.publication.signing import (
    attribute_is_open,
    blocking,
    findings_let_through,
    persons_stay_apart,
    seen_is_in_hand,
    signed_in_time,
)
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
        elif closed := _closed(document):
            line.dropped = closed
        else:
            document.stage = stage_after(Stage.DRAFTING, Move.SUBMIT).value
            document.round += 1
            document.save(update_fields=["stage", "round"])
        line.save(force_insert=True)
    log_action("sheet.made", sheet, body=body, actor=actor, on=on, lines=len(documents))
    return sheet


def _closed(document: Document) -> str:
    """Why a document may not be submitted by its attribute; empty where it may."""
    try:
        attribute_is_open(document)
    except GongkaiError as refused:
        return str(refused)[:200]
    return ""


@transaction.atomic
def sheet_sign(*, sheet: ReviewSheet, stage: Stage, actor: Any, on: date, opinion: str = "") -> Signed:
    """Sign one step for every line that waits for it. A line changed since it was put on the sheet falls out of it.

    Raises:
        NotYours: the step is not this person's.
        SheetHasNoLine: no line waits for this step.
    """
    sheet = ReviewSheet.objects.select_for_update().get(pk=sheet.pk)
    must_hold(actor, RIGHT_OF[stage], body=sheet.body, on=on)
    lent = standing_in(actor, RIGHT_OF[stage], body=sheet.body, on=on)
    signature = {"reviewer": actor, "reviewer_name": actor.name, "acting_for": lent, "on": on, "opinion": opinion.strip()}
    signed = _signed(sheet, stage, signature, actor=actor, on=on)
    if not signed.passed and not signed.dropped:
        raise SheetHasNoLine()
    log_action(
        "sheet.signed",
        sheet,
        body=sheet.body,
        actor=actor,
        on=on,
        stage=stage.value,
        passed=signed.passed,
        dropped=len(signed.dropped),
    )
    return signed


@transaction.atomic
def sheet_paper_enter(
    *, sheet: ReviewSheet, stage: Stage, digest: str, signer_name: str, signed_on: date, scan: Any, actor: Any, on: date
) -> Signed:
    """Enter that a sheet was signed on paper (线下审签): one scan for all its lines, each line with its own review.

    Raises:
        SheetMoved: the lines are not those that were printed, by their digest.
        ClerkIsSigner, SignedOnImpossibleDay, NotYours, SheetHasNoLine.
    """
    sheet = ReviewSheet.objects.select_for_update().get(pk=sheet.pk)
    must_hold(actor, Right.ENTER_PAPER, body=sheet.body, on=on)
    name = signer_name.strip()
    if not name or name == actor.name:
        raise ClerkIsSigner()
    if digest != sheet_digest(sheet):
        raise SheetMoved()
    for line in sheet.lines.filter(dropped="").select_related("document__current"):
        signed_in_time(line.document.current, signed_on, on)
    signature = {"reviewer_name": name, "on": signed_on, "paper": True, "scan": scan, "entered_by": actor}
    signed = _signed(sheet, stage, signature, actor=actor, on=on)
    if not signed.passed and not signed.dropped:
        raise SheetHasNoLine()
    log_action(
        "sheet.entered_from_paper",
        sheet,
        body=sheet.body,
        actor=actor,
        on=on,
        stage=stage.value,
        passed=signed.passed,
        digest=digest,
        scan=scan.sha256,
    )
    return signed


def _signed(sheet: ReviewSheet, stage: Stage, signature: dict[str, Any], *, actor: Any, on: date) -> Signed:
    """One signature given to every line that waits for it; what no longer may be signed falls out with its reason."""
    lines = list(sheet.lines.filter(dropped="").order_by("place"))
    held = {document.pk: document for document in _locked([line.document_id for line in lines])}
    passed, dropped = 0, []
    for line in lines:
        document = held[line.document_id]
        if Stage(document.stage) is not stage and document.current.digest == line.digest:
            continue  # already further, or sent back by itself: its own page goes on
        try:
            seen_is_in_hand(document, line.digest)
            persons_stay_apart(document, stage, signature.get("reviewer"), signature["reviewer_name"])
            if stage is Stage.FIRST_REVIEW:
                findings_let_through(document.current)
        except GongkaiError as refused:
            line.dropped = str(refused)[:200]
            line.save(update_fields=["dropped"])
            dropped.append((document.title, line.dropped))
            continue
        _pass(document, stage, sheet, signature, actor, on)
        passed += 1
    return Signed(passed, dropped)


def _pass(document: Document, stage: Stage, sheet: ReviewSheet, signature: dict[str, Any], actor: Any, on: date) -> None:
    """The step of one line, with its own entry: the document's page tells who signed it, and on which sheet."""
    Review.objects.create(
        document=document,
        version=document.current,
        digest=document.current.digest,
        round=document.round,
        stage=stage.value,
        decision=Review.Decision.PASS,
        sheet=sheet,
        **signature,
    )
    document.stage = stage_after(stage, REVIEWS[stage]).value
    document.save(update_fields=["stage"])
    log_action(
        "review.entered_from_paper" if signature.get("paper") else "review.passed",
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
