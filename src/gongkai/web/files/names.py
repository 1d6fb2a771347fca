"""The name of an upload, made safe: what a reader sees is what the file is called, and it leads nowhere."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120  # characters that a file system and a heading can hold
_LONGEST_SUFFIX = 10
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})  # controls, direction marks, halves, nothing at all
_RESERVED = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.I)  # devices of Windows, whatever their ending


def safe_name(name: str) -> str:
    """The last part of a path without control and direction characters, reserved words, and what is too long."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name[:4000]))[-1]
    shown = "".join(each for each in last if unicodedata.category(each) not in _UNSEEN)
    shown = " ".join(re.sub(r'[<>:"|?*]', "_", shown).split()).rstrip(" .")
    shown = _RESERVED.sub("文件", shown) or "文件"
    stem, dot, suffix = shown.rpartition(".")
    return f"{stem[:LONGEST].strip(' .') or '文件'}{dot}{suffix[:_LONGEST_SUFFIX]}" if dot else shown[:LONGEST]


def suffix_of(name: str) -> str:
    """The ending of a safe name, lower case, with its dot; empty where there is none."""
    _, dot, suffix = name.rpartition(".")
    return f".{suffix.lower()}" if dot else ""
