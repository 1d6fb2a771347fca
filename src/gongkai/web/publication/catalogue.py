"""The catalogue fields of a document (第十二条第三款; law.md 2.3, 8.2): read, checked, written into versions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from gongkai.core.errors_register import FieldWrong, HeadNotOfLevel
from gongkai.core.heads import Level, heads
from gongkai.core.heads import missing_in_catalogue as _missing
from gongkai.core.labels import Label
from gongkai.core.proactive import publish_by
from gongkai.web.publication.kinds import Column, DocumentKind
from gongkai.web.publication.models import Document

DAYS = ("formed_on", "effective_on", "expires_on", "published_before")
FACTS = (
    *("title", "doc_no", "issuer", "kind", "head", "column", "topic", "genre", "abstract", "keywords", "source"),
    *DAYS,
)
_CHOICES = {"kind": set(DocumentKind.values), "column": set(Column.values)}
POLICY_KINDS = (DocumentKind.RULE, DocumentKind.NORMATIVE, DocumentKind.POLICY)  # what needs an explanation (三同步)


def facts_of(document: Document) -> dict[str, Any]:
    """The catalogue fields of a document as they are written into a version."""
    return {name: _plain(getattr(document, name)) for name in FACTS}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def fields_of(facts: Mapping[str, Any], body: Any) -> dict[str, Any]:
    """The fields among `facts`, as a document keeps them; what `facts` does not name is absent.

    Raises:
        FieldWrong: a value the field cannot hold.
        HeadNotOfLevel: a head that bodies of this level do not have (R 21).
    """
    found: dict[str, Any] = {}
    for name in FACTS:
        if name in facts:
            value = _day(name, facts[name]) if name in DAYS else str(facts[name] or "").strip()
            _fits(name, value)
            found[name] = value
    if "title" in found and not found["title"]:
        raise FieldWrong(field="标题", field_en="title", value="空")
    _head_is_of_level(found.get("head", ""), body)
    return found


def _day(name: str, value: Any) -> date | None:
    if isinstance(value, date) or not value:
        return value or None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise FieldWrong(field=str(_label(name)), field_en=name, value=value) from None


def _fits(name: str, value: Any) -> None:
    """Nothing where the field can hold the value."""
    longest = Document._meta.get_field(name).max_length
    wrong = (name in _CHOICES and value not in _CHOICES[name]) or (
        isinstance(value, str) and (("\0" in value) or (longest is not None and len(value) > longest))
    )
    if wrong:
        raise FieldWrong(field=str(_label(name)), field_en=name, value=str(value)[:40])


def _label(name: str) -> Any:
    return Document._meta.get_field(name).verbose_name


def _head_is_of_level(head: str, body: Any) -> None:
    if not head:
        return
    known = heads().get(head)
    if known is None:
        raise FieldWrong(field=str(_label("head")), field_en="head", value=head[:40])
    if Level(body.level) not in known.levels:
        raise HeadNotOfLevel(head=known.label.zh, head_en=known.label.en)


def last_day(document: Document) -> date | None:
    """Until when the document has to be public (R 26); None where it was before, on another site, or has no date."""
    if document.formed_on is None or document.published_before is not None:
        return None
    due = publish_by(document.kind, document.formed_on)
    return due.day if due else None


def missing_fields(document: Document) -> tuple[Label, ...]:
    """Which required catalogue fields (第十二条第三款) are empty."""
    filled = {
        "index_no": document.index_no,
        "title": document.title,
        "abstract": document.abstract,
        "generated_date": document.formed_on,
    }
    return _missing([name for name, value in filled.items() if value])
