"""The letters and forms of a request (law.md 4.3): titles, what calls for each, its article, what must stand in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.core.citations import Citation, citations
from gongkai.core.errors import LawUnknown
from gongkai.core.labels import Label, absent, labels
from gongkai.core.law import read_law_file


@dataclass(frozen=True, slots=True)
class Document:
    """One letter or form. `mode` is the remedy mode it always has; a reply has that of its outcome (None here).

    `states`: what must stand in it besides the ordinary elements of a letter.
    """

    id: str
    zh: str
    en: str
    trigger: Label
    articles: tuple[Citation, ...]
    mode: str | None
    states: tuple[Label, ...]


@cache
def documents() -> Mapping[str, Document]:
    """Every document of `law/documents.yaml` by id, `D01` to `D37`."""
    data = read_law_file("documents.yaml")
    triggers, statements = labels(data["triggers"]), labels(data["states"])
    return {
        key: Document(
            id=key,
            zh=entry["title"],
            en=entry["en"],
            trigger=triggers[entry["when"]],
            articles=citations(entry["articles"]),
            mode=entry.get("mode"),
            states=tuple(statements[name] for name in entry.get("states", ())),
        )
        for key, entry in data["documents"].items()
    }


def document(document_id: str) -> Document:
    """One document of the set, from the request form (art. 29) to a corrected record (art. 41). Raises LawUnknown."""
    try:
        return documents()[document_id]
    except KeyError:
        raise LawUnknown(name=document_id, known="、".join(documents())) from None


def missing_statements(document_id: str, stated: Collection[str]) -> tuple[Label, ...]:
    """What the document must still state: a fee notice its amount (FEE 6), a correction notice its period (art. 30), …"""
    return absent(document(document_id).states, stated)
