"""Health: alive is one thing, ready another; each part that fails is named, and nothing more."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from typing import Any

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils.timezone import now

from gongkai.web.bodies.models import Body
from gongkai.web.notices import due
from gongkai.web.site import health, heartbeat, tasks

pytestmark = pytest.mark.django_db


def test_live_asks_nobody(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/-/live")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert client.post("/-/live").status_code == 405


def test_ready_names_what_fails(client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_applied", True)
    assert client.get("/-/ready").json()["worker"] == "failed"
    assert client.get("/-/ready").status_code == 503
    heartbeat.beat()
    answer = client.get("/-/ready")
    assert (answer.status_code, set(answer.json().values())) == (200, {"ok"})
    assert answer["Cache-Control"] == "no-store"
    monkeypatch.setattr(health, "SPARE", 1 << 60)
    assert client.get("/-/ready").json()["disk"] == "failed"
    settings.VAR = settings.VAR / "nowhere"
    assert client.get("/-/ready").json()["disk"] == "failed"


def test_a_silent_worker_is_dead(settings: Any) -> None:
    heartbeat.beat()
    assert heartbeat.beats()
    past = time.time() - heartbeat.SILENT - 1
    os.utime(heartbeat.heartbeat_file(), (past, past))
    assert not heartbeat.beats()


def test_a_migration_not_applied_is_not_ready(client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_applied", False)
    heartbeat.beat()
    settings.MIGRATION_MODULES = {}
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda self: {})
    assert client.get("/-/ready").json()["migrations"] == "failed"


def test_a_tick_outlives_what_fails(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []

    def broken() -> None:
        done.append("broken")
        raise RuntimeError("x")

    monkeypatch.setattr(tasks, "_due", lambda: [broken, lambda: done.append("next")])
    tasks.tick()
    assert done == ["broken", "next"]
    assert "tried again" in caplog.text


def test_the_tick_does_the_work_that_is_due(bureau: Body, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(due, "_HANDLERS", {"test": lambda record, now: done.append(record)})
    due.plan("now", "test", record=bureau, at=now())
    due.plan("later", "test", record=bureau, at=now() + timedelta(days=1))
    tasks.tick()
    tasks.tick()
    assert done == [str(bureau.pk)]
