"""Progress on stderr, and only where a person is looking."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

Item = TypeVar("Item")


def with_progress(items: Iterable[Item], total: int) -> Iterator[Item]:
    """The items, with a bar on stderr when it is a terminal and there is more than one."""
    if total < 2 or not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, length=total, file=sys.stderr, show_pos=True) as bar:
        yield from bar


def page_done(page: int, pages: int) -> None:
    """Say on stderr, where a person is looking, how far the recognition of a scan has come."""
    if sys.stderr.isatty():
        click.echo(f"\r文字识别 recognising {page}/{pages}", nl=page >= pages, err=True)
