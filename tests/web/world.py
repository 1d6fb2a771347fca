"""One record of every kind in each of two bodies, so that every address can be asked about one's own and another's."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from gongkai.web.bodies.models import Body
from gongkai.web.trail.actions import log_action
from tests.web.bodies_world import BODIES, a_user
from tests.web.conftest import ON
from tests.web.matrix import Route
from tests.web.publication_world import PUBLICATION
from tests.web.signin_world import SIGNIN


class World:
    """The records; `values` gives what an address takes, over the body asked about."""

    def __init__(self, own: Body, other: Body) -> None:
        self.own, self.other = own, other
        self.made: dict[tuple[Any, str], object] = {}
        a_user(own)  # somebody has an account, so that the first run is over

    def values(self, route: Route, body: Body, row: dict[str, Any]) -> dict[str, object]:
        """The keyword arguments of an address: the row's own first, else a record of the body."""
        given = row.get("with", {})
        if "record" in row:  # what <key> stands for
            given = {**self._once(row["record"], body, PUBLICATION[row["record"]]), **given}
        return {name: given[name] if name in given else self.value(name, body) for name in route.takes}

    def value(self, name: str, body: Body) -> object:
        """A record of `body` for one name in an address."""
        if name == "code":
            return body.code
        if name == "chain":
            with transaction.atomic():
                log_action("trail.exported", None, body=body, actor=None, on=ON, rows=0)
            return str(body.pk)
        if name in BODIES:
            return self._once(name, body, BODIES[name]).pk
        if name in SIGNIN:
            return self._once(name, body, SIGNIN[name]).pk
        raise KeyError(f"tests/web/world.py makes nothing for <{name}>")

    def _once(self, name: str, body: Body, make: Any) -> Any:
        """The record of that name in a body, made at its first use."""
        if (name, body.code) not in self.made:
            self.made[name, body.code] = make(body)
        return self.made[name, body.code]
