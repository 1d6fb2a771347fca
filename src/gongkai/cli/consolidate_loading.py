"""Returns for consolidation: report files of any readable kind, or JSON lines, one report a line, read as a stream."""

from __future__ import annotations

import contextlib
import csv
import gc
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from gongkai.batch import Failure, work_through
from gongkai.cli.consolidate_lines import plain_line, return_of_line
from gongkai.cli.progress import with_progress
from gongkai.core.errors import GongkaiError, NotOurJson, TooComplex
from gongkai.core.errors_consolidation import ChildrenTableWrong
from gongkai.core.findings import Finding
from gongkai.core.report.consolidate_layout import layout
from gongkai.core.report.consolidate_returns import Return, return_from_json, return_from_report
from gongkai.core.report.exchange import Report
from gongkai.core.report.form import form_for_year
from gongkai.core.report.hierarchy import Hierarchy
from gongkai.core.report.messages_consolidation import CONS_OTHER_YEAR, CONS_UNMATCHED

JSON_SUFFIXES = frozenset({".json", ".jsonl", ".ndjson"})
MOST_LINE = 8 * 1024**2  # bytes; a report with every place and passage has 0.2 MB


@dataclass(slots=True)
class Loaded:
    """What was found in the files: returns of the year, reports that belong to nobody, and failures with their sentences."""

    returns: list[Return] = field(default_factory=list)
    unmatched: list[Finding] = field(default_factory=list)
    other_years: list[tuple[str, int | None]] = field(default_factory=list)
    failures: list[dict[str, str]] = field(default_factory=list)

    def findings(self, year: int) -> list[Finding]:
        """What was given and not taken."""
        unmatched = sorted(self.unmatched, key=lambda one: (one.where, str(one.details["agency"])))
        if not self.other_years:
            return unmatched
        file, given = min(self.other_years, key=lambda one: (one[0], one[1] or 0))
        return [*unmatched, CONS_OTHER_YEAR.at(file, stated=given, count=len(self.other_years), year=year, file=file)]


def load(paths: list[Path], hierarchy: Hierarchy, year: int, *, jobs: int = 1) -> Loaded:
    """The returns for a report year in the files, matched to bodies by name; nothing is guessed."""
    loaded = Loaded()
    streams = [path for path in paths if path.suffix.lower() in JSON_SUFFIXES and path.is_file()]
    for path in streams:
        with _kept_for_good():
            for name, given in json_reports(path):
                try:
                    _take(loaded, hierarchy, year, name, given)
                except GongkaiError as error:
                    loaded.failures.append(_failure(name, error))
    others = [path for path in paths if path not in set(streams)]
    for outcome in with_progress(work_through(others, read_one, jobs=jobs), len(others)):
        if outcome.value is not None:
            _take(loaded, hierarchy, year, outcome.path.name, outcome.value)
        else:
            failed = outcome.failure or Failure("unreadable", "", "")
            loaded.failures.append({"file": str(outcome.path), "code": failed.code, "zh": failed.zh, "en": failed.en})
    return loaded


@contextlib.contextmanager
def _kept_for_good() -> Iterator[None]:
    """While hundreds of thousands of values are made and kept, looking for cycles among them costs as much as reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_one(path: Path) -> Report:
    """One report (runs in a reading process)."""
    from gongkai.readers.reading import read_report

    return read_report(path)


def _failure(name: str, error: GongkaiError) -> dict[str, str]:
    return {"file": name, "code": getattr(error, "code", "unreadable"), "zh": error.say("zh"), "en": error.say("en")}


def _take(loaded: Loaded, hierarchy: Hierarchy, year: int, name: str, given: Any) -> None:
    """A report, a plain line, a line as JSON, or the error of one, into the returns, or to what does not belong."""
    if isinstance(given, GongkaiError):
        raise given
    file = name.rpartition(":")[0] or name  # without the line: the same returns in another order say the same
    agency, of_year = (given.get("agency"), given.get("year")) if isinstance(given, dict) else (given.agency, given.year)
    if of_year != year:
        loaded.other_years.append((file, of_year if isinstance(of_year, int) else None))
        return
    unit = hierarchy.body_named(agency, year) if isinstance(agency, str) else None
    if unit is None:
        loaded.unmatched.append(CONS_UNMATCHED.at(file, file=file, agency=agency or "?", year=year))
    elif isinstance(given, Report):
        loaded.returns.append(return_from_report(given, unit))
    elif isinstance(given, dict):
        given.setdefault("source", file)
        loaded.returns.append(return_from_json(given, unit, name))
    else:
        loaded.returns.append(return_of_line(given, unit, file))


def json_reports(path: Path) -> Iterator[tuple[str, Any]]:
    """The reports of a JSON file, with what they are called: one a line, or one over many lines.

    Amounts come as Decimal. Lines that are no report come as the error that says so.
    """
    decode = json.JSONDecoder(parse_float=Decimal, parse_constant=_no_constant).decode
    with path.open("rb") as file:
        for number, line in enumerate(_lines(file), 1):
            if not line or line.isspace():
                continue
            name = f"{path.name}:{number}"
            parsed = (plain_line(line) if len(line) <= MOST_LINE else None) or _parsed(line, name, decode)
            if number == 1 and isinstance(parsed, NotOurJson):
                file.seek(0)
                yield path.name, _parsed(file.read(MOST_LINE + 1), path.name, decode)
                return
            yield name, parsed


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines without their ends, read in blocks; of one that is too long only the beginning, which is too long as well."""
    rest = b""
    while block := file.read(MOST_LINE):
        *whole, rest = (rest + block).split(b"\n")
        yield from whole
        if len(rest) > MOST_LINE:
            yield rest
            rest = b""
            while block and b"\n" not in block:
                block = file.read(MOST_LINE)
            *_, rest = block.split(b"\n", 1)
    if rest:
        yield rest


def _no_constant(text: str) -> NoReturn:
    raise ValueError(text)


def _parsed(line: bytes, name: str, decode: Any) -> dict[str, Any] | GongkaiError:
    if len(line) > MOST_LINE:
        limit = MOST_LINE // 1024**2
        return TooComplex(file=name, problem_zh=f"JSON 超过 {limit} MB", problem_en=f"it has more than {limit} MB of JSON")
    try:
        parsed = decode(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):  # broken JSON, NaN, a number of thousands of digits, bytes that are no UTF-8
        return NotOurJson(file=name, where="$", problem_zh="不是有效的 JSON", problem_en="is no JSON")
    if not isinstance(parsed, dict):
        return NotOurJson(file=name, where="$", problem_zh="应为对象", problem_en="must be an object")
    return parsed


def children_table(path: Path, hierarchy: Hierarchy, year: int) -> Mapping[str, Mapping[str, int | Decimal]]:
    """A published table of members, CSV `body,cell,number`. Raises ChildrenTableWrong."""
    known = layout(form_for_year(year).id).index
    found: dict[str, dict[str, int | Decimal]] = {}
    for number, row in enumerate(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))), 1):
        if not row or row[0].strip().lower() in ("body", "unit", "单位"):
            continue

        def refuse(zh: str, en: str, line: int = number) -> NoReturn:
            raise ChildrenTableWrong(file=path.name, line=line, problem_zh=zh, problem_en=en)

        if len(row) != 3:
            refuse(f"有 {len(row)} 栏", f"it has {len(row)} columns")
        unit = hierarchy.body_named(row[0], year)
        if unit is None:
            refuse(f"单位表中没有“{row[0]}”", f"the list of bodies holds no “{row[0]}”")
        if row[1].strip() not in known:
            refuse(f"没有“{row[1]}”这一格", f"there is no cell “{row[1]}”")
        try:
            found.setdefault(unit, {})[row[1].strip()] = Decimal(row[2].strip())
        except InvalidOperation:
            refuse(f"“{row[2]}”不是数字", f"“{row[2]}” is no number")
    return found
