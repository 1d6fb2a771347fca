"""Office Open XML packages: zip files whose bytes depend on their parts alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def pack(parts: Mapping[str, str], packing: str) -> bytes:
    """The parts as one zip, deflated or stored."""
    out = io.BytesIO()
    method = zipfile.ZIP_STORED if packing == "stored" else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w", method) as package:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = method
            package.writestr(entry, text.encode("utf-8"))
    return out.getvalue()


def content_types(overrides: Mapping[str, str]) -> str:
    """[Content_Types].xml for the parts named."""
    told = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return (
        f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    )


def relationships(targets: Mapping[str, str]) -> str:
    """A .rels part: target by kind of relationship, in order rId1, rId2, …; `kind#2` for a second one of a kind."""
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind.partition("#")[0]}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'{XML}<Relationships xmlns="{_RELATIONSHIPS}">{told}</Relationships>'
