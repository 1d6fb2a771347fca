"""New keys: an act that the trail has to know, over the operations that sealing offers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from gongkai.web.sealing import selectors
from gongkai.web.trail.actions import log_action


@transaction.atomic
def keys_rotate(*, actor: Any, on: date, purpose: str = "", indexes: bool = False) -> str:
    """Make a new current key in the file that serves `purpose`; its id. What is sealed is sealed anew by `values_reseal`.

    The key file is written before the entry is committed: should the commit fail, there is one key more, and nothing lost.
    """
    key = selectors.key_added(purpose, indexes=indexes)
    log_action("keys.rotated", None, body=None, actor=actor, on=on, key=key, file=purpose or "installation", indexes=indexes)
    return key
