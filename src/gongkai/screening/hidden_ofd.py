"""What hides in an OFD (GB/T 33190): properties, annotations, attachments, custom data, signatures."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from gongkai.core.findings import Finding
from gongkai.readers.archive import Archive
from gongkai.readers.sniff import Kind, sniff
from gongkai.screening.findings import finding_of
from gongkai.screening.messages_files import ANNOTATION, ATTACHMENT, METADATA, SIGNATURE
from gongkai.screening.metadata import property_findings, shown_safely
from gongkai.screening.pictures import KINDS, picture_findings
from gongkai.screening.text_view import hits_in


def ofd_findings(data: bytes, name: str) -> Iterator[Finding]:
    """What an OFD holds besides its pages. Raises the errors of reading one."""
    with Archive(data, name, Kind.OFD.value.zh, Kind.OFD.value.en) as archive:
        for part in archive.parts():
            base = posixpath.basename(part)
            if base == "ofd.xml":
                root = archive.xml(part)
                for info in root.iter("{*}DocInfo"):
                    found = {str(each.tag).rpartition("}")[2]: each.text or "" for each in info}
                    yield from property_findings(found, part)
                for custom in root.iter("{*}CustomData"):
                    yield METADATA.at(part, name=custom.get("Name", ""), value=shown_safely(custom.text or ""))
            elif base == "attachments.xml":
                for each in archive.xml(part).iter("{*}Attachment"):
                    yield ATTACHMENT.at(part, name=shown_safely(each.get("Name", "")))
            elif base.startswith("annotation") and base != "annotations.xml":
                root = archive.xml(part)
                kinds = [each.get("Type", "") for each in root.iter("{*}Annot")]
                if kinds:
                    yield ANNOTATION.at(part, count=len(kinds), name=", ".join(sorted(set(kinds))))
                text = "".join(each.text or "" for each in root.iter("{*}TextCode", "{*}Remark"))
                yield from (finding_of(hit, part) for hit in hits_in(text))
            elif base == "signatures.xml":
                yield SIGNATURE.at(part)
            elif "/res/" in part and sniff(content := archive.read(part)) in KINDS:
                yield from picture_findings(content, name, part)
