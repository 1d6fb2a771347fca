"""What has to be brought up to date on the public pages because something in the body changed (R 12, 20(2), 26)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.web.bodies.kinds import Change, Page
from gongkai.web.bodies.models.body import Body
from gongkai.web.shell.models import Record


class UpdateTask(Record):
    """One page to update because of one kind of change; further such changes while it is open are covered by it.

    It is closed with a proof, or with the reason why nothing is to do.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="update_tasks")
    page = models.CharField(_("更新内容"), max_length=20, choices=Page)
    change = models.CharField(_("变更事项"), max_length=20, choices=Change)
    opened_on = models.DateField(_("变更日期"))
    due_on = models.DateField(_("更新期限"))
    provisional = models.BooleanField(_("期限暂定"), default=False)
    closed_on = models.DateField(_("完成日期"), null=True, blank=True)
    proof = models.CharField(_("凭证"), max_length=500, blank=True, help_text=_("公开页面网址或者文件编号。"))
    reason = models.CharField(_("不需更新的理由"), max_length=500, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "page", "change"],
                condition=Q(closed_on__isnull=True),
                name="one_open_update_task_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, proof="", reason="")
                | (Q(closed_on__isnull=False) & (~Q(proof="") | ~Q(reason=""))),
                name="update_task_closed_with_proof_or_reason",
            ),
        ]
        indexes = [models.Index(fields=["body", "closed_on", "due_on"], name="update_tasks_open")]

    def __str__(self) -> str:
        return f"{self.get_page_display()}（{self.get_change_display()}）"
