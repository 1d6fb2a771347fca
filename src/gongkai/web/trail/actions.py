"""The one writer of the trail, and the words of its codes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection, models, transaction
from django.db.models.functions import Now

from gongkai.web.trail.chain import entry_hash
from gongkai.web.trail.models import Chain, Entry

_WORDS: dict[str, tuple[str, str]] = {}


def register(code: str, *, zh: str, en: str) -> None:
    """Give a code its words in both languages; an app does so for each of its codes when it starts."""
    _WORDS[code] = (zh, en)


def words_of(code: str, lang: str = "zh") -> str:
    """The words of a code; an unknown one is shown as it is."""
    zh, en = _WORDS.get(code, (code, code))
    return zh if lang.startswith("zh") else en


def registered() -> dict[str, tuple[str, str]]:
    """Every code with its words."""
    return dict(_WORDS)


def log_action(
    code: str, record: models.Model | None, *, body: models.Model | None, actor: Any, on: date, **details: Any
) -> Entry:
    """Write one entry, in the transaction of the act it speaks of; the chain's head stays locked until that ends.

    The instant comes from the database. `details` are shown to whoever may see the record: no personal data, no title of
    what is not published.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("log_action outside a transaction: the act and its entry must stand or fall together")
    if code not in _WORDS:
        raise RuntimeError(f"the trail code {code} has no words; register it in trail_codes.py")
    chain = _locked_chain(body)
    values: dict[str, Any] = {
        "body": str(body.pk) if body else None,
        "position": chain.length + 1,
        "at": chain.now,
        "on": on.isoformat(),
        "code": code,
        "actor": str(actor.pk) if actor else None,
        "actor_name": actor.name if actor else "",
        "record_type": record._meta.label_lower if record is not None else "",
        "record_id": str(record.pk) if record is not None else "",
        "details": details,
        "previous": chain.hash,
    }
    entry = Entry(
        transaction=_transaction_number(),
        body_id=body.pk if body else None,
        actor_id=actor.pk if actor else None,
        hash=entry_hash(values),
        **{
            name: values[name]
            for name in ("position", "at", "code", "actor_name", "record_type", "record_id", "details", "previous")
        },
        on=on,
    )
    entry.save(force_insert=True)
    Chain.objects.filter(pk=chain.pk).update(length=entry.position, hash=entry.hash)
    return entry


def log_refusal(code: str, *, body: models.Model | None, actor: Any, on: date, **details: Any) -> Entry:
    """Write down that something was refused, in a transaction of its own: the refused act leaves nothing else behind."""
    with transaction.atomic(durable=True):
        return log_action(code, None, body=body, actor=actor, on=on, **details)


def _locked_chain(body: models.Model | None) -> Any:
    key = body.pk if body else None
    heads = Chain.objects.select_for_update().annotate(now=Now())
    chain = heads.filter(body_id=key).first() if key else heads.filter(body__isnull=True).first()
    if chain is None:
        Chain.objects.bulk_create([Chain(body_id=key)], ignore_conflicts=True)
        chain = heads.filter(body_id=key).get() if key else heads.get(body__isnull=True)
    return chain


def _transaction_number() -> int:
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        return int(cursor.fetchone()[0])
