"""A PDF as its objects, with sentences for what goes wrong on the way."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from gongkai.core.errors import DamagedFile, EncryptedFile
from gongkai.core.errors_masking import ScreeningNotInstalled
from gongkai.readers.sniff import Kind


@contextmanager
def objects_of(data: bytes, name: str) -> Iterator[Any]:
    """The file opened by pikepdf.

    Raises ScreeningNotInstalled without it, EncryptedFile, DamagedFile where its objects are broken.
    """
    try:
        import pikepdf
    except ModuleNotFoundError as error:
        raise ScreeningNotInstalled(file=name, library="pikepdf") from error
    try:
        with pikepdf.open(io.BytesIO(data)) as file:
            yield file
    except pikepdf.PasswordError as error:
        raise EncryptedFile(file=name) from error
    except pikepdf.PdfError as error:
        raise DamagedFile(
            file=name,
            kind_zh=Kind.PDF.value.zh,
            kind_en=Kind.PDF.value.en,
            problem_zh="内部对象已损坏",
            problem_en="its objects are broken",
        ) from error
