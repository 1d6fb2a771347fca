"""The settings of the product as they stand: Django's own check is content, and every answer carries its headers (33)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
ASK = """
import json, sys, django
django.setup()
from django.conf import settings
settings.ROOT_URLCONF = "tests.web.signin.urls"
from django.core.management import call_command
call_command("collectstatic", verbosity=0, interactive=False)
from django.test import Client
asks = {
    "page": ("get", "/signin/", {}),
    "public": ("get", "/", {}),
    "redirect": ("get", "/workbench/", {}),
    "absent": ("get", "/nowhere/", {}),
    "forged": ("post", "/signin/", {"username": "x", "password": "x"}),
    "broken": ("post", "/signin/passkey/", {"answer": "x"}),
    "method": ("get", "/signin/out/", {}),
}
found = {}
for name, (method, address, data) in asks.items():
    client = Client(raise_request_exception=False, enforce_csrf_checks=name == "forged", HTTP_HOST="www.example.gov.cn")
    answer = getattr(client, method)(address, data, secure=True)
    cookies = {key: {"secure": bool(c["secure"]), "httponly": bool(c["httponly"]), "samesite": c["samesite"],
                     "path": c["path"], "domain": c["domain"]} for key, c in answer.cookies.items()}
    text = answer.content.decode()
    found[name] = {"status": answer.status_code, "headers": dict(answer.headers), "cookies": cookies,
                   "trace": "Traceback" in text or "OperationalError" in text}
plain = Client(HTTP_HOST="www.example.gov.cn").get("/signin/")
found["plain"] = {"status": plain.status_code, "headers": dict(plain.headers), "cookies": {}, "trace": False}
json.dump(found, sys.stdout)
"""


def product(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the settings of the product, as they are without any choice of the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GONGKAI_", "DJANGO_"))}
    env = kept | {
        "DJANGO_SETTINGS_MODULE": "gongkai.web.site.settings",
        "GONGKAI_VAR": str(tmp_path / "var"),
        "GONGKAI_HOSTS": "www.example.gov.cn",
    }
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    done = product(tmp_path_factory.mktemp("deploy"), "-c", ASK)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_check_of_a_deployment_has_nothing_to_say(tmp_path: Path) -> None:
    done = product(tmp_path, "-m", "django", "check", "--deploy", "--fail-level", "INFO")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_every_kind_of_answer_is_tried(answers: dict[str, Any]) -> None:
    assert {name: each["status"] for name, each in answers.items()} == {
        "page": 200,
        "public": 200,
        "redirect": 302,
        "absent": 404,
        "forged": 403,
        "broken": 500,  # there is no database
        "method": 405,
        "plain": 301,
    }


def test_every_answer_carries_its_headers(answers: dict[str, Any]) -> None:
    for name, each in answers.items():
        if name == "plain":
            continue
        headers = {key.lower(): value for key, value in each["headers"].items()}
        policy = headers["content-security-policy"]
        assert "unsafe" not in policy, name
        assert "default-src 'none'" in policy, name
        assert "frame-ancestors 'none'" in policy, name
        assert headers["x-content-type-options"] == "nosniff", name
        assert headers["x-frame-options"] == "DENY", name
        assert headers["referrer-policy"] == "same-origin", name
        assert int(headers["strict-transport-security"].split(";")[0].partition("=")[2]) >= 365 * 24 * 3600, name
        assert not each["trace"], name


def test_nothing_travels_without_tls(answers: dict[str, Any]) -> None:
    assert answers["plain"]["headers"]["Location"] == "https://www.example.gov.cn/signin/"


def test_cookies_belong_to_this_host_and_to_tls(answers: dict[str, Any]) -> None:
    seen = {name: cookie for each in answers.values() for name, cookie in each["cookies"].items()}
    assert "__Host-csrf" in seen
    for name, cookie in seen.items():
        assert cookie == {"secure": True, "httponly": True, "samesite": "Lax", "path": "/", "domain": ""}, name


def test_pages_of_signing_in_are_not_kept(answers: dict[str, Any]) -> None:
    for name in ("page", "forged"):
        assert answers[name]["headers"]["Cache-Control"] == "no-store"
