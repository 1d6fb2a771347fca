"""A pool of processes that works in chunks, keeps the order, and survives a file that kills its reader."""

from __future__ import annotations

import contextlib
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from gongkai.batch.bounded import READING, RECOGNISING, Bounds, Failure, Outcome, Task, Value, begin, run_begun
from gongkai.core.errors import ReaderCrashed

CHUNK = 20  # files a task: parsing costs far more than scheduling once tasks are this large


def work_through(
    paths: Sequence[Path],
    task: Task[Value],
    *,
    jobs: int = 1,
    chunk: int = CHUNK,
    scan_task: Task[Value] | None = None,
    scheduler: str | None = None,
) -> Iterator[Outcome[Value]]:
    """Run `task` over `paths`; outcomes come in the order of the paths.

    `task` must be a module-level function (or a partial of one). A GongkaiError it raises becomes the file's failure,
    and so does the death of its process; any other error is a bug and is raised here. `jobs` processes of this machine
    do the work, or the workers of the Dask cluster whose scheduler has the address `scheduler`. Files that turn out to
    be pictures of pages are given to `scan_task`, if there is one, in a process that may take longer and hold more.
    Raises NoScheduler where no cluster answers at the address.
    """
    if scheduler is None:
        return on_this_machine(paths, task, jobs=jobs, chunk=chunk, scan_task=scan_task)
    from gongkai.batch.cluster import on_a_cluster

    return on_a_cluster(paths, task, scheduler=scheduler, chunk=chunk, scan_task=scan_task)


def on_this_machine(
    paths: Sequence[Path],
    task: Task[Value],
    *,
    jobs: int = 1,
    chunk: int = CHUNK,
    scan_task: Task[Value] | None = None,
    start: str = "fork",
) -> Iterator[Outcome[Value]]:
    """The work of `work_through` in `jobs` processes here, made in the way `start` where the system knows it."""
    for outcome in _bounded(paths, jobs, chunk, partial(_pool, task, READING, start)):
        if scan_task is not None and outcome.failure is not None and outcome.failure.pictures:
            yield _alone(outcome.path, partial(_pool, scan_task, RECOGNISING, start))
        else:
            yield outcome


def _bounded(
    paths: Sequence[Path], jobs: int, chunk: int, pool_of: Callable[[int], ProcessPoolExecutor]
) -> Iterator[Outcome[Any]]:
    waiting = deque(chunks(paths, min(chunk, max(1, -(-len(paths) // jobs)))))
    while waiting:
        yield from _until_a_process_dies(waiting, jobs, pool_of)
        if waiting:  # a process died: somewhere in the first chunk not finished, or beside it; find out file by file
            for path in waiting.popleft():
                yield _alone(path, pool_of)


def chunks(paths: Sequence[Path], size: int) -> Iterator[tuple[Path, ...]]:
    """The paths in groups of `size`, the last one perhaps smaller."""
    for start in range(0, len(paths), size):
        yield tuple(paths[start : start + size])


def _until_a_process_dies(
    waiting: deque[tuple[Path, ...]], jobs: int, pool_of: Callable[[int], ProcessPoolExecutor]
) -> Iterator[Outcome[Any]]:
    """Work off `waiting` from the left; stop early, leaving the rest in it, when the pool breaks."""
    with pool_of(jobs) as pool:
        running: deque[Future[list[Outcome[Any]]]] = deque()
        upcoming = iter(tuple(waiting))
        running.extend(pool.submit(run_begun, chunk) for chunk in islice(upcoming, jobs * 3))
        while running:
            try:
                outcomes = running.popleft().result()
            except BrokenProcessPool:
                return
            waiting.popleft()
            with contextlib.suppress(BrokenProcessPool):
                running.extend(pool.submit(run_begun, chunk) for chunk in islice(upcoming, 1))
            yield from outcomes


def _alone(path: Path, pool_of: Callable[[int], ProcessPoolExecutor]) -> Outcome[Any]:
    """One file in a pool of its own, so that its death names it."""
    with pool_of(1) as pool:
        try:
            return pool.submit(run_begun, (path,)).result()[0]
        except BrokenProcessPool:
            return Outcome(path, failure=Failure.of(ReaderCrashed(file=path.name)))


def _pool(task: Task[Any], bounds: Bounds, start: str, jobs: int) -> ProcessPoolExecutor:
    known = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context(start if start in known else "spawn")
    return ProcessPoolExecutor(max_workers=jobs, mp_context=context, initializer=begin, initargs=(task, bounds))
