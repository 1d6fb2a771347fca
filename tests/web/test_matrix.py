"""Role × address, over one's own and over another body: nobody reaches what the row does not grant (promise 25)."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.web.bodies.kinds import INSTALLATION_WIDE
from gongkai.web.bodies.models import Appointment, Body, User
from tests.web.conftest import BEGUN
from tests.web.matrix import DENIED, EVERYBODY, ROWS, Route, Who, routes
from tests.web.world import World

# The doors ask the same rows of either database; each app's own tests of its doors run on PostgreSQL every time.
ON_POSTGRES = [pytest.mark.postgres] if os.environ.get("GONGKAI_NIGHTLY") else []
pytestmark = [pytest.mark.django_db, *ON_POSTGRES]
OURS = [route for route in routes() if route.name in ROWS]


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    names = {route.name for route in routes()}
    assert names - set(ROWS) == set(), "add a row to tests/web/matrix.yaml: who may reach it?"
    assert set(ROWS) - names == set()


@pytest.fixture
def world(bureau: Body, other_bureau: Body) -> World:
    return World(bureau, other_bureau)


@pytest.fixture
def asks(world: World) -> Callable[[Who], tuple[Client, Body]]:
    """Somebody's browser, and the body over whose records they ask."""
    made: dict[Who, User] = {}

    def browser(who: Who) -> tuple[Client, Body]:
        client = Client(raise_request_exception=False)
        if who.role is not None:
            body = None if who.role in INSTALLATION_WIDE else world.own
            user = User.objects.create(username=f"{who.role}-{who.own}", name=str(who.role), body=world.own)
            Appointment.objects.create(user=user, body=body, role=who.role, begun_on=BEGUN)
            made[who] = user
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client, world.own if who.own or who.role is None else world.other

    return browser


@pytest.mark.parametrize("route", OURS, ids=lambda route: route.name)
def test_who_reaches_it(route: Route, asks: Callable[[Who], tuple[Client, Body]], world: World) -> None:
    row: dict[str, Any] = ROWS[route.name]
    for who in EVERYBODY:
        client, body = asks(who)
        address = reverse(route.name, kwargs=world.values(route, body, row))
        address += f"?body={body.pk}" if row.get("query") == "body" else ""
        for method in row.get("methods", ["GET"]):
            answer = client.get(address) if method == "GET" else client.post(address, row.get("data", {}))
            label = f"{method} {address} by {who}"
            if who.may(row):
                assert answer.status_code not in {403, 404, 500}, f"{label}: {answer.status_code}, though the row grants it"
            elif who.role is None and answer.status_code == 302:
                assert answer["Location"].startswith("/signin/"), f"{label}: leads to {answer['Location']}"
            else:
                assert answer.status_code in DENIED, f"{label}: {answer.status_code}, though the row does not grant it"
