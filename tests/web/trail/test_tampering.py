"""A chain that was touched is found, whatever was done to it; a chain that was not is sound."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection

from gongkai.web.sealing import signing
from gongkai.web.trail.anchors import anchor_of
from gongkai.web.trail.chain import HEAD, entry_hash, head_of, values_of
from gongkai.web.trail.faults import Kind
from gongkai.web.trail.models import Chain, Entry
from gongkai.web.trail.services import trail_anchor
from gongkai.web.trail.verification import chain_verified, trail_verified
from tests.web.conftest import ON
from tests.web.trail.chains import done

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
LENGTH = 12


@pytest.fixture
def chain(bureau, person):
    zhang = person("zhang", bureau)
    for number in range(LENGTH):
        done(bureau, zhang, bureau, thing=f"第{number}件")
    return Chain.objects.get(body=bureau)


def kinds(chain):
    return {fault.kind for fault in chain_verified(chain).faults}


def rehash(entry):
    """What somebody does who knows how entries are hashed."""
    entry.hash = entry_hash(values_of(entry), "sha256")


def forged_tail(chain, start, change):
    """Every entry from `start` on written anew so that the hashes fit, and the head with them; the key is not known."""
    previous = Entry.objects.get(chain=chain, position=start - 1).hash if start > 1 else ""
    for entry in Entry.objects.filter(chain=chain, position__gte=start).order_by("position"):
        change(entry)
        entry.previous = previous
        rehash(entry)
        entry.save()
        previous = entry.hash
    Chain.objects.filter(pk=chain.pk).update(hash=previous)


def test_an_untouched_chain_is_sound(chain):
    verdict = chain_verified(chain)
    assert verdict.sound
    assert (verdict.entries, verdict.kept_from, verdict.name) == (LENGTH, 1, "演示市信访局")


EDITS = {
    "code": "test.refused",
    "actor_name": "李四",
    "record_type": "bodies.user",
    "record_id": "x",
    "details": {"thing": "别的"},
    "previous": "0" * 64,
    "hash": "0" * 64,
    "position": 99,
}


@pytest.mark.parametrize("position", range(1, LENGTH + 1, 2))
@pytest.mark.parametrize("field", EDITS)
def test_an_edited_field_is_found(chain, position, field):
    Entry.objects.filter(chain=chain, position=position).update(**{field: EDITS[field]})
    assert kinds(chain) & {Kind.CHANGED, Kind.GAP, Kind.UNLINKED, Kind.HEAD}


@pytest.mark.parametrize("position", [1, 6, LENGTH])
@pytest.mark.parametrize("field", ["at", "on", "actor", "body"])
def test_an_edited_day_or_person_is_found(chain, position, field, person, other_bureau):
    entry = Entry.objects.get(chain=chain, position=position)
    new = {
        "at": entry.at + timedelta(microseconds=1),
        "on": entry.on + timedelta(days=1),
        "actor": person("li"),
        "body": other_bureau,
    }[field]
    Entry.objects.filter(pk=entry.pk).update(**{field: new})
    assert Kind.CHANGED in kinds(chain)


@pytest.mark.parametrize("position", range(1, LENGTH + 1))
def test_a_deleted_entry_is_found(chain, position):
    Entry.objects.filter(chain=chain, position=position).delete()
    assert kinds(chain) & {Kind.GAP, Kind.HEAD}


@pytest.mark.parametrize("position", range(1, LENGTH))
def test_two_swapped_entries_are_found(chain, position):
    rows = Entry.objects.filter(chain=chain)
    rows.filter(position=position).update(position=1000)
    rows.filter(position=position + 1).update(position=position)
    rows.filter(position=1000).update(position=position + 1)
    assert kinds(chain) & {Kind.CHANGED, Kind.UNLINKED}


@pytest.mark.parametrize("position", range(1, LENGTH))
def test_swapped_contents_are_found_even_when_hashed_anew(chain, position):
    first, second = Entry.objects.filter(chain=chain, position__in=(position, position + 1)).order_by("position")
    first.code, second.code = "test.refused", "test.done"
    rehash(first)
    first.save()
    assert Kind.UNLINKED in kinds(chain)


@pytest.mark.parametrize("position", [1, 5, 12])
def test_swapped_numbers_are_found(chain, position):
    last = Entry.objects.order_by("sequence").last().sequence
    entry = Entry.objects.get(chain=chain, position=position)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE trail_entry SET sequence = %s WHERE sequence = %s", [last + 10, entry.sequence])
    found = kinds(chain)
    assert Kind.ORDER in found if position < LENGTH else found == set()  # the last one may have any higher number


@pytest.mark.parametrize("left", range(LENGTH))
def test_a_cut_tail_is_found(chain, left):
    Entry.objects.filter(chain=chain, position__gt=left).delete()
    assert Kind.HEAD in kinds(chain)


@pytest.mark.parametrize("left", range(1, LENGTH))
def test_a_cut_tail_with_a_head_that_fits_is_found_by_the_seal(chain, left):
    Entry.objects.filter(chain=chain, position__gt=left).delete()
    Chain.objects.filter(pk=chain.pk).update(length=left, hash=Entry.objects.get(chain=chain, position=left).hash)
    assert kinds(chain) == {Kind.SEAL}


@pytest.mark.parametrize("left", range(1, LENGTH, 3))
def test_a_cut_tail_with_the_old_seal_is_found_by_the_anchor(chain, left):
    anchor = anchor_of(json.dumps(trail_anchor(actor=None, on=ON)), file="anchor.json")
    old = Entry.objects.get(chain=chain, position=left)
    Entry.objects.filter(chain=chain, position__gt=left).delete()
    seal = signing.authenticate(head_of(chain.name, left, old.hash), purpose=HEAD)  # as it stood once, from a backup
    Chain.objects.filter(pk=chain.pk).update(length=left, hash=old.hash, seal=seal)
    assert kinds(chain) == {Kind.CUT}  # the anchor noted in the installation's own chain tells it
    Entry.objects.filter(code="trail.anchored").delete()
    assert chain_verified(chain).sound
    assert [fault.kind for fault in chain_verified(chain, anchor).faults] == [Kind.CUT]


@pytest.mark.parametrize("start", range(1, LENGTH + 1, 2))
def test_a_tail_written_anew_is_found_by_the_seal(chain, start):
    forged_tail(chain, start, lambda entry: setattr(entry, "actor_name", "李四"))
    assert kinds(chain) == {Kind.SEAL}


@pytest.mark.parametrize("start", [1, 7, LENGTH])
def test_a_tail_written_anew_with_the_key_is_found_by_the_anchor(chain, start):
    anchor = anchor_of(json.dumps(trail_anchor(actor=None, on=ON)), file="anchor.json")
    forged_tail(chain, start, lambda entry: setattr(entry, "actor_name", "李四"))
    chain.refresh_from_db()
    seal = signing.authenticate(head_of(chain.name, chain.length, chain.hash), purpose=HEAD)
    Chain.objects.filter(pk=chain.pk).update(seal=seal)
    Entry.objects.filter(code="trail.anchored").delete()
    assert [fault.kind for fault in chain_verified(chain, anchor).faults] == [Kind.ANCHORED]


def test_an_inserted_entry_behind_the_end_is_found(chain):
    last = Entry.objects.get(chain=chain, position=LENGTH)
    forged = Entry(chain=chain, body=chain.body, position=LENGTH + 1, at=last.at, on=ON, code="test.done", previous=last.hash)
    rehash(forged)
    forged.save()
    assert kinds(chain) == {Kind.BEYOND}


def test_an_inserted_entry_before_the_beginning_is_found(chain):
    first = Entry.objects.get(chain=chain, position=1)
    forged = Entry(chain=chain, body=chain.body, position=0, at=first.at, on=ON, code="test.done")
    rehash(forged)
    forged.save()
    assert Kind.UNLINKED in kinds(chain)


def test_an_entry_moved_to_another_chain_is_found(chain, other_bureau):
    done(other_bureau)
    other = Chain.objects.get(body=other_bureau)
    Entry.objects.filter(chain=chain, position=LENGTH).update(chain=other, position=2)
    assert Kind.HEAD in kinds(chain)
    assert Kind.BEYOND in kinds(other)


def test_a_chain_that_is_gone_is_found_by_the_anchor(chain):
    anchor = anchor_of(json.dumps(trail_anchor(actor=None, on=ON)), file="anchor.json")
    Entry.objects.filter(chain=chain).delete()
    chain.delete()
    for verdicts in (trail_verified(), trail_verified(anchor)):
        assert [fault.kind for verdict in verdicts for fault in verdict.faults] == [Kind.NO_CHAIN]


def test_a_forged_anchor_is_told_and_not_believed(chain):
    content = trail_anchor(actor=None, on=ON)
    content["chains"][0]["hash"] = "0" * 64
    anchor = anchor_of(json.dumps(content), file="anchor.json")
    faults = [fault.kind for verdict in trail_verified(anchor) for fault in verdict.faults]
    assert faults == [Kind.ANCHOR_SIGNATURE]


def test_an_anchor_can_be_verified_by_the_public_key_alone(chain, settings, tmp_path):
    text = json.dumps(trail_anchor(actor=None, on=ON))
    public = json.loads(text)["signature"]["public"]
    settings.VAR = tmp_path / "elsewhere"
    settings.VAR.mkdir()
    assert not anchor_of(text, file="a").genuine
    assert anchor_of(text, file="a", public=public).genuine


def test_one_entry_can_tell_more_than_one_fault_and_both_languages_say_it(chain):
    Entry.objects.filter(chain=chain, position=3).update(code="test.refused", previous="1")
    faults = chain_verified(chain).faults
    assert [fault.say() for fault in faults] == ["第 3 条与前一条不衔接", "第 3 条的内容与其校验值不一致"]
    assert [fault.say("en") for fault in faults] == [
        "entry 3 does not follow from the one before it",
        "entry 3 does not match its hash",
    ]


def test_the_chain_may_be_hashed_by_sm3_from_a_day_on(chain, bureau, monkeypatch):
    from gongkai.web.trail.services import keys_rotate

    monkeypatch.setenv("GONGKAI_CRYPTO", "sm")
    keys_rotate(actor=None, on=ON)
    entry = done(bureau)
    assert entry.hash.startswith("sm3:")
    assert chain_verified(chain).sound
    assert all(verdict.sound for verdict in trail_verified())
    Entry.objects.filter(pk=entry.pk).update(code="test.refused")
    assert Kind.CHANGED in kinds(chain)
