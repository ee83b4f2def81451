"""Lets all workers ask the source for their next item at the same time.

Fails: test_reads_the_source_one_at_a_time, test_reads_only_a_little_ahead_of_slow_work
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Lock

END = object()


def run_pipeline(source, work, sink, workers, depth):
    items, sinking, failed = iter(source), Lock(), []

    def ship():
        shipped = 0
        try:
            while not failed and (item := next(items, END)) is not END:
                result = work(item)
                with sinking:
                    sink(result)
                shipped += 1
        except BaseException:
            failed.append(True)
            raise
        return shipped

    with ThreadPoolExecutor(workers) as pool:
        parts = [pool.submit(ship) for _ in range(workers)]
    return sum(part.result() for part in parts)
