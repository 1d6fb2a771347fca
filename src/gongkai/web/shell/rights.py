"""What the shell asks of a person's rights, without knowing bodies: the object is `bodies.access.Rights`."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, Protocol


class Rights(Protocol):
    """The rights of one person on one day."""

    @property
    def user(self) -> Any | None:
        """The person, or None for somebody not signed in."""

    @property
    def on(self) -> date:
        """The day asked about."""

    def has(self, right: Any, *, over: Any = None) -> bool:
        """Whether a right is held over a body, or over the installation."""

    def bodies(self, right: Any) -> frozenset[uuid.UUID]:
        """All bodies over which a right is held."""

    def any(self, *rights: Any) -> bool:
        """Whether one of them is held anywhere."""
