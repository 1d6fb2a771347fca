"""Authorities as a dated tree."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.web.bodies.kinds import BodyKind, Level
from gongkai.web.shell.models import Record


class Body(Record):
    """One body with duties of disclosure (行政机关), R 4, 10, 27, 54."""

    code = models.SlugField(_("代码"), max_length=40, unique=True, help_text=_("用于网址，例如 sxfj；启用后不变。"))
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    name = models.CharField(_("全称"), max_length=120)
    short_name = models.CharField(_("简称"), max_length=40)
    kind = models.CharField(_("类别"), max_length=20, choices=BodyKind)
    level = models.CharField(_("层级"), max_length=20, choices=Level)
    begun_on = models.DateField(_("设立日期"))
    ended_on = models.DateField(_("撤销日期"), null=True, blank=True)
    answers_as = models.ForeignKey(
        "self",
        verbose_name=_("以谁的名义答复"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="answers_for",
        help_text=_("空白表示以自己的名义（第二十七条）。"),
    )
    successor = models.ForeignKey(
        "self", verbose_name=_("职责承继机关"), null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )
    review_authority = models.CharField(_("行政复议机关"), max_length=120, blank=True)
    court = models.CharField(_("管辖法院"), max_length=120, blank=True)
    # The disclosure office (政府信息公开工作机构) as the guide must name it, R 12(2).
    office_name = models.CharField(_("政府信息公开工作机构名称"), max_length=120, blank=True)
    office_address = models.CharField(_("办公地址"), max_length=200, blank=True)
    office_hours = models.CharField(_("办公时间"), max_length=200, blank=True)
    office_phone = models.CharField(_("联系电话"), max_length=60, blank=True)
    office_fax = models.CharField(_("传真号码"), max_length=60, blank=True)
    office_online = models.CharField(_("互联网联系方式"), max_length=200, blank=True)
    postcode = models.CharField(_("邮政编码"), max_length=6, blank=True)
    functions = models.TextField(_("机构职能"), blank=True, help_text=_("第二十条第（二）项。"))
    # 简化模式: one person does the work and the leader signs on paper; shown on every page of the body.
    simplified_since = models.DateField(_("简化模式起"), null=True, blank=True)
    simplified_leader = models.CharField(_("纸质签批领导"), max_length=60, blank=True)
    demo = models.BooleanField(_("演示"), default=False, editable=False)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("begun_on")), name="body_ends_after_it_began"
            ),
            models.CheckConstraint(condition=~Q(answers_as=F("id")), name="body_answers_as_another"),
            models.UniqueConstraint(fields=["credit_code"], condition=~Q(credit_code=""), name="body_credit_code_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ParentLink(Record):
    """Who led a body from when until when (a dated edge of the tree, law.md 7.8)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="parent_links")
    parent = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="child_links")
    begun_on = models.DateField(_("起"))
    ended_on = models.DateField(_("止"), null=True, blank=True, help_text=_("最后一日的次日。"))

    class Meta:
        ordering = ["begun_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("begun_on")), name="parent_link_ends_after_it_began"
            ),
            models.CheckConstraint(condition=~Q(body=F("parent")), name="parent_is_another_body"),
            models.UniqueConstraint(fields=["body"], condition=Q(ended_on__isnull=True), name="one_open_parent_link"),
        ]

    def __str__(self) -> str:
        return f"{self.body} ← {self.parent}"
