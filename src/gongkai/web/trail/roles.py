"""PostgreSQL: the application works under a role that may add to the trail and read it, and nothing else there.

The owner's role makes migrations, purges and these grants; the application's role is named in GONGKAI_DATABASE of the
running service.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from psycopg import sql

from gongkai.core.errors_trail import AppRoleTooStrong, RolesNeedPostgres

# What the application may do to the trail's own tables; to all others it may do what its work needs.
_TABLES = {
    "trail_entry": "SELECT, INSERT",
    "trail_checkpoint": "SELECT, INSERT",
    "trail_chain": "SELECT, INSERT, UPDATE",
    "django_migrations": "SELECT",
}


def app_role_put(role: str, *, password: str | None = None, schema: str = "public") -> None:
    """Make the role where there is none, and grant it what the application needs; once more does no harm.

    Raises RolesNeedPostgres, AppRoleTooStrong.
    """
    if connection.vendor != "postgresql":
        raise RolesNeedPostgres()
    with connection.cursor() as cursor:
        _make(cursor, role, password)
        _refuse_the_strong(cursor, role)
        name, place = sql.Identifier(role), sql.Identifier(schema)
        for statement in (
            "GRANT USAGE ON SCHEMA {place} TO {name}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {place} TO {name}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {place} TO {name}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA {place} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {name}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA {place} GRANT USAGE, SELECT ON SEQUENCES TO {name}",
        ):
            cursor.execute(sql.SQL(statement).format(place=place, name=name))
        present = set(connection.introspection.table_names(cursor))
        for table, allowed in ((each, right) for each, right in _TABLES.items() if each in present):
            which = sql.Identifier(schema, table)
            for whom in (name, sql.SQL("PUBLIC")):
                cursor.execute(sql.SQL("REVOKE ALL ON TABLE {which} FROM {whom}").format(which=which, whom=whom))
            cursor.execute(
                sql.SQL("GRANT {allowed} ON TABLE {which} TO {name}").format(allowed=sql.SQL(allowed), which=which, name=name)
            )


def _make(cursor: Any, role: str, password: str | None) -> None:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    name = sql.Identifier(role)
    if cursor.fetchone() is None:
        cursor.execute(sql.SQL("CREATE ROLE {name} LOGIN").format(name=name))
    if password is not None:
        cursor.execute(sql.SQL("ALTER ROLE {name} PASSWORD {word}").format(name=name, word=sql.Literal(password)))


def _refuse_the_strong(cursor: Any, role: str) -> None:
    """Superusers, owners and their members are bound by no grant."""
    cursor.execute("SELECT rolsuper, current_user = rolname FROM pg_roles WHERE rolname = %s", [role])
    strong, same = cursor.fetchone()
    if strong:
        raise AppRoleTooStrong(role=role, problem="是超级用户", problem_en="is a superuser")
    cursor.execute(
        "SELECT count(*) FROM pg_class c WHERE c.relname LIKE %s AND c.relkind = 'r' AND pg_has_role(%s, c.relowner, 'MEMBER')",
        ["trail\\_%", role],
    )
    if same or cursor.fetchone()[0]:
        raise AppRoleTooStrong(role=role, problem="拥有操作记录的表", problem_en="owns the tables of the trail")
