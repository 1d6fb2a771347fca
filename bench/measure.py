"""Medians of interleaved runs, so that a machine that slows down slows both sides of a ratio."""

from __future__ import annotations

import gc
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Task = Callable[[], object]


@dataclass(frozen=True)
class Row:
    """One line of the table: what, how long, against what, and the bar it has to keep."""

    what: str
    seconds: float
    against: str = ""
    ratio: float | None = None
    bar: str = ""


def medians(tasks: Mapping[str, Task], *, rounds: int) -> dict[str, float]:
    """Seconds of each task: the median over rounds in which every task runs once, after one warm-up."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for turn in range(rounds + 1):
        for name, task in tasks.items():
            gc.collect()
            begun = time.perf_counter()
            task()
            if turn:
                times[name].append(time.perf_counter() - begun)
    return {name: statistics.median(each) for name, each in times.items()}


def whole_process(*arguments: str) -> tuple[float, int]:
    """Wall seconds and peak resident bytes (largest single process) of `python -m gongkai.cli …` run on its own."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", "from gongkai.cli import main; main()", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, _, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - begun, peak_bytes(usage)


def peak_bytes(usage: resource.struct_rusage) -> int:
    """ru_maxrss in bytes; Linux counts kilobytes."""
    return usage.ru_maxrss * 1024
