"""The process that looks at one file: bytes on standard input, what was seen as JSON on standard output.

Bounded like every reading (`gongkai.batch.bounded`). Nothing is written anywhere.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gongkai.batch.bounded import READING, Failure, begin, processor_time
from gongkai.core.errors import GongkaiError, NeedsTextRecognition
from gongkai.core.findings import Severity
from gongkai.readers.document import Document
from gongkai.readers.official_head import OfficialHead, official_head
from gongkai.readers.opening import document_of, open_bytes
from gongkai.screening.findings import SECRET_MARK
from gongkai.screening.screen import screen_opened
from gongkai.screening.secrecy import mark_in_name, secrecy_mark
from gongkai.writers.html_document import document_html


def look(data: bytes, name: str) -> dict[str, Any]:
    """What is seen in a file; a secrecy mark ends the look at once."""
    if mark_in_name(name) is not None:
        return {**_nothing("", secret=True)}
    opened = open_bytes(data, name, recognise=True)
    if opened.kind.picture:
        return _nothing(opened.kind.name.lower(), unseen=["picture"])
    findings = screen_opened(opened)
    kind = opened.kind.name.lower()
    if any(each.message.code == SECRET_MARK.code and each.severity is Severity.ERROR for each in findings):
        return _nothing(kind, secret=True)
    document = document_of(opened)
    text = "\n".join(_texts(document))
    if secrecy_mark(text[:2000]) is not None:
        return _nothing(kind, secret=True)
    return {
        "kind": kind,
        "secret": False,
        "findings": [each.as_json("zh") for each in findings],
        "html": document_html(document),
        "text": text,
        "head": _head(official_head(document)),
        "unseen": [],
    }


def _nothing(kind: str, *, secret: bool = False, unseen: list[str] | None = None) -> dict[str, Any]:
    return {"kind": kind, "secret": secret, "findings": [], "html": "", "text": "", "head": {}, "unseen": unseen or []}


def _head(head: OfficialHead) -> dict[str, tuple[str, bool]]:
    named = {"title": head.title, "doc_no": head.doc_no, "formed_on": head.formed_on, "issuer": head.issuer}
    return {key: (read.value, read.certain) for key, read in named.items() if read is not None}


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if hasattr(block, "cells"):
            yield from (cell.text for cell in block.cells if cell.text)
        else:
            yield block.text


def main() -> None:
    """Read standard input, print what was seen."""
    name = json.loads(sys.stdin.buffer.readline())  # not an argument: those are shown to everybody on the machine
    data = sys.stdin.buffer.read()
    begin(None, READING)  # type: ignore[arg-type]
    answer: dict[str, Any]
    try:
        with processor_time(Path("file")):
            answer = look(data, name)
    except NeedsTextRecognition:
        answer = _nothing("pdf", unseen=["scan"])
    except GongkaiError as error:
        failure = Failure.of(error)
        answer = {"unreadable": failure.zh, "unreadable_en": failure.en}
    except MemoryError:
        answer = {"unreadable": "文件展开后过大。", "unreadable_en": "The file unpacks to too much."}
    sys.stdout.write(json.dumps(answer, ensure_ascii=True))


if __name__ == "__main__":
    main()
