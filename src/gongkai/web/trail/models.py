"""The trail: what was done, in an order that cannot be changed unseen."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Chain(models.Model):
    """The head of one chain: a body's, or the installation's where `body` is empty. Its row is the chain's lock."""

    body = models.OneToOneField("bodies.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    length = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body"], nulls_distinct=False, name="one_chain_a_body")]

    def __str__(self) -> str:
        return f"{self.body_id or '-'}: {self.length}"


class Entry(models.Model):
    """One act on one record, written in the act's own transaction, never changed afterwards (law.md 10; promises 35, 36)."""

    sequence = models.BigAutoField(primary_key=True)
    # Number of the database transaction on PostgreSQL (0 on SQLite, which writes one transaction at a time): with it a reader
    # that goes on where it stopped misses nothing that was still open when it last read.
    transaction = models.BigIntegerField(default=0, editable=False)
    body = models.ForeignKey("bodies.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveBigIntegerField(_("链内序号"))
    at = models.DateTimeField(_("时间"))
    on = models.DateField(_("日期"))
    code = models.CharField(_("事项"), max_length=60)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(_("操作人"), max_length=60, blank=True)
    record_type = models.CharField(max_length=60, blank=True)
    record_id = models.CharField(max_length=40, blank=True)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["body", "position"], nulls_distinct=False, name="one_entry_a_place"),
        ]
        indexes = [
            models.Index(fields=["record_type", "record_id", "sequence"], name="trail_by_record"),
            models.Index(fields=["transaction", "sequence"], name="trail_by_transaction"),
            models.Index(fields=["body", "-sequence"], name="trail_by_body"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.code}"


class Reader(models.Model):
    """How far a later app has read the trail, which is its outbox."""

    name = models.CharField(max_length=60, primary_key=True)
    transaction = models.BigIntegerField(default=0)
    sequence = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.sequence}"
