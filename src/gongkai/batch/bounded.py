"""One file in a process of its own: bounds on memory and processor time, and a failure as a sentence.

A hostile file costs one clear sentence and never the run.
"""

from __future__ import annotations

import contextlib
import faulthandler
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, NoReturn, TypeVar

from gongkai.core.errors import (
    GongkaiError,
    NeedsTextRecognition,
    ReadingTookTooLong,
    ReadingTookTooMuchMemory,
)

Value = TypeVar("Value")
Task = Callable[[Path], Value]

GRACE = 5  # seconds more until the kernel ends a process that does not give up


@dataclass(frozen=True, slots=True)
class Bounds:
    """What reading one file may take: seconds of processor time, and bytes beside those the process begins with."""

    seconds: int
    memory: int


READING = Bounds(seconds=10, memory=512 * 1024**2)  # a real report takes a few hundredths of a second and 60 MB
RECOGNISING = Bounds(seconds=4_000, memory=1536 * 1024**2)  # 200 pages, each at most 10 s on two cores


@dataclass(frozen=True, slots=True)
class Failure:
    """Why nothing was made of a file: a stable code and the sentence in both languages.

    `pictures` is true where text recognition might make something of it.
    """

    code: str
    zh: str
    en: str
    pictures: bool = False

    @classmethod
    def of(cls, error: GongkaiError) -> Failure:
        """The failure that an error explains."""
        pictures = isinstance(error, NeedsTextRecognition)
        return cls(getattr(error, "code", "unreadable"), error.say("zh"), error.say("en"), pictures)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Value]):
    """What became of one file: a value, or the failure that stands in its place."""

    path: Path
    value: Value | None = None
    failure: Failure | None = None


class _Process:
    """What this process was begun with; a task is handed over once and not with every chunk."""

    task: Task[Any] | None = None
    bounds: Bounds = READING


def begin(task: Task[Any], bounds: Bounds) -> None:
    """Make this process one that runs `task` within `bounds`; its death is told in a sentence, not in a dump."""
    _Process.task, _Process.bounds = task, bounds
    faulthandler.disable()
    try:
        import resource
    except ImportError:  # not on Windows
        return
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    most = _held(resource.getpagesize()) + bounds.memory
    resource.setrlimit(resource.RLIMIT_DATA, (most if hard < 0 else min(most, hard), hard))


def _held(page: int) -> int:
    """Bytes of data that this process began with: a forked one has all that its parent had."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * page
    except (OSError, IndexError, ValueError):  # no Linux
        return 0


def run_begun(paths: Sequence[Path]) -> list[Outcome[Any]]:
    """Run the task of this process over `paths`, one after the other."""
    if _Process.task is None:
        raise RuntimeError("this process was not begun with a task")
    return [_run_one(_Process.task, path, _Process.bounds) for path in paths]


def _run_one(task: Task[Value], path: Path, bounds: Bounds) -> Outcome[Value]:
    try:
        with processor_time(path, bounds.seconds):
            return Outcome(path, task(path))
    except GongkaiError as error:
        return Outcome(path, failure=Failure.of(error))
    except MemoryError:
        return Outcome(path, failure=Failure.of(ReadingTookTooMuchMemory(file=path.name, mb=bounds.memory // 1024**2)))


@contextlib.contextmanager
def processor_time(path: Path, seconds: int = READING.seconds) -> Iterator[None]:
    """Raise ReadingTookTooLong after so many seconds of processor time; kill the process soon after if it does not listen."""

    def give_up(_signal: int, _frame: Any) -> NoReturn:
        raise ReadingTookTooLong(file=path.name, seconds=seconds)

    if not hasattr(signal, "setitimer"):  # not on Windows
        yield
        return
    import resource

    before, limits = signal.signal(signal.SIGPROF, give_up), resource.getrlimit(resource.RLIMIT_CPU)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    used = resource.getrusage(resource.RUSAGE_SELF)
    last = int(used.ru_utime + used.ru_stime) + seconds + GRACE
    resource.setrlimit(resource.RLIMIT_CPU, (last, limits[1]))  # a library in C does not hear signals; the kernel ends it
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        resource.setrlimit(resource.RLIMIT_CPU, limits)
