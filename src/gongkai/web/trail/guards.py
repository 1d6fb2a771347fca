"""What the database itself refuses: changing entries and checkpoints, and removing entries a purge may not remove.

An entry can be deleted only where a checkpoint of its chain covers it and it is older than six months (183 days,
《网络安全法》第21条). The owner of the tables could lift these guards; the chain shows what was changed then.
"""

from __future__ import annotations

from typing import Any

NAMES = ("trail_entry_kept", "trail_entry_fixed", "trail_checkpoint_kept", "trail_checkpoint_fixed")
_EMPTY = "trail_entry_not_emptied"

_SQLITE = (
    """CREATE TRIGGER IF NOT EXISTS trail_entry_fixed BEFORE UPDATE ON trail_entry
       BEGIN SELECT RAISE(ABORT, 'an entry of the trail is never changed'); END""",
    """CREATE TRIGGER IF NOT EXISTS trail_entry_kept BEFORE DELETE ON trail_entry
       WHEN OLD.at > strftime('%Y-%m-%d %H:%M:%f', 'now', '-183 days') OR NOT EXISTS (
           SELECT 1 FROM trail_checkpoint c WHERE c.chain_id = OLD.chain_id AND c.position >= OLD.position)
       BEGIN SELECT RAISE(ABORT, 'an entry of the trail is kept'); END""",
    """CREATE TRIGGER IF NOT EXISTS trail_checkpoint_fixed BEFORE UPDATE ON trail_checkpoint
       BEGIN SELECT RAISE(ABORT, 'a checkpoint of the trail is never changed'); END""",
    """CREATE TRIGGER IF NOT EXISTS trail_checkpoint_kept BEFORE DELETE ON trail_checkpoint
       BEGIN SELECT RAISE(ABORT, 'a checkpoint of the trail is kept'); END""",
)
_POSTGRES = (
    """CREATE OR REPLACE FUNCTION trail_guard() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
           IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'trail_entry' THEN
               IF OLD.at < clock_timestamp() - interval '183 days' AND EXISTS (
                   SELECT 1 FROM trail_checkpoint c WHERE c.chain_id = OLD.chain_id AND c.position >= OLD.position)
               THEN RETURN OLD; END IF;
           END IF;
           RAISE EXCEPTION 'the trail is never changed' USING ERRCODE = 'insufficient_privilege';
       END $$""",
    *(
        f"""CREATE OR REPLACE TRIGGER {table}_{name} BEFORE {act} ON {table} FOR EACH {each} EXECUTE FUNCTION trail_guard()"""
        for table, name, act, each in (
            ("trail_entry", "fixed", "UPDATE", "ROW"),
            ("trail_entry", "kept", "DELETE", "ROW"),
            ("trail_entry", "not_emptied", "TRUNCATE", "STATEMENT"),
            ("trail_checkpoint", "fixed", "UPDATE", "ROW"),
            ("trail_checkpoint", "kept", "DELETE", "ROW"),
        )
    ),
)


def guards_put(connection: Any) -> None:
    """Put the guards on; once more does no harm."""
    with connection.cursor() as cursor:
        for statement in _POSTGRES if connection.vendor == "postgresql" else _SQLITE:
            cursor.execute(statement)


def guards_lift(connection: Any) -> None:
    """Take the guards off: before the tables themselves go, and where tests empty the database."""
    with connection.cursor() as cursor:
        for name in (*NAMES, _EMPTY) if connection.vendor == "postgresql" else NAMES:
            table = "trail_checkpoint" if "checkpoint" in name else "trail_entry"
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def guards_missing(connection: Any) -> list[str]:
    """The guards that do not stand, for the verification to tell."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D' AND NOT tgisinternal")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        found = {row[0] for row in cursor.fetchall()}
    return [name for name in NAMES if name not in found]
