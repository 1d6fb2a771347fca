"""What every record of the house has: a key that can be made anywhere and sorts by the time it was made."""

from __future__ import annotations

import uuid

import uuid_utils
from django.db import models


def new_id() -> uuid.UUID:
    """A UUIDv7 (RFC 9562): unique without asking the database, and in the order of its making."""
    return uuid.UUID(bytes=uuid_utils.uuid7().bytes)


class Record(models.Model):
    """The abstract base of what the house keeps."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True
