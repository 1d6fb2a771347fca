"""The parts of a page of this app: notices, sections with a table, facts or a timeline, and what may be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.web.shell.tables import Column, Table, table_of

Action = tuple[Any, str]  # words, address
Facts = Sequence[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence at the top; tone is info, success, warning or error."""

    text: Any
    tone: str = "info"
    title: Any = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a page; what is empty says so in words."""

    title: Any
    table: Table | None = None
    facts: Facts = ()
    timeline: Sequence[Any] = ()
    empty: Any = ""
    lead: Any = ""
    actions: Sequence[Action] = ()


@dataclass(slots=True)
class Page:
    """What `bodies/page.html` shows."""

    title: Any
    crumbs: list[tuple[Any, str]] = field(default_factory=list)
    tabs: list[tuple[Any, str, bool]] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    lead: Any = ""


def table_section(
    title: Any,
    columns: Sequence[Column],
    records: Iterable[Any],
    *,
    empty: Any,
    lead: Any = "",
    actions: Sequence[Action] = (),
) -> Section:
    """A section with a table, or with a sentence where there is nothing."""
    table = table_of(columns, records, caption=title)
    return Section(title, table=table if table.rows else None, empty=empty, lead=lead, actions=actions)


def show(request: HttpRequest, page: Page, *, status: int = 200, **context: Any) -> HttpResponse:
    """The page."""
    return render(request, "bodies/page.html", {"page": page, **context}, status=status)
