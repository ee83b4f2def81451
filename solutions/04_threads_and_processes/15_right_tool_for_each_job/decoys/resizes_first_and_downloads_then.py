"""Waits for all resizes before the first download begins.

Fails: test_waits_and_computes_at_the_same_time
"""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run_jobs(jobs, max_io, max_cpu):
    if not {kind for kind, _, _ in jobs} <= {"io", "cpu"}:
        raise ValueError("no such kind of job")
    with ProcessPoolExecutor(max_cpu) as pool:
        futures = [pool.submit(fn, arg) for kind, fn, arg in jobs if kind == "cpu"]
        resized = [future.result() for future in futures]
    with ThreadPoolExecutor(max_io) as pool:
        futures = [pool.submit(fn, arg) for kind, fn, arg in jobs if kind == "io"]
        try:
            loaded = [future.result() for future in futures]
        finally:
            pool.shutdown(cancel_futures=True)
    results = {"io": iter(loaded), "cpu": iter(resized)}
    return [next(results[kind]) for kind, _, _ in jobs]
