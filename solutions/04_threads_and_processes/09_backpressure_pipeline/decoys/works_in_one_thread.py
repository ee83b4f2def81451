"""Does one item after another in the calling thread.

Fails: test_keeps_every_worker_busy, test_reads_only_a_little_ahead_of_slow_work
"""


def run_pipeline(source, work, sink, workers, depth):
    shipped = 0
    for item in source:
        sink(work(item))
        shipped += 1
    return shipped
