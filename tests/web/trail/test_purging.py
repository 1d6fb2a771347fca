"""A purge keeps what the law keeps, and what it leaves can still be verified."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from gongkai.core.errors_trail import AnchorUnreadable, TrailKeptTooShort
from gongkai.web.trail.anchors import anchor_of
from gongkai.web.trail.faults import Kind
from gongkai.web.trail.guards import guards_put
from gongkai.web.trail.models import Chain, Checkpoint, Entry, Reader
from gongkai.web.trail.services import chain_purge, trail_anchor
from gongkai.web.trail.verification import chain_verified, trail_verified
from tests.web.conftest import ON
from tests.web.trail.chains import done, old_chain

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
FAR = date(2100, 1, 1)  # a day given falsely must not remove more


def positions():
    return list(Entry.objects.filter(code="test.done").order_by("position").values_list("position", flat=True))


def test_three_years_are_kept_by_default(bureau):
    chain = old_chain(bureau, [2000, 1500, 1098, 1094, 400, 1])
    assert chain_purge(name=chain.name, actor=None, on=FAR) == 3
    assert positions() == [4, 5, 6]
    verdict = chain_verified(chain)
    assert (verdict.sound, verdict.kept_from, verdict.entries) == (True, 4, 4)  # the purge itself is an entry
    assert chain_purge(name=chain.name, actor=None, on=FAR) == 0
    assert Checkpoint.objects.count() == 1


@pytest.mark.parametrize("days", [0, -1, 1, 182])
def test_less_than_six_months_is_refused(bureau, days):
    chain = old_chain(bureau, [2000, 1])
    with pytest.raises(TrailKeptTooShort, match="183"):
        chain_purge(name=chain.name, actor=None, on=FAR, keep_days=days)
    with pytest.raises(CommandError):
        call_command("trail_purge", keep_days=days)
    assert positions() == [1, 2]


def test_six_months_are_kept_to_the_day(bureau):
    chain = old_chain(bureau, [186, 185, 182, 181])
    assert chain_purge(name=chain.name, actor=None, on=FAR, keep_days=183) == 2
    assert positions() == [3, 4]


def test_an_old_entry_behind_a_young_one_stays(bureau):
    chain = old_chain(bureau, [2000, 10, 2000, 5])
    assert chain_purge(name=chain.name, actor=None, on=FAR) == 1
    assert positions() == [2, 3, 4]


def test_a_day_in_the_past_keeps_more(bureau):
    chain = old_chain(bureau, [2000, 1500, 1])
    assert chain_purge(name=chain.name, actor=None, on=date(2018, 1, 1)) == 0


def test_what_a_reader_has_not_read_stays(bureau):
    chain = old_chain(bureau, [2000, 1900, 1800, 1])
    second = Entry.objects.get(position=2)
    Reader.objects.create(name="pages", sequence=second.sequence)
    assert chain_purge(name=chain.name, actor=None, on=FAR) == 2
    assert positions() == [3, 4]


def test_the_chain_goes_on_after_everything_was_purged(bureau):
    chain = old_chain(bureau, [2000, 1900])
    assert chain_purge(name=chain.name, actor=None, on=FAR) == 2
    done(bureau)
    assert positions() == [4]
    assert chain_verified(chain).sound


def test_two_purges_leave_two_checkpoints(bureau):
    chain = old_chain(bureau, [2000, 1900, 1200, 500, 1])
    assert chain_purge(name=chain.name, actor=None, on=FAR, keep_days=1500) == 2
    assert chain_purge(name=chain.name, actor=None, on=FAR, keep_days=1100) == 1
    assert chain_verified(chain).sound
    assert [each.position for each in Checkpoint.objects.all()] == [2, 3]


@pytest.mark.parametrize("field, value", [("position", 3), ("hash", "0" * 64), ("kept_from", ON), ("signature", {})])
def test_a_forged_checkpoint_is_found(bureau, field, value):
    chain = old_chain(bureau, [2000, 1900, 1800, 1])
    assert chain_purge(name=chain.name, actor=None, on=FAR, keep_days=1850) == 2
    Checkpoint.objects.update(**{field: value})
    assert Kind.CHECKPOINT in {fault.kind for fault in chain_verified(chain).faults}


def test_a_beginning_cut_off_without_a_checkpoint_is_found(bureau):
    chain = old_chain(bureau, [2000, 1900, 1])
    chain_purge(name=chain.name, actor=None, on=FAR)
    Checkpoint.objects.all().delete()
    assert Kind.GAP in {fault.kind for fault in chain_verified(chain).faults}


def test_anchors_from_before_a_purge_still_hold(bureau):
    chain = old_chain(bureau, [2000, 1900, 1800, 1])
    before = anchor_of(json.dumps(trail_anchor(actor=None, on=ON)), file="a")
    chain_purge(name=chain.name, actor=None, on=FAR)
    assert all(verdict.sound for verdict in trail_verified(before))


def test_the_commands_verify_anchor_and_tell(bureau, tmp_path):
    guards_put(connection)
    old_chain(bureau, [2000, 10])
    out = io.StringIO()
    file = tmp_path / "anchor.json"
    call_command("trail_anchor", output=file, stdout=out)
    call_command("trail_purge", stdout=out)
    call_command("trail_verify", anchor=file, stdout=out)
    assert "演示市信访局" in out.getvalue()
    call_command("trail_verify", anchor=file, lang="en", stdout=out)
    assert "sound\t" in out.getvalue()
    Chain.objects.filter(body=bureau).update(length=9)
    with pytest.raises(CommandError, match="需核实"):
        call_command("trail_verify", stdout=out)
    assert "链尾登记为第 9 条" in out.getvalue()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "x", "signature": {}, "chains": []}', '{"signature": 1}'])
def test_a_file_that_is_no_anchor_is_told(db, tmp_path, text):
    with pytest.raises(AnchorUnreadable):
        anchor_of(text, file="other.json")
    file = tmp_path / "other.json"
    file.write_text(text)
    with pytest.raises(CommandError, match="不是操作记录"):
        call_command("trail_verify", anchor=file)
