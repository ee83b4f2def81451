"""Gives the results of the downloads, then those of the resizes.

Fails: test_keeps_the_order_of_the_jobs
"""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run_jobs(jobs, max_io, max_cpu):
    if not {kind for kind, _, _ in jobs} <= {"io", "cpu"}:
        raise ValueError("no such kind of job")
    with ThreadPoolExecutor(max_io) as threads, ProcessPoolExecutor(max_cpu) as processes:
        loads = [threads.submit(fn, arg) for kind, fn, arg in jobs if kind == "io"]
        resizes = [processes.submit(fn, arg) for kind, fn, arg in jobs if kind == "cpu"]
        try:
            return [future.result() for future in loads + resizes]
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            processes.shutdown(cancel_futures=True)
