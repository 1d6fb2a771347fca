"""The demonstration city, made through the real services: whatever it shows could have been done by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib import resources
from typing import Any

import yaml
from django.utils.timezone import get_current_timezone

from gongkai.core.publication import REVIEWS, Stage
from gongkai.web.bodies.facts import BodyFacts
from gongkai.web.bodies.kinds import INSTALLATION_WIDE, BodyKind, Level, Role
from gongkai.web.bodies.selectors import body_with_code
from gongkai.web.bodies.services.bodies import body_found
from gongkai.web.bodies.services.people import user_add
from gongkai.web.bodies.services.roles import appointment_begin
from gongkai.web.publication.services.documents import document_register
from gongkai.web.publication.services.register import entry_add
from gongkai.web.publication.services.releases import document_release
from gongkai.web.publication.services.reviews import document_submit, review_pass

BEGUN = date(2020, 1, 1)  # when the invented bodies began
_REVIEWER = {
    Stage.FIRST_REVIEW: "zhuren",
    Stage.SECRECY_REVIEW: "baomi",
    Stage.SECOND_REVIEW: "shenhe",
    Stage.FINAL_REVIEW: "lingdao",
}


@dataclass(frozen=True, slots=True)
class Account:
    """An account to sign in with, for the printed list."""

    username: str
    name: str


def scenario() -> dict[str, Any]:
    """The scenario as data."""
    text = resources.files("gongkai.web.site").joinpath("demonstration.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def demonstrate(*, on: date) -> tuple[str, list[Account]] | None:
    """Make the city where there is no body yet; the password and the accounts, or None where it stands already."""
    data = scenario()
    first = data["bodies"][0]
    if body_with_code(first["code"]) is not None:
        return None
    people = _bodies_and_people(data, on)
    _register(data, people, on)
    for entry in data["documents"]:
        _document(entry, people, on)
    names = [Account(user.username, user.name) for user in people.values()]
    return data["password"], names


def _bodies_and_people(data: Mapping[str, Any], on: date) -> dict[str, Any]:
    people: dict[str, Any] = {}
    top: Any = None
    for entry in data["bodies"]:
        office = entry.get("office", {})
        facts = BodyFacts(
            code=entry["code"],
            name=entry["name"],
            short_name=entry["short_name"],
            kind=BodyKind(entry["kind"]),
            level=Level(entry["level"]),
            office_name=f"{entry['name']}（政府信息公开工作机构）",
            **{f"office_{name}": value for name, value in office.items()},
        )
        parent = body_with_code(entry["parent"]) if "parent" in entry else top
        body = body_found(facts=facts, begun_on=BEGUN, actor=None, on=on, parent=parent, demo=True)
        top = top or body
        for each in data["staff"]:
            username = f"{entry['code']}.{each['suffix']}"
            people[username] = _person(username, each["name"], body, each["roles"], data["password"], on)
    for each in data["administrators"]:
        people[each["username"]] = _person(each["username"], each["name"], top, [each["role"]], data["password"], on)
    supervisor = people[f"{data['bodies'][0]['code']}.zhuren"]
    appointment_begin(user=supervisor, role=Role.SUPERVISOR, body=top, begun_on=BEGUN, actor=None, on=on)
    return people


def _person(username: str, name: str, body: Any, roles: list[str], password: str, on: date) -> Any:
    user = user_add(username=username, name=name, body=body, password=password, actor=None, on=on)
    user.must_change_password = False  # the password is printed for everybody who tries the demonstration
    user.save(update_fields=["must_change_password"])
    for role in roles:
        place = None if Role(role) in INSTALLATION_WIDE else body
        appointment_begin(user=user, role=Role(role), body=place, begun_on=BEGUN, actor=None, on=on)
    return user


def _register(data: Mapping[str, Any], people: Mapping[str, Any], on: date) -> None:
    actor = people["yssxf.jingban"]
    for number, entry in enumerate(data["register"]):
        day = on - timedelta(days=60 - 5 * number)
        entry_add(body=actor.body, drafted_on=day, formed_on=day, actor=actor, on=on, **entry)


def _document(entry: Mapping[str, Any], people: Mapping[str, Any], on: date) -> None:
    def person(suffix: str) -> Any:
        return people[f"{entry['body']}.{suffix}"]

    day = on - timedelta(days=entry["ago"])
    facts = {**entry["facts"], "formed_on": (day - timedelta(days=3)).isoformat()}
    author = person("jingban")
    document = document_register(body=author.body, facts=facts, html=entry["html"], actor=author, on=day)
    goal = Stage(entry["stage"])
    if goal is Stage.DRAFTING:
        return
    document = document_submit(document=document, actor=author, on=day)
    for stage in REVIEWS:
        if stage is goal:
            return
        review_pass(document=document, digest=document.current.digest, actor=person(_REVIEWER[stage]), on=day)
        document.refresh_from_db()
    at = datetime.combine(day, time(10), tzinfo=get_current_timezone())
    document_release(document=document, at=at, actor=person("shenhe"), on=day)
