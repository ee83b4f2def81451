"""Keeps one pool of threads for all calls, and never ends it.

Fails: test_leaves_no_thread_behind
"""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

pools_by_size = {}


def run_jobs(jobs, max_io, max_cpu):
    if not {kind for kind, _, _ in jobs} <= {"io", "cpu"}:
        raise ValueError("no such kind of job")
    threads = pools_by_size.setdefault(max_io, ThreadPoolExecutor(max_io))
    with ProcessPoolExecutor(max_cpu) as processes:
        pools = {"io": threads, "cpu": processes}
        futures = [pools[kind].submit(fn, arg) for kind, fn, arg in jobs]
        try:
            return [future.result() for future in futures]
        finally:
            for future in futures:
                future.cancel()
            processes.shutdown(cancel_futures=True)
