"""The algorithms give the values that their standards print."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher, modes

from gongkai.core.errors_sealing import CryptoUnknown
from gongkai.web.sealing.suites import AES, SM4, chosen, digest

GCM = [
    (  # McGrew and Viega, The Galois/Counter Mode of Operation, test case 14
        *(AES, "00" * 32, "00" * 12, "00" * 16, ""),
        "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919",
    ),
    (  # the same, test case 16
        AES,
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
        "cafebabefacedbaddecaf888",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
        "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b",
    ),
    (  # RFC 8998, appendix A.1
        SM4,
        "0123456789abcdeffedcba9876543210",
        "00001234567800000000abcd",
        "a" * 16 + "b" * 16 + "c" * 16 + "d" * 16 + "e" * 16 + "f" * 16 + "e" * 16 + "a" * 16,
        "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
        "83de3541e4c2b58177e065a9bf7b62ec",
    ),
]


@pytest.mark.parametrize("suite, key, nonce, plain, bound, sealed", GCM)
def test_gcm(suite, key, nonce, plain, bound, sealed):
    key, nonce, plain, bound, sealed = (bytes.fromhex(each) for each in (key, nonce, plain, bound, sealed))
    assert suite.encrypt(key, nonce, plain, bound) == sealed
    assert suite.decrypt(key, nonce, sealed, bound) == plain
    assert suite.decrypt(key, nonce, sealed, bound + b"x") is None
    for place in (0, len(sealed) // 2, len(sealed) - 1):
        broken = bytearray(sealed)
        broken[place] ^= 1
        assert suite.decrypt(key, nonce, bytes(broken), bound) is None
    assert suite.decrypt(key, nonce, sealed[:15], bound) is None


def test_sm4_block():
    """GB/T 32907-2016, example 1."""
    block = bytes.fromhex("0123456789abcdeffedcba9876543210")
    encryptor = Cipher(SM4.cipher(block), modes.ECB()).encryptor()
    assert encryptor.update(block).hex() == "681edf34d206965e86b3e94f536e4246"


@pytest.mark.parametrize(
    "algorithm, text, value",
    [
        ("sm3", b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),  # GB/T 32905-2016, example 1
        ("sm3", b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),  # example 2
        ("sha256", b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),  # FIPS 180-2, B.1
    ],
)
def test_digests(algorithm, text, value):
    assert digest(text, algorithm) == value


def test_mac():
    """RFC 4231, test case 2."""
    code = AES.mac(b"Jefe", b"what do ya want for nothing?")
    assert code.hex() == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"


@pytest.mark.parametrize("suite, name", [(AES, "sha256"), (SM4, "sm3")])
@pytest.mark.parametrize("length", [16, 32, 64])
def test_derivation(suite, name, length):
    """RFC 5869 written out again with HMAC alone."""

    def code(key, data):
        return hmac.new(key, data, name).digest() if name in hashlib.algorithms_guaranteed else suite.mac(key, data)

    secret, block, made = b"s" * 32, b"", b""
    main = code(bytes(32), secret)
    for number in (1, 2):
        block = code(main, block + b"gongkai/seal/x" + bytes([number]))
        made += block
    assert suite.derive(secret, "seal/x", length) == made[:length]


def test_ed25519():
    """RFC 8032, 7.1, test 1."""
    key = Ed25519PrivateKey.from_private_bytes(
        bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    )
    assert key.sign(b"").hex() == (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )


def test_a_choice_that_is_none():
    with pytest.raises(CryptoUnknown, match="sm"):
        chosen("rot13")
