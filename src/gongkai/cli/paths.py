"""Which files a call means: files, directories, and globs that the shell left alone."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai.core.errors import NothingToRead

SUFFIXES = frozenset({".htm", ".html", ".docx", ".doc", ".wps", ".pdf", ".ofd", ".txt", ".md", ".xlsx"})
_OUR_JSON = b"gongkai.report/"


def expand(arguments: Iterable[str]) -> list[Path]:
    """The files meant, in the order given, each once; inside a directory by name.

    A file named outright is taken whatever it is. In a directory (searched downwards) only report formats are,
    without READMEs and hidden files; JSON there only where it is our own. Raises NothingToRead.
    """
    found: dict[Path, None] = {}
    for argument in arguments:
        meant = list(_meant_by(argument))
        if not meant:
            raise NothingToRead(path=argument)
        found.update(dict.fromkeys(meant))
    return list(found)


def _meant_by(argument: str) -> Iterator[Path]:
    path = Path(argument)
    if path.is_dir():
        yield from _reports_in(path)
    elif path.exists() or not glob.has_magic(argument):
        yield path
    else:
        matches = (Path(match) for match in sorted(glob.glob(argument, recursive=True)))  # noqa: PTH207 - absolute ones too
        yield from (match for match in matches if match.is_file())


def _reports_in(directory: Path) -> Iterator[Path]:
    for path in sorted(directory.rglob("*")):
        inside = path.relative_to(directory)
        if any(part.startswith(".") for part in inside.parts) or path.stem.upper() == "README" or not path.is_file():
            continue
        if path.suffix.lower() in SUFFIXES or (path.suffix.lower() == ".json" and _is_ours(path)):
            yield path


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return _OUR_JSON in file.read(200)
