"""The file of an import as rows and the pages beside it; it was accepted by the one door before."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from gongkai.core.errors import GongkaiError
from gongkai.core.errors_register import ImportUnreadable
from gongkai.readers.decoding import decode
from gongkai.readers.xlsx import sheets_of
from gongkai.web.files.selectors import file_content
from gongkai.web.publication.models import ImportBatch

_LISTS = (".xlsx", ".csv", ".txt")


@dataclass(frozen=True, slots=True)
class Handed:
    """What was handed in: the rows of the list, and the files beside it by their path, where it was a ZIP."""

    rows: list[list[str]]
    files: Mapping[str, bytes] = field(default_factory=dict)

    def file(self, name: str) -> bytes | None:
        """A file by its path or, where only one bears it, by its name alone."""
        plain = name.strip().replace("\\", "/").removeprefix("./")
        if plain in self.files:
            return self.files[plain]
        same = [path for path in self.files if PurePosixPath(path).name == PurePosixPath(plain).name]
        return self.files[same[0]] if len(same) == 1 else None


def handed_in(batch: ImportBatch) -> Handed:
    """The rows and files of a batch.

    Raises:
        ImportUnreadable: no list is in it; FileDamaged.
    """
    data, name = file_content(batch.file), batch.file.name
    if batch.file.kind == "zip":
        return _zip(data, name)
    return Handed(_rows(data, name))


def _rows(data: bytes, name: str) -> list[list[str]]:
    try:
        if name.lower().endswith(".xlsx"):
            rows = max((sheet.rows for sheet in sheets_of(data, name)), key=len, default=[])
        elif name.lower().endswith((".csv", ".txt")):
            rows = _separated(decode(data, file=name))
        else:
            raise ImportUnreadable(name=name, problem="不是 XLSX、CSV 或 ZIP", problem_en="it is no XLSX, CSV or ZIP")
    except ImportUnreadable:
        raise
    except GongkaiError as error:
        raise ImportUnreadable(name=name, problem=error.say("zh"), problem_en=error.say("en")) from error
    if not any(any(cell.strip() for cell in row) for row in rows):
        raise ImportUnreadable(name=name, problem="表是空的", problem_en="it is empty")
    return [[cell.strip() for cell in row] for row in rows]


def _separated(text: str) -> list[list[str]]:
    first = text.split("\n", 1)[0]
    return list(csv.reader(io.StringIO(text), delimiter="\t" if first.count("\t") > first.count(",") else ","))


def _zip(data: bytes, name: str) -> Handed:
    files: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        for entry in container.infolist():
            if not entry.is_dir():
                files[_name(entry).replace("\\", "/")] = container.read(entry)
    lists = sorted((path for path in files if path.lower().endswith(_LISTS)), key=lambda path: (path.count("/"), path))
    if not lists:
        raise ImportUnreadable(
            name=name, problem="压缩包中没有 XLSX 或 CSV 列表", problem_en="the ZIP holds no XLSX or CSV list"
        )
    return Handed(_rows(files[lists[0]], lists[0]), {path: content for path, content in files.items() if path != lists[0]})


def _name(entry: zipfile.ZipInfo) -> str:
    """The path as it was meant: old Chinese programs write GBK without saying so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename
