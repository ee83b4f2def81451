"""Waits for all downloads before the first resize begins.

Fails: test_waits_and_computes_at_the_same_time
"""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run_jobs(jobs, max_io, max_cpu):
    if not {kind for kind, _, _ in jobs} <= {"io", "cpu"}:
        raise ValueError("no such kind of job")
    results = [None] * len(jobs)
    for wanted, pool in (("io", ThreadPoolExecutor(max_io)), ("cpu", ProcessPoolExecutor(max_cpu))):
        with pool:
            futures = {place: pool.submit(fn, arg) for place, (kind, fn, arg) in enumerate(jobs) if kind == wanted}
            try:
                for place, future in futures.items():
                    results[place] = future.result()
            finally:
                pool.shutdown(cancel_futures=True)
    return results
