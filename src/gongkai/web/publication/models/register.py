"""The register of what a body issues (发文登记簿), and the series its numbers come from.

The titles and numbers of what is not published live here alone: the portal, its search, feeds and API never ask this table.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.web.publication.kinds import Attribute
from gongkai.web.shell.choices import TextChoices
from gongkai.web.shell.models import Record


class IssueEntry(Record):
    """One 发文 from the day it was drafted, with its publication attribute (国办发〔2016〕80号 一(一))."""

    class State(TextChoices):
        """Where the entry stands."""

        PROPOSED = "proposed", _("已登记")
        RETURNED = "returned", _("退文")
        REFERRED = "referred", _("送公开机构审查")
        CONFIRMED = "confirmed", _("属性已确定")

    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="issue_entries")
    number = models.CharField(_("登记号"), max_length=40)
    title = models.CharField(_("文件标题"), max_length=300)
    doc_no = models.CharField(_("发文字号"), max_length=80, blank=True)
    drafted_on = models.DateField(_("拟稿日期"))
    formed_on = models.DateField(_("成文日期"), null=True, blank=True)
    drafter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(_("拟稿单位"), max_length=80, blank=True)
    policy = models.BooleanField(_("政策性文件"), default=False)
    attribute = models.CharField(_("公开属性"), max_length=20, choices=Attribute, blank=True)
    basis = models.CharField(_("依据"), max_length=40, blank=True, help_text=_("例如：第十六条第二款。"))
    reason = models.TextField(_("理由"), blank=True)
    state = models.CharField(_("状态"), max_length=20, choices=State, default=State.PROPOSED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(_("属性确定日期"), null=True, blank=True)
    returned_because = models.CharField(_("退文原因"), max_length=300, blank=True)
    import_key = models.CharField(max_length=64, blank=True, help_text=_("由登记簿导入时据以识别同一条目；手工登记的为空。"))
    reassess_by = models.DateField(_("下次评估"), null=True, blank=True, help_text=_("第十八条：定期评估，动态调整。"))

    class Meta:
        ordering = ["-drafted_on", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="issue_number_once"),
            models.UniqueConstraint(fields=["body", "import_key"], condition=~Q(import_key=""), name="imported_entry_once"),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(attribute="open") | (~Q(attribute="") & ~Q(reason="")),
                name="what_is_not_open_has_its_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["body", "state", "-drafted_on"], name="entry_by_body_state"),
            models.Index(fields=["state", "reassess_by"], name="entry_by_reassessment"),
        ]

    def __str__(self) -> str:
        return self.number


class NumberSeries(models.Model):
    """The last number given of one kind, body and year; its row is the lock (index numbers, register numbers)."""

    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "kind", "year"], name="one_series_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.body_id} {self.kind} {self.year}: {self.last}"


class IndexPattern(Record):
    """How a body writes its index numbers (索引号) from a day on; the law sets no single rule (law.md 2.3)."""

    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    pattern = models.CharField(_("索引号规则"), max_length=120)
    begun_on = models.DateField(_("起用日期"))

    class Meta:
        ordering = ["begun_on"]
        constraints = [models.UniqueConstraint(fields=["body", "begun_on"], name="one_index_pattern_a_day")]

    def __str__(self) -> str:
        return self.pattern
