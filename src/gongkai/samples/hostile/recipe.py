"""A recipe turns a well-formed file into one that is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

Make = Callable[[Random, str, bytes], tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Recipe:
    """A name and what it does to (file name, bytes)."""

    name: str
    make: Make


def recipes(*makers: Make) -> tuple[Recipe, ...]:
    """Recipes named after their functions."""
    return tuple(Recipe(make.__name__.replace("_", "-"), make) for make in makers)
