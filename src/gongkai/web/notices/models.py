"""Work that falls due at a time, kept until it is done."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.web.shell.models import Record


class DueWork(Record):
    """Something to be done at a time: a planned release, an alarm, a notice. Its key makes planning it twice one plan."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("等待")
        DONE = "done", _("已完成")
        FAILED = "failed", _("多次失败，需人工处理")
        CANCELLED = "cancelled", _("已取消")

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=60)
    record_id = models.CharField(max_length=40)
    due_at = models.DateTimeField()
    next_at = models.DateTimeField()  # the due time, later after a failure
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_fault = models.CharField(max_length=300, blank=True)  # the kind of fault and our own sentence, nothing of a record

    class Meta:
        ordering = ["next_at"]
        indexes = [models.Index(fields=["state", "next_at"], name="due_work_next")]

    def __str__(self) -> str:
        return self.key
