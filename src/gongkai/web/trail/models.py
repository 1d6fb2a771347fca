"""The trail: what was done, in an order that cannot be changed unseen."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.web.shell.models import Record

INSTALLATION = "installation"  # the chain of what concerns no single body
HASH_MOST = 72  # "sm3:" and 64 hexadecimal digits fit


class Chain(models.Model):
    """The head of one chain: a body's, or the installation's. Its row is the lock of the chain.

    `seal` is a code over name, length and hash by a key that is not in the database: who can write in the database
    alone can cut the tail of a chain, but not make a head that fits.
    """

    name = models.CharField(max_length=40, primary_key=True)  # the body's key, or INSTALLATION
    body = models.OneToOneField("bodies.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    length = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=HASH_MOST, blank=True)
    seal = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name}: {self.length}"


class Entry(models.Model):
    """One act on one record, written in the act's own transaction, never changed afterwards (law.md 10; promises 35, 36)."""

    sequence = models.BigAutoField(primary_key=True)
    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="entries", db_index=False)
    body = models.ForeignKey(
        "bodies.Body", verbose_name=_("机关"), null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    position = models.PositiveBigIntegerField(_("链内序号"))
    at = models.DateTimeField(_("时间"))
    on = models.DateField(_("日期"))
    code = models.CharField(_("事项"), max_length=60)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("操作人"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    actor_name = models.CharField(_("操作人姓名"), max_length=60, blank=True)
    record_type = models.CharField(_("记录类型"), max_length=60, blank=True)
    record_id = models.CharField(_("记录编号"), max_length=40, blank=True)
    details = models.JSONField(_("详情"), default=dict)
    previous = models.CharField(max_length=HASH_MOST, blank=True)
    hash = models.CharField(max_length=HASH_MOST)

    class Meta:
        ordering = ["sequence"]
        verbose_name = _("操作记录")
        constraints = [models.UniqueConstraint(fields=["chain", "position"], name="one_entry_a_place")]
        indexes = [
            models.Index(fields=["record_type", "record_id", "sequence"], name="trail_by_record"),
            models.Index(fields=["chain", "-sequence"], name="trail_by_chain"),
            models.Index(fields=["actor", "-sequence"], name="trail_by_actor"),
            models.Index(fields=["code", "sequence"], name="trail_by_code"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.code}"


class Checkpoint(Record):
    """What a purge leaves: where the kept part of a chain begins, signed, so that it can still be verified."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="checkpoints")
    position = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=HASH_MOST)
    made_on = models.DateField()
    kept_from = models.DateField()
    signature = models.JSONField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["chain", "position"], name="one_checkpoint_a_place")]

    def __str__(self) -> str:
        return f"{self.chain_id}: {self.position}"


class Reader(models.Model):
    """How far a later app has read the trail, which is its outbox."""

    name = models.CharField(max_length=60, primary_key=True)
    sequence = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.sequence}"
