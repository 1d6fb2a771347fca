"""What commands that read many files have in common: how they are spread, resumed, and read where they are scans."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from gongkai.batch import Outcome, work_through
from gongkai.cli.progress import page_done, with_progress
from gongkai.core.report.exchange import Report

Value = TypeVar("Value")
Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="同时读取的进程数。Reading processes."),
    click.option(
        "--scheduler", metavar="ADDRESS", help="由 Dask 集群读取（如 tcp://主机:8786）。Read on a Dask cluster at this address."
    ),
    click.option(
        "--resume",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help="读过的报告存于此目录，中断后再运行即从断点继续。Keep what was read in DIR and go on from there.",
    ),
)


@dataclass(frozen=True, slots=True)
class Many:
    """How many files are to be read: processes here, or a cluster; and where readings are kept."""

    jobs: int = 1
    scheduler: str | None = None
    resume: Path | None = None

    def work(
        self, paths: Sequence[Path], task: Callable[[Path], Value], scan_task: Callable[[Path], Value]
    ) -> Iterator[Outcome[Value]]:
        """Outcomes in the order of the paths, with progress; scans are recognised where the extra [ocr] is installed.

        Raises NotAReadingsFolder before anything is read where the folder named cannot be used.
        """
        if self.resume is not None:
            from gongkai.batch.readings import Readings

            Readings.opened(self.resume)
        recognises = importlib.util.find_spec("rapidocr") is not None
        outcomes = work_through(
            paths, task, jobs=self.jobs, scan_task=scan_task if recognises else None, scheduler=self.scheduler
        )
        return with_progress(outcomes, len(paths))


def many_files(command: Command) -> Command:
    """The options --jobs, --scheduler and --resume."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def report_in(path: Path, resume: Path | None, *, recognise: bool = False) -> Report:
    """The report in a file, kept in `resume` if that is given (runs in a reading process)."""
    from gongkai.batch.readings import Readings
    from gongkai.readers.reading import read_report

    if resume is not None:
        return Readings(resume).report(path, recognise=recognise)
    return read_report(path, recognise=True, told=page_done) if recognise else read_report(path)
