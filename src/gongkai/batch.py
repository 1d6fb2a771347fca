"""Many files: a pool of processes that works in chunks, keeps the order, and survives a file that kills its reader.

Every file is read in a process of its own pool with bounds on memory and processor time, so that one hostile file
costs one clear sentence and never the run.
"""

from __future__ import annotations

import contextlib
import faulthandler
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Generic, NoReturn, TypeVar

from gongkai.core.errors import GongkaiError, ReaderCrashed, ReadingTookTooLong, ReadingTookTooMuchMemory

Value = TypeVar("Value")

CHUNK = 20  # files a task: parsing costs far more than scheduling once tasks are this large
SECONDS = 10  # processor time for one file; a real report takes a few hundredths
GRACE = 5  # seconds more until the kernel ends a process that does not give up
MEMORY = 512 * 1024 * 1024  # bytes one reading process may hold


@dataclass(frozen=True, slots=True)
class Failure:
    """Why nothing was made of a file: a stable code and the sentence in both languages."""

    code: str
    zh: str
    en: str

    @classmethod
    def of(cls, error: GongkaiError) -> Failure:
        """The failure that an error explains."""
        return cls(getattr(error, "code", "unreadable"), error.say("zh"), error.say("en"))


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Value]):
    """What became of one file: a value, or the failure that stands in its place."""

    path: Path
    value: Value | None = None
    failure: Failure | None = None


def work_through(
    paths: Sequence[Path], task: Callable[[Path], Value], *, jobs: int = 1, chunk: int = CHUNK
) -> Iterator[Outcome[Value]]:
    """Run `task` over `paths` in `jobs` processes; outcomes come in the order of the paths.

    `task` must be a module-level function (or a partial of one). A GongkaiError it raises becomes the file's failure,
    and so does the death of its process; any other error is a bug and is raised here.
    """
    waiting = deque(_chunks(paths, min(chunk, max(1, -(-len(paths) // jobs)))))
    while waiting:
        yield from _until_a_process_dies(waiting, task, jobs)
        if waiting:  # a process died: somewhere in the first chunk not finished, or beside it; find out file by file
            for path in waiting.popleft():
                yield _alone(path, task)


def _until_a_process_dies(
    waiting: deque[tuple[Path, ...]], task: Callable[[Path], Value], jobs: int
) -> Iterator[Outcome[Value]]:
    """Work off `waiting` from the left; stop early, leaving the rest in it, when the pool breaks."""
    with _pool(jobs) as pool:
        running: deque[Future[list[Outcome[Value]]]] = deque()
        upcoming = iter(tuple(waiting))
        running.extend(pool.submit(_run_chunk, task, chunk) for chunk in islice(upcoming, jobs * 3))
        while running:
            try:
                outcomes = running.popleft().result()
            except BrokenProcessPool:
                return
            waiting.popleft()
            with contextlib.suppress(BrokenProcessPool):
                running.extend(pool.submit(_run_chunk, task, chunk) for chunk in islice(upcoming, 1))
            yield from outcomes


def _alone(path: Path, task: Callable[[Path], Value]) -> Outcome[Value]:
    """One file in a pool of its own, so that its death names it."""
    with _pool(1) as pool:
        try:
            return pool.submit(_run_one, task, path).result()
        except BrokenProcessPool:
            return Outcome(path, failure=Failure.of(ReaderCrashed(file=path.name)))


def _pool(jobs: int) -> ProcessPoolExecutor:
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
    return ProcessPoolExecutor(max_workers=jobs, mp_context=context, initializer=_bound_this_process)


def _chunks(paths: Sequence[Path], size: int) -> Iterator[tuple[Path, ...]]:
    for start in range(0, len(paths), size):
        yield tuple(paths[start : start + size])


def _run_chunk(task: Callable[[Path], Value], paths: Sequence[Path]) -> list[Outcome[Value]]:
    return [_run_one(task, path) for path in paths]


def _run_one(task: Callable[[Path], Value], path: Path) -> Outcome[Value]:
    try:
        with processor_time(path):
            return Outcome(path, task(path))
    except GongkaiError as error:
        return Outcome(path, failure=Failure.of(error))
    except MemoryError:
        return Outcome(path, failure=Failure.of(ReadingTookTooMuchMemory(file=path.name, mb=MEMORY // 1024**2)))


@contextlib.contextmanager
def processor_time(path: Path) -> Iterator[None]:
    """Raise ReadingTookTooLong after SECONDS of processor time; kill the process soon after if it does not listen."""

    def give_up(_signal: int, _frame: Any) -> NoReturn:
        raise ReadingTookTooLong(file=path.name, seconds=SECONDS)

    if not hasattr(signal, "setitimer"):  # not on Windows
        yield
        return
    import resource

    before, limits = signal.signal(signal.SIGPROF, give_up), resource.getrlimit(resource.RLIMIT_CPU)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    used = resource.getrusage(resource.RUSAGE_SELF)
    last = int(used.ru_utime + used.ru_stime) + SECONDS + GRACE
    resource.setrlimit(resource.RLIMIT_CPU, (last, limits[1]))  # a library in C does not hear signals; the kernel ends it
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        resource.setrlimit(resource.RLIMIT_CPU, limits)


def _bound_this_process() -> None:
    """Bound what a reading process may hold, where the system lets us; its death is told in a sentence, not in a dump."""
    faulthandler.disable()
    try:
        import resource
    except ImportError:  # not on Windows
        return
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY if hard < 0 else min(MEMORY, hard), hard))
