"""Processes that are killed in the middle of their acts, on a database file: as many entries as records, chains sound."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
MAKE = """
import django; django.setup()
from datetime import date
from django.core.management import call_command
from gongkai.web.bodies.models import Body
call_command("migrate", verbosity=0)
for code in ("a", "b"):
    begun = date(2020, 1, 1)
    Body.objects.create(code=code, name="演示" + code, short_name=code, kind="department", level="prefecture", begun_on=begun)
"""
VERIFY = "import django; django.setup()\nfrom django.core.management import call_command\ncall_command('trail_verify')"


@pytest.fixture
def run(tmp_path):
    environment = {**os.environ, "GONGKAI_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "tests.web.trail.file_settings"}
    environment.pop("GONGKAI_DATABASE", None)

    def start(*arguments, wait=True):
        command = [sys.executable, *arguments]
        if wait:
            return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)

    return start


def test_a_killed_act_leaves_its_record_and_its_entry_or_neither(run, tmp_path):
    made = run("-c", MAKE)
    assert made.returncode == 0, made.stderr
    chance = random.Random(7)
    said = 0
    for _round in range(2):
        workers = [run("-m", "tests.web.trail.acting", code, wait=False) for code in "aab"]
        for worker in workers:
            assert worker.stdout.readline()  # each has done an act before the first is killed
        for worker in workers:
            time.sleep(chance.random() / 5)
            worker.send_signal(signal.SIGKILL)
            said += 1 + len(worker.communicate()[0].split())
    with sqlite3.connect(tmp_path / "gongkai.sqlite3") as database:
        records = database.execute("SELECT count(*) FROM bodies_user").fetchone()[0]
        entries = database.execute("SELECT count(*), count(DISTINCT record_id) FROM trail_entry").fetchone()
        assert entries == (records, records)
        assert records >= said  # what was told as done is there
        with pytest.raises(sqlite3.IntegrityError):
            database.execute("DELETE FROM trail_entry")
        with pytest.raises(sqlite3.IntegrityError):
            database.execute("UPDATE trail_entry SET code = 'x'")
    verdict = run("-c", VERIFY)
    assert verdict.returncode == 0, verdict.stderr
    assert [line.split("\t")[0] for line in verdict.stdout.splitlines()] == ["一致", "一致"]
