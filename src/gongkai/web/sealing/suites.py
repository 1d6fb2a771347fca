"""The algorithms by name: AES-256-GCM with SHA-256, or SM4-GCM with SM3 (GB/T 32907, GB/T 32905); nothing of our own.

A key belongs to one suite for ever, so that a change of suite is a rotation: what was sealed before stays readable.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from gongkai.core.errors_sealing import CryptoUnavailable, CryptoUnknown

NONCE_BYTES = 12
TAG_BYTES = 16
SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Suite:
    """One cipher with one hash."""

    name: str
    key_bytes: int
    cipher: Callable[[bytes], Any]
    hash: Callable[[], hashes.HashAlgorithm]
    hash_name: str

    def derive(self, secret: bytes, purpose: str, length: int) -> bytes:
        """The key of one purpose (HKDF, RFC 5869): knowing one tells nothing of another."""
        return HKDF(self.hash(), length, salt=None, info=b"gongkai/" + purpose.encode("utf-8")).derive(secret)

    def encrypt(self, key: bytes, nonce: bytes, plain: bytes, bound: bytes) -> bytes:
        """Ciphertext and tag. `bound` is not kept, but must be the same when decrypting. Raises CryptoUnavailable."""
        try:
            encryptor = Cipher(self.cipher(key), modes.GCM(nonce)).encryptor()
        except UnsupportedAlgorithm as error:
            raise CryptoUnavailable(name=self.name) from error
        encryptor.authenticate_additional_data(bound)
        return encryptor.update(plain) + encryptor.finalize() + encryptor.tag

    def decrypt(self, key: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes | None:
        """The plain bytes, or None where the seal is broken. Raises CryptoUnavailable."""
        if len(sealed) < TAG_BYTES:
            return None
        try:
            decryptor = Cipher(self.cipher(key), modes.GCM(nonce, sealed[-TAG_BYTES:])).decryptor()
        except UnsupportedAlgorithm as error:
            raise CryptoUnavailable(name=self.name) from error
        decryptor.authenticate_additional_data(bound)
        plain = decryptor.update(sealed[:-TAG_BYTES])
        try:
            return plain + decryptor.finalize()
        except InvalidTag:
            return None

    def mac(self, key: bytes, data: bytes) -> bytes:
        """HMAC of `data` (RFC 2104)."""
        code = hmac.HMAC(key, self.hash())
        code.update(data)
        return code.finalize()


AES = Suite("aes-256-gcm", 32, algorithms.AES, hashes.SHA256, "sha256")
SM4 = Suite("sm4-gcm", 16, algorithms.SM4, hashes.SM3, "sm3")
SUITES = {suite.name: suite for suite in (AES, SM4)}
CHOICES = {"international": AES, "sm": SM4}


def chosen(name: str) -> Suite:
    """The suite that new keys are made for. Raises CryptoUnknown."""
    try:
        return CHOICES[name]
    except KeyError:
        raise CryptoUnknown(name=name, known="、".join(CHOICES)) from None


_HASHES: dict[str, Callable[[], hashes.HashAlgorithm]] = {"sha256": hashes.SHA256, "sm3": hashes.SM3}


def digest(data: bytes, algorithm: str) -> str:
    """The hash of `data` in hexadecimal, by "sha256" or "sm3"."""
    found = hashes.Hash(_HASHES[algorithm]())
    found.update(data)
    return found.finalize().hex()
