"""A file looked at before anything of it is written: in a process of its own, handed over in memory.

The process has bounds on memory and time; a file that kills it is refused with a sentence and costs nothing else.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from gongkai.core.errors_files import FileUnreadable

SECONDS = 60  # the longest one look may take; the process gives up long before by its own bounds


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen: the kind, whether a secrecy mark stands on it, findings, and what a document can be made of."""

    kind: str
    secret: bool
    findings: tuple[dict[str, Any], ...]
    html: str
    text: str
    head: dict[str, tuple[str, bool]]
    unseen: tuple[str, ...]  # what nobody looked into: pictures where recognition is not installed


def look_at(data: bytes, name: str) -> Look:
    """Look at a file's bytes.

    Raises:
        FileUnreadable: it could not be looked through; says why.
    """
    command = [sys.executable, "-m", "gongkai.web.files.looking_process"]
    try:
        done = subprocess.run(
            command, input=json.dumps(name).encode() + b"\n" + data, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise FileUnreadable(name=name, why="检查用时过长", why_en="looking at it took too long") from error
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise FileUnreadable(name=name, why="检查程序中断", why_en="the look at it broke off") from error
    if "unreadable" in answer:
        raise FileUnreadable(name=name, why=answer["unreadable"], why_en=answer["unreadable_en"])
    return Look(
        answer["kind"],
        answer["secret"],
        tuple(answer["findings"]),
        answer["html"],
        answer["text"],
        {key: (value, certain) for key, (value, certain) in answer["head"].items()},
        tuple(answer["unseen"]),
    )
