"""Every list of the house at 100 and at 100,000 documents, on SQLite and PostgreSQL: queries must not grow, time little.

The addresses are those that tests/web/matrix.yaml marks `list: true`, so that a new list is measured without being named here.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Row

SIZES = (100, 100_000)
CHUNK = 5_000


def list_rows() -> Iterator[Row]:
    """A line for each list and database; each database in a process of its own, because Django is set up once."""
    for database in ("sqlite", "postgres"):
        with tempfile.TemporaryDirectory() as folder:
            environment = {**os.environ, "GONGKAI_VAR": folder, "GONGKAI_INSECURE": "1"}
            if database == "postgres":
                environment["GONGKAI_DATABASE"] = "postgresql://postgres@127.0.0.1:5432/gongkai_bench"
            done = subprocess.run(
                [sys.executable, "-m", "bench.lists"], env=environment, capture_output=True, text=True, check=True
            )
            for line in done.stdout.splitlines():
                name, size, queries, seconds, first = line.split("\t")
                yield Row(
                    f"list {name}, {int(size):,} documents, {database}: {queries} queries (the same at every size)",
                    float(seconds),
                    f"{SIZES[0]} documents",
                    float(seconds) / float(first),
                    "≤ 2",
                )


def measure() -> None:
    """Fill the database twice and print a line for each list: name, size, queries, seconds, seconds at the first size."""
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, setup_test_environment

    _own_database()
    call_command("migrate", verbosity=0)
    setup_test_environment()
    from django.db import connection

    world = _World()
    client = Client()
    client.force_login(world.user, backend="django.contrib.auth.backends.ModelBackend")
    first: dict[str, tuple[int, float]] = {}
    for size in SIZES:
        world.fill(size)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        for name, address in world.lists():
            client.get(address)  # once for what is loaded at first use
            with CaptureQueriesContext(
                connection,
            ) as seen:
                answer = client.get(address)
            times = []
            for _ in range(5):
                began = time.perf_counter()
                client.get(address)
                times.append(time.perf_counter() - began)
            if answer.status_code != 200:
                raise SystemExit(f"{address} answers {answer.status_code}")
            seconds = sorted(times)[2]
            known = first.setdefault(name, (len(seen), seconds))
            if known[0] != len(seen):
                raise SystemExit(f"{name}: {known[0]} queries at {SIZES[0]} documents, {len(seen)} at {size}")
            print(name, size, len(seen), f"{seconds:.5f}", f"{known[1]:.5f}", sep="\t")


class _World:
    """One body with everything in it, and somebody who may see all of it."""

    def __init__(self) -> None:
        from datetime import date

        from gongkai.web.bodies.kinds import BodyKind, Level, Role
        from gongkai.web.bodies.models import Appointment, Body, User

        self.count = 0
        begun = date(2020, 1, 1)
        self.body = Body.objects.create(
            code="xfj",
            name="演示市信访局",
            short_name="信访局",
            kind=BodyKind.DEPARTMENT,
            level=Level.PREFECTURE,
            begun_on=begun,
        )
        self.user = User.objects.create(username="bench", name="测", body=self.body)
        for role in (Role.HANDLER, Role.OFFICE_HEAD, Role.PUBLISHER, Role.SECRECY_REVIEWER, Role.LEADER):
            Appointment.objects.create(user=self.user, body=self.body, role=role, begun_on=begun)

    def fill(self, size: int) -> None:
        """Make documents, each released, with a version and a line in the register, until there are `size`."""
        while self.count < size:
            self._make(min(CHUNK, size - self.count))

    def _make(self, count: int) -> None:
        from datetime import UTC, date, datetime, timedelta

        from django.db import transaction

        from gongkai.web.publication.models import Document, DocumentVersion, IssueEntry

        entries, documents, versions = [], [], []
        for number in range(self.count, self.count + count):
            day = date(2020, 1, 1) + timedelta(days=number % 2_300)
            title = f"关于第{number}号事项的通知"
            shared = {"title": title, "doc_no": f"演信发〔{day.year}〕{number}号", "issuer": self.body.name}
            entry = IssueEntry(
                body=self.body,
                number=f"{day.year}-{number:06}",
                title=title,
                drafted_on=day,
                drafter=self.user,
                attribute="open",
                state="confirmed",
            )
            document = Document(
                body=self.body, entry=entry, kind="notice", head="A20_11", drafted_by=self.user, formed_on=day, **shared
            )
            version = DocumentVersion(
                document=document,
                number=1,
                html=f"<p>{title}</p>",
                facts={**shared, "formed_on": day.isoformat()},
                digest=f"{number:064x}",
                made_by=self.user,
            )
            entries.append(entry), documents.append(document), versions.append(version)
            document.index_no = f"12345678X/{day.year}-{number:06}"
            document.first_released_at = datetime(day.year, day.month, day.day, tzinfo=UTC)
        with transaction.atomic():
            IssueEntry.objects.bulk_create(entries)
            Document.objects.bulk_create(documents)
            DocumentVersion.objects.bulk_create(versions)
            for document, version in zip(documents, versions, strict=True):
                document.stage, document.current, document.released = "released", version, version
            Document.objects.bulk_update(documents, ["stage", "current", "released"], batch_size=500)
        self.count += count

    def lists(self) -> list[tuple[str, str]]:
        """Every list with its address."""
        from django.urls import reverse
        from tests.web.matrix import ROWS

        return [
            (name, reverse(name, kwargs={each: self._value(each) for each in row.get("takes", ())}))
            for name, row in sorted(ROWS.items())
            if row.get("list")
        ]

    def _value(self, name: str) -> object:
        return {"code": self.body.code, "column": "statutory", "head": "A20_11", "number": 2}[name]


def _own_database() -> None:
    """On PostgreSQL an empty database of this name, whatever was there."""
    from urllib.parse import urlsplit

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.web.settings_bench")
    address = os.environ.get("GONGKAI_DATABASE")
    if address:
        import psycopg

        parts = urlsplit(address)
        with psycopg.connect(
            host=parts.hostname, port=parts.port, user=parts.username, dbname="postgres", autocommit=True
        ) as link:
            link.execute("DROP DATABASE IF EXISTS gongkai_bench WITH (FORCE)")
            link.execute("CREATE DATABASE gongkai_bench")
    Path(os.environ["GONGKAI_VAR"]).mkdir(parents=True, exist_ok=True)
    django.setup()


if __name__ == "__main__":
    measure()
