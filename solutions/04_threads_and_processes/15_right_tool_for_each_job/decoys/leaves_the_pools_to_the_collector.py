"""Shuts its pools down when the results are there; an error that is kept keeps both.

Fails: test_leaves_no_thread_behind_after_an_error
"""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run_jobs(jobs, max_io, max_cpu):
    if not {kind for kind, _, _ in jobs} <= {"io", "cpu"}:
        raise ValueError("a job is either io or cpu")
    pools = {"io": ThreadPoolExecutor(max_io), "cpu": ProcessPoolExecutor(max_cpu)}
    futures = [pools[kind].submit(fn, arg) for kind, fn, arg in jobs]
    results = [future.result() for future in futures]
    for pool in pools.values():
        pool.shutdown()
    return results
