"""A list of records: columns, filters, sorting, pages, export and bulk actions from one description.

A view gives the description and the rows its person may see; everything else is here:

    LISTING = Listing(title=_("文件"), columns=(...), filters=(...), order=("-id",))

    def documents(request):
        return list_answer(request, LISTING, documents_visible(rights=request.rights))
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.web.shell import bulk
from gongkai.web.shell.paging import page_of
from gongkai.web.shell.spreadsheets import spreadsheet_answer
from gongkai.web.shell.tables import Column, Head, table_of

__all__ = ["Column", "Filter", "Listing", "list_answer"]

Choices = Sequence[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter over the list. Without `choices` it is a field to type in; `kind` may then be text or date.

    `apply(rows, value)` narrows the query set; `choices` may be asked of the request. An unknown choice is ignored.
    """

    key: str
    label: Any
    apply: Callable[[Any, str], Any]
    choices: Choices | Callable[[HttpRequest], Choices] | None = None
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Listing:
    """The description of a list. `order` is the order without a choice and ends every other one, so name a unique field."""

    title: Any
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    order: tuple[str, ...] = ("-pk",)
    bulk: tuple[bulk.BulkAction, ...] = ()
    empty: Any = ""
    template: str = "shell/list.html"
    exported: tuple[Column, ...] = ()  # other columns for the spreadsheet; without them those shown


@dataclass(slots=True)
class Asked:
    """What the address asks of a list."""

    values: dict[str, str]
    sort: str
    number: int
    path: str
    shown: list[dict[str, Any]] = field(default_factory=list)

    def address(self, **changes: Any) -> str:
        """The address of the same list with something changed."""
        query = {**self.values, "sort": self.sort, **changes}
        kept = {name: value for name, value in query.items() if value}
        return f"{self.path}?{urlencode(kept)}" if kept else self.path


def list_answer(request: HttpRequest, listing: Listing, rows: Any, *, context: Mapping[str, Any] | None = None) -> HttpResponse:
    """The page of a list, its spreadsheet (`?export=xlsx`), or a step of a bulk action (POST)."""
    asked = _asked(request, listing)
    narrowed = _sorted(listing, asked.sort, _filtered(listing, asked, rows))
    if request.method == "POST":
        return bulk.bulk_answer(request, listing, narrowed, back=asked.address())
    if request.GET.get("export") == "xlsx":
        return spreadsheet_answer(str(listing.title), listing.exported or listing.columns, narrowed)
    page = page_of(narrowed, asked.number, lambda number: asked.address(page=number if number > 1 else ""))
    actions = [action for action in listing.bulk if action.offered(request)]
    table = table_of(listing.columns, page.records, caption=listing.title, heads=_heads(listing, asked), choosing=bool(actions))
    shown = {
        "listing": listing,
        "table": table,
        "pager": page,
        "filters": asked.shown,
        "filtered": any(asked.values.values()),
        "sort": asked.sort,
        "plain": asked.path,
        "export": asked.address(export="xlsx"),
        "bulk": actions,
        "here": asked.address(),
        **(context or {}),
    }
    return render(request, listing.template, shown)


def _asked(request: HttpRequest, listing: Listing) -> Asked:
    """What is asked; what the list does not know is left out, so that an old or mistyped address still shows the list."""
    asked = Asked({}, "", 1, request.path)
    for each in listing.filters:
        value = request.GET.get(each.key, "").strip().replace("\x00", "")[:200]
        choices = each.choices(request) if callable(each.choices) else each.choices
        if choices is not None and value not in {str(key) for key, _ in choices}:
            value = ""
        asked.values[each.key] = value
        options = [{"value": str(key), "label": label, "chosen": str(key) == value} for key, label in choices or ()]
        asked.shown.append(
            {
                "key": each.key,
                "label": each.label,
                "kind": each.kind,
                "value": value,
                "options": options,
                "typed": choices is None,
            }
        )
    sort = request.GET.get("sort", "")
    asked.sort = sort if sort.lstrip("-") in {column.key for column in listing.columns if column.sort} else ""
    number = request.GET.get("page", "1")
    asked.number = int(number) if number.isascii() and number.isdigit() and len(number) < 8 else 1
    return asked


def _filtered(listing: Listing, asked: Asked, rows: Any) -> Any:
    for each in listing.filters:
        if asked.values[each.key]:
            rows = each.apply(rows, asked.values[each.key])
    return rows


def _sorted(listing: Listing, sort: str, rows: Any) -> Any:
    if not sort:
        return rows.order_by(*listing.order)
    fields = next(column.sort for column in listing.columns if column.key == sort.lstrip("-"))
    turned = [_turned(name) for name in fields] if sort.startswith("-") else list(fields)
    return rows.order_by(*turned, *listing.order)


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _heads(listing: Listing, asked: Asked) -> list[Head]:
    heads = []
    for column in listing.columns:
        if not column.sort:
            heads.append(Head(column.label, column.kind))
            continue
        up, down = asked.sort == column.key, asked.sort == f"-{column.key}"
        direction = "ascending" if up else "descending" if down else ""
        heads.append(Head(column.label, column.kind, asked.address(sort=f"-{column.key}" if up else column.key), direction))
    return heads
