"""Uploads stay in memory until they were looked at: no temporary file, whatever their size (law.md 10.3).

What is larger than one file may be is let go of while it arrives; the rest of the form is kept, and whoever reads the file
hears FileTooLarge.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from gongkai.core.errors_files import FileTooLarge

_DEFAULT = 100 * 1024**2


def most() -> int:
    """The bytes one file, and all files of one form together, may have: GONGKAI's setting UPLOAD_MOST, else 100 MB."""
    return int(getattr(settings, "UPLOAD_MOST", _DEFAULT))


class TooLargeUpload(InMemoryUploadedFile):
    """A file that was let go of while it arrived: it has its name and size, and reading it raises FileTooLarge."""

    def read(self, *_: Any) -> bytes:
        """Raises FileTooLarge."""
        raise FileTooLarge(limit=most() // 1024**2)

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """Raises FileTooLarge."""
        raise FileTooLarge(limit=most() // 1024**2)

    def multiple_chunks(self, chunk_size: int | None = None) -> bool:
        """It has none."""
        return False


class MemoryOnlyUploadHandler(FileUploadHandler):
    """Keeps the files of one form in memory, together no more than one file may have."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.held_of_all = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A new part of the form begins."""
        super().new_file(*args, **kwargs)
        self.held: BytesIO | None = BytesIO()
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """More of it came."""
        self.size += len(raw_data)
        if self.held is not None:
            self.held_of_all += len(raw_data)
            self.held.write(raw_data)
            if self.held_of_all > most():
                self.held_of_all -= self.size
                self.held = None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """All of it is there, or nothing of it where it was too large."""
        kind = InMemoryUploadedFile if self.held is not None else TooLargeUpload
        held = self.held or BytesIO()
        held.seek(0)
        return kind(held, self.field_name, self.file_name, self.content_type, self.size, self.charset, self.content_type_extra)

    def upload_interrupted(self) -> None:
        """The connection broke: nothing of it stays."""
        self.held = None
