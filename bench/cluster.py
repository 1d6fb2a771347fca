"""The same 1,000 reports by the pool of this machine and by a Dask cluster of two workers on it; and read a second time."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.many import write_many
from bench.measure import Row, whole_process

REPORTS = 1_000


def cluster_rows() -> Iterator[Row]:
    """Dask against the pool, and a resumed run, of which everything was read before, against the first."""
    from distributed import LocalCluster

    with (
        tempfile.TemporaryDirectory() as folder,
        LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=":0") as cluster,
    ):
        reports = str(write_many(Path(folder), (REPORTS,))[REPORTS])
        check = ("check", "--format", "json", "--fail-level", "never", reports)
        pool, _ = whole_process(*check, "--jobs", "2")
        whole_process(*check, "--scheduler", cluster.scheduler_address)  # the workers load what they need
        dask, _ = whole_process(*check, "--scheduler", cluster.scheduler_address)
        yield Row(f"{REPORTS:,} mixed reports checked, --jobs 2", pool)
        yield Row("the same by a Dask cluster of two workers on this machine", dask, "--jobs 2", dask / pool)
        kept = ("--jobs", "2", "--resume", str(Path(folder) / "kept"))
        first, _ = whole_process(*check, *kept)
        again, _ = whole_process(*check, *kept)
        yield Row("the same with --resume, nothing read before", first, "--jobs 2", first / pool)
        yield Row("the same with --resume, everything read before", again, "--jobs 2", again / pool)
