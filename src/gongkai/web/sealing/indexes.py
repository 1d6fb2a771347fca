"""The keyed blind index: tells that two sealed values are equal, and nothing else, to whoever holds the key alone."""

from __future__ import annotations

import base64
import unicodedata

from gongkai.web.sealing.keyring import Key, keyring

MOST = 64  # characters of an index, for the columns that keep it
_BYTES = 24


def normalised(value: str) -> str:
    """The form in which values are compared: full width and half width, capitals and spaces make no difference."""
    folded = unicodedata.normalize("NFKC", value).casefold()
    return "".join(sign for sign in folded if not sign.isspace() and unicodedata.category(sign) not in ("Cf", "Cc"))


def blind_index(purpose: str, value: str) -> str:
    """The index of a value, to be kept beside the sealed one; of an empty value the empty text."""
    ring = keyring(purpose)
    return _index(ring.key(ring.index_id), purpose, value)


def _index(key: Key, purpose: str, value: str) -> str:
    plain = normalised(value)
    if not plain:
        return ""
    code = key.suite.mac(key.derived("index/" + purpose, 32), plain.encode("utf-8", "surrogatepass"))
    return f"{key.id}.{base64.urlsafe_b64encode(code[:_BYTES]).decode('ascii')}"


def blind_indexes(purpose: str, value: str) -> list[str]:
    """Every form the index of a value may have while indexes are being made anew: for `filter(index__in=...)`."""
    ring = keyring(purpose)
    return [found for key in ring.keys.values() if (found := _index(key, purpose, value))]
