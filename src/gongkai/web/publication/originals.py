"""From the file that was uploaded to what a document needs: its catalogue fields, its accessible HTML, its plain text.

The uploaded file is the original and stays it; the page is derived from it. What is not certain is said and left to a person
(law.md 2.3, 8.2; design 6).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.core.findings import Words
from gongkai.web.files.selectors import file_look, unseen_words
from gongkai.web.publication.html import clean_html

_FIELDS = {
    "title": Words("标题", "title"),
    "doc_no": Words("发文字号", "document number"),
    "formed_on": Words("成文日期", "date of formation"),
    "issuer": Words("发文机关", "issuing body"),
}
_LONGEST = {"title": 300, "doc_no": 80, "issuer": 200}  # what the catalogue's columns hold


@dataclass(frozen=True, slots=True)
class ReadField:
    """One catalogue field as read. `certain` is False where a person has to look; an absent one has no value."""

    value: str = ""
    certain: bool = False

    def __bool__(self) -> bool:
        return bool(self.value)


@dataclass(frozen=True, slots=True)
class ReadOriginal:
    """What an original gave. `html` is empty where nothing can be shown as text: a picture, a scan, an archive."""

    title: ReadField
    doc_no: ReadField
    formed: ReadField  # ISO; `formed_on` as a date
    issuer: ReadField
    html: str
    text: str
    findings: tuple[dict[str, Any], ...]  # screening of the whole file, hidden parts included
    unseen: tuple[Words, ...]  # what nobody looked at, for the reviewers

    @property
    def formed_on(self) -> date | None:
        """The date of formation as a date."""
        return date.fromisoformat(self.formed.value) if self.formed else None

    @property
    def to_confirm(self) -> tuple[Words, ...]:
        """The names of the fields that were read without certainty, or not at all, for a person to fill in."""
        read = {"title": self.title, "doc_no": self.doc_no, "formed_on": self.formed, "issuer": self.issuer}
        return tuple(_FIELDS[name] for name, field in read.items() if not field.certain)


def original_read(file: Any) -> ReadOriginal:
    """What a kept file gives a document.

    Raises:
        FileDamaged: its bytes are gone or no longer have their digest.
        FileUnreadable: it can no longer be looked through.
    """
    look = file_look(file)
    fields = {name: ReadField(*_within(name, *look.head[name])) if name in look.head else ReadField() for name in _FIELDS}
    return ReadOriginal(
        title=fields["title"],
        doc_no=fields["doc_no"],
        formed=fields["formed_on"],
        issuer=fields["issuer"],
        html=clean_html(look.html),
        text=look.text,
        findings=look.findings,
        unseen=tuple(Words(unseen_words(code, "zh"), unseen_words(code, "en")) for code in look.unseen),
    )


def _within(name: str, value: str, certain: bool) -> tuple[str, bool]:
    """A value cut to what its column holds is no longer certain."""
    most = _LONGEST.get(name, len(value))
    return value[:most], certain and len(value) <= most
