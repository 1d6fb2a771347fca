"""New keys: acts that the trail has to know, over the operations that sealing offers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from gongkai.web.sealing import rotation
from gongkai.web.trail.actions import log_action


@transaction.atomic
def keys_rotate(*, actor: Any, on: date, purpose: str = "", indexes: bool = False) -> str:
    """Make a new current key in the file that serves `purpose`; its id. `keys_reseal` then seals everything anew.

    The key file is written before the entry is committed: should the commit fail, there is one key more, and nothing lost.
    """
    key = rotation.key_add(purpose, indexes=indexes).current_id
    log_action("keys.rotated", None, body=None, actor=actor, on=on, key=key, file=purpose or "installation", indexes=indexes)
    return key


@transaction.atomic
def keys_reseal(*, actor: Any, on: date, most: int = 500) -> int:
    """Seal the next values anew with the current keys; how many it were, 0 where all is done (nothing is written then).

    Call it until it returns 0; it may stop at any time and go on later.
    """
    values = rotation.values_reseal(most=most)
    if values:
        log_action("keys.resealed", None, body=None, actor=actor, on=on, values=values)
    return values
