"""Downloads in threads, and resizes itself while they wait.

Fails: test_resizes_in_two_processes, test_uses_all_its_processes
"""

from concurrent.futures import ThreadPoolExecutor


def run_jobs(jobs, max_io, max_cpu):
    if not {kind for kind, _, _ in jobs} <= {"io", "cpu"}:
        raise ValueError("no such kind of job")
    with ThreadPoolExecutor(max_io) as threads:
        futures = {place: threads.submit(fn, arg) for place, (kind, fn, arg) in enumerate(jobs) if kind == "io"}
        results = {place: fn(arg) for place, (kind, fn, arg) in enumerate(jobs) if kind == "cpu"}
        try:
            results |= {place: future.result() for place, future in futures.items()}
        finally:
            threads.shutdown(cancel_futures=True)
    return [results[place] for place in range(len(jobs))]
