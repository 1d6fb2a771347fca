"""Work that falls due is done once, again after a fault, and by one worker at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections

from gongkai.core.errors_reviews import ReasonMissing
from gongkai.web.bodies.models import Body
from gongkai.web.notices import due
from gongkai.web.notices.models import DueWork

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Handlers of the test: one that works, one that fails, one that a rule refuses."""
    seen: list[str] = []

    def fails(record: str, now: datetime) -> None:
        raise OSError("away")

    def refuses(record: str, now: datetime) -> None:
        raise ReasonMissing()

    monkeypatch.setattr(
        due, "_HANDLERS", {"works": lambda record, now: seen.append(record), "fails": fails, "refuses": refuses}
    )
    yield seen


def test_what_is_due_is_done_once_and_what_is_not_waits(done: list[str], bureau: Body) -> None:
    due.plan("a", "works", record=bureau, at=NOW)
    due.plan("a", "works", record=bureau, at=NOW)
    due.plan("b", "works", record=bureau, at=NOW + timedelta(hours=1))
    assert due.tick(NOW) == 1
    assert due.tick(NOW) == 0
    assert due.tick(NOW + timedelta(hours=2)) == 1
    assert len(done) == 2


def test_what_was_taken_back_is_not_done(done: list[str], bureau: Body) -> None:
    due.plan("a", "works", record=bureau, at=NOW)
    due.cancel("a")
    assert due.tick(NOW) == 0
    due.plan("a", "works", record=bureau, at=NOW)
    assert due.tick(NOW) == 1


def test_a_fault_waits_longer_each_time_and_never_stops_the_others(done: list[str], bureau: Body) -> None:
    due.plan("bad", "fails", record=bureau, at=NOW - timedelta(minutes=1))
    due.plan("good", "works", record=bureau, at=NOW)
    assert due.tick(NOW) == 1
    moment, waits = NOW, []
    for _ in range(due.MOST_ATTEMPTS):
        work = DueWork.objects.get(key="bad")
        waits.append(work.next_at - moment)
        moment = work.next_at
        due.tick(moment)
    assert waits[:4] == [timedelta(minutes=minutes) for minutes in (1, 2, 4, 8)]
    assert DueWork.objects.get(key="bad").state == "failed"
    assert DueWork.objects.get(key="bad").last_fault == "OSError"


def test_what_a_rule_refuses_is_not_tried_again(done: list[str], bureau: Body) -> None:
    due.plan("no", "refuses", record=bureau, at=NOW)
    due.tick(NOW)
    work = DueWork.objects.get(key="no")
    assert work.state == "failed"
    assert "请写明理由" in work.last_fault


def test_nothing_is_planned_that_nobody_handles(bureau: Body) -> None:
    with pytest.raises(RuntimeError):
        due.plan("x", "unknown kind", record=bureau, at=NOW)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_eight_workers_do_each_piece_once(done: list[str], bureau: Body) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("one writer at a time on SQLite")
    for number in range(100):
        due.plan(f"w{number}", "works", record=bureau, at=NOW)
    counts: list[int] = []

    def work() -> None:
        try:
            counts.append(due.tick(NOW))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts) == len(done) == 100
    assert DueWork.objects.filter(state="done").count() == 100
