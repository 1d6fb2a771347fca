"""One search box over what one may see: each app registers how it is searched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from gongkai.web.shell.rights import Rights

MOST = 20  # of one kind on the page; a longer list is that kind's own


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; `where` is its body, number or state in a few words."""

    title: str
    url: str
    where: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What one searcher found; `more` where it found more than is shown."""

    label: Any
    hits: tuple[Hit, ...]
    more: bool


Searcher = Callable[[Rights, str, date], Iterable[Hit]]
_SEARCHERS: dict[str, tuple[Any, Searcher]] = {}


def register(label: Any, searcher: Searcher) -> None:
    """Add a kind: `searcher(rights, text, on)` yields hits one may see, exact numbers first, lazily or bounded."""
    _SEARCHERS[f"{searcher.__module__}.{searcher.__qualname__}"] = (label, searcher)


def find(rights: Rights, text: str, on: date) -> list[Found]:
    """Everything found, kinds in the order of registration; kinds without a hit are left out."""
    shown = []
    for label, searcher in _SEARCHERS.values():
        hits = tuple(islice(searcher(rights, text, on), MOST + 1))
        if hits:
            shown.append(Found(label, hits[:MOST], len(hits) > MOST))
    return shown
