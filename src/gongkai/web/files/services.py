"""Files come in by one door: looked at in memory, then refused or kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.db import connection, transaction
from django.views.decorators.debug import sensitive_variables

from gongkai.core.errors_files import FileMarkedSecret, FileRefused
from gongkai.web.files.door import at_the_door
from gongkai.web.files.looking import look_at
from gongkai.web.files.models import StoredFile
from gongkai.web.files.storage import keep
from gongkai.web.trail.actions import log_action, log_refusal


def _looked_at_first(accept: Callable[..., StoredFile]) -> Callable[..., StoredFile]:
    """Before the transaction: nobody waits for the database meanwhile. What is refused never comes near it.

    Of a refusal stay when, who, which body and which door, in a transaction of its own.
    """

    @wraps(accept)
    @sensitive_variables()
    def look_then_accept(*, body: Any, actor: Any, on: date, name: str, content: bytes, purpose: str) -> StoredFile:
        _stand_outside_transactions()
        try:
            door = at_the_door(content, name)
            look = look_at(content, door.name)
            if look.secret:
                raise FileMarkedSecret
        except FileMarkedSecret:
            log_refusal("file.refused_secret", body=body, actor=actor, on=on, purpose=purpose)
            raise FileMarkedSecret from None  # no frame of what was raised first holds anything of the file
        except FileRefused:
            log_refusal("file.refused", body=body, actor=actor, on=on, purpose=purpose)
            raise
        return accept(body=body, actor=actor, on=on, name=door.name, content=content, purpose=purpose, door=door, look=look)

    return look_then_accept


@_looked_at_first
@transaction.atomic
def file_accept(
    *,
    body: Any,
    actor: Any,
    on: date,
    name: str,
    content: bytes,
    purpose: str,
    **seen: Any,
) -> StoredFile:
    """Look at a file and take it into the store; `stored.look` is what was seen (html, text, head, findings).

    Call it outside any transaction: a refusal has to stay when everything around it is undone. The same bytes are kept
    once; each call makes a row of its own.

    Raises:
        FileMarkedSecret: it bears a secrecy mark (law.md 10.3); nothing of it was written, and there is no override.
        FileRefused: its kind, size or state forbids taking it; its subclasses say why.
        RuntimeError: called inside a transaction.
    """
    door, look = seen["door"], seen["look"]
    stored = StoredFile.objects.create(
        body=body,
        name=name,
        kind=door.kind,
        media_type=door.media_type,
        size=len(content),
        sha256=keep(content),
        purpose=purpose,
        unseen=list(look.unseen),
        uploaded_by=actor,
    )
    log_action("file.accepted", stored, body=body, actor=actor, on=on, purpose=purpose, size=len(content))
    stored.look = look
    return stored


def _stand_outside_transactions() -> None:
    blocks = connection.atomic_blocks
    if blocks and not blocks[-1]._from_testcase:
        raise RuntimeError("file_accept inside a transaction: its refusal would be undone together with the act around it")
