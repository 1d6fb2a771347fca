"""What signing in keeps: sessions, failures, passwords used before, identities from elsewhere, the sealed account."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.web.shell.choices import TextChoices
from gongkai.web.shell.models import Record


class Method(TextChoices):
    """How a session began."""

    PASSWORD = "password", _("密码")
    PASSKEY = "passkey", _("通行密钥")
    OIDC = "oidc", _("统一身份认证")
    BREAK_GLASS = "break_glass", _("应急账号")
    OTHER = "other", _("其他")


class Ending(TextChoices):
    """Why a session ended."""

    SIGNED_OUT = "signed_out", _("退出登录")
    ELSEWHERE = "elsewhere", _("在别处结束")
    IDLE = "idle", _("长时间未操作")
    ABSOLUTE = "absolute", _("达到最长时限")
    PASSWORD = "password", _("密码已变更")
    DISABLED = "disabled", _("账号已停用")
    FACTOR = "factor", _("缺少第二步验证")


class Session(Record):
    """One browser that is signed in; the guard asks it at every request."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signin_sessions")
    method = models.CharField(_("登录方式"), max_length=20, choices=Method)
    second_factor = models.CharField(_("第二步验证"), max_length=20, blank=True)
    begun_at = models.DateTimeField(_("开始"))
    seen_at = models.DateTimeField(_("最近操作"))
    proven_at = models.DateTimeField(_("最近确认身份"))
    address = models.CharField(_("网络地址"), max_length=45, blank=True)
    agent = models.CharField(_("浏览器"), max_length=200, blank=True)
    ended_at = models.DateTimeField(_("结束"), null=True, blank=True)
    ending = models.CharField(_("结束原因"), max_length=20, choices=Ending, blank=True)

    class Meta:
        ordering = ["-begun_at"]
        indexes = [models.Index(fields=["user", "-begun_at"], name="session_by_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.begun_at}"


class Failures(Record):
    """How often somebody tried in vain. The name typed is kept as a keyed index only: it may be a password."""

    key = models.CharField(max_length=80, unique=True)
    scope = models.CharField(_("范围"), max_length=10)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="signin_failures"
    )
    network = models.CharField(_("来源网段"), max_length=50, blank=True)
    tries = models.PositiveIntegerField(_("次数"), default=0)
    refused = models.PositiveIntegerField(_("暂停期间次数"), default=0)
    last_at = models.DateTimeField(_("最近一次"))
    locked_until = models.DateTimeField(_("暂停至"), null=True, blank=True)

    class Meta:
        ordering = ["-last_at"]

    def __str__(self) -> str:
        return f"{self.scope} {self.tries}"


class PasswordUse(Record):
    """A password somebody had, as its hash: not to come back too soon, and to be changed in time."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="password_uses")
    encoded = models.CharField(max_length=128)
    at = models.DateTimeField(_("启用"))

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.user_id} {self.at}"


class Identity(Record):
    """An identity from elsewhere that signs in as somebody here: issuer and subject, nothing else, name it."""

    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    provider = models.CharField(max_length=40)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="identities")
    begun_on = models.DateField(_("关联日期"))

    class Meta:
        ordering = ["begun_on"]
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="one_account_an_identity")]

    def __str__(self) -> str:
        return f"{self.provider} {self.user_id}"


class ProposalState(TextChoices):
    """How far a proposal is."""

    OPEN = "open", _("待核对")
    CONFIRMED = "confirmed", _("已确认")
    DECLINED = "declined", _("不予确认")


class IdentityProposal(Record):
    """An unknown identity, or new roles of a known one, that waits for the security administrator."""

    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    provider = models.CharField(max_length=40)
    shown_name = models.CharField(_("对方登记的姓名"), max_length=60, blank=True)
    roles = models.JSONField(_("拟授予角色"), default=list)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="identity_proposals"
    )
    state = models.CharField(_("状态"), max_length=10, choices=ProposalState, default=ProposalState.OPEN)
    proposed_on = models.DateField(_("提出日期"))
    decided_on = models.DateField(_("办理日期"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("事由"), max_length=200, blank=True)

    class Meta:
        ordering = ["-proposed_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"], condition=models.Q(state="open"), name="one_open_proposal_an_identity"
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.state}"

    @property
    def number(self) -> str:
        """What is said to the person who waits."""
        return self.pk.hex[-8:].upper()


class BreakGlass(Record):
    """The sealed account for emergencies: used once, looked at by all three administrators, closed with a reason."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="break_glass")
    role = models.CharField(_("角色"), max_length=20)
    sealed_on = models.DateField(_("封存日期"))
    used_at = models.DateTimeField(_("启用时间"), null=True, blank=True)
    network = models.CharField(_("来源网段"), max_length=50, blank=True)
    closed_on = models.DateField(_("关闭日期"), null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("事由"), max_length=400, blank=True)

    class Meta:
        ordering = ["-sealed_on"]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"
