"""The anchor: the heads of all chains on one day, signed, to be kept where the database's masters cannot reach it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.core.errors_trail import AnchorUnreadable
from gongkai.web.sealing import signing
from gongkai.web.trail.chain import ANCHOR
from gongkai.web.trail.models import Chain

SCHEMA = "gongkai.trail-anchor/1"
Heads = dict[str, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Anchor:
    """An anchor read from a file."""

    file: str
    heads: Heads
    names: Mapping[str, str]
    genuine: bool


def heads_now() -> Heads:
    """Of each chain its length and the hash at its end."""
    return {name: (length, hash_) for name, length, hash_ in Chain.objects.values_list("name", "length", "hash") if length}


def anchor_content(at: str) -> dict[str, Any]:
    """The anchor as JSON, signed. `at` is the instant of the database."""
    content: dict[str, Any] = {
        "schema": SCHEMA,
        "at": at,
        "chains": [
            {"chain": chain.name, "name": chain.body.name if chain.body else "", "length": chain.length, "hash": chain.hash}
            for chain in Chain.objects.select_related("body").filter(length__gt=0)
        ],
    }
    return {**content, "signature": signing.sign(content, purpose=ANCHOR)}


def anchor_of(text: str, *, file: str, public: str = "") -> Anchor:
    """Read an anchor; `public` is the public key where the key file is not at hand. Raises AnchorUnreadable."""
    try:
        content = json.loads(text)
        signature = content.pop("signature")
        if content["schema"] != SCHEMA:
            raise AnchorUnreadable(file=file, problem=str(content["schema"]))
        heads = {str(each["chain"]): (int(each["length"]), str(each["hash"])) for each in content["chains"]}
        names = {str(each["chain"]): str(each["name"]) for each in content["chains"]}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise AnchorUnreadable(file=file, problem=type(error).__name__) from None
    return Anchor(file, heads, names, signing.verify(content, signature, purpose=ANCHOR, public=public))
