"""Who hands in, and where a look may keep what a library wants as a file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Body, User
from gongkai.web.files import looking
from tests.web.conftest import People


@pytest.fixture
def handler(person: People, bureau: Body) -> User:
    return person("zhang", bureau, Role.HANDLER)


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of this test's own in memory, in which the folders of its looks are made."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        monkeypatch.setattr(looking, "_MEMORY", Path(folder))
        yield Path(folder)
