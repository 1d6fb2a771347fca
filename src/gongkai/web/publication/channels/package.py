"""The import package for an existing website: everything it needs to show a document, in one ZIP with a list of digests.

manifest.json     {"schema": "gongkai.package/1", "documents": [{…facts, "page", "attachments": [{name, path, sha256}]}]}
pages/<n>.html    the text, clean HTML without a frame
files/<n>/<name>  originals and attachments
SHA256SUMS        one line a file, as sha256sum writes it
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SCHEMA = "gongkai.package/1"
_MOMENT = (1980, 1, 1, 0, 0, 0)  # of every entry: the same documents give the same bytes


@dataclass(frozen=True, slots=True)
class Packed:
    """One document of a package."""

    facts: Mapping[str, Any]
    html: str
    files: Sequence[tuple[str, bytes]] = ()


def package_of(documents: Sequence[Packed]) -> bytes:
    """The package as bytes."""
    entries: dict[str, bytes] = {}
    listed = []
    for number, document in enumerate(documents, 1):
        page = f"pages/{number}.html"
        entries[page] = f"<!doctype html>\n<meta charset='utf-8'>\n{document.html}\n".encode()
        attachments = []
        for place, (name, data) in enumerate(document.files, 1):
            path = f"files/{number}/{place}-{name.replace('/', '_')}"
            entries[path] = data
            attachments.append({"name": name, "path": path, "sha256": hashlib.sha256(data).hexdigest()})
        listed.append({**document.facts, "page": page, "attachments": attachments})
    manifest = {"schema": SCHEMA, "documents": listed}
    entries["manifest.json"] = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True).encode()
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in sorted(entries.items()))
    entries["SHA256SUMS"] = sums.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for path, data in sorted(entries.items()):
            container.writestr(zipfile.ZipInfo(path, _MOMENT), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
