"""Bodies out of YAML, JSON or CSV: one row for each body and period, `id, name, kind, parent, from, to`.

Optional: `level`, `aliases` (other names), `into` (who took over at the end). A row whose parent or period changes is
written again under the same id; YAML and JSON may hold the rows as a list or under `bodies`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, NoReturn

import yaml

from gongkai.core.errors_consolidation import BodiesFileWrong
from gongkai.core.law import read_law_file
from gongkai.core.report.hierarchy import Hierarchy, Standing, hierarchy_of, kinds

COLUMNS = ("id", "name", "kind", "parent", "from", "to", "level", "aliases", "into")
_NEEDED = ("id", "name", "kind")
_BETWEEN = str.maketrans("；;、|", ",,,,")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def hierarchy_from_yaml(text: str, file: str = "YAML") -> Hierarchy:
    """The bodies written as YAML or JSON. Raises BodiesFileWrong, HierarchyWrong."""
    try:
        data = yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, in C where there is one
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _wrong(file, line, "不是有效的 YAML 或 JSON", "this is neither YAML nor JSON") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # control characters; 2025-02-30; nesting without end
        raise _wrong(file, 1, f"有无法识别的内容（{error}）", f"something in it cannot be read ({error})") from error
    rows = data.get("bodies") if isinstance(data, dict) else data
    if not isinstance(rows, list):
        _refuse(file, 1, "应为一列单位，或者 bodies 之下的一列", "it must be a list of bodies, or a list under “bodies”")
    return hierarchy_of(_standings(((number, row) for number, row in enumerate(rows, 1)), file))


def hierarchy_from_csv(text: str, file: str = "CSV") -> Hierarchy:
    """The bodies written as CSV with a heading line. Raises BodiesFileWrong, HierarchyWrong."""
    try:
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    except csv.Error as error:
        raise _wrong(file, 1, f"不是有效的 CSV（{error}）", f"this is no CSV ({error})") from error
    return hierarchy_of(_standings(((number, row) for number, row in enumerate(rows, 2)), file))


def _standings(rows: Iterable[tuple[int, Any]], file: str) -> Iterator[Standing]:
    for number, row in rows:
        if not isinstance(row, Mapping):
            _refuse(file, number, "应写明 id、name、kind", "it must give id, name and kind")
        unknown = [str(key) for key in row if key not in COLUMNS]
        if unknown:
            named = "、".join(unknown)
            _refuse(file, number, f"不认识的栏目：{named}", f"unknown columns: {named}")
        lacking = [key for key in _NEEDED if not _text(row, key)]
        if lacking:
            named = "、".join(lacking)
            _refuse(file, number, f"缺少 {named}", f"{named} is missing")
        yield Standing(
            body=_text(row, "id"),
            name=_text(row, "name"),
            kind=_kind(_text(row, "kind"), file, number),
            parent=_text(row, "parent") or None,
            start=_day(row.get("from"), file, number),
            end=_day(row.get("to"), file, number),
            level=_level(_text(row, "level"), file, number),
            aliases=_names(row.get("aliases")),
            into=_names(row.get("into")),
        )


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return "" if value is None else str(value).strip()


def _names(value: Any) -> tuple[str, ...]:
    """Several names: a list, or one text with commas, semicolons or bars between."""
    parts = value if isinstance(value, list) else str(value or "").translate(_BETWEEN).replace("，", ",").split(",")
    return tuple(str(part).strip() for part in parts if str(part).strip())


def _kind(written: str, file: str, number: int) -> str:
    for kind in kinds().values():
        if written in (kind.id, kind.words.zh):
            return kind.id
    known = "、".join(f"{kind.id}（{kind.words.zh}）" for kind in kinds().values())
    raise _wrong(file, number, f"kind“{written}”应为 {known} 之一", f"kind “{written}” is none of {known}")


def _level(written: str, file: str, number: int) -> str | None:
    entries = _levels()
    for level, zh in entries.items():
        if written in (level, zh):
            return level
    if not written:
        return None
    known = "、".join(f"{level}（{zh}）" for level, zh in entries.items())
    raise _wrong(file, number, f"level“{written}”应为 {known} 之一", f"level “{written}” is none of {known}")


@cache
def _levels() -> Mapping[str, str]:
    entries: Mapping[str, str] = read_law_file("consolidation.yaml")["levels"]["entries"]
    return entries


def _day(value: Any, file: str, number: int) -> date | None:
    if value is None or value == "" or type(value) is date:
        return value or None
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        _refuse(file, number, f"“{value}”应为 YYYY-MM-DD 的日期", f"“{value}” must be a day as YYYY-MM-DD")


def _wrong(file: str, number: int, zh: str, en: str) -> BodiesFileWrong:
    return BodiesFileWrong(
        file=file, where=f"第 {number} 行（条）", where_en=f"line or entry {number}", problem_zh=zh, problem_en=en
    )


def _refuse(file: str, number: int, zh: str, en: str) -> NoReturn:
    raise _wrong(file, number, zh, en)
