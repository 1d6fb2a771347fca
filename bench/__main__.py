"""`python -m bench`: prints the table and writes bench/results.md.

Files measured: those given as arguments, else the example reports; results name the files.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from bench.many import many_rows
from bench.measure import Row
from bench.reading import html_rows, pdf_rows

HERE = Path(__file__).parent
LIBRARIES = ("pypdfium2", "pdfplumber", "camelot-py", "lxml")


def main(arguments: list[str]) -> None:
    """Measure, print, write."""
    files = [Path(argument) for argument in arguments] or sorted((HERE.parent / "examples").glob("clean-*"))
    table = "\n".join(_table(_rows(files)))
    about = f"Python {platform.python_version()}, {', '.join(f'{name} {version(name)}' for name in LIBRARIES)}, 2 cores."
    text = (
        "# What it costs\n\n"
        "Written by `make bench`. Ratios are medians of interleaved runs in one process on one machine; "
        "absolute times drift with it.\n"
        f"{about}\n\n{table}\n"
    )
    (HERE / "results.md").write_text(text, encoding="utf-8")


def _rows(files: Iterable[Path]) -> Iterator[Row]:
    for path in files:
        if path.suffix == ".pdf":
            yield from pdf_rows(path)
        if path.suffix == ".html":
            yield from html_rows(path)
    yield from many_rows()


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
