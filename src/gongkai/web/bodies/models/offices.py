"""Leaders and internal offices as the public is told of them (R 20(2): 机构设置、负责人姓名)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.web.bodies.models.body import Body
from gongkai.web.shell.models import Record


class Leader(Record):
    """One leader of the body (领导信息)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="leaders")
    name = models.CharField(_("姓名"), max_length=60)
    post = models.CharField(_("职务"), max_length=120)
    duties = models.TextField(_("分工"), blank=True)
    phone = models.CharField(_("办公电话"), max_length=60, blank=True)
    photo_no = models.CharField(_("照片编号"), max_length=60, blank=True)
    place = models.PositiveSmallIntegerField(_("排序"), default=0)
    begun_on = models.DateField(_("任职日期"))
    ended_on = models.DateField(_("离任日期"), null=True, blank=True)

    class Meta:
        ordering = ["place", "begun_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("begun_on")), name="leader_leaves_after_coming"
            )
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.name}"


class InternalOffice(Record):
    """One internal office of the body (内设机构)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="internal_offices")
    name = models.CharField(_("名称"), max_length=120)
    duties = models.TextField(_("职责"), blank=True)
    head = models.CharField(_("负责人"), max_length=60, blank=True)
    phone = models.CharField(_("联系电话"), max_length=60, blank=True)
    place = models.PositiveSmallIntegerField(_("排序"), default=0)
    begun_on = models.DateField(_("设立日期"))
    ended_on = models.DateField(_("撤销日期"), null=True, blank=True)

    class Meta:
        ordering = ["place", "begun_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("begun_on")), name="office_ends_after_it_began"
            ),
            models.UniqueConstraint(fields=["body", "name"], condition=Q(ended_on__isnull=True), name="one_office_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
