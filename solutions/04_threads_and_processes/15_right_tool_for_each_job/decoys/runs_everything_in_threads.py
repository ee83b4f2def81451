"""Runs both kinds in threads, where the resizes take turns in this one process.

Fails: test_resizes_in_two_processes, test_uses_all_its_processes, test_waits_and_computes_at_the_same_time
"""

from concurrent.futures import ThreadPoolExecutor


def run_jobs(jobs, max_io, max_cpu):
    if not {kind for kind, _, _ in jobs} <= {"io", "cpu"}:
        raise ValueError("no such kind of job")
    with ThreadPoolExecutor(max_io) as pool:
        futures = [pool.submit(fn, arg) for _, fn, arg in jobs]
        try:
            return [future.result() for future in futures]
        finally:
            pool.shutdown(cancel_futures=True)
