"""The ways of the workbench: each app registers its entries; a person sees those whose right they hold somewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from gongkai.web.shell.rights import Rights


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as registered: words, the name of its address, the rights one of which shows it (none: everybody)."""

    label: Any
    to: str
    rights: tuple[Any, ...] = ()
    order: int = 50
    post: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """One entry as shown."""

    label: Any
    url: str
    here: bool
    post: bool


_MAIN: dict[str, Entry] = {}
_ACCOUNT: dict[str, Entry] = {}


def register(label: Any, to: str, *, rights: Iterable[Any] = (), order: int = 50) -> None:
    """An entry of the main navigation: `register(_("文件"), "publication:list", rights=(Right.READ,), order=20)`."""
    _MAIN[to] = Entry(label, to, tuple(rights), order)


def register_account(label: Any, to: str, *, order: int = 50, post: bool = False) -> None:
    """An entry of the menu under the person's name; `post` for what changes something, as signing out."""
    _ACCOUNT[to] = Entry(label, to, (), order, post)


def main_ways(rights: Rights, here: str) -> list[Way]:
    """The main navigation for one person; the entry with the longest address that `here` begins with is marked."""
    return _shown(_MAIN.values(), rights, here)


def account_ways(rights: Rights, here: str) -> list[Way]:
    """The entries under the person's name."""
    return _shown(_ACCOUNT.values(), rights, here)


def _shown(entries: Iterable[Entry], rights: Rights, here: str) -> list[Way]:
    found: list[tuple[Entry, str]] = []
    for entry in sorted(entries, key=lambda each: each.order):
        if entry.rights and not rights.any(*entry.rights):
            continue
        try:
            found.append((entry, reverse(entry.to)))
        except NoReverseMatch:  # an app that is installed without its addresses
            continue
    nearest = max((url for _, url in found if here.startswith(url)), key=len, default="")
    return [Way(entry.label, url, url == nearest, entry.post) for entry, url in found]
