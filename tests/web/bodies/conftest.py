"""The three administrators, and bodies with every kind of the tree."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import translation

from gongkai.core.credit_code import with_check_character
from gongkai.web.bodies.facts import BodyFacts
from gongkai.web.bodies.kinds import BodyKind, Level, Role
from gongkai.web.bodies.models import Appointment, User
from gongkai.web.trail.models import Entry
from tests.web.conftest import BEGUN

CREDIT = with_check_character("11640500010000001")


@pytest.fixture(autouse=True)
def chinese():
    """A page in English leaves its language behind in the thread."""
    translation.activate("zh-hans")


@pytest.fixture
def administrator(db: None) -> Callable[[Role], User]:
    """One of the three administrators, made once each."""

    def make(role: Role, username: str = "") -> User:
        user, made = User.objects.get_or_create(username=username or role.value, defaults={"name": str(role.label)})
        if made:
            Appointment.objects.create(user=user, role=role, begun_on=BEGUN)
        return user

    return make


@pytest.fixture
def system(administrator: Callable[[Role], User]) -> User:
    return administrator(Role.SYSTEM_ADMIN)


@pytest.fixture
def security(administrator: Callable[[Role], User]) -> User:
    return administrator(Role.SECURITY_ADMIN)


@pytest.fixture
def audit(administrator: Callable[[Role], User]) -> User:
    return administrator(Role.AUDIT_ADMIN)


def facts(code: str, name: str, **more: str) -> BodyFacts:
    kind = more.pop("kind", BodyKind.DEPARTMENT)
    return BodyFacts(code=code, name=name, short_name=name[-4:], kind=kind, level=Level.PREFECTURE, **more)


def codes_of(record: object) -> list[str]:
    """The trail of a record."""
    found = Entry.objects.filter(record_id=str(record.pk), record_type=record._meta.label_lower)
    return list(found.order_by("sequence").values_list("code", flat=True))


def day(text: str) -> date:
    """`day("2026-03-02")`."""
    return date.fromisoformat(text)
