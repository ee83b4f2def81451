"""Leaves what has not begun in the pools, which work through it before the error gets out.

Fails: test_begins_little_after_an_error
"""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run_jobs(jobs, max_io, max_cpu):
    if not {kind for kind, _, _ in jobs} <= {"io", "cpu"}:
        raise ValueError("no such kind of job")
    with ThreadPoolExecutor(max_io) as threads, ProcessPoolExecutor(max_cpu) as processes:
        pools = {"io": threads, "cpu": processes}
        futures = [pools[kind].submit(fn, arg) for kind, fn, arg in jobs]
        return [future.result() for future in futures]
