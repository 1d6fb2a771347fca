"""Chains for the tests: acts through the one writer, and old ones laid down as they would have been."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import transaction

from gongkai.web.sealing import signing
from gongkai.web.trail import actions
from gongkai.web.trail.chain import HEAD, entry_hash, head_of, values_of
from gongkai.web.trail.models import INSTALLATION, Chain, Entry
from tests.web.conftest import ON

actions.register("test.done", zh="办理{thing}", en="handled {thing}")
actions.register("test.refused", zh="被拒绝", en="was refused")


def done(body: Any, actor: Any = None, record: Any = None, on: date = ON, **details: Any) -> Entry:
    """One act in a transaction of its own."""
    with transaction.atomic():
        return actions.log_action("test.done", record, body=body, actor=actor, on=on, **details)


def old_chain(body: Any, ages: list[int], now: datetime | None = None) -> Chain:
    """A chain whose entries are so many days old, sealed as it should be."""
    now = now or datetime.now(UTC)
    name = str(body.pk) if body else INSTALLATION
    chain = Chain.objects.create(name=name, body=body)
    for position, age in enumerate(ages, start=1):
        at = now - timedelta(days=age)
        entry = Entry(
            chain=chain,
            body=body,
            position=position,
            at=at,
            on=at.date(),
            code="test.done",
            actor_name="张三",
            details={"n": position},
            previous=chain.hash,
        )
        entry.hash = entry_hash(values_of(entry), "sha256")
        entry.save()
        chain.length, chain.hash = position, entry.hash
    chain.seal = signing.authenticate(head_of(name, chain.length, chain.hash), purpose=HEAD)
    chain.save()
    return chain
