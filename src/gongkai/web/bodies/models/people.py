"""People, the roles they hold in bodies, and who stands in for whom."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models.body import Body
from gongkai.web.shell.models import Record


class User(AbstractBaseUser, Record):
    """One person with an account; what they may do comes from their appointments alone."""

    username = models.CharField(_("用户名"), max_length=60, unique=True)
    name = models.CharField(_("姓名"), max_length=60)
    email = models.EmailField(_("电子邮件"), blank=True)
    phone = models.CharField(_("电话"), max_length=30, blank=True)
    body = models.ForeignKey(
        Body, verbose_name=_("所在机关"), null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    is_active = models.BooleanField(_("启用"), default=True)
    must_change_password = models.BooleanField(_("下次登录须改密码"), default=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = BaseUserManager()

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name, as Django asks for it."""
        return self.name


class Appointment(Record):
    """A role held in a body from one day until another."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(_("角色"), max_length=20, choices=Role)
    begun_on = models.DateField(_("起"))
    ended_on = models.DateField(_("止"), null=True, blank=True, help_text=_("最后一日的次日。"))

    class Meta:
        ordering = ["begun_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("begun_on")), name="appointment_ends_after_it_began"
            ),
            models.UniqueConstraint(
                fields=["user", "body", "role"],
                condition=Q(ended_on__isnull=True),
                nulls_distinct=False,
                name="one_open_appointment_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(body__isnull=True, role__in=("system_admin", "security_admin", "audit_admin"))
                | (Q(body__isnull=False) & ~Q(role__in=("system_admin", "security_admin", "audit_admin"))),
                name="administrators_belong_to_the_installation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()}"


class Delegation(Record):
    """One holder of a role lets another act in it for a while (委托代行)."""

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="delegations")
    to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations_received")
    begun_on = models.DateField(_("起"))
    ended_on = models.DateField(_("止"), help_text=_("最后一日的次日。"))
    reason = models.CharField(_("事由"), max_length=200)

    class Meta:
        ordering = ["begun_on"]
        constraints = [
            models.CheckConstraint(condition=Q(ended_on__gt=F("begun_on")), name="delegation_ends_after_it_began"),
        ]

    def __str__(self) -> str:
        return f"{self.appointment} → {self.to}"
