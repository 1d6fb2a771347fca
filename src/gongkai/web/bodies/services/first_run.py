"""The first run: one body, the three administrators and the first handler, while nobody has an account yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.core.errors_bodies import SetupDone, UserNamesNotApart
from gongkai.web.bodies.facts import BodyFacts
from gongkai.web.bodies.kinds import INSTALLATION_WIDE, Role
from gongkai.web.bodies.models import Body, User
from gongkai.web.bodies.services.bodies import body_found
from gongkai.web.bodies.services.people import user_add
from gongkai.web.bodies.services.roles import appointment_begin
from gongkai.web.trail.actions import log_action


@dataclass(frozen=True, slots=True)
class FirstPerson:
    """One of the first people: role, name, user name, and a password for one use."""

    role: Role
    username: str
    name: str
    password: str


@transaction.atomic
def installation_set_up(
    *, facts: BodyFacts, begun_on: date, people: Sequence[FirstPerson], actor: User | None, on: date
) -> Body:
    """Register the first body and its first people. Raises SetupDone where anybody has an account, UserNamesNotApart."""
    names = [each.username.strip().lower() for each in people]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise UserNamesNotApart(username=twice)
    # The entry comes first: it locks the installation's chain, so that of two first runs at once one waits and is refused.
    log_action("installation.set_up", None, body=None, actor=actor, on=on, body_code=facts.code)
    if User.objects.exists():
        raise SetupDone
    body = Body.objects.filter(code=facts.code).first()
    if body is None:
        body = body_found(facts=facts, begun_on=begun_on, actor=None, on=on)
    for each in people:
        user = user_add(username=each.username, name=each.name, body=body, password=each.password, actor=None, on=on)
        place = None if each.role in INSTALLATION_WIDE else body
        appointment_begin(user=user, role=each.role, body=place, begun_on=on, actor=None, on=on)
    return body
