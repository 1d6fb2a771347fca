"""What hides in any Office package: macros, embedded files, references to the outside, signatures, data of pictures."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from gongkai.core.findings import Finding, Severity
from gongkai.readers.archive import Archive
from gongkai.readers.sniff import sniff
from gongkai.screening.findings import finding_of
from gongkai.screening.messages_files import EMBEDDED, EXTERNAL, MACRO, SIGNATURE, THUMBNAIL
from gongkai.screening.metadata import shown_safely
from gongkai.screening.pictures import KINDS, picture_findings
from gongkai.screening.text_view import hits_in

_FOLDERS = (
    ("vbaproject", MACRO),
    ("/activex/", MACRO),
    ("/embeddings/", EMBEDDED),
    ("docprops/thumbnail", THUMBNAIL),
    ("/macrosheets/", MACRO),
)
_LINKS = "hyperlink"
_MOST_PICTURES = 500


def package_findings(archive: Archive) -> Iterator[Finding]:
    """What a package holds whatever it is, part by part."""
    signed, pictures = False, 0
    for part in archive.parts():
        for word, message in _FOLDERS:
            if word in part and not part.endswith(".rels"):
                yield message.at(part, name=archive.original(part))
                break
        signed = signed or part.startswith("_xmlsignatures/")
        if part.endswith(".rels"):
            yield from _external(archive, part)
        elif "/media/" in part and pictures < _MOST_PICTURES:
            pictures += 1
            data = archive.read(part)
            if sniff(data) in KINDS:
                yield from picture_findings(data, archive.name, part)
    if signed:
        yield SIGNATURE.at("_xmlsignatures")


def external_targets(archive: Archive, part: str) -> Iterator[tuple[str, str]]:
    """(kind, target) of every reference out of the package that one .rels part holds."""
    for one in archive.xml(part):
        if one.get("TargetMode") == "External":
            yield posixpath.basename(one.get("Type", "")), one.get("Target", "")


def _external(archive: Archive, part: str) -> Iterator[Finding]:
    for kind, target in external_targets(archive, part):
        web = target.lower().startswith(("http://", "https://", "mailto:", "tel:", "#"))
        yield from (finding_of(hit, part) for hit in hits_in(target))
        if kind != _LINKS or not web:  # a picture or template loaded from outside, a path of the own network
            severity = None if kind != _LINKS or target.lower().startswith(("file:", "\\\\")) else Severity.NOTE
            yield EXTERNAL.at(part, severity=severity, target=shown_safely(target))


def hits_of(root: etree._Element, where: str) -> Iterator[Finding]:
    """Personal data in the paragraphs of a part that the reader does not show."""
    for paragraph in root.iter("{*}p"):
        text = "".join(t.text or "" for t in paragraph.iter("{*}t"))
        yield from (finding_of(hit, where) for hit in hits_in(text))
