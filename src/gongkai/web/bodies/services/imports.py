"""The workbook of bodies, people and roles taken over in one act: all of it or nothing.

The system administrator's import takes bodies and people, the security administrator's the roles (promise 26).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from gongkai.core.errors import GongkaiError
from gongkai.core.errors_bodies import (
    CellWrong,
    CreditCodeTaken,
    CreditCodeWrong,
    ImportHasFaults,
    MoveNotLater,
    PeriodBackwards,
    RoleNeedsBody,
    TreeWouldCircle,
)
from gongkai.web.bodies.access import rights_of
from gongkai.web.bodies.facts import BodyFacts
from gongkai.web.bodies.importing.columns import BODIES, HEADS, PEOPLE, ROLES
from gongkai.web.bodies.importing.reading import Fault, Line, Workbook
from gongkai.web.bodies.kinds import BodyKind, Level, Right, Role
from gongkai.web.bodies.models import Appointment, Body, ParentLink, User
from gongkai.web.bodies.services.bodies import body_answer_as, body_change, body_found, body_move
from gongkai.web.bodies.services.people import user_add, user_change
from gongkai.web.bodies.services.roles import appointment_begin
from gongkai.web.trail.actions import log_action

# To which column a refusal of a service belongs; every other one to the key of its line.
_COLUMN_OF: dict[type[GongkaiError], str] = {
    CreditCodeWrong: "credit_code",
    CreditCodeTaken: "credit_code",
    TreeWouldCircle: "parent",
    MoveNotLater: "parent",
    RoleNeedsBody: "body",
    PeriodBackwards: "ended_on",
}


@dataclass(slots=True)
class Imported:
    """What an import did. `passwords`: user name and one-time password of each new account, shown once, kept nowhere."""

    added: dict[str, int] = field(default_factory=lambda: {BODIES: 0, PEOPLE: 0, ROLES: 0})
    changed: dict[str, int] = field(default_factory=lambda: {BODIES: 0, PEOPLE: 0, ROLES: 0})
    unchanged: dict[str, int] = field(default_factory=lambda: {BODIES: 0, PEOPLE: 0, ROLES: 0})
    passwords: list[tuple[str, str]] = field(default_factory=list)

    def count(self, sheet: str, *, made: bool, differed: bool) -> None:
        """Count one line."""
        into = self.added if made else self.changed if differed else self.unchanged
        into[sheet] += 1


@transaction.atomic
def bodies_import(*, workbook: Workbook, passwords: Callable[[], str | None], actor: User | None, on: date) -> Imported:
    """Take a workbook over: what is new is added, what differs is changed, what is the same is left alone.

    Blank cells change nothing. Raises ImportHasFaults (`details["faults"]` say where) with nothing taken over.
    """
    done = Imported()
    parts = _parts_of(actor, on)
    faults = [fault for fault in workbook.faults if fault.sheet in parts]
    for sheet, take in parts.items():
        lines = _parents_first(workbook.of(sheet)) if sheet == BODIES else workbook.of(sheet)
        for line in lines:
            try:
                with transaction.atomic():
                    take(line, done, passwords, actor, on)
            except GongkaiError as error:
                faults.append(_fault(line, error))
    if faults:
        faults.sort(key=lambda fault: (list(HEADS).index(fault.sheet), fault.line))
        raise ImportHasFaults(count=len(faults), faults=tuple(faults))
    if any(done.added.values()) or any(done.changed.values()):
        log_action("bodies.imported", None, body=None, actor=actor, on=on, added=done.added, changed=done.changed)
    return done


def _parts_of(actor: User | None, on: date) -> Mapping[str, Callable[..., None]]:
    """Which sheets the actor may take over: the machine's own command all of them."""
    if actor is None:
        return {BODIES: _take_body, PEOPLE: _take_person, ROLES: _take_role}
    rights = rights_of(actor, on=on)
    parts: dict[str, Callable[..., None]] = {}
    if rights.has(Right.ADMIN_SYSTEM):
        parts |= {BODIES: _take_body, PEOPLE: _take_person}
    if rights.has(Right.ADMIN_SECURITY):
        parts |= {ROLES: _take_role}
    return parts


def _parents_first(lines: list[Line]) -> list[Line]:
    """Lines in an order in which a parent of the same sheet, or the body whose name is used, comes before its child."""
    waiting = {line.text("code"): line for line in lines}
    ordered: list[Line] = []
    while waiting:
        ready = [
            code
            for code, line in waiting.items()
            if not {line.text("parent"), line.text("answers_as")} & (set(waiting) - {code})
        ]
        for code in ready or list(waiting):  # a circle: the services say so line by line
            ordered.append(waiting.pop(code))
    return ordered


def _take_body(line: Line, done: Imported, passwords: Callable[[], str | None], actor: User | None, on: date) -> None:
    parent, answers_as = (_body_of(line, name) for name in ("parent", "answers_as"))
    given = {name: str(value) for name, value in line.values.items() if name not in ("parent", "answers_as", "begun_on")}
    begun_on = line.day("begun_on") or on
    body = Body.objects.filter(code=line.text("code")).first()
    if body is None:
        facts = BodyFacts(**{**given, "kind": BodyKind(given["kind"]), "level": Level(given["level"])})  # type: ignore[arg-type]
        body_found(facts=facts, begun_on=begun_on, parent=parent, answers_as=answers_as, actor=actor, on=on)
        done.count(BODIES, made=True, differed=False)
        return
    if body.begun_on != begun_on:
        raise CellWrong(
            value=begun_on,
            need_zh=f"与登记的设立日期 {body.begun_on} 不一致",
            need_en=f"differs from {body.begun_on} on record",
        )
    differed = False
    changes = {name: value for name, value in given.items() if name != "code" and getattr(body, name) != value}
    if changes:
        body_change(body=body, changes=changes, actor=actor, on=on)
        differed = True
    link = ParentLink.objects.filter(body=body, ended_on__isnull=True).first()
    if parent is not None and (link is None or link.parent_id != parent.pk):
        body_move(body=body, parent=parent, begun_on=on, actor=actor, on=on)
        differed = True
    if answers_as is not None and body.answers_as_id != answers_as.pk:
        body_answer_as(body=body, answers_as=answers_as, actor=actor, on=on)
        differed = True
    done.count(BODIES, made=False, differed=differed)


def _take_person(line: Line, done: Imported, passwords: Callable[[], str | None], actor: User | None, on: date) -> None:
    body = _body_of(line, "body")
    user = User.objects.filter(username=line.text("username")).first()
    if user is None:
        password = passwords()
        user_add(
            username=line.text("username"),
            name=line.text("name"),
            body=body,
            password=password,
            email=line.text("email"),
            phone=line.text("phone"),
            actor=actor,
            on=on,
        )
        done.passwords.append((line.text("username"), password or ""))
        done.count(PEOPLE, made=True, differed=False)
        return
    changes = {name: line.text(name) for name in ("name", "email", "phone") if line.text(name)}
    differed = user.body_id != (body.pk if body else None) or any(getattr(user, name) != changes[name] for name in changes)
    if differed:
        user_change(user=user, changes=changes, body=body, actor=actor, on=on)
    done.count(PEOPLE, made=False, differed=differed)


def _take_role(line: Line, done: Imported, passwords: Callable[[], str | None], actor: User | None, on: date) -> None:
    body, role = _body_of(line, "body"), Role(line.text("role"))
    user = User.objects.filter(username=line.text("username")).first()
    if user is None:
        raise CellWrong(
            value=line.text("username"), need_zh="没有这个用户，请先导入人员", need_en="is no user; import people first"
        )
    begun_on, ended_on = line.day("begun_on") or on, line.day("ended_on")
    same = Appointment.objects.filter(user=user, body=body, role=role, begun_on=begun_on, ended_on=ended_on)
    if same.exists():
        done.count(ROLES, made=False, differed=False)
        return
    appointment_begin(user=user, role=role, body=body, begun_on=begun_on, ended_on=ended_on, actor=actor, on=on)
    done.count(ROLES, made=True, differed=False)


def _body_of(line: Line, name: str) -> Body | None:
    """The body whose code stands in a cell; None for a blank one."""
    code = line.text(name)
    if not code:
        return None
    body = Body.objects.filter(code=code).first()
    if body is None:
        error = CellWrong(
            value=code, need_zh="没有这个代码的机关，请核对或者先登记", need_en="is no body's code; check or register it"
        )
        error.details["column"] = name
        raise error
    return body


def _fault(line: Line, error: GongkaiError) -> Fault:
    fallback = {BODIES: "code", PEOPLE: "username", ROLES: "username"}[line.sheet]
    name = error.details.get("column") or _COLUMN_OF.get(type(error), fallback)
    if name not in HEADS[line.sheet]:
        name = fallback
    if isinstance(error, CellWrong) and isinstance(error.details["value"], date):
        name = "begun_on"
    return Fault(line.sheet, line.number, HEADS[line.sheet][name], error)
