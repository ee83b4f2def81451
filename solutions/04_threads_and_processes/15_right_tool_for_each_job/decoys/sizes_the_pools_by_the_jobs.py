"""Asks for no more threads and processes than there are jobs: none at all when there are none.

Fails: test_gives_nothing_for_nothing
"""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run_jobs(jobs, max_io, max_cpu):
    if not {kind for kind, _, _ in jobs} <= {"io", "cpu"}:
        raise ValueError("no such kind of job")
    with (
        ThreadPoolExecutor(min(max_io, len(jobs))) as threads,
        ProcessPoolExecutor(min(max_cpu, len(jobs))) as processes,
    ):
        pools = {"io": threads, "cpu": processes}
        futures = [pools[kind].submit(fn, arg) for kind, fn, arg in jobs]
        try:
            return [future.result() for future in futures]
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            processes.shutdown(cancel_futures=True)
