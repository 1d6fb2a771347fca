"""Files made for the tests, whole and hostile: nothing of the kind is kept on disk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
OLE_HEADER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504


def container(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip of the given entries."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def docx(body: str, namespace: str = TRANSITIONAL, **parts: str) -> bytes:
    """A DOCX with `body` inside w:body; `parts` are styles, numbering, footnotes, endnotes as the inside of their roots."""
    declared = f'xmlns:w="{namespace}" xmlns:mc="{_COMPATIBILITY}" xmlns:v="urn:v" xmlns:wps="urn:wps"'
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relationships({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": _relationships({kind: f"{kind}.xml" for kind in parts}),
        "word/document.xml": f"<w:document {declared}><w:body>{body}</w:body></w:document>",
    }
    for kind, inside in parts.items():
        files[f"word/{kind}.xml"] = f"<w:{kind} {declared}>{inside}</w:{kind}>"
    return container(files)


def _relationships(targets: Mapping[str, str]) -> str:
    entries = "".join(f'<Relationship Type="{_RELATIONS}/{kind}" Target="{target}"/>' for kind, target in targets.items())
    return f'<Relationships xmlns="urn:r">{entries}</Relationships>'


def p(text: str, properties: str = "", run: str = "") -> str:
    """A Word paragraph with one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    """A Word table cell with one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A Word table row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """A Word table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"
