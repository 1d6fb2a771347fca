"""LibreOffice as a writer of files for tests. It is no part of the product; where it is missing the tests say so."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
FILTERS = {".doc": "doc:MS Word 97", ".pdf": "pdf:writer_pdf_Export"}

needs_office = pytest.mark.skipif(
    SOFFICE is None and os.environ.get("CI") != "true",
    reason="THERE IS NO soffice ON THIS MACHINE: NO OLD WORD FILE AND NO PDF OF LIBREOFFICE WAS READ",
)


def converted(files: Mapping[str, bytes], suffix: str) -> dict[str, bytes]:
    """Files by name, HTML or DOCX, in another format, by the stem of their name."""
    assert SOFFICE is not None, "soffice is missing, and under CI=true that is an error"
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "home").as_uri()
        for infilter in {"--infilter=HTML (StarWriter)" if name.endswith(".html") else "" for name in files}:
            given = [Path(folder, name) for name in files if name.endswith(".html") == bool(infilter)]
            for path in given:
                path.write_bytes(files[path.name])
            command = [SOFFICE, f"-env:UserInstallation={home}", "--headless", *filter(None, [infilter])]
            subprocess.run(
                [*command, "--convert-to", FILTERS[suffix], "--outdir", folder, *given], capture_output=True, check=True
            )
        return {Path(name).stem: Path(folder, name).with_suffix(suffix).read_bytes() for name in files}


@cache
def old_word(document: bytes) -> bytes:
    """A DOCX as an old Word document."""
    return converted({"a.docx": document}, ".doc")["a"]
