"""Raises an error while other items are still in work, and leaves the pool to the collector.

Fails: test_leaves_no_thread_behind_after_an_error, test_no_item_is_in_work_after_an_error
"""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def run_pipeline(source, work, sink, workers, depth):
    pool, under_way, shipped = ThreadPoolExecutor(workers), set(), 0
    for item in source:
        under_way.add(pool.submit(work, item))
        if len(under_way) >= depth + workers:
            done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
            for future in done:
                sink(future.result())
                shipped += 1
    for future in under_way:
        sink(future.result())
        shipped += 1
    pool.shutdown()
    return shipped
