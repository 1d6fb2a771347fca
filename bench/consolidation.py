"""Reports added up: 100,000 JSON lines against loading the same lines, a plain sum, and DuckDB's sum of the same file."""

from __future__ import annotations

import gc
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from bench.measure import Row, whole_process
from gongkai.cli.consolidate_loading import load
from gongkai.core.report.consolidate import consolidate
from gongkai.core.report.form import form
from gongkai.core.report.hierarchy import Hierarchy, Standing, hierarchy_of
from gongkai.samples.city import line_of, made_city, standing

YEAR = 2024
MANY = 100_000
COUNTY_OF = 100  # bodies a county
PROSE = "本年度工作平稳有序，按照要求公开政府信息。" * 20
CHECKED = "T3.new.total"


def consolidation_rows(many: int = MANY) -> Iterator[Row]:
    """Loading, consolidating, adding by hand and by DuckDB, each once over the same file, in the form `gongkai read` writes
    without places and with them.
    """
    with tempfile.TemporaryDirectory() as folder:
        for what, places, count in (("tables only", False, many), ("with cells and places", True, many // 10)):
            path = Path(folder) / f"returns-{count}.jsonl"
            expected = write_lines(path, count, places=places)
            yield from _compared(path, country(count), count, what, expected)


def country(count: int) -> Hierarchy:
    """A province of counties of a hundred bodies each."""
    rows = [Standing("p", "演示省人民政府", "government")]
    for number in range(count):
        county = number // COUNTY_OF
        if number % COUNTY_OF == 0:
            rows.append(Standing(f"x{county}", f"演示县{county}人民政府", "government", "p"))
        rows.append(
            Standing(f"u{number}", f"演示单位{number}", "own" if number % COUNTY_OF == 0 else "department", f"x{county}")
        )
    return hierarchy_of(rows)


def write_lines(path: Path, count: int, *, places: bool) -> int:
    """The lines, from the returns of a made city in turn; gives the sum of one cell."""
    city = made_city()
    rows = standing(city.rows, YEAR)
    leaves = [city.figures[YEAR][unit] for unit, row in sorted(rows.items()) if row["kind"] != "government"]
    cells = [(row.cell(column), column.unit) for row, column in form("2021").cells()]
    total = 0
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            figures = leaves[number % len(leaves)]
            line = line_of(figures, f"演示单位{number}", YEAR, published="2025-01-20", source=f"{number}.html")
            if places:
                more = {key: line.pop(key) for key in ("source",)}
                line["sections"] = dict.fromkeys(("1", "5", "6"), PROSE)
                line["cells"] = {cell: _cell(float(figures[cell]), unit) for cell, unit in cells}
                line |= {"unrecognised": [], "passages": [], "labels": {}, **more, "format": "html"}
            total += int(figures[CHECKED])
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return total


def _cell(value: float, unit: str | None) -> dict[str, Any]:
    number = int(value) if value == int(value) else value
    cell = {"text": str(number), "kind": "number", "value": number, "place": {"page": 3, "box": [90.1, 120.5, 141.7, 138.0]}}
    return cell if unit is None else {**cell, "unit": unit}


def _compared(path: Path, bodies: Hierarchy, count: int, what: str, expected: int) -> Iterator[Row]:
    size = path.stat().st_size / 1024**2
    loading, _ = _timed(lambda: _load_only(path))
    ours, done = _timed(lambda: consolidate(load([path], bodies, YEAR).returns, bodies, YEAR))
    assert done.node.cell(CHECKED).total == expected and not done.node.missing
    addends, _ = _timed(lambda: [done.node.addends(cell) for cell in done.node.layout.cells])
    plain, total = _timed(lambda: _plain_sum(path))
    assert total == expected
    whole, peak = whole_process("consolidate", str(path), "--bodies", str(_listed(path, bodies)), "--year", str(YEAR))
    about = f"{count:,} returns, {what} ({size:,.0f} MB)"
    yield Row(f"{about}: loaded as JSON, nothing kept", loading)
    yield Row(f"{about}: consolidated on two levels", ours, "loading", ours / loading, "≤ 2")
    yield Row(f"{about}: the command with all its checks, peak {peak / 1024**2:,.0f} MB", whole, "loading", whole / loading)
    yield Row(f"{about}: every addend of every cell of the top listed", addends, "consolidating", addends / ours)
    yield Row(f"{about}: plain Python sum of every cell, no bodies, no versions", plain, "loading", plain / loading)
    try:
        duck, total = _timed(lambda: _duckdb_sum(path))
    except ImportError:
        return
    assert total == expected
    yield Row(f"{about}: DuckDB, one cell summed, all cores", duck, "consolidating every cell", duck / ours)


def _listed(path: Path, bodies: Hierarchy) -> Path:
    """The bodies as a CSV file."""
    listed = path.with_suffix(".csv")
    rows = (f"{each.body},{each.name},{each.kind},{each.parent or ''}" for each in bodies.standings)
    listed.write_text("\n".join(["id,name,kind,parent", *rows]), encoding="utf-8")
    return listed


def _timed(task: Any) -> tuple[float, Any]:
    gc.collect()
    begun = time.perf_counter()
    value = task()
    return time.perf_counter() - begun, value


def _load_only(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for line in file if json.loads(line))


def _plain_sum(path: Path) -> int:
    totals: dict[tuple[str, str], list[float]] = {}
    with path.open("rb") as file:
        for line in file:
            data = json.loads(line)
            for table in ("table3", "table4"):
                for label, numbers in data[table].items():
                    sums = totals.setdefault((table, label), [0] * len(numbers))
                    for index, number in enumerate(numbers):
                        sums[index] += number
            for label, entries in data["table2"].items():
                sums = totals.setdefault(("table2", label), [0] * len(entries))
                for index, number in enumerate(entries.values()):
                    sums[index] += number
    return int(totals["table3", next(iter(islice((row.label for row in form("2021").table3), 1)))][-1])


def _duckdb_sum(path: Path) -> int:
    import duckdb

    label = form("2021").table3[0].label
    asked = duckdb.execute(
        "SELECT sum(CAST(table3->>? AS BIGINT)) FROM read_json(?, format='newline_delimited', columns={'table3': 'JSON'})",
        [f'$."{label}"[6]', str(path)],
    ).fetchone()
    return int(asked[0]) if asked else 0


if __name__ == "__main__":
    for row in consolidation_rows(int(sys.argv[1]) if len(sys.argv) > 1 else MANY):
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        print(f"| {row.what} | {row.seconds:.2f} | {row.against} | {ratio} | {row.bar} |", flush=True)
