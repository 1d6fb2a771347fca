"""The yearly clean-up (清理) of normative documents: what was decided about each."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.web.shell.choices import TextChoices
from gongkai.web.shell.models import Record


class CleanupDecision(Record):
    """What a clean-up decided about one document; the act that follows (change, repeal) is an act of its own."""

    class Result(TextChoices):
        """What may be decided."""

        KEEP = "keep", _("继续有效")
        CHANGE = "change", _("修改")
        REPEAL = "repeal", _("废止")
        LAPSE = "lapse", _("宣布失效")

    document = models.ForeignKey("publication.Document", on_delete=models.PROTECT, related_name="cleanups")
    year = models.PositiveSmallIntegerField(_("清理年度"))
    result = models.CharField(_("清理结果"), max_length=10, choices=Result)
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    decided_on = models.DateField(_("决定日期"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-year", "-decided_on"]
        constraints = [models.UniqueConstraint(fields=["document", "year"], name="one_cleanup_a_year")]

    def __str__(self) -> str:
        return f"{self.year} {self.result}"
