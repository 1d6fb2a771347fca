"""What is kept of a file: its digest, kind and size; the bytes lie under their digest."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.web.shell.models import Record


class StoredFile(Record):
    """One upload that was accepted: looked at in memory, found free of secrecy marks and of anything that runs."""

    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("文件名"), max_length=200)
    kind = models.CharField(_("格式"), max_length=20)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("大小"))
    sha256 = models.CharField(_("校验值"), max_length=64, db_index=True)
    purpose = models.CharField(_("用途"), max_length=40)
    unseen = models.JSONField(_("未检查的内容"), default=list, help_text=_("没有人看过的部分，例如未识别的扫描页。"))
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name
