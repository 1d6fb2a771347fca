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


HOME = "shell:home"
_MAIN: dict[str, Entry] = {}
_ACCOUNT: dict[str, Entry] = {}


def register(label: Any, to: str, *, rights: Iterable[Any] = (), order: int = 50) -> None:
    """An entry of the navigation: `register(_("文件"), "publication:list", rights=(Right.READ,), order=20)`.

    One whose address lies below another entry's is shown within that one's section.
    """
    _MAIN[to] = Entry(label, to, tuple(rights), order)


def register_account(label: Any, to: str, *, order: int = 50, post: bool = False) -> None:
    """An entry of the menu under the person's name; `post` for what changes something, as signing out."""
    _ACCOUNT[to] = Entry(label, to, (), order, post)


def main_ways(rights: Rights, here: str) -> list[Way]:
    """The main navigation for one person; the section that `here` lies in is marked.

    An entry whose address lies below that of another belongs to that one's section and is left to `section_ways`.
    """
    found = _open(_MAIN, rights)
    return _marked([(entry, url) for entry, url in found if not _below(url, found)], here)


def section_ways(rights: Rights, here: str) -> list[Way]:
    """The entries of the section that `here` lies in, its own first; nothing where it has none below it."""
    found = _open(_MAIN, rights)
    tops = [url for _, url in found if not _below(url, found)]
    top = max((url for url in tops if here.startswith(url)), key=len, default="")
    if not top or top == reverse(HOME):
        return []
    section = sorted((pair for pair in found if pair[1].startswith(top)), key=lambda pair: pair[1] != top)
    return _marked(section, here) if len(section) > 1 else []


def account_ways(rights: Rights, here: str) -> list[Way]:
    """The entries under the person's name."""
    return _marked(_open(_ACCOUNT, rights), here)


def _open(entries: dict[str, Entry], rights: Rights) -> list[tuple[Entry, str]]:
    """The entries a person may use, in their order, with their addresses."""
    found: list[tuple[Entry, str]] = []
    for entry in sorted(entries.values(), key=lambda each: each.order):
        if entry.rights and not rights.any(*entry.rights):
            continue
        try:
            found.append((entry, reverse(entry.to)))
        except NoReverseMatch:  # an app that is installed without its addresses
            continue
    return found


def _below(url: str, found: list[tuple[Entry, str]]) -> bool:
    """Whether an address lies below that of another entry; all lie below home, which does not count."""
    return any(url != other and entry.to != HOME and url.startswith(other) for entry, other in found)


def _marked(found: list[tuple[Entry, str]], here: str) -> list[Way]:
    nearest = max((url for _, url in found if here.startswith(url)), key=len, default="")
    return [Way(entry.label, url, url == nearest, entry.post) for entry, url in found]
