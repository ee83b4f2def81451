"""The two pools of multiprocessing, whose threads have the same interface as its processes."""

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.pool import ThreadPool
from typing import Any


def run_jobs(jobs: list[tuple[str, Callable[[int], Any], int]], max_io: int, max_cpu: int) -> list[Any]:
    with get_context("forkserver").Pool(max_cpu) as processes, ThreadPool(max_io) as threads:
        calls = []
        try:
            for kind, fn, arg in jobs:
                if kind not in ("io", "cpu"):
                    raise ValueError(f"a job of kind {kind!r}")
                calls.append((threads if kind == "io" else processes).apply_async(fn, (arg,)))
            return [call.get() for call in calls]
        finally:
            threads.terminate()  # no further download
            threads.join()
            # The end of the block kills the workers. One that is killed while it answers never lets go of the lock on
            # the answers, which the pool then waits for: so let them finish first.
            processes.close()
            processes.join()
