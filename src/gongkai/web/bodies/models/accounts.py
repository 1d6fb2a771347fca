"""The register of websites and official accounts (政府网站与政务新媒体台账)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.web.bodies.kinds import AccountKind, AccountStatus
from gongkai.web.bodies.models.body import Body
from gongkai.web.shell.models import Record


class PlatformAccount(Record):
    """One website, column on a shared website, or official account, with the one person who keeps it."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="platform_accounts")
    kind = models.CharField(_("类别"), max_length=20, choices=AccountKind)
    name = models.CharField(_("名称"), max_length=120)
    address = models.CharField(_("网址或者账号"), max_length=200)
    site_code = models.CharField(_("网站标识码"), max_length=20, blank=True)
    icp = models.CharField(_("ICP备案号"), max_length=60, blank=True)
    police_no = models.CharField(_("公安备案号"), max_length=60, blank=True)
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("管理人"), on_delete=models.PROTECT, related_name="accounts_kept"
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("备份管理人"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="accounts_deputised",
    )
    begun_on = models.DateField(_("开设日期"))
    filed_with = models.CharField(_("备案主管单位"), max_length=120, blank=True)
    filed_on = models.DateField(_("备案日期"), null=True, blank=True)
    status = models.CharField(_("状态"), max_length=20, choices=AccountStatus, default=AccountStatus.IN_USE)
    status_since = models.DateField(_("状态起"))
    last_post_on = models.DateField(_("最近更新"), null=True, blank=True)

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(deputy__isnull=True) | ~Q(deputy=F("keeper")), name="deputy_is_not_the_keeper"),
            models.UniqueConstraint(
                fields=["kind", "address"], condition=~Q(status="closed"), name="one_account_of_an_address"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AccountHandover(Record):
    """The account passes from one keeper to the next, with a list of what was handed over."""

    account = models.ForeignKey(PlatformAccount, on_delete=models.PROTECT, related_name="handovers")
    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("移交人"), on_delete=models.PROTECT, related_name="accounts_given"
    )
    taker = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("接收人"), on_delete=models.PROTECT, related_name="accounts_taken"
    )
    on = models.DateField(_("移交日期"))
    items = models.JSONField(_("移交清单"), default=list)
    signed_by = models.CharField(_("监交人"), max_length=60)

    class Meta:
        ordering = ["on", "id"]
        constraints = [models.CheckConstraint(condition=~Q(giver=F("taker")), name="handover_between_two")]

    def __str__(self) -> str:
        return f"{self.giver} → {self.taker}"
