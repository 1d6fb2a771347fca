"""What is kept stays what it was: one place for the same bytes, damage told, orphans swept and never an accepted file."""

from __future__ import annotations

import os
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.http import Http404

from gongkai.core.errors_files import FileDamaged
from gongkai.web.bodies.access import rights_of
from gongkai.web.bodies.kinds import Right, Role
from gongkai.web.bodies.models import Body, User
from gongkai.web.files import storage
from gongkai.web.files.access import access_file
from gongkai.web.files.models import StoredFile
from gongkai.web.files.selectors import file_content, file_look
from gongkai.web.files.services import file_accept
from gongkai.web.files.storage import aside_of, keep, kept_digests, place_of
from gongkai.web.files.sweeping import DAY, Swept, files_damaged, sweep
from gongkai.web.shell.models import new_id
from tests.web.conftest import ON, People

pytestmark = pytest.mark.django_db


def accept(handler: User, content: bytes, name: str = "a.txt") -> StoredFile:
    return file_accept(body=handler.body, actor=handler, on=ON, name=name, content=content, purpose="attachment")


def test_bytes_lie_under_their_digest_readable_by_the_group_alone(handler: User, own_folder: Path) -> None:
    stored = accept(handler, b"one")
    place = place_of(stored.sha256)
    assert place.read_bytes() == b"one"
    assert stat.S_IMODE(place.stat().st_mode) == 0o640 & ~_umask()
    assert place.parent.parent.parent == own_folder / "files"


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_the_same_bytes_are_written_once_and_each_row_stays(handler: User) -> None:
    one, two = accept(handler, b"same"), accept(handler, b"same", "b.txt")
    assert one.pk != two.pk
    assert len(list(kept_digests())) == 1


def test_many_writers_of_one_file_leave_one_file(own_folder: Path) -> None:
    with ThreadPoolExecutor(16) as writers:
        digests = set(writers.map(keep, [b"x" * 200_000] * 200))
    assert len(digests) == 1
    assert len(list(kept_digests())) == 1
    assert list((own_folder / "files").rglob(".*")) == []


def test_damage_is_told_and_mended_by_the_same_bytes(handler: User) -> None:
    stored = accept(handler, b"sound")
    place_of(stored.sha256).chmod(0o640)
    place_of(stored.sha256).write_bytes(b"other")
    with pytest.raises(FileDamaged) as told:
        file_content(stored)
    assert stored.name in str(told.value)
    assert list(files_damaged()) == [stored]
    with pytest.raises(CommandError):
        call_command("files_verify")
    accept(handler, b"sound")
    assert file_content(stored) == b"sound"
    call_command("files_verify")


def test_a_row_without_bytes_is_reported(handler: User) -> None:
    stored, other = accept(handler, b"gone"), accept(handler, b"here")
    place_of(stored.sha256).unlink()
    assert list(files_damaged()) == [stored]
    assert file_content(other) == b"here"


def test_what_no_row_points_at_goes_in_two_steps_a_day_apart(handler: User) -> None:
    kept, alone = accept(handler, b"kept"), keep(b"alone")
    now = time.time()
    assert sweep(now=now) == Swept(0, 0, 0)
    later = now + DAY + 60
    assert sweep(now=later) == Swept(1, 0, 0)
    assert not place_of(alone).exists() and aside_of(alone).exists()
    assert sweep(now=later + 60) == Swept(0, 0, 0)
    assert sweep(now=later + DAY + 120) == Swept(0, 0, 1)
    assert not aside_of(alone).exists()
    assert file_content(kept) == b"kept"


def test_bytes_that_got_a_row_meanwhile_are_brought_back(handler: User) -> None:
    digest = keep(b"late")
    later = time.time() + DAY + 60
    sweep(now=later)
    stored = accept(handler, b"late")
    assert stored.sha256 == digest
    assert file_content(stored) == b"late"
    sweep(now=later + 2 * DAY)
    assert file_content(stored) == b"late"
    assert not aside_of(digest).exists()


def test_bytes_aside_are_read_until_they_are_brought_back(handler: User) -> None:
    stored = accept(handler, b"aside")
    aside_of(stored.sha256).parent.mkdir(parents=True)
    place_of(stored.sha256).rename(aside_of(stored.sha256))
    assert file_content(stored) == b"aside"
    assert sweep(now=time.time()).brought_back == 1
    assert place_of(stored.sha256).is_file()


def test_the_rest_of_a_writer_that_was_killed_goes(handler: User) -> None:
    stored = accept(handler, b"sound")
    rest = place_of(stored.sha256).with_name(f".{stored.sha256}.1.aa")
    rest.write_bytes(b"half")
    os.utime(rest, (0, 0))
    assert list(storage.leftovers()) == [rest]
    call_command("files_sweep")
    assert not rest.exists()
    assert file_content(stored) == b"sound"


def test_a_look_is_had_again_from_the_kept_bytes(handler: User) -> None:
    stored = accept(handler, "关于接待的通知\n各科室：".encode())
    fresh = StoredFile.objects.get(pk=stored.pk)
    assert file_look(stored) is stored.look
    assert file_look(fresh) == stored.look


def test_only_those_of_the_body_reach_a_file(handler: User, person: People, other_bureau: Body) -> None:
    stored = accept(handler, b"ours")
    stranger = person("li", other_bureau, Role.HANDLER)
    assert access_file(rights_of(handler, on=ON), stored.pk, to=Right.READ) == stored
    for rights, key in ((rights_of(stranger, on=ON), stored.pk), (rights_of(handler, on=ON), new_id())):
        with pytest.raises(Http404):
            access_file(rights, key, to=Right.READ)
