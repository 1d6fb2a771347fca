"""One text sealed and unsealed: `gk1.<key>.<nonce, ciphertext and tag in base64>`."""

from __future__ import annotations

import base64
import binascii
import secrets

from gongkai.core.errors_sealing import SealBroken
from gongkai.web.sealing.keyring import keyring
from gongkai.web.sealing.suites import NONCE_BYTES

MARK = "gk1"


def seal(plain: str, *, purpose: str, place: str) -> str:
    """Seal a text with the current key of its purpose; it can be unsealed in the same `place` only."""
    key = keyring(purpose).current
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = key.suite.encrypt(
        key.derived("seal/" + purpose), nonce, plain.encode("utf-8", "surrogatepass"), _bound(key.id, purpose, place)
    )
    return f"{MARK}.{key.id}.{base64.urlsafe_b64encode(nonce + sealed).decode('ascii')}"


def unseal(token: str, *, purpose: str, place: str) -> str:
    """The text that was sealed. Raises SealBroken, KeyMissing."""
    mark, _, rest = token.partition(".")
    key_id, _, encoded = rest.partition(".")
    if mark != MARK or not encoded:
        raise SealBroken(place=place)
    key = keyring(purpose).key(key_id)
    try:
        data = base64.b64decode(encoded, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise SealBroken(place=place) from None
    plain = (
        key.suite.decrypt(
            key.derived("seal/" + purpose), data[:NONCE_BYTES], data[NONCE_BYTES:], _bound(key.id, purpose, place)
        )
        if len(data) > NONCE_BYTES
        else None
    )
    if plain is None:
        raise SealBroken(place=place)
    return plain.decode("utf-8", "surrogatepass")


def prefix_of_current(purpose: str) -> str:
    """How every token begins that is sealed with the current key."""
    return f"{MARK}.{keyring(purpose).current_id}."


def _bound(key_id: str, purpose: str, place: str) -> bytes:
    return "\0".join((MARK, key_id, purpose, place)).encode("utf-8")
