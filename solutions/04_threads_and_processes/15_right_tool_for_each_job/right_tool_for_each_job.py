"""Threads for what waits, processes for what computes; one list of futures for both."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any


def run_jobs(jobs: list[tuple[str, Callable[[int], Any], int]], max_io: int, max_cpu: int) -> list[Any]:
    """Run every job ``(kind, fn, arg)`` and return the values of ``fn(arg)``, in the order of the jobs.

    Jobs of kind "io" wait: up to ``max_io`` of them are in flight at once. Jobs of kind "cpu"
    compute: ``max_cpu`` other processes share them. Both kinds run at the same time. Any other kind
    is a ValueError; if a job fails, its error is raised.
    """
    unknown = {kind for kind, _, _ in jobs} - {"io", "cpu"}
    if unknown:
        raise ValueError(f"no such kind of job: {', '.join(sorted(unknown))}")
    with ThreadPoolExecutor(max_io) as threads, ProcessPoolExecutor(max_cpu) as processes:
        pools = {"io": threads, "cpu": processes}
        futures = [pools[kind].submit(fn, arg) for kind, fn, arg in jobs]
        try:
            return [future.result() for future in futures]
        finally:  # after an error the pools need not go through what has not begun
            threads.shutdown(wait=False, cancel_futures=True)
            processes.shutdown(cancel_futures=True)
