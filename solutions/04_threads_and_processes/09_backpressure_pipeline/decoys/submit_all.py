"""Submits a task for every item, and only then asks for the first result.

Fails: test_reads_only_a_little_ahead_of_slow_work, test_reads_only_a_little_ahead_of_a_slow_sink,
    test_obeys_another_depth, test_keeps_only_a_few_items_alive, test_stops_reading_after_an_error,
    test_begins_little_after_an_error
"""

from concurrent.futures import ThreadPoolExecutor, as_completed


def run_pipeline(source, work, sink, workers, depth):
    shipped = 0
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(work, item) for item in source]
        for future in as_completed(futures):
            sink(future.result())
            shipped += 1
    return shipped
