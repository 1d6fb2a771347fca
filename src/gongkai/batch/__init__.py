"""Many files: in the processes of this machine or on a Dask cluster, bounded, in order, and resumable."""

from gongkai.batch.bounded import Failure, Outcome
from gongkai.batch.pool import work_through

__all__ = ["Failure", "Outcome", "work_through"]
