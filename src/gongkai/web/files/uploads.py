"""Uploads stay in memory until they were looked at: no temporary file, whatever their size (law.md 10.3)."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

MOST = 50 * 1024**2  # bytes of one file; the readers take no more


class MemoryOnlyUploadHandler(FileUploadHandler):
    """Keeps each file in memory; one that grows too large ends there, and the form says so (`too_large`)."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A new part of the form begins."""
        super().new_file(*args, **kwargs)
        self.held = BytesIO()
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """More of it came."""
        self.size += len(raw_data)
        if self.size > MOST:
            self.held = BytesIO()
            if self.request is not None:
                self.request.upload_too_large = True
            raise StopUpload(connection_reset=False)
        self.held.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """All of it is there."""
        self.held.seek(0)
        return InMemoryUploadedFile(
            self.held, self.field_name, self.file_name, self.content_type, file_size, self.charset, self.content_type_extra
        )
