"""Starts a process for every download that may be in flight, and runs both kinds there.

Fails: test_never_exceeds_the_limit_of_downloads, test_obeys_another_limit_of_downloads,
    test_resizes_in_two_processes
"""

from concurrent.futures import ProcessPoolExecutor


def run_jobs(jobs, max_io, max_cpu):
    if not {kind for kind, _, _ in jobs} <= {"io", "cpu"}:
        raise ValueError("no such kind of job")
    with ProcessPoolExecutor(max_io) as pool:
        futures = [pool.submit(fn, arg) for _, fn, arg in jobs]
        return [future.result() for future in futures]
