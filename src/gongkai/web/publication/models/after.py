"""What is found, told and confirmed after release: penalties that fell, faults that readers report, pages looked through."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.web.publication.kinds import Column
from gongkai.web.sealing.fields import SealedTextField
from gongkai.web.shell.choices import TextChoices
from gongkai.web.shell.models import Record


class Quashing(Record):
    """A published penalty that was changed or quashed; it is taken back with the reason within three days (行政处罚法 48)."""

    class Kind(TextChoices):
        """What became of the penalty."""

        CHANGED = "changed", _("变更")
        QUASHED = "quashed", _("撤销")
        UNLAWFUL = "unlawful", _("确认违法")
        VOID = "void", _("确认无效")

    document = models.ForeignKey("publication.Document", on_delete=models.PROTECT, related_name="quashings")
    version = models.ForeignKey("publication.DocumentVersion", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("情形"), max_length=20, choices=Kind)
    decided_on = models.DateField(_("决定、判决日期"))
    known_on = models.DateField(_("知悉日期"))
    basis = models.CharField(_("依据"), max_length=300, help_text=_("复议决定、判决或者本机关决定的文号。"))
    due_on = models.DateField(_("应撤回日期"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-known_on", "-id"]
        constraints = [models.UniqueConstraint(fields=["version", "kind", "basis"], name="one_quashing_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.decided_on}"


class ErrorReport(Record):
    """A fault that somebody outside found on a public page (找错), and what they were answered."""

    class Result(TextChoices):
        """What was found when looking."""

        OPEN = "open", _("待处理")
        RIGHT = "right", _("情况属实，已更正")
        BEING_CORRECTED = "correcting", _("情况属实，正在更正")
        NO_FAULT = "no_fault", _("经核对无误")
        ELSEWHERE = "elsewhere", _("不属本机关，已转交")

    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="error_reports")
    document = models.ForeignKey(
        "publication.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="error_reports"
    )
    address = models.CharField(_("网址或者位置"), max_length=500, blank=True)
    text = models.TextField(_("反映的问题"))
    contact = SealedTextField(_("联系方式"), purpose="error_reports", blank=True)
    received_on = models.DateField(_("收到日期"))
    channel = models.CharField(_("来源"), max_length=40, blank=True)
    due_on = models.DateField(_("应答复日期"))
    result = models.CharField(_("处理结果"), max_length=20, choices=Result, default=Result.OPEN)
    answer = models.CharField(_("答复"), max_length=500, blank=True)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-received_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result="open") | (Q(answered_on__isnull=False) & ~Q(answer="")), name="an_answer_says_something"
            ),
        ]
        indexes = [models.Index(fields=["body", "result", "due_on"], name="error_report_open")]

    def __str__(self) -> str:
        return f"{self.received_on}"


class ColumnConfirmation(Record):
    """Somebody looked through a statutory column and says that it is up to date (R 12; law.md 8.1)."""

    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="column_confirmations")
    column = models.CharField(_("栏目"), max_length=20, choices=Column)
    on = models.DateField(_("确认日期"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(_("备注"), max_length=300, blank=True)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [models.UniqueConstraint(fields=["body", "column", "on"], name="one_confirmation_a_day")]

    def __str__(self) -> str:
        return f"{self.get_column_display()} {self.on}"


class Reassessment(Record):
    """A document looked at again that is not published (R 18): it stays so for a reason until the next look, or it opens."""

    class Result(TextChoices):
        """What the look came to."""

        KEEP = "keep", _("仍不主动公开")
        OPEN = "open", _("可以公开，重新审查")

    document = models.ForeignKey("publication.Document", on_delete=models.PROTECT, related_name="reassessments")
    on = models.DateField(_("评估日期"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    result = models.CharField(_("评估结果"), max_length=10, choices=Result)
    basis = models.CharField(_("依据"), max_length=60, blank=True)
    reason = models.CharField(_("理由"), max_length=300)
    next_by = models.DateField(_("下次评估"), null=True, blank=True)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="a_reassessment_has_its_reason")]

    def __str__(self) -> str:
        return f"{self.get_result_display()} {self.on}"
