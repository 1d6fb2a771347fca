"""The data of the rules, from `law/screening/`: read once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from gongkai.core.law import read_law_file


@cache
def personal() -> Mapping[str, Any]:
    """Shapes, code tables and words of personal data (`law/screening/personal.yaml`)."""
    return dict(read_law_file("screening/personal.yaml"))


@cache
def secrecy() -> Mapping[str, Any]:
    """Secrecy and internal marks (`law/screening/secrecy.yaml`)."""
    return dict(read_law_file("screening/secrecy.yaml"))


@cache
def wording() -> Mapping[str, Any]:
    """The word lists (`law/screening/wording.yaml`)."""
    return dict(read_law_file("screening/wording.yaml"))


def any_of(words: list[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def words_of(section: str, name: str) -> re.Pattern[str]:
    """A pattern for any word of one list of `personal.yaml`, in either case."""
    return re.compile(any_of(personal()[section][name]), re.I)
