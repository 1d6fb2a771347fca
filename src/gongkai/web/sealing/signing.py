"""Signatures that anybody can verify (Ed25519, RFC 8032), codes that only the installation can (HMAC), and hashes."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from gongkai.core.errors_sealing import KeyMissing
from gongkai.web.sealing.keyring import Key, keyring
from gongkai.web.sealing.suites import digest

__all__ = ["authenticate", "canonical", "digest", "digest_name", "is_authentic", "public_key", "sign", "verify"]


def canonical(value: Any) -> bytes:
    """JSON in one fixed form: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False).encode("utf-8")


def sign(value: Any, *, purpose: str) -> dict[str, str]:
    """A signature over a value in canonical JSON, with the key's id and public half."""
    key = keyring(purpose).current
    private = _private(key, purpose)
    return {
        "algorithm": "ed25519",
        "key": key.id,
        "public": _text(_raw(private.public_key())),
        "value": _text(private.sign(canonical(value))),
    }


def verify(value: Any, signature: Any, *, purpose: str, public: str = "") -> bool:
    """Whether the signature is over this value and by a key of this installation, or by the `public` key given.

    The public half that stands in the signature itself is never believed.
    """
    if not isinstance(signature, dict):
        return False
    try:
        raw = base64.b64decode(public or public_key(str(signature.get("key")), purpose=purpose), validate=True)
        Ed25519PublicKey.from_public_bytes(raw).verify(
            base64.b64decode(str(signature.get("value")), validate=True), canonical(value)
        )
    except (InvalidSignature, KeyMissing, ValueError, binascii.Error):
        return False
    return True


def public_key(key_id: str = "", *, purpose: str) -> str:
    """The public half of a key (of the current one where none is named), in base64. Raises KeyMissing."""
    ring = keyring(purpose)
    key = ring.key(key_id) if key_id else ring.current
    return _text(_raw(_private(key, purpose).public_key()))


def authenticate(value: Any, *, purpose: str) -> str:
    """A code over a value in canonical JSON that only who holds the key can make: `<key>.<code>`."""
    key = keyring(purpose).current
    return f"{key.id}.{_code(key, value, purpose)}"


def is_authentic(value: Any, code: str, *, purpose: str) -> bool:
    """Whether `code` was made by this installation for this value."""
    key_id, _, found = code.partition(".")
    try:
        key = keyring(purpose).key(key_id)
    except KeyMissing:
        return False
    return hmac.compare_digest(found, _code(key, value, purpose))


def digest_name(purpose: str = "") -> str:
    """The hash that goes with the current key: sha256, or sm3."""
    return keyring(purpose).current.suite.hash_name


def _code(key: Key, value: Any, purpose: str) -> str:
    return key.suite.mac(key.derived("code/" + purpose, 32), canonical(value)).hex()


def _private(key: Key, purpose: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(key.derived("sign/" + purpose, 32))


def _raw(public: Ed25519PublicKey) -> bytes:
    return public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
