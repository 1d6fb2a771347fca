"""Files come in by one door: looked at in memory, then refused or kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.db import transaction

from gongkai.core.errors_files import FileMarkedSecret, FileRefused
from gongkai.web.files.door import at_the_door
from gongkai.web.files.looking import look_at
from gongkai.web.files.models import StoredFile
from gongkai.web.files.storage import keep
from gongkai.web.trail.actions import log_action, log_refusal


def _refusals_kept(accept: Callable[..., StoredFile]) -> Callable[..., StoredFile]:
    """Of a refusal stays when, who, which body and which door: written after the refused act left nothing behind."""

    @wraps(accept)
    def accept_or_tell(*, body: Any, actor: Any, on: date, purpose: str, **file: Any) -> StoredFile:
        try:
            return accept(body=body, actor=actor, on=on, purpose=purpose, **file)
        except FileRefused as error:
            code = "file.refused_secret" if isinstance(error, FileMarkedSecret) else "file.refused"
            log_refusal(code, body=body, actor=actor, on=on, purpose=purpose)
            raise

    return accept_or_tell


@_refusals_kept
@transaction.atomic
def file_accept(*, body: Any, actor: Any, on: date, name: str, content: bytes, purpose: str) -> StoredFile:
    """Look at a file and take it into the store; `stored.look` is what was seen (html, text, head, findings).

    Call it outside any transaction: a refusal has to stay when everything around it is undone.

    Raises:
        FileMarkedSecret: it bears a secrecy mark (law.md 10.3); nothing of it was written, and there is no override.
        FileRefused: its kind, size or state forbids taking it; its subclasses say why.
    """
    door = at_the_door(content, name)
    look = look_at(content, door.name)
    if look.secret:
        raise FileMarkedSecret()
    stored = StoredFile.objects.create(
        body=body,
        name=door.name,
        kind=door.kind,
        media_type=door.media_type,
        size=len(content),
        sha256=keep(content),
        purpose=purpose,
        uploaded_by=actor,
    )
    log_action("file.accepted", stored, body=body, actor=actor, on=on, purpose=purpose, size=len(content))
    stored.look = look
    return stored
