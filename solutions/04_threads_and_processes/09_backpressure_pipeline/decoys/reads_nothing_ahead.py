"""Has no queue: a worker reads its next item only when it is free, and then it has to wait for the disk.

Fails: test_reads_only_a_little_ahead_of_slow_work
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Lock


def run_pipeline(source, work, sink, workers, depth):
    items, reading, sinking = iter(source), Lock(), Lock()
    failed = False

    def ship():
        nonlocal failed
        shipped = 0
        try:
            while not failed:
                with reading:
                    try:
                        item = next(items)
                    except StopIteration:
                        break
                result = work(item)
                with sinking:
                    sink(result)
                shipped += 1
        except BaseException:
            failed = True
            raise
        return shipped

    with ThreadPoolExecutor(workers) as pool:
        parts = [pool.submit(ship) for _ in range(workers)]
    return sum(part.result() for part in parts)
