"""Uses as many processes as there are CPU jobs, whatever max_cpu says.

Fails: test_resizes_in_two_processes, test_uses_all_its_processes
"""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run_jobs(jobs, max_io, max_cpu):
    if not {kind for kind, _, _ in jobs} <= {"io", "cpu"}:
        raise ValueError("no such kind of job")
    resizes = sum(kind == "cpu" for kind, _, _ in jobs)
    with ThreadPoolExecutor(max_io) as threads, ProcessPoolExecutor(max(resizes, max_cpu)) as processes:
        pools = {"io": threads, "cpu": processes}
        futures = [pools[kind].submit(fn, arg) for kind, fn, arg in jobs]
        try:
            return [future.result() for future in futures]
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            processes.shutdown(cancel_futures=True)
