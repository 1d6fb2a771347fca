"""The same work on a Dask cluster (extra `[scale]`): the workers must see the files under the same paths.

Each worker runs its chunk in bounded processes of its own, exactly as `gongkai.batch.pool` does here, so that results are
the same and a hostile file costs a sentence and never a worker.
"""

from __future__ import annotations

import contextlib
import multiprocessing
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from gongkai.batch.bounded import Outcome, Task, Value
from gongkai.batch.pool import chunks, on_this_machine
from gongkai.core.errors_batch import ExtraNotInstalled, NoScheduler

WAIT = "10s"  # for a scheduler to answer
AHEAD = 3  # chunks a worker thread is given in advance, so that it never waits for the network


def on_a_cluster(
    paths: Sequence[Path], task: Task[Value], *, scheduler: str, chunk: int, scan_task: Task[Value] | None
) -> Iterator[Outcome[Value]]:
    """The work of `work_through` by the workers of a cluster; outcomes come in the order of the paths.

    Raises NoScheduler where nobody answers at the address, or where no worker is there, ExtraNotInstalled without Dask.
    """
    with _client(scheduler) as client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise NoScheduler(address=scheduler, reason_zh="集群中没有工作进程", reason_en="the cluster has no workers")
        held = client.scatter([task, scan_task], broadcast=True, hash=False)
        upcoming = chunks(paths, chunk)
        running: deque[Any] = deque()
        running.extend(client.submit(run_on_worker, *held, each, pure=False) for each in islice(upcoming, threads * AHEAD))
        while running:
            outcomes = running.popleft().result()
            running.extend(client.submit(run_on_worker, *held, each, pure=False) for each in islice(upcoming, 1))
            yield from outcomes


def run_on_worker(task: Task[Value], scan_task: Task[Value] | None, paths: Sequence[Path]) -> list[Outcome[Value]]:
    """One chunk on a worker, in one bounded process of its own.

    A worker under Dask's nanny is daemonic and may not start processes, so that it leaves no orphans; ours end by
    themselves when their queue closes, and the ban is lifted. A worker has threads and is not forked: a server is.
    """
    config: dict[str, Any] = getattr(multiprocessing.current_process(), "_config", {})
    config["daemon"] = False
    needed = getattr(task, "func", task).__module__  # a partial's own module is functools
    multiprocessing.set_forkserver_preload(["gongkai.readers.reading", needed])
    return list(on_this_machine(paths, task, chunk=len(paths), scan_task=scan_task, start="forkserver"))


@contextlib.contextmanager
def _client(scheduler: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError as error:
        raise ExtraNotInstalled(what_zh="Dask 集群", what_en="A Dask cluster", extra="scale") from error
    try:
        client: Any = Client(scheduler, timeout=WAIT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        reason = str(error) or type(error).__name__
        raise NoScheduler(address=scheduler, reason_zh=reason, reason_en=reason) from error
    with client:
        yield client
