"""The key file: made at the first run, readable by its owner alone, never in the database.

GONGKAI_KEYS           the file of the installation's keys (default: keys.json in GONGKAI_VAR)
GONGKAI_PETITION_KEYS  that of the petitions, apart from the others (default: petition-keys.json in GONGKAI_VAR)
GONGKAI_CRYPTO         international (AES-256-GCM, SHA-256) or sm (SM4-GCM, SM3): what new keys are made for
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from gongkai.core.errors_sealing import KeyFileExposed, KeyFileUnreadable, KeyMissing
from gongkai.web.sealing.suites import SECRET_BYTES, SUITES, Suite, chosen

SCHEMA = "gongkai.keys/1"
PETITIONS = "petitions."  # purposes that begin so have their own file
_OTHERS = 0o027  # what neither group nor others may do


@dataclass(frozen=True, slots=True)
class Key:
    """One secret; the keys in use are derived from it, one per purpose."""

    id: str
    suite: Suite
    secret: bytes

    def derived(self, purpose: str, length: int | None = None) -> bytes:
        """The key of one purpose."""
        return self.suite.derive(self.secret, purpose, length or self.suite.key_bytes)

    def __repr__(self) -> str:
        return f"Key({self.id}, {self.suite.name})"  # a secret never reaches a log


@dataclass(frozen=True, slots=True)
class Keyring:
    """All keys of one file. New values are sealed with `current`; blind indexes are made with `index`."""

    path: Path
    keys: Mapping[str, Key]
    current_id: str
    index_id: str

    @property
    def current(self) -> Key:
        """The key that new values are sealed with."""
        return self.keys[self.current_id]

    def key(self, key_id: str) -> Key:
        """Raises KeyMissing."""
        try:
            return self.keys[key_id]
        except KeyError:
            raise KeyMissing(path=self.path, key=key_id) from None


def keyring(purpose: str = "") -> Keyring:
    """The keys for a purpose; the file is made where there is none. Raises KeyFileUnreadable, KeyFileExposed."""
    path = path_of(purpose)
    for _attempt in range(2):
        try:
            state = path.stat()
        except FileNotFoundError:
            _make(path)
            continue
        if state.st_mode & _OTHERS:
            raise KeyFileExposed(path=path, mode=oct(state.st_mode & 0o777)[2:])
        return _read(path, state.st_mtime_ns, state.st_ino, state.st_size)
    raise KeyFileUnreadable(path=path, problem="FileNotFoundError")


def path_of(purpose: str) -> Path:
    """Where the keys for a purpose lie, asked anew each time."""
    if purpose.startswith(PETITIONS):
        return Path(os.environ.get("GONGKAI_PETITION_KEYS") or Path(settings.VAR) / "petition-keys.json")
    return Path(os.environ.get("GONGKAI_KEYS") or Path(settings.VAR) / "keys.json")


def key_add(purpose: str = "", *, indexes: bool = False) -> Keyring:
    """Put a new key into the file and make it the current one; the old ones stay, for what they sealed.

    With `indexes` blind indexes are made with it from now on, too: they have to be made anew then.
    """
    with _locked(path_of(purpose)):
        ring = keyring(purpose)
        key = _new_key()
        grown = replace(
            ring,
            keys={**ring.keys, key.id: key},
            current_id=key.id,
            index_id=key.id if indexes else ring.index_id,
        )
        partial = _write_partial(ring.path, grown)
        partial.replace(ring.path)
        _sync_folder(ring.path.parent)
    return keyring(purpose)


def _make(path: Path) -> None:
    """Two first runs at once: the first to link its file wins, and both read that one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    key = _new_key()
    partial = _write_partial(path, Keyring(path, {key.id: key}, key.id, key.id))
    try:
        with suppress(FileExistsError):
            os.link(partial, path)
    finally:
        partial.unlink()
    _sync_folder(path.parent)


def _new_key() -> Key:
    suite = chosen(os.environ.get("GONGKAI_CRYPTO") or str(getattr(settings, "CRYPTO", "international")))
    return Key("k" + secrets.token_hex(4), suite, secrets.token_bytes(SECRET_BYTES))


def _write_partial(path: Path, ring: Keyring) -> Path:
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    content = {
        "schema": SCHEMA,
        "current": ring.current_id,
        "index": ring.index_id,
        "keys": {
            key.id: {"algorithm": key.suite.name, "secret": base64.b64encode(key.secret).decode("ascii")}
            for key in ring.keys.values()
        },
    }
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return partial


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int, _inode: int, _size: int) -> Keyring:
    """Read once per state of the file, so that every process sees a rotation at once."""
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if content["schema"] != SCHEMA:
            raise KeyFileUnreadable(path=path, problem=f"schema {content['schema']}")
        keys = {
            name: Key(name, SUITES[entry["algorithm"]], base64.b64decode(entry["secret"], validate=True))
            for name, entry in content["keys"].items()
        }
        ring = Keyring(path, keys, content["current"], content["index"])
        short = [key.id for key in keys.values() if len(key.secret) != SECRET_BYTES]
        if short or not {ring.current_id, ring.index_id} <= keys.keys():
            raise KeyFileUnreadable(path=path, problem=f"keys {short or [ring.current_id, ring.index_id]}")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise KeyFileUnreadable(path=path, problem=type(error).__name__) from None
    return ring


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
