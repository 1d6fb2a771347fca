"""Many reports as a whole process: time and the largest process, and how the time grows with the number."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from bench.measure import Row, whole_process
from gongkai.samples import generate

FORMATS = ("html", "docx", "pdf", "txt", "xlsx")
SIZES = (100, 1_000, 10_000)


def many_rows() -> Iterator[Row]:
    """1,000 mixed reports with --jobs 2; then 100 to 10,000, the time of one report as a ratio to that of the smallest run."""
    with tempfile.TemporaryDirectory() as folder:
        written = write_many(Path(folder), SIZES)
        each: dict[int, float] = {}
        for size in SIZES:
            seconds, peak = whole_process(
                "check", "--jobs", "2", "--format", "json", "--fail-level", "never", str(written[size])
            )
            each[size] = seconds / size
            yield Row(
                f"{size:,} mixed reports checked, --jobs 2, largest process {peak / 1024**2:.0f} MB",
                seconds,
                f"time a report in the run of {SIZES[0]}",
                each[size] / each[SIZES[0]],
                "" if size == SIZES[0] else "≤ 1.2",
            )


def write_many(folder: Path, sizes: Sequence[int] = SIZES) -> dict[int, Path]:
    """A folder for each size; 200 different samples, repeated by hard links."""
    distinct = []
    for seed, form_of_file in enumerate(islice(cycle(FORMATS), 200)):
        sample = generate(seed=seed, form="2021" if seed % 3 else "2019", format=form_of_file)
        path = folder / f"sample-{seed:03d}-{sample.name}"
        path.write_bytes(sample.data)
        distinct.append(path)
    folders = {}
    for size in sizes:
        folders[size] = folder / str(size)
        folders[size].mkdir()
        for number, path in enumerate(islice(cycle(distinct), size)):
            (folders[size] / f"{number:05d}-{path.name}").hardlink_to(path)
    return folders
