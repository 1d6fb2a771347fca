"""Questions about kept files."""

from __future__ import annotations

from gongkai.core.errors_files import FileDamaged
from gongkai.web.files.looking import Look, look_at, unseen_words
from gongkai.web.files.models import StoredFile
from gongkai.web.files.storage import bytes_of

_MOST_SEEN = 16
_SEEN: dict[tuple[str, str], Look] = {}  # of the files looked at last: a document and its versions ask again and again
__all__ = ["Look", "file_content", "file_look", "unseen_words"]


def file_content(file: StoredFile) -> bytes:
    """The bytes as they were accepted.

    Raises:
        FileDamaged: they are gone or no longer have their digest.
    """
    data = bytes_of(file.sha256)
    if data is None:
        raise FileDamaged(name=file.name)
    return data


def file_look(file: StoredFile) -> Look:
    """What is seen in a kept file: that of its acceptance where it is still at hand, else looked at once more.

    Raises:
        FileDamaged: its bytes are gone or no longer have their digest.
        FileUnreadable: it can no longer be looked through.
    """
    look: Look | None = getattr(file, "look", None)
    if look is not None:
        return look
    data, key = file_content(file), (file.sha256, file.name)
    look = _SEEN.get(key)
    if look is None:
        look = _SEEN[key] = look_at(data, file.name)
        for old in list(_SEEN)[:-_MOST_SEEN]:
            _SEEN.pop(old, None)
    return look
