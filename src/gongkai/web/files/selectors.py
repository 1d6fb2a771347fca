"""Questions about kept files."""

from __future__ import annotations

from gongkai.core.errors_files import FileDamaged
from gongkai.web.files.models import StoredFile
from gongkai.web.files.storage import bytes_of


def file_content(file: StoredFile) -> bytes:
    """The bytes as they were accepted.

    Raises:
        FileDamaged: they are gone or no longer have their digest.
    """
    data = bytes_of(file.sha256)
    if data is None:
        raise FileDamaged(name=file.name)
    return data
