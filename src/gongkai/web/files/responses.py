"""A kept file as an answer: always a download, never a page of ours."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse

from gongkai.web.files.door import TAKEN
from gongkai.web.files.models import StoredFile
from gongkai.web.files.names import safe_name
from gongkai.web.files.selectors import file_content

_MEDIA_TYPES = {taken.name: taken.media_type for taken in TAKEN.values()}
_ANY = "application/octet-stream"


def file_response(file: StoredFile, *, name: str) -> HttpResponse:
    """The file under the name its reader sees; a browser saves it and runs nothing of it.

    Raises:
        FileDamaged: its bytes are gone or no longer have their digest.
    """
    response = HttpResponse(file_content(file), content_type=_MEDIA_TYPES.get(file.kind, _ANY))
    response["Content-Disposition"] = _attachment(safe_name(name))
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _attachment(name: str) -> str:
    """RFC 6266 with both forms: an old program reads the plain one, every other the whole name."""
    plain = "".join(char if char.isascii() and (char.isalnum() or char in " .-_()") else "_" for char in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
