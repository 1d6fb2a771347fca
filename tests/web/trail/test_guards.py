"""The database itself refuses to change the past; the application's role may not even ask."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from gongkai.core.errors_trail import AppRoleTooStrong, RolesNeedPostgres, TrailNotYours
from gongkai.web.trail import actions
from gongkai.web.trail.guards import NAMES, guards_lift, guards_missing, guards_put
from gongkai.web.trail.models import Chain, Entry
from gongkai.web.trail.roles import app_role_put
from gongkai.web.trail.services import chain_purge
from tests.web.conftest import ON
from tests.web.trail.chains import done, old_chain

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
ROLE = "gongkai_app_of_the_tests"


@pytest.fixture
def guarded(db):
    guards_put(connection)
    yield
    guards_lift(connection)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trail_entry SET code = 'x.done'",
        "UPDATE trail_entry SET details = '{}'",
        "DELETE FROM trail_entry",
        "DELETE FROM trail_entry WHERE position = 1",
    ],
)
def test_the_past_is_refused_by_the_database(guarded, bureau, statement):
    done(bureau)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.get().code == "test.done"


def test_a_checkpoint_is_kept(guarded, bureau):
    chain = old_chain(bureau, [1500, 1400, 10])
    assert chain_purge(name=chain.name, actor=None, on=ON.replace(year=2100)) == 2
    for statement in ("DELETE FROM trail_checkpoint", "UPDATE trail_checkpoint SET position = 9"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_checkpoint_alone_does_not_free_what_is_young(guarded, bureau):
    chain = old_chain(bureau, [200, 182])
    chain.checkpoints.create(position=2, hash=chain.hash, made_on=ON, kept_from=ON, signature={})
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(chain=chain, position=2).delete()
    Entry.objects.filter(chain=chain, position=1).delete()
    assert [entry.position for entry in Entry.objects.all()] == [2]


def test_guards_go_on_twice_and_are_missed(db):
    guards_put(connection)
    guards_put(connection)
    assert guards_missing(connection) == []
    guards_lift(connection)
    assert guards_missing(connection) == list(NAMES)


def test_the_table_cannot_be_emptied(guarded, bureau):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no TRUNCATE")
    done(bureau)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE trail_entry")


def test_roles_need_postgresql(db):
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL has roles")
    with pytest.raises(RolesNeedPostgres):
        app_role_put(ROLE)
    with pytest.raises(CommandError):
        call_command("trail_roles", ROLE)


@pytest.fixture
def as_app(db):
    """A connection of its own, signed in as the application's role."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles")
    app_role_put(ROLE)
    app_role_put(ROLE)  # once more does no harm
    with connection.cursor() as cursor:
        cursor.execute(f"SET SESSION AUTHORIZATION {ROLE}")
    yield connection
    with connection.cursor() as cursor:
        cursor.execute("RESET SESSION AUTHORIZATION")
        cursor.execute(f"DROP OWNED BY {ROLE}")
        cursor.execute(f"DROP ROLE {ROLE}")


def test_the_application_adds_and_reads(bureau, as_app):
    done(bureau)
    done(bureau)
    assert Entry.objects.count() == 2
    assert Chain.objects.get().length == 2


def test_the_application_reads_its_outbox(bureau, as_app):
    done(bureau)
    with actions.outbox("pages") as found:
        assert len(found) == 1
    with actions.outbox("pages") as found:
        assert found == []


@pytest.mark.django_db(transaction=True)
def test_the_role_signs_in_by_itself(bureau, as_app):
    """Not by borrowing its rights: a session of its own, as the running service has."""
    import psycopg

    done(bureau)
    known = connection.settings_dict
    address = {"host": known["HOST"], "port": known["PORT"], "dbname": known["NAME"], "user": ROLE}
    try:
        session = psycopg.connect(**address, autocommit=True)
    except psycopg.OperationalError as error:
        pytest.skip(f"this server asks for a password: {error}")
    with session:
        assert session.execute("SELECT code FROM trail_entry").fetchall() == [("test.done",)]
        for statement in ("UPDATE trail_entry SET code = 'x'", "DELETE FROM trail_entry", "TRUNCATE trail_entry"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                session.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trail_entry SET code = 'x'",
        "DELETE FROM trail_entry",
        "TRUNCATE trail_entry",
        "ALTER TABLE trail_entry DISABLE TRIGGER ALL",
        "DROP TABLE trail_entry",
        "UPDATE trail_checkpoint SET position = 1",
        "DELETE FROM trail_checkpoint",
        "DELETE FROM trail_chain",
        "CREATE TABLE trail_more (x int)",
        "UPDATE trail_entry SET code = code WHERE false",
    ],
)
def test_the_application_cannot_touch_the_past(bureau, as_app, statement):
    done(bureau)
    with pytest.raises(DatabaseError) as told, transaction.atomic(), as_app.cursor() as cursor:
        cursor.execute(statement)
    assert "permission denied" in str(told.value) or "must be owner" in str(told.value)
    assert Entry.objects.get().code == "test.done"


def test_the_application_cannot_purge(bureau, as_app):
    chain = old_chain(bureau, [1500, 1400, 10])
    with pytest.raises(TrailNotYours):
        chain_purge(name=chain.name, actor=None, on=ON.replace(year=2100))
    assert Entry.objects.count() == 3
    assert not chain.checkpoints.exists()


def test_a_role_too_strong_is_refused(db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles")
    with pytest.raises(AppRoleTooStrong):
        app_role_put(connections["default"].settings_dict["USER"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'trail_entry'")
        owner = cursor.fetchone()[0]
        cursor.execute(f'CREATE ROLE {ROLE}_member LOGIN IN ROLE "{owner}"')
    with pytest.raises(AppRoleTooStrong):
        app_role_put(f"{ROLE}_member")
    with connection.cursor() as cursor:
        cursor.execute(f"DROP ROLE {ROLE}_member")
