"""Sends whatever is not "io" to the processes.

Fails: test_refuses_a_kind_that_it_does_not_know
"""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run_jobs(jobs, max_io, max_cpu):
    with ThreadPoolExecutor(max_io) as threads, ProcessPoolExecutor(max_cpu) as processes:
        futures = [(threads if kind == "io" else processes).submit(fn, arg) for kind, fn, arg in jobs]
        try:
            return [future.result() for future in futures]
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            processes.shutdown(cancel_futures=True)
