"""Django's choices with the types that Django does not declare: a member is of its own class, with its words as `label`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from django.db import models

if TYPE_CHECKING:

    class TextChoices(StrEnum):
        """What `models.TextChoices` is, in words a type checker reads."""

        choices: ClassVar[list[tuple[str, str]]]
        values: ClassVar[list[str]]

        @property
        def label(self) -> str:
            """The words of the member in the language of the page."""
            return str(self)
else:
    TextChoices = models.TextChoices

__all__ = ["TextChoices"]
