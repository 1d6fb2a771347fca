"""Safe headers on every answer of every address, whatever it answers (promise 33)."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Body
from tests.web.conftest import People

pytestmark = pytest.mark.django_db
WANTED = {
    "X-Content-Type-Options": re.compile("^nosniff$"),
    "X-Frame-Options": re.compile("^DENY$"),
    "Referrer-Policy": re.compile("^(same-origin|no-referrer)$"),
    "Cross-Origin-Opener-Policy": re.compile("^same-origin$"),
    "Permissions-Policy": re.compile("camera="),
    "Content-Security-Policy": re.compile(
        "default-src 'none'.*frame-ancestors 'none'|frame-ancestors 'none'.*default-src 'none'|sandbox"
    ),
    "Strict-Transport-Security": re.compile(r"max-age=(3153600\d|[4-9]\d{7})"),
}
VALUES = {"uuid": uuid.UUID(int=1), "int": 1, "slug": "xfj", "str": "x", "path": "x"}


def addresses(patterns: Any = None, before: str = "/") -> list[str]:
    """One address for every route, its places filled with something of the right shape."""
    found = []
    for each in patterns if patterns is not None else get_resolver().url_patterns:
        route = str(each.pattern)
        filled = re.sub(r"<(\w+):\w+>", lambda match: str(VALUES[match[1]]), route)
        filled = re.sub(r"<\w+>", "x", filled)
        if isinstance(each, URLResolver):
            found += addresses(each.url_patterns, before + filled)
        elif isinstance(each, URLPattern):
            if "(?P" in filled:
                filled = re.sub(r"\(\?P<(\w+)>[^()]*(?:\([^()]*\)[^()]*)*\)", "x", filled).strip("^$").replace("\\", "")
            found.append(before + filled)
    return found


def test_every_address_carries_them(person: People, bureau: Body, settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "SessionGuard" not in each]
    stranger, desk = Client(raise_request_exception=False), Client(raise_request_exception=False)
    roles = [Role.HANDLER, Role.OFFICE_HEAD, Role.PUBLISHER]
    desk.force_login(person("zhang", bureau, *roles), backend="django.contrib.auth.backends.ModelBackend")
    asked = [*addresses(), "/nothing/here/", "/static/nothing.css", "/workbench/nothing/"]
    assert len(asked) > 12
    missing = []
    for client in (stranger, desk):
        for address in asked:
            for answer in (client.get(address, secure=True), client.post(address, {}, secure=True)):
                missing += [
                    f"{address} {answer.status_code}: {name}"
                    for name, value in WANTED.items()
                    if not value.search(answer.get(name, ""))
                ]
                if "unsafe" in answer.get("Content-Security-Policy", ""):
                    missing.append(f"{address}: unsafe")
                private = client is desk or address.startswith(("/workbench/", "/signin/", "/setup/"))
                if private and not address.startswith("/static/") and "no-store" not in answer.get("Cache-Control", ""):
                    missing.append(f"{address} {answer.status_code}: may be stored")
                if answer.status_code == 500:
                    missing.append(f"{address}: 500")
    assert missing == []
