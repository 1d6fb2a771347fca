"""Who looked at which version, and what they said. A signature names the digest it saw."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.core.publication import REVIEWS, Stage
from gongkai.web.shell.models import Record

REVIEW_STAGES = [(stage.value, stage.zh) for stage in REVIEWS]


class Review(Record):
    """One review of one version by one person (law.md 10.2): passed or returned, on the screen or on paper."""

    class Decision(models.TextChoices):
        """What the reviewer said."""

        PASS = "pass", _("通过")
        RETURN = "return", _("退回")

    document = models.ForeignKey("publication.Document", on_delete=models.PROTECT, related_name="reviews")
    version = models.ForeignKey("publication.DocumentVersion", on_delete=models.PROTECT, related_name="reviews")
    digest = models.CharField(_("所见版本校验值"), max_length=64)
    round = models.PositiveSmallIntegerField(_("轮次"))
    stage = models.CharField(_("审查环节"), max_length=20, choices=REVIEW_STAGES)
    decision = models.CharField(_("结论"), max_length=10, choices=Decision)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # empty only on paper, where the signer may have no account
    reviewer_name = models.CharField(_("审查人"), max_length=60)
    acting_for = models.CharField(_("代"), max_length=60, blank=True)  # whose role was held on loan (受委托)
    on = models.DateField(_("日期"))
    at = models.DateTimeField(auto_now_add=True)
    opinion = models.TextField(_("意见"), blank=True)
    void = models.BooleanField(_("已失效"), default=False)  # a later return asked for this step again
    paper = models.BooleanField(_("纸质"), default=False)
    scan = models.ForeignKey("files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sheet = models.ForeignKey(
        "publication.ReviewSheet", null=True, blank=True, on_delete=models.PROTECT, related_name="reviews"
    )

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "round", "stage"], condition=Q(decision="pass", void=False), name="one_pass_a_stage"
            ),
            models.CheckConstraint(condition=~Q(decision="return") | ~Q(opinion=""), name="a_return_has_its_reason"),
            models.CheckConstraint(
                condition=Q(paper=False, reviewer__isnull=False) | Q(paper=True, scan__isnull=False, entered_by__isnull=False),
                name="paper_has_its_scan_and_clerk",
            ),
        ]

    def __str__(self) -> str:
        return f"{Stage(self.stage).zh} {self.decision}"


class Override(Record):
    """A named person lets a blocking finding stand, with a reason. Never possible for a secrecy mark."""

    version = models.ForeignKey("publication.DocumentVersion", on_delete=models.PROTECT, related_name="overrides")
    code = models.CharField(_("筛查项"), max_length=40)
    where = models.CharField(_("位置"), max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("日期"))
    reason = models.CharField(_("理由"), max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "code", "where"], name="one_override_a_finding")]

    def __str__(self) -> str:
        return f"{self.code} {self.where}"


class ReviewSheet(Record):
    """Many similar items reviewed on one sheet (批量呈批单): itemised, signed once a step, each line bound to its digest."""

    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="review_sheets")
    title = models.CharField(_("名称"), max_length=120)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField(_("日期"))

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title


class SheetLine(Record):
    """One item of a sheet with the digest it was put on the sheet with."""

    sheet = models.ForeignKey(ReviewSheet, on_delete=models.CASCADE, related_name="lines")
    document = models.ForeignKey("publication.Document", on_delete=models.PROTECT, related_name="sheet_lines")
    digest = models.CharField(max_length=64)
    place = models.PositiveSmallIntegerField()
    dropped = models.CharField(_("移出原因"), max_length=200, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["sheet", "document"], name="once_on_a_sheet")]

    def __str__(self) -> str:
        return f"{self.place}"
