"""Many at once on PostgreSQL: chains without gaps, and a reader that misses nothing."""

from __future__ import annotations

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from gongkai.web.trail import actions
from gongkai.web.trail.models import Chain, Entry
from gongkai.web.trail.selectors import entries_after
from gongkai.web.trail.verification import trail_verified
from tests.web.conftest import ON
from tests.web.trail.chains import done

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
THREADS, ACTS = 16, 50


@pytest.fixture
def postgres(db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite writes one transaction at a time; its threads would share a database in memory")


def read_all_along(stop, seen):
    """An outbox reader that goes on "after N" without pause."""
    last = 0
    try:
        while True:
            ended = stop.is_set()
            found = entries_after(last, limit=37)
            seen += [entry.sequence for entry in found]
            last = found[-1].sequence if found else last
            if ended and not found:
                return
    finally:
        connection.close()


def acts(bodies, seed):
    """Acts on several bodies, some undone, some slow, some in a savepoint that is rolled back."""
    chance = random.Random(seed)
    written = 0
    try:
        for number in range(ACTS):
            body = chance.choice(bodies)
            try:
                with transaction.atomic():
                    if chance.random() < 0.2:
                        try:
                            with transaction.atomic():
                                actions.log_action("test.done", None, body=body, actor=None, on=ON, n=number)
                                raise ZeroDivisionError
                        except ZeroDivisionError:
                            pass
                    actions.log_action("test.done", None, body=body, actor=None, on=ON, n=number)
                    if chance.random() < 0.2:
                        time.sleep(0.002)  # an act that stays open while others end
                    if chance.random() < 0.1:
                        raise ArithmeticError
                written += 1
            except ArithmeticError:
                pass
    finally:
        connection.close()
    return written


def run(bodies):
    stop, seen = threading.Event(), []
    with ThreadPoolExecutor(THREADS + 1) as pool:
        reader = pool.submit(read_all_along, stop, seen)
        writers = [pool.submit(acts, bodies, seed) for seed in range(THREADS)]
        written = sum(writer.result() for writer in writers)
        stop.set()
        reader.result()
    return written, seen


def test_sixteen_writers_on_one_body(postgres, bureau):
    written, seen = run([bureau])
    stored = list(Entry.objects.order_by("sequence").values_list("sequence", "position"))
    assert len(stored) == written
    assert [position for _, position in stored] == list(range(1, written + 1))
    assert seen == [sequence for sequence, _ in stored]
    assert all(verdict.sound for verdict in trail_verified())


def test_sixteen_writers_on_three_chains(postgres, bureau, other_bureau):
    written, seen = run([bureau, other_bureau, None])
    assert seen == list(Entry.objects.order_by("sequence").values_list("sequence", flat=True))
    assert len(seen) == written == sum(Chain.objects.values_list("length", flat=True))
    assert all(verdict.sound for verdict in trail_verified())


def in_thread(work):
    def closing():
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(closing).result()


def test_a_number_drawn_early_and_committed_late_is_not_skipped(postgres, bureau, other_bureau):
    done(bureau)
    start = entries_after(0)[-1].sequence
    with transaction.atomic():
        early = actions.log_action("test.done", None, body=bureau, actor=None, on=ON)
        late = in_thread(lambda: done(other_bureau))
        assert late.sequence > early.sequence
        assert in_thread(lambda: entries_after(start)) == []  # the later one waits for the earlier
    assert [entry.pk for entry in entries_after(start)] == [early.pk, late.pk]


def test_the_very_first_number_is_waited_for(postgres, bureau, other_bureau):
    with connection.cursor() as cursor:
        cursor.execute("ALTER SEQUENCE trail_entry_sequence_seq RESTART")
    with transaction.atomic():
        early = actions.log_action("test.done", None, body=bureau, actor=None, on=ON)
        assert early.sequence == 1
        late = in_thread(lambda: done(other_bureau))
        assert in_thread(lambda: entries_after(0)) == []
    assert [entry.pk for entry in entries_after(0)] == [early.pk, late.pk]


def test_the_lock_falls_with_a_savepoint_and_is_taken_again(postgres, bureau, other_bureau):
    done(bureau)
    start = entries_after(0)[-1].sequence
    with transaction.atomic():
        try:
            with transaction.atomic():
                actions.log_action("test.done", None, body=bureau, actor=None, on=ON)
                raise ZeroDivisionError
        except ZeroDivisionError:
            pass
        own = actions.log_action("test.done", None, body=bureau, actor=None, on=ON)
        late = in_thread(lambda: done(other_bureau))
        assert in_thread(lambda: entries_after(start)) == []
    assert [entry.pk for entry in entries_after(start)] == [own.pk, late.pk]


def test_two_readers_of_one_name_share_the_work(postgres, bureau):
    for _ in range(30):
        done(bureau)
    seen, lock = [], threading.Lock()

    def read():
        try:
            while True:
                with actions.outbox("pages", limit=4) as found, lock:
                    seen.extend(entry.sequence for entry in found)
                if not found:
                    return
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        for each in [pool.submit(read) for _ in range(4)]:
            each.result()
    assert sorted(seen) == sorted(Entry.objects.values_list("sequence", flat=True))
