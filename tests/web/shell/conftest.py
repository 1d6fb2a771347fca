"""Somebody at the workbench, and registries that a test may fill without leaving anything behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Body, User
from gongkai.web.shell import navigation, panels, search, worklists
from tests.web.conftest import People


@pytest.fixture(autouse=True)
def own_addresses(settings: object) -> None:
    settings.ROOT_URLCONF = "tests.web.shell.urls"  # type: ignore[attr-defined]
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [Path(__file__).with_name("templates")]}]  # type: ignore[attr-defined]


@pytest.fixture
def handler(person: People, bureau: Body) -> User:
    return person("zhang", bureau, Role.HANDLER)


@pytest.fixture
def desk(handler: User, settings: object) -> Client:
    """The handler's browser; the guard of sessions belongs to the sign-in and is tried there."""
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "signin" not in each]  # type: ignore[attr-defined]
    client = Client()
    client.force_login(handler, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture(autouse=True)
def own_registries(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every test begins with empty registries."""
    for module, name, empty in (
        (navigation, "_MAIN", {}),
        (navigation, "_ACCOUNT", {}),
        (worklists, "_PROVIDERS", {}),
        (search, "_SEARCHERS", {}),
        (panels, "_PANELS", panels._PANELS.__class__(dict)),
    ):
        monkeypatch.setattr(module, name, empty)
    yield
