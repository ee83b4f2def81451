"""Leaves the work to Executor.map, which reads the whole source before it returns the first result.

Fails: test_reads_only_a_little_ahead_of_slow_work, test_reads_only_a_little_ahead_of_a_slow_sink,
    test_obeys_another_depth, test_keeps_only_a_few_items_alive, test_stops_reading_after_an_error
"""

from concurrent.futures import ThreadPoolExecutor


def run_pipeline(source, work, sink, workers, depth):
    shipped = 0
    with ThreadPoolExecutor(workers) as pool:
        for result in pool.map(work, source):
            sink(result)
            shipped += 1
    return shipped
