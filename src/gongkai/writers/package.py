"""Office packages with the same bytes for the same content: parts in order, no times but the ones we give."""

from __future__ import annotations

import io
import re
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a zip can hold
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def repacked(data: bytes, *, day: str) -> bytes:
    """A DOCX or XLSX again, its times set to `day` (YYYY-MM-DD), whenever it was made."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _TIMES.sub(rb"\g<1>%sT00:00:00Z\g<2>" % day.encode("ascii"), content)
            target.writestr(zipfile.ZipInfo(entry.filename, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def in_xml(text: str) -> str:
    """The text without the characters that XML cannot hold; a file with one of them would not open."""
    return _NOT_IN_XML.sub("\ufffd", text)
