"""What a body has to publish, item by item, as the standard lists say it (基层政务公开标准目录), and what fulfils it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.web.shell.choices import TextChoices
from gongkai.web.shell.models import Record


class DutyList(Record):
    """One list of a body for one field of work (国办发〔2019〕54号 names twenty-six); loaded again, it replaces itself."""

    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="duty_lists")
    name = models.CharField(_("领域"), max_length=120)
    head = models.CharField(_("法定主动公开事项"), max_length=20, blank=True)
    file = models.ForeignKey("files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    loaded_on = models.DateField(_("载入日期"))
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["body", "name"], name="one_duty_list_a_field")]

    def __str__(self) -> str:
        return self.name


class DutyItem(Record):
    """One line of a list, with its columns as printed; `days` and `every_months` are what can be counted of them."""

    class Mode(TextChoices):
        """How it is disclosed."""

        PROACTIVE = "proactive", _("主动公开")
        ON_REQUEST = "on_request", _("依申请公开")

    duty_list = models.ForeignKey(DutyList, on_delete=models.PROTECT, related_name="items")
    key = models.CharField(max_length=64)  # the digest of its three names: known again when the list is loaded again
    place = models.PositiveIntegerField(default=0)
    first = models.CharField(_("一级事项"), max_length=200)
    second = models.CharField(_("二级事项"), max_length=300, blank=True)
    content = models.TextField(_("公开内容（要素）"), blank=True)
    basis = models.TextField(_("公开依据"), blank=True)
    time_limit = models.CharField(_("公开时限"), max_length=500, blank=True)
    days = models.PositiveSmallIntegerField(_("时限（工作日）"), null=True, blank=True)
    every_months = models.PositiveSmallIntegerField(_("更新间隔（月）"), null=True, blank=True)
    subject = models.CharField(_("公开主体"), max_length=300, blank=True)
    channels = models.TextField(_("公开渠道和载体"), blank=True)
    audience = models.CharField(_("公开对象"), max_length=200, blank=True)
    mode = models.CharField(_("公开方式"), max_length=20, choices=Mode, default=Mode.PROACTIVE)
    levels = models.CharField(_("公开层级"), max_length=60, blank=True)
    begun_on = models.DateField(_("列入日期"))
    ended_on = models.DateField(_("移出日期"), null=True, blank=True)

    class Meta:
        ordering = ["duty_list", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["duty_list", "key"], condition=Q(ended_on__isnull=True), name="one_duty_item_of_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.second or self.first


class DutyLink(Record):
    """A document that fulfils an item."""

    item = models.ForeignKey(DutyItem, on_delete=models.CASCADE, related_name="links")
    document = models.ForeignKey("publication.Document", on_delete=models.PROTECT, related_name="duty_links")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("日期"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "document"], name="one_link_a_document")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.document_id}"
