"""Reports already read, kept by the content of their files: a run that was broken off goes on where it stopped.

A reading is found again only for the very same bytes and the very same edition of the readers.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import gongkai
from gongkai.core.errors import GongkaiError
from gongkai.core.errors_batch import NotAReadingsFolder
from gongkai.core.report.exchange import NOWHERE, Cell, Report

_READING_CODE = ("readers", "law/forms", "core/report")  # what decides how a file is read


class Readings:
    """A folder of readings. Several processes and machines may share it: each file is put in place in one step."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def opened(cls, folder: Path) -> Readings:
        """The folder, made where it is missing. Raises NotAReadingsFolder where it cannot be written."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            raise NotAReadingsFolder(folder=str(folder), reason=error.strerror or type(error).__name__) from error
        return cls(folder)

    def report(self, path: Path, *, recognise: bool = False) -> Report:
        """The report in a file, read now unless it was read before. Failures are not kept: they are tried again."""
        from gongkai.readers.reading import read_report

        kept = self._place(path, recognise=recognise)
        report = None if kept is None else _kept_report(kept, path)
        if report is None:
            report = read_report(path, recognise=recognise) if recognise else read_report(path)
            if kept is not None:
                _keep(kept, report)
        return report

    def _place(self, path: Path, *, recognise: bool) -> Path | None:
        """Where the reading of a file stands; None for a file that cannot be opened, which its reader will explain."""
        try:
            with path.open("rb") as file:
                content = hashlib.file_digest(file, "sha256")
        except OSError:
            return None
        content.update(f"{_edition()} {path.name} {recognise}".encode())
        digest = content.hexdigest()
        return self.folder / digest[:2] / f"{digest[2:]}.json"


def _kept_report(kept: Path, path: Path) -> Report | None:
    """A reading kept before; None where there is none, or where it was damaged."""
    from gongkai.readers.report_json import read_json

    try:
        return read_json(kept.read_bytes(), path.name)
    except (OSError, GongkaiError):
        return None


def _keep(kept: Path, report: Report) -> None:
    """Put a reading in place. A folder that has become full or locked costs only the time to read again.

    Only what comes back the same is kept: JSON has no way to say an amount in a unit that is none of money.
    """
    from gongkai.core.report.exchange_json import report_to_json
    from gongkai.readers.report_json import read_json

    written = json.dumps(report_to_json(report), ensure_ascii=False).encode("utf-8", "surrogatepass")
    with contextlib.suppress(OSError, GongkaiError):
        if _cells(read_json(written, report.source or "")) != _cells(report):
            return
        kept.parent.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=kept.parent, delete=False) as file:
            file.write(written)
        Path(file.name).replace(kept)


def _cells(report: Report) -> list[Cell]:
    """The cells without their places, which JSON rounds."""
    return [replace(cell, place=NOWHERE) for cell in report.cells.values()]


@cache
def _edition() -> str:
    """The edition of everything that decides how a file is read."""
    house = Path(gongkai.__file__).parent
    digest = hashlib.sha256(gongkai.__version__.encode())
    for path in sorted(path for part in _READING_CODE for path in (house / part).rglob("*") if path.suffix in (".py", ".yaml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
