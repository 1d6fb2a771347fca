"""Every address of the house, asked by every role over its own and over another body (promise 25).

The rows are in matrix.yaml: route → who may reach it. A route without a row fails; so does a row without a route. What a row
does not grant must answer like what does not exist: 404, or the way to the sign-in page for somebody not signed in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.urls import URLPattern, URLResolver, get_resolver

from gongkai.web.bodies.kinds import RIGHTS, Right, Role

ROWS: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("matrix.yaml").read_text(encoding="utf-8"))
DENIED = {403, 404, 405}


@dataclass(frozen=True, slots=True)
class Route:
    """One address with the names of what it takes."""

    name: str
    takes: tuple[str, ...]


def routes() -> list[Route]:
    """Every named route of the installation, namespaces with colons."""
    return sorted(_routes(get_resolver().url_patterns), key=lambda route: route.name)


def _routes(patterns: list[Any], spaces: tuple[str, ...] = (), takes: tuple[str, ...] = ()) -> Iterator[Route]:
    for pattern in patterns:
        taken = (*takes, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inside = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _routes(pattern.url_patterns, inside, taken)
        elif isinstance(pattern, URLPattern):
            yield Route(":".join((*spaces, pattern.name or str(pattern.pattern))), taken)


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who asks: a role in a body, or nobody (role None)."""

    role: Role | None
    own: bool

    def may(self, row: dict[str, Any]) -> bool:
        """Whether the row grants the address to them."""
        granted = row["for"]
        if granted == "public":
            return True
        if self.role is None:
            return False
        if granted == "staff":
            return True
        if isinstance(granted, str):
            granted = [granted]
        held = {right.value for right in RIGHTS[self.role]}
        wanted = {Right(each).value for each in granted}
        if not held & wanted:
            return False
        return self.own or row.get("reach") == "all" or any(each.startswith("admin_") for each in held & wanted)


EVERYBODY = [Who(None, False), *(Who(role, own) for role in Role for own in (True, False))]
