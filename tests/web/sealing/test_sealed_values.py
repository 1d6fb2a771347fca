"""Sealed columns: nothing plain in the database, nothing moved, nothing searched, nothing lost by new keys."""

from __future__ import annotations

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import connection, transaction

from gongkai.core.errors_sealing import SealBroken, SealedNotSearchable
from gongkai.web.sealing.ciphers import seal, unseal
from gongkai.web.sealing.fields import SealedTextField
from gongkai.web.sealing.indexes import blind_index, blind_indexes
from gongkai.web.sealing.rotation import key_add, values_reseal, values_under_old_keys
from gongkai.web.sealing.signing import authenticate, is_authentic, public_key, sign, verify
from gongkai.web.trail.models import Entry
from gongkai.web.trail.services import keys_reseal, keys_rotate
from tests.web.conftest import ON

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NUMBER = "320102199001011234"


@pytest.fixture(params=["international", "sm"], autouse=True)
def crypto(request, monkeypatch):
    """All of this with either suite."""
    monkeypatch.setenv("GONGKAI_CRYPTO", request.param)
    return request.param


def test_it_comes_back_and_stands_sealed(letter, raw, crypto):
    made = letter.objects.create(number=NUMBER, address="演示市幸福路1号", complaint="反映")
    made.refresh_from_db()
    assert (made.number, made.address, made.complaint) == (NUMBER, "演示市幸福路1号", "反映")
    assert letter.objects.values_list("number", flat=True).get() == NUMBER
    stored = raw("number || address || complaint || number_index")[0]
    assert NUMBER not in stored
    assert "幸福" not in stored
    assert "反映" not in stored
    assert raw()[0].startswith("gk1.k")


@pytest.mark.parametrize("value", ["", None])
def test_empty_stays_empty(letter, raw, value):
    made = letter.objects.create(number="", address=value)
    made.refresh_from_db()
    assert (made.number, made.address) == ("", value)
    assert raw("address") == [value]
    assert letter.objects.filter(address__isnull=True).count() == (value is None)


def test_the_same_text_is_never_sealed_the_same_twice(letter, raw):
    letter.objects.create(number=NUMBER)
    letter.objects.create(number=NUMBER)
    assert len(set(raw())) == 2
    assert len(set(raw("number_index"))) == 1


def test_other_ways_of_writing_seal_too(letter, raw):
    letter.objects.bulk_create([letter(number=NUMBER), letter(number="b" + NUMBER)])
    letter.objects.update(address="演示市幸福路1号")
    rows = list(letter.objects.order_by("id"))
    rows[0].number = "c" + NUMBER
    letter.objects.bulk_update(rows, ["number"])
    assert [row.number for row in letter.objects.order_by("id")] == ["c" + NUMBER, "b" + NUMBER]
    assert not [value for value in raw() + raw("address") if NUMBER in value or "幸福" in value]


def test_a_token_moved_to_another_column_is_refused(letter, raw):
    letter.objects.create(number=NUMBER, address="演示市幸福路1号")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sealing_test_letter SET address = number")
    with pytest.raises(SealBroken, match=r"sealing\.letter\.address"):
        letter.objects.get()


CHANGES = {
    "cut": lambda token: token[:-4],
    "last sign": lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
    "plain": lambda token: "plain",
    "mark": lambda token: token.replace("gk1", "gk2"),
    "empty": lambda token: token.rpartition(".")[0] + ".",
    "foreign signs": lambda token: token + "!!",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_changed_token_is_refused(letter, raw, change):
    letter.objects.create(number=NUMBER)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sealing_test_letter SET number = %s", [change(raw()[0])])
    with pytest.raises(SealBroken):
        letter.objects.get()


def test_a_token_serves_one_purpose(own_folder):
    token = seal("x", purpose="a", place="p")
    for purpose, place in (("b", "p"), ("a", "q")):
        with pytest.raises(SealBroken):
            unseal(token, purpose=purpose, place=place)


@pytest.mark.parametrize("lookup", ["number", "number__icontains", "number__in", "number__startswith"])
def test_it_cannot_be_searched(letter, lookup):
    with pytest.raises(SealedNotSearchable, match="盲索引"):
        letter.objects.filter(**{lookup: [NUMBER] if lookup.endswith("in") else NUMBER}).count()


def test_dumps_of_fixtures_hold_no_plain_text(letter):
    letter.objects.create(number=NUMBER)
    assert NUMBER not in serializers.serialize("json", letter.objects.all())


def test_a_field_needs_a_purpose():
    field = SealedTextField()
    field.set_attributes_from_name("x")
    assert [each.id for each in field.check()][-1] == "sealing.E001"
    assert SealedTextField(purpose="a").deconstruct()[3]["purpose"] == "a"


WRITTEN = (
    "３２０１０２１９９００１０１１２３４",
    " 3201 0219 9001 0112 34 ",
    "320102199001011234\u200b",
    "\t320102199001011234\n",
)


@pytest.mark.parametrize("same", WRITTEN, ids=("wide", "spaces", "invisible", "lines"))
def test_the_same_applicant_is_found_however_it_was_typed(letter, same):
    letter.objects.create(number=NUMBER)
    assert letter.objects.filter(number_index__in=blind_indexes("test.identity", same)).count() == 1
    assert letter.objects.filter(number_index=blind_index("test.identity", same)).count() == 1


def test_an_index_tells_nothing_without_key_and_purpose(letter, own_folder):
    index = blind_index("a", "张三")
    assert index != blind_index("b", "张三")
    assert blind_index("a", "李四") != index
    assert blind_index("a", " \u3000") == ""
    assert blind_indexes("a", "") == []
    assert blind_index("a", "ABC x") == blind_index("a", "abcＸ")
    (own_folder / "keys.json").unlink()
    assert blind_index("a", "张三") != index


def count_old(raw, key):
    return sum(not value.startswith(f"gk1.{key}.") for value in raw() if value)


def test_new_keys_lose_nothing(letter, raw):
    texts = [f"{NUMBER}-{number}" for number in range(25)]
    letter.objects.bulk_create([letter(number=text, address="地址", complaint="信") for text in texts])
    key = keys_rotate(actor=None, on=ON)
    assert count_old(raw, key) == 25
    assert values_under_old_keys() == 50  # the petitions keep their own key
    assert keys_reseal(actor=None, on=ON, most=10) == 10
    assert count_old(raw, key) == 15
    assert [row.number for row in letter.objects.order_by("id")] == texts  # half way, all can be read
    while keys_reseal(actor=None, on=ON, most=7):
        pass
    assert count_old(raw, key) == values_under_old_keys() == 0
    assert [row.number for row in letter.objects.order_by("id")] == texts
    assert letter.objects.filter(number_index__in=blind_indexes("test.identity", texts[3])).count() == 1
    assert Entry.objects.filter(code="keys.resealed").count() == 7
    assert not Entry.objects.filter(code="keys.resealed", details__values=0).exists()


def test_a_batch_that_is_undone_can_be_done_again(letter, raw):
    letter.objects.bulk_create([letter(number=f"{number}") for number in range(9)])
    key = key_add().current_id
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert values_reseal(most=5) == 5
        raise ZeroDivisionError
    assert count_old(raw, key) == 9
    assert values_reseal() == 9
    assert [row.number for row in letter.objects.order_by("id")] == [str(number) for number in range(9)]


def test_indexes_are_made_anew_on_demand(letter):
    letter.objects.bulk_create([letter(number=f"{number}") for number in range(5)])
    old = blind_index("test.identity", "3")
    call_command("keys_rotate", "--indexes", batch=2)
    assert blind_index("test.identity", "3") != old
    assert letter.objects.filter(number_index=blind_index("test.identity", "3")).count() == 1
    assert values_under_old_keys() == 0


def test_the_command_changes_the_petitions_keys_and_resumes(letter, raw):
    letter.objects.create(number="1", complaint="信访内容")
    before = raw("complaint")
    call_command("keys_rotate", "--petitions")
    assert raw("complaint") != before
    after = raw("complaint")
    call_command("keys_rotate", "--resume")
    assert raw("complaint") == after
    assert letter.objects.get().complaint == "信访内容"


def test_signatures(own_folder):
    signature = sign({"b": 1, "a": "信"}, purpose="p")
    assert verify({"a": "信", "b": 1}, signature, purpose="p")
    assert not verify({"a": "信", "b": 2}, signature, purpose="p")
    assert not verify({"a": "信", "b": 1}, signature, purpose="q")
    assert not verify({"a": "信", "b": 1}, None, purpose="p")
    assert not verify({"a": "信", "b": 1}, {**signature, "key": "k0"}, purpose="p")
    assert not verify({"a": "信", "b": 1}, {**signature, "value": "!"}, purpose="p")
    key_add()
    assert verify({"a": "信", "b": 1}, signature, purpose="p")  # older keys go on proving
    assert public_key(purpose="p") != signature["public"] == public_key(signature["key"], purpose="p")


def test_a_signature_does_not_bring_its_own_key(own_folder, tmp_path, settings):
    settings.VAR = tmp_path / "foreign"
    forged = sign({"a": 1}, purpose="p")
    settings.VAR = own_folder
    ours = sign({"a": 1}, purpose="p")
    assert not verify({"a": 1}, forged, purpose="p")
    assert not verify({"a": 1}, {**forged, "key": ours["key"]}, purpose="p")


def test_codes(own_folder):
    code = authenticate(["a", 1], purpose="p")
    assert is_authentic(["a", 1], code, purpose="p")
    assert not is_authentic(["a", 2], code, purpose="p")
    assert not is_authentic(["a", 1], code, purpose="q")
    for broken in ("", "x", "k0.00", code[:-1]):
        assert not is_authentic(["a", 1], broken, purpose="p")
