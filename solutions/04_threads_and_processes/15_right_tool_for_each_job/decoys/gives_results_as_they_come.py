"""Gives the results in the order in which they are ready.

Fails: test_keeps_the_order_of_the_jobs
"""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed


def run_jobs(jobs, max_io, max_cpu):
    if not {kind for kind, _, _ in jobs} <= {"io", "cpu"}:
        raise ValueError("no such kind of job")
    with ThreadPoolExecutor(max_io) as threads, ProcessPoolExecutor(max_cpu) as processes:
        pools = {"io": threads, "cpu": processes}
        futures = [pools[kind].submit(fn, arg) for kind, fn, arg in jobs]
        try:
            return [future.result() for future in as_completed(futures)]
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            processes.shutdown(cancel_futures=True)
