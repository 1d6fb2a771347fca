"""Closing what a change opened: with the public page as proof, or with the reason why nothing was to do (R 12, 26)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.core.errors_bodies import ProofOrReason, TaskAlreadyClosed
from gongkai.web.bodies.models import UpdateTask, User
from gongkai.web.trail.actions import log_action


@transaction.atomic
def update_task_close(*, task: UpdateTask, actor: User, on: date, proof: str = "", reason: str = "") -> UpdateTask:
    """Close an update with its proof (address of the page, number of the document) or with a reason.

    Closing twice alike changes nothing. Raises ProofOrReason, TaskAlreadyClosed.
    """
    proof, reason = proof.strip(), reason.strip()
    if bool(proof) == bool(reason):
        raise ProofOrReason
    task = UpdateTask.objects.select_for_update().get(pk=task.pk)
    if task.closed_on is not None:
        if (task.proof, task.reason) == (proof, reason):
            return task
        raise TaskAlreadyClosed(closed=task.closed_on)
    task.closed_on, task.proof, task.reason = on, proof, reason
    task.save(update_fields=["closed_on", "proof", "reason"])
    log_action(
        "update_task.closed",
        task,
        body=task.body,
        actor=actor,
        on=on,
        page=task.page,
        change=task.change,
        late=on > task.due_on,
        proof=proof,
        reason=reason,
    )
    return task
