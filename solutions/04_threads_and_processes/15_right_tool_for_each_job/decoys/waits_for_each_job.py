"""Asks for the result of every job before it submits the next.

Fails: test_keeps_many_downloads_in_flight, test_resizes_in_two_processes, test_uses_all_its_processes,
    test_waits_and_computes_at_the_same_time
"""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run_jobs(jobs, max_io, max_cpu):
    if not {kind for kind, _, _ in jobs} <= {"io", "cpu"}:
        raise ValueError("no such kind of job")
    with ThreadPoolExecutor(max_io) as threads, ProcessPoolExecutor(max_cpu) as processes:
        pools = {"io": threads, "cpu": processes}
        return [pools[kind].submit(fn, arg).result() for kind, fn, arg in jobs]
