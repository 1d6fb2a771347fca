"""Drafts of major decisions put before the public (国务院令第713号第十五条): the period, the opinions, what became of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.web.sealing.fields import SealedTextField
from gongkai.web.shell.choices import TextChoices
from gongkai.web.shell.models import Record


class Consultation(Record):
    """One draft before the public: its paper, its explanation, its period, and the document it became."""

    document = models.OneToOneField("publication.Document", on_delete=models.PROTECT, related_name="consultation")
    explanation = models.TextField(_("起草说明"))
    begins_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("截止日期"))
    shorter_because = models.CharField(_("缩短期限的理由"), max_length=300, blank=True)
    how_to = models.CharField(_("提出意见的方式"), max_length=300)
    feedback = models.TextField(_("意见采纳情况"), blank=True)
    feedback_on = models.DateField(_("反馈日期"), null=True, blank=True)
    final = models.ForeignKey(
        "publication.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="consultations_before"
    )

    class Meta:
        ordering = ["-begins_on"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("begins_on")), name="consultation_ends_after_it_began"),
            models.CheckConstraint(
                condition=Q(feedback_on__isnull=True) | ~Q(feedback=""), name="consultation_feedback_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.begins_on}"


class Opinion(Record):
    """One opinion that came in; who sent it is sealed and shown masked."""

    class Adopted(TextChoices):
        """What became of it."""

        OPEN = "open", _("未处理")
        YES = "yes", _("采纳")
        PARTLY = "partly", _("部分采纳")
        NO = "no", _("未采纳")

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="opinions")
    received_on = models.DateField(_("收到日期"))
    channel = models.CharField(_("渠道"), max_length=40, blank=True)
    name = SealedTextField(_("提出人"), purpose="opinions", blank=True)
    contact = SealedTextField(_("联系方式"), purpose="opinions", blank=True)
    text = models.TextField(_("意见内容"))
    adopted = models.CharField(_("采纳情况"), max_length=10, choices=Adopted, default=Adopted.OPEN)
    answer = models.CharField(_("说明"), max_length=500, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["received_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(adopted="no") | ~Q(answer=""), name="what_is_not_adopted_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.received_on}"
