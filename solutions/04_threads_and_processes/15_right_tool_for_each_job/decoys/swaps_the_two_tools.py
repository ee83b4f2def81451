"""Sends the downloads to processes and the resizes to threads.

Fails: test_resizes_in_two_processes, test_uses_all_its_processes, test_never_exceeds_the_limit_of_downloads,
    test_obeys_another_limit_of_downloads, test_begins_little_after_an_error
"""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run_jobs(jobs, max_io, max_cpu):
    if not {kind for kind, _, _ in jobs} <= {"io", "cpu"}:
        raise ValueError("no such kind of job")
    with ProcessPoolExecutor(max_io) as processes, ThreadPoolExecutor(max_cpu) as threads:
        pools = {"io": processes, "cpu": threads}
        futures = [pools[kind].submit(fn, arg) for kind, fn, arg in jobs]
        try:
            return [future.result() for future in futures]
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            processes.shutdown(cancel_futures=True)
