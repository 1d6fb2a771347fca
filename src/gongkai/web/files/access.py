"""The door to a kept file by its own key; files of documents are reached through their documents."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404

from gongkai.web.files.models import StoredFile


def access_file(rights: Any, key: uuid.UUID, *, to: Any) -> StoredFile:
    """One file of a body over which `to` is held. Raises Http404 for absent and forbidden alike."""
    file = StoredFile.objects.filter(pk=key).first()
    if file is not None and rights.has(to, over=file.body_id):
        return file
    raise Http404
