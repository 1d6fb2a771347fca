"""A file looked at before anything of it is written: in a process of its own, handed over in memory.

The process has bounds on memory and time; a file that kills it is refused with a sentence and costs nothing else.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongkai.core.errors_files import FileKindRefused, FileUnreadable
from gongkai.core.findings import Words

SECONDS = 150  # the longest one look may take; the process gives up long before by its own bounds
_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder in memory, for the one library that knows files only
_PASSED_ON = frozenset({"PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PYTHONPATH", "VIRTUAL_ENV", "SYSTEMROOT"})
_AT_ONCE = threading.BoundedSemaphore(4)  # looks of one web process; who comes fifth waits
_TOLD = {
    "pictures": Words("文中图片 {what} 幅，图中文字未检查", "{what} pictures, what is written in them was not looked at"),
    "picture": Words("图片中的文字未检查", "what is written in the picture was not looked at"),
    "scan": Words("扫描页未检查（{what}）", "scanned pages were not looked at ({what})"),
    "inside": Words("内含文件 {what} 未检查", "the file {what} inside it was not looked at"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen: the kind, whether a secrecy mark stands on it, findings, and what a document can be made of."""

    kind: str
    secret: bool = False
    findings: tuple[dict[str, Any], ...] = ()
    html: str = ""
    text: str = ""
    head: dict[str, tuple[str, bool]] = field(default_factory=dict)
    unseen: tuple[str, ...] = ()  # what nobody looked into, as codes; `unseen_words` says it


def look_at(data: bytes, name: str) -> Look:
    """Look at a file's bytes.

    Raises:
        FileUnreadable: it could not be looked through; says why.
        FileKindRefused: something in it would run, or is packed too deep.
    """
    with _AT_ONCE, _folder_in_memory() as folder:
        answer = _answer(data, name, folder)
    if "unreadable" in answer:
        raise FileUnreadable(name=name, why=answer["unreadable"], why_en=answer["unreadable_en"])
    if "refused" in answer:
        raise FileKindRefused(name=name, why=answer["refused"], why_en=answer["refused_en"])
    if answer.get("secret"):
        return Look("", secret=True)
    return Look(
        answer["kind"],
        findings=tuple(answer.get("findings", ())),
        html=answer.get("html", ""),
        text=answer.get("text", ""),
        head={key: (value, certain) for key, (value, certain) in answer.get("head", {}).items()},
        unseen=tuple(answer["unseen"]),
    )


def unseen_words(code: str, lang: str = "zh") -> str:
    """What was not looked at, in words, with the file inside a file that it belongs to."""
    where, _, last = code.rpartition("/")
    key, _, what = last.partition(":")
    if key not in _TOLD:
        return code
    words = _TOLD[key].say("zh" if lang.startswith("zh") else "en").format(what=what)
    return f"{where}: {words}" if where else words


def _answer(data: bytes, name: str, folder: str) -> dict[str, Any]:
    command = [sys.executable, "-P", "-B", "-m", "gongkai.web.files.looking_process"]
    # Passwords and keys of the installation stay with the parent: this process reads what strangers sent.
    environment = {name: value for name, value in os.environ.items() if name in _PASSED_ON}
    environment |= {"GONGKAI_MEMORY": folder, "TMPDIR": folder or "/nowhere"}
    given = json.dumps(name).encode() + b"\n" + data
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=SECONDS, check=False, env=environment)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise FileUnreadable(name=name, why="检查用时过长。", why_en="Looking at it took too long.") from None
    except OSError:
        raise FileUnreadable(name=name, why="检查程序没有启动，请稍后再试。", why_en="Try again later.") from None
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise FileUnreadable(
            name=name, why="文件使检查程序中断，可能已损坏。", why_en="The file broke off the look at it; it may be damaged."
        ) from None
    return answer


@contextmanager
def _folder_in_memory() -> Iterator[str]:
    """A folder of its own that lies in memory and is gone afterwards; empty where the machine has none."""
    if not _MEMORY.is_dir():
        yield ""
        return
    with tempfile.TemporaryDirectory(prefix="gongkai-", dir=_MEMORY, ignore_cleanup_errors=True) as folder:
        yield folder
