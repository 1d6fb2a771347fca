"""Writing the trail: one chain a body, words, refusals, and nothing outside a transaction."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import connection, transaction

from gongkai.web.bodies.kinds import Role
from gongkai.web.trail import actions
from gongkai.web.trail.models import Chain, Entry
from gongkai.web.trail.selectors import entries_after, entries_of
from gongkai.web.trail.verification import trail_verified
from tests.web.conftest import ON
from tests.web.trail.chains import done

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_positions_run_per_body(bureau, other_bureau, person):
    zhang = person("zhang", bureau, Role.HANDLER)
    for number in range(3):
        done(bureau, zhang, bureau, n=number)
    done(other_bureau, zhang)
    done(None)
    assert [entry.position for entry in entries_of(bureau)] == [1, 2, 3]
    assert sorted(Chain.objects.values_list("length", flat=True)) == [1, 1, 3]
    assert len(entries_after(0)) == 5


def test_an_entry_keeps_who_what_when(bureau, person):
    zhang = person("张三", bureau, Role.HANDLER)
    entry = Entry.objects.get(pk=done(bureau, zhang, bureau, thing="公文").pk)
    assert (entry.actor_id, entry.actor_name, entry.on) == (zhang.pk, "张三", ON)
    assert (entry.record_type, entry.record_id) == ("bodies.body", str(bureau.pk))
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()" if connection.vendor == "postgresql" else "SELECT datetime('now')")
        now = cursor.fetchone()[0]
    now = now if isinstance(now, datetime) else datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert abs((entry.at - now).total_seconds()) < 60
    zhang.name = "另一个名字"
    zhang.save()
    assert actions.sentence(Entry.objects.get()) == "张三：办理公文"
    assert actions.sentence(entry, "en") == "张三: handled 公文"


def test_a_detail_that_is_missing_is_a_dash_and_an_unknown_code_itself(bureau):
    entry = done(bureau)
    assert actions.sentence(entry) == "系统：办理—"
    entry.code = "no.words"
    assert actions.sentence(entry, "en") == "The system: no.words"


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_outside_a_transaction(bureau):
    with pytest.raises(RuntimeError, match="outside a transaction"):
        actions.log_action("test.done", None, body=bureau, actor=None, on=ON)
    assert not Entry.objects.exists()


def test_a_code_without_words_is_refused(bureau):
    with pytest.raises(RuntimeError, match="no words"), transaction.atomic():
        actions.log_action("test.unheard_of", None, body=bureau, actor=None, on=ON)


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_no_entry_and_no_gap(bureau):
    done(bureau)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.log_action("test.done", None, body=bureau, actor=None, on=ON)
        raise ZeroDivisionError
    done(bureau)
    assert [entry.position for entry in Entry.objects.all()] == [1, 2]
    assert all(verdict.sound for verdict in trail_verified())


@pytest.mark.django_db(transaction=True)
def test_a_refusal_stays_though_the_act_was_undone(bureau, person):
    zhang = person("zhang", bureau)
    with pytest.raises(PermissionError), transaction.atomic():
        actions.log_action("test.done", None, body=bureau, actor=zhang, on=ON)
        raise PermissionError
    actions.log_refusal("test.refused", bureau, body=bureau, actor=zhang, on=ON, reason="right")
    assert [entry.code for entry in Entry.objects.all()] == ["test.refused"]


@pytest.mark.django_db(transaction=True)
def test_a_refusal_inside_a_transaction_is_an_error_of_the_program(bureau):
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.log_refusal("test.refused", body=bureau, actor=None, on=ON)


def test_a_failed_sign_in_has_no_actor(db):
    entry = actions.log_refusal("test.refused", body=None, actor=None, on=ON, username="nobody")
    assert (entry.chain_id, entry.actor_id, entry.body_id) == ("installation", None, None)


def test_details_come_back_as_they_were_hashed(bureau):
    done(
        bureau,
        day=date(2026, 3, 2),
        at=datetime(2026, 3, 2, 8, 0, tzinfo=UTC),
        key=UUID(int=7),
        amount=Decimal("1.50"),
        broken="a\0b\ud800c",
        many=[1, {"x": None, "y": True}],
        big=10**18,
        words="“引号”\n\U0001f4dc",
        some={"b", "a"},
    )
    verdicts = trail_verified()
    assert [fault.say() for verdict in verdicts for fault in verdict.faults] == []
    details = Entry.objects.get().details
    assert details["broken"] == "a\ufffdb\ufffdc"
    assert details["amount"] == "1.50"
    assert details["some"] == ["a", "b"]


@pytest.mark.parametrize("value", [0.1, float("nan"), b"x", object()])
def test_what_could_not_be_hashed_the_same_twice_is_refused(bureau, value):
    with pytest.raises(TypeError):
        done(bureau, value=value)


def test_the_number_of_queries_of_an_act_is_fixed(bureau, person, django_assert_num_queries):
    zhang = person("zhang", bureau)
    done(bureau, zhang)
    with transaction.atomic(), django_assert_num_queries(4):
        actions.log_action("test.done", bureau, body=bureau, actor=zhang, on=ON)


def test_an_outbox_goes_on_where_it_stopped(bureau):
    for number in range(5):
        done(bureau, n=number)
    with actions.outbox("pages", codes={"test.done"}, limit=3) as found:
        assert [entry.details["n"] for entry in found] == [0, 1, 2]
    with actions.outbox("pages", codes={"test.done"}, limit=3) as found:
        assert [entry.details["n"] for entry in found] == [3, 4]
    with actions.outbox("pages", codes={"test.done"}, limit=3) as found:
        assert found == []
    with actions.outbox("notices", codes={"test.refused"}) as found:
        assert found == []
    actions.log_refusal("test.refused", body=bureau, actor=None, on=ON)
    with actions.outbox("notices", codes={"test.refused"}) as found:
        assert len(found) == 1


def test_an_outbox_whose_work_failed_reads_again(bureau):
    done(bureau)
    with pytest.raises(ZeroDivisionError), actions.outbox("pages") as found:
        raise ZeroDivisionError
    with actions.outbox("pages") as found:
        assert len(found) == 1


def test_entries_of_ones_own_transaction_can_be_read(bureau):
    with transaction.atomic():
        first = actions.log_action("test.done", None, body=bureau, actor=None, on=ON)
        assert [entry.pk for entry in entries_after(0)] == [first.pk]
