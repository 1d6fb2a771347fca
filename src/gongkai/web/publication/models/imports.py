"""What was handed in to be taken over: a register kept elsewhere, or the columns of the website before."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.web.shell.choices import TextChoices
from gongkai.web.shell.models import Record


class ImportBatch(Record):
    """One file to take over and how its columns are read. Its lines are read from the file each time, never stored twice."""

    class Kind(TextChoices):
        """What the file is."""

        REGISTER = "register", _("发文登记簿")
        WEBSITE = "website", _("原网站栏目")

    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="import_batches")
    kind = models.CharField(_("类别"), max_length=20, choices=Kind)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    columns = models.JSONField(_("列的对应关系"), default=dict, help_text=_("字段名 → 列号，从 0 起。"))
    heading_row = models.PositiveSmallIntegerField(_("表头所在行"), default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField(_("日期"))

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.made_on}"
