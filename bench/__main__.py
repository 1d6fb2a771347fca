"""`python -m bench`: prints the table and writes bench/results.md.

`python -m bench PART…` or `python -m bench FILE…` prints one part, or what reading a file costs, and writes nothing.
"""

from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import cast

from bench.cluster import cluster_rows
from bench.consolidation import consolidation_rows
from bench.many import many_rows
from bench.measure import Row
from bench.reading import html_rows, pdf_rows
from bench.writing import recognising_rows, writing_rows
from gongkai.samples import Format, generate

HERE = Path(__file__).parent
LIBRARIES = ("pypdfium2", "pdfplumber", "camelot-py", "lxml", "typst", "rapidocr", "msgspec", "duckdb", "distributed")


def main(arguments: list[str]) -> None:
    """Measure and print; write where everything was measured."""
    with tempfile.TemporaryDirectory() as folder:
        parts: dict[str, Callable[[], Iterable[Row]]] = {
            "reading": lambda: _single_rows(_generated(Path(folder))),
            "writing": writing_rows,
            "recognising": recognising_rows,
            "many": many_rows,
            "cluster": cluster_rows,
            "consolidation": consolidation_rows,
        }
        if arguments:
            files = (Path(argument) for argument in arguments if argument not in parts)
            chosen = (parts[argument] for argument in arguments if argument in parts)
            for _ in _table(chain(chain.from_iterable(part() for part in chosen), _single_rows(files))):
                pass
            return
        table = "\n".join(_table(chain.from_iterable(part() for part in parts.values())))
    about = f"Python {platform.python_version()}, {', '.join(f'{name} {version(name)}' for name in LIBRARIES)}, 2 cores."
    text = (
        "# What it costs\n\n"
        "Written by `make bench`. Ratios are medians of interleaved runs in one process on one machine; "
        "absolute times drift with it.\n"
        f"{about}\n\n{table}\n"
    )
    (HERE / "results.md").write_text(text, encoding="utf-8")


def _generated(folder: Path) -> Iterator[Path]:
    """A report as a Word paste and one as a ruled PDF of several pages."""
    for kind, switches in (("html", {"markup": "mso", "spans": "pieces"}), ("pdf", {"breaks": "open", "font": "embedded"})):
        made = generate(seed=1, form="2021", format=cast(Format, kind), switches={"scale": "city", **switches})
        path = folder / f"generated{Path(made.name).suffix}"
        path.write_bytes(made.data)
        yield path


def _single_rows(files: Iterable[Path]) -> Iterator[Row]:
    for path in files:
        if path.suffix == ".pdf":
            yield from pdf_rows(path)
        if path.suffix == ".html":
            yield from html_rows(path)


def _table(rows: Iterable[Row]) -> Iterator[str]:
    for line in ("| What | Seconds | Against | Ratio | Bar |", "|---|---|---|---|---|"):
        print(line)
        yield line
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.3f}"
        line = f"| {row.what} | {row.seconds:.4f} | {row.against} | {ratio} | {row.bar} |"
        print(line, flush=True)
        yield line


if __name__ == "__main__":
    main(sys.argv[1:])
