"""Does one item after the other in the calling thread.

Fails: test_keeps_every_worker_busy
"""


def run_pipeline(source, work, sink, workers, depth):
    shipped = 0
    for item in source:
        sink(work(item))
        shipped += 1
    return shipped
