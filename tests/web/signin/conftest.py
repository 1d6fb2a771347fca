"""A clock that the tests move, browsers at their own addresses, and somebody to sign in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from gongkai.web.bodies.models import Body, User
from gongkai.web.trail.models import Entry
from tests.web.conftest import People

PASSWORD = "演示口令-2026"
MORNING = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # nine o'clock in Shanghai, a Monday


class Clock:
    """The time of the tests."""

    now = MORNING

    @classmethod
    def read(cls) -> datetime:
        return cls.now

    @classmethod
    def move(cls, by: timedelta) -> datetime:
        cls.now += by
        return cls.now


def read_clock() -> datetime:
    return Clock.read()


@pytest.fixture(autouse=True)
def clock(settings: Any) -> type[Clock]:
    Clock.now = MORNING
    settings.SIGNIN_CLOCK = "tests.web.signin.conftest.read_clock"
    settings.ROOT_URLCONF = "tests.web.signin.urls"
    return Clock


@pytest.fixture
def browser() -> Callable[..., Client]:
    """`browser("203.0.113.5")`: a browser at that address."""
    return lambda address="203.0.113.5": Client(REMOTE_ADDR=address)


@pytest.fixture
def zhang(person: People, bureau: Body) -> User:
    return person("zhang", bureau)


def enter(client: Client, username: str = "zhang", password: str = PASSWORD, **more: str) -> Any:
    """Fill in the sign-in page."""
    return client.post("/signin/", {"username": username, "password": password, **more})


def inside(client: Client) -> bool:
    """Whether the workbench opens."""
    return client.get("/workbench/").status_code == 200


def codes(prefix: str = "signin.") -> list[str]:
    """What the trail says, in order."""
    return list(Entry.objects.filter(code__startswith=prefix).order_by("sequence").values_list("code", flat=True))
