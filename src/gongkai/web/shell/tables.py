"""Tables as values: columns over records give heads, rows and cells; templates only show them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext

ARROWS = {"ascending": "↑", "descending": "↓"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `value(record)` gives what is shown and exported; without it the attribute `key` is (dots reach further).

    `sort` names the fields behind a sortable head; `link(record)` makes the cell an address; `tone(record)` makes it a badge;
    `kind` is text, date, number or main (the one that names the record).
    """

    key: str
    label: Any
    value: Callable[[Any], Any] | None = None
    sort: tuple[str, ...] = ()
    link: Callable[[Any], str] | None = None
    tone: Callable[[Any], str] | None = None
    kind: str = "text"

    def of(self, record: Any) -> Any:
        """The value of this column for one record."""
        if self.value is not None:
            return self.value(record)
        found = record
        for name in self.key.split("."):
            found = getattr(found, name, None)
        return found


@dataclass(frozen=True, slots=True)
class Head:
    """The head of one column as shown."""

    label: Any
    kind: str
    url: str = ""
    direction: str = ""

    @property
    def arrow(self) -> str:
        """The mark of the direction, or that there is none yet."""
        return ARROWS.get(self.direction, "↕")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as shown."""

    text: str
    label: Any
    kind: str
    url: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its key for choosing, its name for a screen reader."""

    key: str
    name: str
    cells: Sequence[Cell]
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What `shell/_table.html` shows."""

    caption: Any
    heads: Sequence[Head]
    rows: Sequence[Row] = field(default_factory=list)
    choosing: bool = False


def table_of(
    columns: Sequence[Column],
    records: Iterable[Any],
    *,
    caption: Any,
    heads: Sequence[Head] | None = None,
    choosing: bool = False,
    chosen: Collection[str] = (),
) -> Table:
    """The table of `records`; without `heads` its heads are plain words."""
    rows = []
    for record in records:
        cells = [_cell(column, record) for column in columns]
        name = next((cell.text for cell in cells if cell.kind == "main"), cells[0].text if cells else "")
        key = str(getattr(record, "pk", ""))
        rows.append(Row(key, name, cells, key in chosen))
    return Table(caption, heads or [Head(each.label, each.kind) for each in columns], rows, choosing)


def _cell(column: Column, record: Any) -> Cell:
    return Cell(
        shown(column.of(record)),
        column.label,
        column.kind,
        column.link(record) if column.link else "",
        column.tone(record) if column.tone else "",
    )


def shown(value: Any) -> str:
    """A value in words: days as YYYY-MM-DD, instants to the minute, yes and no as 是 and 否, nothing as a dash."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return gettext("是") if value else gettext("否")
    if isinstance(value, datetime):
        return value.astimezone(get_current_timezone()).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return "、".join(str(each) for each in value)
    return str(value)


def with_label(choices: Any, name: str) -> Callable[[Any], Any]:
    """The words of a choice: `Column("state", _("状态"), value=with_label(State, "state"))`."""

    def value(record: Any) -> Any:
        raw = getattr(record, name)
        return choices(raw).label if raw else ""

    return value
