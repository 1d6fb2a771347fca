"""The one writer of the trail, the words of its codes, and the cursor of those who read it as their outbox."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import connection, models, transaction

from gongkai.web.sealing import signing
from gongkai.web.trail.chain import HEAD, entry_hash, head_of, plain_details, values_of
from gongkai.web.trail.models import INSTALLATION, Chain, Entry, Reader
from gongkai.web.trail.order import place_taken, settled_to
from gongkai.web.trail.selectors import entries_after

_WORDS: dict[str, tuple[str, str]] = {}


def register(code: str, *, zh: str, en: str) -> None:
    """Give a code its words in both languages; an app does so for each of its codes when it starts.

    The words may name details of the entry: `zh="改为{status}"`.
    """
    _WORDS[code] = (zh, en)


def words_of(code: str, lang: str = "zh") -> str:
    """The words of a code; an unknown one is shown as it is."""
    zh, en = _WORDS.get(code, (code, code))
    return zh if lang.startswith("zh") else en


def registered() -> dict[str, tuple[str, str]]:
    """Every code with its words."""
    return dict(_WORDS)


def sentence(entry: Entry, lang: str = "zh") -> str:
    """One entry as a sentence: who did what, with the details its words ask for."""
    chinese = lang.startswith("zh")
    words = words_of(entry.code, lang).format_map(_Details(entry.details))
    actor = entry.actor_name or ("系统" if chinese else "The system")
    return f"{actor}：{words}" if chinese else f"{actor}: {words}"


class _Details(dict[str, Any]):
    """Details by name; one that was not written down is a dash."""

    def __missing__(self, key: str) -> str:
        return "—"


def log_action(
    code: str, record: models.Model | None, *, body: models.Model | None, actor: Any, on: date, **details: Any
) -> Entry:
    """Write one entry, in the transaction of the act it speaks of; the chain's head stays locked until that ends.

    The instant comes from the database. `details` are shown to whoever may see the record: no personal data, no title of
    what is not published. Who writes to several chains in one act writes to the bodies' before the installation's.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("log_action outside a transaction: the act and its entry must stand or fall together")
    if code not in _WORDS:
        raise RuntimeError(f"the trail code {code} has no words; register it in trail_codes.py")
    chain = _locked_chain(body)
    entry = Entry(
        chain=chain,
        body_id=body.pk if body is not None else None,
        position=chain.length + 1,
        at=place_taken(Chain.objects.filter(pk=chain.pk)),
        on=on,
        code=code,
        actor_id=actor.pk if actor is not None else None,
        actor_name=actor.name if actor is not None else "",
        record_type=record._meta.label_lower if record is not None else "",
        record_id=str(record.pk) if record is not None else "",
        details=plain_details(details),
        previous=chain.hash,
    )
    entry.hash = entry_hash(values_of(entry), signing.digest_name())
    entry.save(force_insert=True)
    seal = signing.authenticate(head_of(chain.name, entry.position, entry.hash), purpose=HEAD)
    Chain.objects.filter(pk=chain.pk).update(length=entry.position, hash=entry.hash, seal=seal)
    return entry


def log_refusal(
    code: str, record: models.Model | None = None, *, body: models.Model | None, actor: Any, on: date, **details: Any
) -> Entry:
    """Write down that something was refused or failed, in a transaction of its own.

    Call it where the refused act's transaction has ended: inside one it would be undone with it, so that is refused.
    """
    with transaction.atomic(durable=True):
        return log_action(code, record, body=body, actor=actor, on=on, **details)


@contextmanager
def outbox(name: str, *, codes: Collection[str] | None = None, limit: int = 200) -> Iterator[list[Entry]]:
    """The entries that the reader `name` has not read; its cursor moves on if the block ends without an error.

    One transaction with whatever the block writes, and one reader of a name at a time: every entry is read exactly once
    by what commits, and at least once by what leaves the database.
    """
    with transaction.atomic():
        Reader.objects.bulk_create([Reader(name=name)], ignore_conflicts=True)
        reader = Reader.objects.select_for_update().get(name=name)
        settled = settled_to(Entry.objects.all())
        found = entries_after(reader.sequence, codes=codes, limit=limit, settled=settled)
        yield found
        last = found[-1].sequence if len(found) == limit else settled
        if last > reader.sequence:
            Reader.objects.filter(pk=reader.pk).update(sequence=last)


def _locked_chain(body: models.Model | None) -> Chain:
    name = str(body.pk) if body is not None else INSTALLATION
    heads = Chain.objects.select_for_update()
    chain = heads.filter(name=name).first()
    if chain is None:
        body_id = body.pk if body is not None else None
        Chain.objects.bulk_create([Chain(name=name, body_id=body_id)], ignore_conflicts=True)
        chain = heads.get(name=name)
    return chain
