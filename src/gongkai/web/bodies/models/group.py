"""The leading group of a body (政务公开工作领导小组), with everybody who ever stood in it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.web.bodies.kinds import GroupSeat
from gongkai.web.bodies.models.body import Body
from gongkai.web.shell.models import Record


class LeadingGroup(Record):
    """One leading group, as its founding document made it."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="leading_groups")
    name = models.CharField(_("名称"), max_length=120)
    document = models.CharField(_("成立文件"), max_length=200, help_text=_("文件名称和文号。"))
    begun_on = models.DateField(_("成立日期"))
    ended_on = models.DateField(_("撤销日期"), null=True, blank=True)

    class Meta:
        ordering = ["begun_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("begun_on")), name="group_ends_after_it_began"
            ),
            models.UniqueConstraint(fields=["body", "name"], condition=Q(ended_on__isnull=True), name="one_group_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class GroupMember(Record):
    """One seat in the group from a day until another; a change of post is a new seat."""

    group = models.ForeignKey(LeadingGroup, on_delete=models.PROTECT, related_name="members")
    name = models.CharField(_("姓名"), max_length=60)
    post = models.CharField(_("职务"), max_length=120)
    seat = models.CharField(_("组内职务"), max_length=20, choices=GroupSeat)
    place = models.PositiveSmallIntegerField(_("排序"), default=0)
    begun_on = models.DateField(_("起"))
    ended_on = models.DateField(_("止"), null=True, blank=True, help_text=_("最后一日的次日。"))

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("begun_on")), name="group_member_leaves_after_joining"
            ),
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(ended_on__isnull=True, seat="head"),
                name="one_head_of_a_group",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_seat_display()} {self.name}"


class GroupAdjustment(Record):
    """One document that changed who sits in the group; who joined and left that day follows from the members."""

    group = models.ForeignKey(LeadingGroup, on_delete=models.PROTECT, related_name="adjustments")
    on = models.DateField(_("调整日期"))
    document = models.CharField(_("调整文件"), max_length=200)

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["group", "on"], name="one_adjustment_a_day")]

    def __str__(self) -> str:
        return f"{self.on} {self.document}"
