"""A kept file as an answer: always a download, never a page of ours."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from gongkai.web.files.models import StoredFile
from gongkai.web.files.selectors import file_content


def file_response(file: StoredFile, *, name: str) -> HttpResponse:
    """The file under the name its reader sees; a browser saves it and runs nothing of it."""
    response = HttpResponse(file_content(file), content_type=file.media_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
