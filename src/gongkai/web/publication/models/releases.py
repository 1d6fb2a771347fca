"""Where and when something was released, how that is proven, who read it afterwards, and what the public was told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.web.shell.models import Record


class Channel(models.TextChoices):
    """The channels of R 23-25 and those every office uses beside them."""

    PORTAL = "portal", _("政府信息公开平台")
    WEBSITE = "website", _("政府网站（集约化平台）")
    ACCOUNT = "account", _("政务新媒体")
    GAZETTE = "gazette", _("政府公报")
    PRESS = "press", _("新闻发布会")
    MEDIA = "media", _("报刊、广播、电视")
    READING = "reading", _("公共查阅点")
    ARCHIVE = "archive", _("国家档案馆、公共图书馆")
    NOTICE_BOARD = "board", _("公示栏、电子屏")


class ReleaseRecord(Record):
    """One release or repost of a version through one channel, with link, time and proof (发布凭证)."""

    class Proof(models.TextChoices):
        """What the look at the public address said."""

        NONE = "none", _("未核验")
        SAME = "same", _("一致")
        DIFFERS = "differs", _("不一致，需核实")
        UNREACHABLE = "unreachable", _("无法访问，需核实")

    document = models.ForeignKey("publication.Document", on_delete=models.PROTECT, related_name="releases")
    version = models.ForeignKey("publication.DocumentVersion", on_delete=models.PROTECT, related_name="releases")
    channel = models.CharField(_("渠道"), max_length=20, choices=Channel)
    account = models.CharField(_("账号或载体"), max_length=120, blank=True)
    repost = models.BooleanField(_("转载"), default=False)
    address = models.CharField(_("链接"), max_length=500, blank=True)
    reach = models.PositiveIntegerField(_("阅读量"), null=True, blank=True)
    on = models.DateField(_("发布日期"))
    at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    state = models.CharField(max_length=20, default="released")
    proof = models.CharField(_("凭证"), max_length=20, choices=Proof, default=Proof.NONE)
    proof_details = models.JSONField(default=dict)
    proof_at = models.DateTimeField(null=True, blank=True)
    proof_file = models.ForeignKey("files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(_("备注"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    acting_for = models.CharField(_("代"), max_length=60, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "channel", "address"], condition=~Q(address=""), name="one_release_an_address"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.on}"


class Reading(Record):
    """The reading by a second person after release."""

    document = models.ForeignKey("publication.Document", on_delete=models.PROTECT, related_name="readings")
    version = models.ForeignKey("publication.DocumentVersion", on_delete=models.PROTECT, related_name="readings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("日期"))
    right = models.BooleanField(_("无误"))
    note = models.CharField(_("发现的问题"), max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(right=True) | ~Q(note=""), name="a_fault_is_described"),
        ]

    def __str__(self) -> str:
        return f"{self.on}"


class PublicNote(Record):
    """A dated sentence on the public page: corrected, repealed, withdrawn, put back."""

    document = models.ForeignKey("publication.Document", on_delete=models.PROTECT, related_name="notes")
    on = models.DateField(_("日期"))
    text = models.CharField(_("说明"), max_length=300)

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return self.text
