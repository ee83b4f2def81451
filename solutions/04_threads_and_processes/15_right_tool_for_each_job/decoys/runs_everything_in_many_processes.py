"""Starts a process for every download that may be in flight, and runs both kinds there.

Fails: test_resizes_in_two_processes, test_uses_all_its_processes, test_waits_and_computes_at_the_same_time,
    test_never_exceeds_the_limit_of_downloads, test_obeys_another_limit_of_downloads,
    test_begins_little_after_an_error
"""

from concurrent.futures import ProcessPoolExecutor


def run_jobs(jobs, max_io, max_cpu):
    if not {kind for kind, _, _ in jobs} <= {"io", "cpu"}:
        raise ValueError("no such kind of job")
    with ProcessPoolExecutor(max_io) as pool:
        futures = [pool.submit(fn, arg) for _, fn, arg in jobs]
        try:
            return [future.result() for future in futures]
        finally:
            pool.shutdown(cancel_futures=True)
