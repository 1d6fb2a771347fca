"""A workbook read into lines; every fault with its sheet, line and column. Nothing is looked up in the database here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongkai.core.errors import GongkaiError
from gongkai.core.errors_bodies import CellMissing, CellWrong, LineTwice, SheetMissing
from gongkai.readers.xlsx import sheets_of
from gongkai.web.bodies.importing.columns import BODIES, HEADS, PEOPLE, ROLES, SHEETS, Column
from gongkai.web.bodies.models import Body, User

KEYS: dict[str, tuple[str, ...]] = {BODIES: ("code",), PEOPLE: ("username",), ROLES: ("username", "body", "role")}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet; `number` is that of the spreadsheet. Blank cells are left out of `values`."""

    sheet: str
    number: int
    values: dict[str, Any]

    def day(self, name: str) -> date | None:
        """A day of the line, where it has one."""
        found: date | None = self.values.get(name)
        return found

    def text(self, name: str) -> str:
        """A text of the line, empty where it is blank."""
        return str(self.values.get(name, ""))


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell, as an error that says what to do."""

    sheet: str
    line: int
    column: str
    error: GongkaiError


@dataclass(slots=True)
class Workbook:
    """The lines of each sheet, and the faults found in reading them."""

    lines: dict[str, list[Line]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def of(self, sheet: str) -> list[Line]:
        """The lines of one sheet."""
        return self.lines.get(sheet, [])


def read_workbook(data: bytes, name: str) -> Workbook:
    """The lines of a workbook made from the template. A sheet that is not there has no lines.

    Raises SheetMissing where it has none of the template's, UnreadableReport for a broken file.
    """
    found = {sheet.name.strip(): sheet.rows for sheet in sheets_of(data, name)}
    if not set(SHEETS) & set(found):
        raise SheetMissing(file=name, sheet="、".join(SHEETS))
    workbook = Workbook()
    for sheet in SHEETS:
        if sheet in found:
            _read_sheet(sheet, found[sheet], workbook)
    return workbook


def _read_sheet(sheet: str, rows: list[list[str]], workbook: Workbook) -> None:
    heads = [_plain(head).rstrip("*＊") for head in rows[0]] if rows else []
    lines = workbook.lines.setdefault(sheet, [])
    missing = [column.head for column in SHEETS[sheet] if column.required and column.head not in heads]
    workbook.faults += [Fault(sheet, 1, head, CellMissing()) for head in missing]
    if missing:
        return
    seen: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(rows[1:], start=2):
        cells = {head: _plain(cell) for head, cell in zip(heads, row, strict=False) if head}
        if not any(cells.values()):
            continue
        faults = len(workbook.faults)
        values = dict(_values(sheet, number, cells, workbook))
        key = tuple(str(values.get(name, "")) for name in KEYS[sheet])
        if all(key) and (first := seen.setdefault(key, number)) != number:
            error = LineTwice(value=" ".join(key), line=first)
            workbook.faults.append(Fault(sheet, number, HEADS[sheet][KEYS[sheet][0]], error))
        if len(workbook.faults) == faults:
            lines.append(Line(sheet, number, values))


def _values(sheet: str, number: int, cells: dict[str, str], workbook: Workbook) -> Iterator[tuple[str, Any]]:
    for column in SHEETS[sheet]:
        cell = cells.get(column.head, "")
        try:
            if cell:
                value = column.read(cell)
                _refuse_long(sheet, column, cell)
                yield column.name, value
            elif column.required and column.head in cells:
                raise CellMissing
        except GongkaiError as error:
            workbook.faults.append(Fault(sheet, number, column.head, error))


def _refuse_long(sheet: str, column: Column, cell: str) -> None:
    """Raise CellWrong for a text longer than the register keeps."""
    model = {BODIES: Body, PEOPLE: User}.get(sheet)
    if model is None or column.name in ("parent", "answers_as", "body"):
        return
    most = model._meta.get_field(column.name).max_length
    if most is not None and len(cell) > most:
        raise CellWrong(value=cell[:20], need_zh=f"过长，最多 {most} 字", need_en=f"is too long; {most} characters at most")


def _plain(cell: str) -> str:
    """A cell without the blanks around it, full-width ones included."""
    return cell.strip(" \t\n\r\u3000\u00a0")
