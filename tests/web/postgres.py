"""Is there a PostgreSQL for the tests? `python -m tests.web.postgres` exits 0 where it answers, and says loudly where not."""

from __future__ import annotations

import os
import sys

import psycopg

HOST = os.environ.get("GONGKAI_TEST_POSTGRES_HOST", "127.0.0.1")
PORT = os.environ.get("GONGKAI_TEST_POSTGRES_PORT", "5432")
USER = os.environ.get("GONGKAI_TEST_POSTGRES_USER", "postgres")


def main() -> int:
    """Try to connect."""
    try:
        psycopg.connect(host=HOST, port=PORT, user=USER, dbname="postgres", connect_timeout=5).close()
    except psycopg.OperationalError:
        print(
            f"THERE IS NO POSTGRESQL AT {HOST}:{PORT}: LOCKS, NUMBERS, TRAIL AND PERMISSIONS WERE NOT TRIED ON IT",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
