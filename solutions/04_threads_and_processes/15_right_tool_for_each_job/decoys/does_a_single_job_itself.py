"""Does without pools where there is a single job.

Fails: test_does_a_single_job_with_its_tool_too
"""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def run_jobs(jobs, max_io, max_cpu):
    if not {kind for kind, _, _ in jobs} <= {"io", "cpu"}:
        raise ValueError("a job is either io or cpu")
    if len(jobs) < 2:
        return [fn(arg) for _, fn, arg in jobs]
    with ThreadPoolExecutor(max_io) as threads, ProcessPoolExecutor(max_cpu) as processes:
        pools = {"io": threads, "cpu": processes}
        futures = [pools[kind].submit(fn, arg) for kind, fn, arg in jobs]
        return [future.result() for future in futures]
