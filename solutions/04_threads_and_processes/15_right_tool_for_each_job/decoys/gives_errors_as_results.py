"""Puts the error of a job among the results instead of raising it.

Fails: test_raises_the_error_of_a_download, test_raises_the_error_of_a_resize, test_begins_little_after_an_error,
    test_leaves_no_thread_behind
"""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run_jobs(jobs, max_io, max_cpu):
    if not {kind for kind, _, _ in jobs} <= {"io", "cpu"}:
        raise ValueError("no such kind of job")
    with ThreadPoolExecutor(max_io) as threads, ProcessPoolExecutor(max_cpu) as processes:
        pools = {"io": threads, "cpu": processes}
        futures = [pools[kind].submit(fn, arg) for kind, fn, arg in jobs]
        return [future.exception() or future.result() for future in futures]
