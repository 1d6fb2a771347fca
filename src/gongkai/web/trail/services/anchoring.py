"""Taking the trail out of the house: anchors and lists."""

from __future__ import annotations

from datetime import UTC, date
from typing import Any

from django.db import models, transaction

from gongkai.web.trail.actions import log_action
from gongkai.web.trail.anchors import anchor_content, heads_now


@transaction.atomic
def trail_anchor(*, actor: Any, on: date) -> dict[str, Any]:
    """The heads of all chains, noted in the installation's chain and signed, as JSON for a file kept elsewhere.

    Art. 21 of the 网络安全法 asks for logs that can be relied upon; an anchor outside shows a tail cut off later.
    """
    heads = {name: list(head) for name, head in heads_now().items()}
    entry = log_action("trail.anchored", None, body=None, actor=actor, on=on, heads=heads, chains=len(heads))
    return anchor_content(entry.at.astimezone(UTC).isoformat(timespec="microseconds"))


@transaction.atomic
def trail_export(*, body: models.Model | None, actor: Any, on: date, rows: int, filters: dict[str, str]) -> None:
    """Note that a list of entries was exported, how many and by which filters."""
    log_action("trail.exported", None, body=body, actor=actor, on=on, rows=rows, filters=filters)
