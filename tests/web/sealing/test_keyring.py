"""The key file: made once, private, never guessed."""

from __future__ import annotations

import json
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from gongkai.core.errors_sealing import KeyFileExposed, KeyFileUnreadable, KeyMissing
from gongkai.web.sealing.ciphers import seal, unseal
from gongkai.web.sealing.keyring import key_add, keyring
from gongkai.web.sealing.rotation import key_add as offered


def test_it_is_made_at_the_first_use_and_private(own_folder):
    ring = keyring()
    path = own_folder / "keys.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text())["current"] == ring.current_id
    assert keyring() == ring
    assert [each.name for each in own_folder.iterdir()] == ["keys.json"]  # nothing half made is left


def test_sixteen_first_runs_at_once_read_the_same(own_folder):
    with ThreadPoolExecutor(16) as pool:
        rings = list(pool.map(lambda _: keyring().current_id, range(16)))
    assert len(set(rings)) == 1


def test_the_environment_names_the_file(own_folder, monkeypatch, tmp_path):
    monkeypatch.setenv("GONGKAI_KEYS", str(tmp_path / "safe" / "k.json"))
    keyring()
    assert (tmp_path / "safe" / "k.json").is_file()
    assert not (own_folder / "keys.json").exists()


def test_petitions_have_their_own_file(own_folder):
    assert keyring("petitions.letter").current.secret != keyring("requests.applicant").current.secret
    assert {each.name for each in own_folder.iterdir()} == {"keys.json", "petition-keys.json"}


@pytest.mark.parametrize("mode", [0o644, 0o604, 0o620, 0o666])
def test_a_file_others_can_read_is_refused(own_folder, mode):
    keyring()
    (own_folder / "keys.json").chmod(mode)
    with pytest.raises(KeyFileExposed, match="chmod 600"):
        keyring()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "",
        lambda text: "[]",
        lambda text: text.replace("gongkai.keys/1", "gongkai.keys/9"),
        lambda text: text.replace('"current": "k', '"current": "x'),
        lambda text: text.replace('"algorithm": "', '"algorithm": "rot13-'),
        lambda text: text.replace('"secret": "', '"secret": "!'),
        lambda text: json.dumps({**json.loads(text), "keys": {"k1": {"algorithm": "sm4-gcm", "secret": "AAAA"}}}),
        lambda text: json.dumps({"schema": "gongkai.keys/1"}),
    ],
)
def test_a_broken_file_is_told_and_never_replaced(own_folder, change):
    keyring()
    path = own_folder / "keys.json"
    broken = change(path.read_text())
    path.write_text(broken)
    with pytest.raises(KeyFileUnreadable, match="备份"):
        keyring()
    assert path.read_text() == broken


def test_no_secret_in_what_is_printed(own_folder):
    import base64

    ring = keyring()
    secret = base64.b64encode(ring.current.secret).decode()
    assert secret not in repr(ring)
    assert repr(ring.current.secret) not in repr(ring)


def test_a_new_key_is_current_and_the_old_one_stays(own_folder):
    token = seal("秘密", purpose="a", place="p")
    old = keyring()
    new = key_add()
    assert offered is key_add
    assert new.current_id != old.current_id
    assert new.index_id == old.index_id
    assert unseal(token, purpose="a", place="p") == "秘密"
    assert seal("x", purpose="a", place="p").split(".")[1] == new.current_id
    assert stat.S_IMODE((own_folder / "keys.json").stat().st_mode) == 0o600


def test_keys_added_at_once_are_all_kept(own_folder):
    keyring()
    with ThreadPoolExecutor(8) as pool:
        added = {ring.current_id for ring in pool.map(lambda _: key_add(), range(8))}
    assert len(keyring().keys) == 9
    assert added <= keyring().keys.keys()


def test_a_key_that_is_not_there(own_folder):
    token = seal("x", purpose="a", place="p")
    (own_folder / "keys.json").unlink()
    with pytest.raises(KeyMissing, match=token.split(".")[1]):
        unseal(token, purpose="a", place="p")


def test_sm_keys_are_made_where_they_are_chosen(own_folder, monkeypatch):
    monkeypatch.setenv("GONGKAI_CRYPTO", "sm")
    assert keyring().current.suite.name == "sm4-gcm"
    assert unseal(seal("国密", purpose="a", place="p"), purpose="a", place="p") == "国密"
