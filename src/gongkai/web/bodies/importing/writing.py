"""The template, and what is registered in its form: exported and imported again it changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from gongkai.web.bodies.dated import in_force
from gongkai.web.bodies.importing.columns import BODIES, PEOPLE, ROLES, SHEETS, choices_zh
from gongkai.web.bodies.kinds import INSTALLATION_WIDE, BodyKind, Level, Role
from gongkai.web.bodies.models import Appointment, User
from gongkai.web.bodies.selectors import tree_lines
from gongkai.writers.xlsx import new_book, put, saved_book

_WIDTH = 18


def template() -> bytes:
    """The workbook to fill in: heads, with * where a cell must be filled, and one line as an example."""
    examples = {sheet: [[column.example for column in columns]] for sheet, columns in SHEETS.items()}
    return _written(examples, title="机关和人员导入模板", day="1980-01-01")


def export(on: date) -> bytes:
    """Every body of the day, the people with an account and their roles."""
    lines: dict[str, Iterable[list[Any]]] = {BODIES: _bodies(on), PEOPLE: _people(), ROLES: _roles(on)}
    return _written(lines, title="机关和人员", day=on.isoformat())


def _bodies(on: date) -> Iterable[list[Any]]:
    words = {**dict(choices_zh(BodyKind)), **dict(choices_zh(Level))}
    for line in tree_lines(on):
        special: dict[str, Any] = {
            "kind": words[line.body.kind],
            "level": words[line.body.level],
            "parent": line.parent.code if line.parent else "",
            "answers_as": line.body.answers_as.code if line.body.answers_as else "",
        }
        names = [column.name for column in SHEETS[BODIES]]
        yield [special[name] if name in special else getattr(line.body, name) for name in names]


def _people() -> Iterable[list[Any]]:
    for user in User.objects.filter(is_active=True, body__isnull=False).select_related("body"):
        yield [user.body.code if column.name == "body" else getattr(user, column.name) for column in SHEETS[PEOPLE]]


def _roles(on: date) -> Iterable[list[Any]]:
    words = dict(choices_zh(Role))
    held = Appointment.objects.filter(in_force(on), user__is_active=True).exclude(role__in=INSTALLATION_WIDE)
    for each in held.select_related("user", "body").order_by("body__code", "user__username", "role"):
        yield [each.user.username, each.body.code, words[each.role], each.begun_on, each.ended_on or ""]


def _written(lines: dict[str, Any], *, title: str, day: str) -> bytes:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = new_book(title, None)
    for sheet_name, columns in SHEETS.items():
        sheet = book.create_sheet(sheet_name)
        for at, column in enumerate(columns, start=1):
            put(sheet, 1, at, f"{column.head}*" if column.required else column.head).font = Font(bold=True)
            sheet.column_dimensions[get_column_letter(at)].width = _WIDTH
        for row, line in enumerate(lines[sheet_name], start=2):
            for at, value in enumerate(line, start=1):
                put(sheet, row, at, str(value))
        sheet.freeze_panes = "A2"
    return saved_book(book, day=day)
