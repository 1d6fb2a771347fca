"""Bodies and people for the tests of the web: a small invented city, made in the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from gongkai.web.bodies.access import Rights, rights_of
from gongkai.web.bodies.kinds import BodyKind, Level, Role
from gongkai.web.bodies.models import Appointment, Body, ParentLink, User
from gongkai.web.trail.guards import guards_lift

BEGUN = date(2020, 1, 1)
ON = date(2026, 3, 2)  # a Monday
People = Callable[..., User]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The guards of the trail would keep tests from emptying the database; the tests of the guards put them on again."""
    with django_db_blocker.unblock():
        guards_lift(connection)


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """A page in English leaves its language behind in the thread: every test begins in Chinese."""
    translation.activate("zh-hans")
    yield
    translation.activate("zh-hans")


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: Path) -> Path:
    """Files and keys of every test lie in a folder of its own."""
    settings.VAR = tmp_path / "var"  # type: ignore[attr-defined]
    settings.VAR.mkdir()  # type: ignore[attr-defined]
    return settings.VAR  # type: ignore[attr-defined, no-any-return]


def body_of(code: str, name: str, kind: BodyKind = BodyKind.DEPARTMENT, parent: Body | None = None) -> Body:
    body = Body.objects.create(
        code=code, name=name, short_name=name[-4:], kind=kind, level=Level.PREFECTURE, begun_on=BEGUN, demo=True
    )
    if parent is not None:
        ParentLink.objects.create(body=body, parent=parent, begun_on=BEGUN)
    return body


@pytest.fixture
def city(db: None) -> Body:
    return body_of("ysszf", "演示市人民政府", BodyKind.GOVERNMENT)


@pytest.fixture
def bureau(city: Body) -> Body:
    return body_of("xfj", "演示市信访局", parent=city)


@pytest.fixture
def other_bureau(city: Body) -> Body:
    return body_of("whj", "演示市文化局", parent=city)


@pytest.fixture
def person(db: None) -> People:
    """`person("zhang", bureau, Role.HANDLER, ...)`: somebody with these roles there, password "演示口令-2026"."""

    def make(username: str, body: Body | None = None, *roles: Role) -> User:
        user = User(username=username, name=username, body=body)
        user.set_password("演示口令-2026")
        user.save()
        for role in roles:
            Appointment.objects.create(user=user, body=body, role=role, begun_on=BEGUN)
        return user

    return make


@pytest.fixture
def rights() -> Callable[[User], Rights]:
    return lambda user: rights_of(user, on=ON)
