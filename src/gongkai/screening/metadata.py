"""What files say of themselves: author, company, program, properties — the names and values as findings, shown with care."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from gongkai.core.findings import Finding, Severity
from gongkai.readers.archive import Archive
from gongkai.screening.findings import finding_of
from gongkai.screening.messages_files import METADATA
from gongkai.screening.text_view import hits_in

_LONGEST = 60  # characters of a value that a finding shows
_PERSONAL_NAMES = "creator author lastmodifiedby last-modified-by manager company artist owner hyperlinkbase"
_PLAIN_NAMES = (
    "title created modified lastprinted revision totaltime pages words characters application appversion lines paragraphs "
    "characterswithspaces scalecrop linksuptodate shareddoc hyperlinkschanged titlesofparts headingpairs language "
    "creationdate moddate createdate modifydate metadatadate trapped version npages format instanceid documentid "
    "originaldocumentid docsecurity part conformance"
)
_PERSONAL = frozenset(_PERSONAL_NAMES.split())  # what names people, houses and places; the rest is a note
_SAYS_NOTHING = frozenset(_PLAIN_NAMES.split())
_PARTS = ("docProps/core.xml", "docProps/app.xml")
_CUSTOM = "docProps/custom.xml"


def shown_safely(text: str) -> str:
    """A value for people to read: personal data masked, blanks joined, not too long."""
    for hit in reversed(hits_in(text)):
        text = text[: hit.start] + hit.masked + text[hit.end :]
    text = re.sub(r"\s+", " ", "".join(char if char.isprintable() else " " for char in text)).strip()
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def property_findings(properties: Mapping[str, str], where: str) -> Iterator[Finding]:
    """One finding for each property that says something, and one for each piece of personal data in any of them."""
    for name, value in properties.items():
        if not value.strip():
            continue
        for hit in hits_in(value):
            yield finding_of(hit, where)
        key = name.lower()
        if key not in _SAYS_NOTHING:
            severity = Severity.WARNING if key in _PERSONAL else Severity.NOTE
            yield METADATA.at(where, severity=severity, name=name[:_LONGEST], value=shown_safely(value))


def office_properties(archive: Archive) -> Iterator[Finding]:
    """The properties of an Office file, those that people added themselves included."""
    for part in _PARTS:
        if part in archive:
            found = {str(one.tag).rpartition("}")[2]: one.text or "" for one in archive.xml(part)}
            yield from property_findings(found, part)
    if _CUSTOM in archive:
        for one in archive.xml(_CUSTOM):
            value = "".join(str(text) for text in one.itertext())
            yield METADATA.at(_CUSTOM, name=one.get("name", "")[:_LONGEST], value=shown_safely(value))
            yield from (finding_of(hit, _CUSTOM) for hit in hits_in(value))
