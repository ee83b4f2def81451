"""Takes a snapshot after each round, and keeps them all.

Fails: test_keeps_two_snapshots
"""

import gc
import tracemalloc


def leaking_lines(work, rounds, least):
    was_tracing = tracemalloc.is_tracing()
    if not was_tracing:
        tracemalloc.start()
    try:
        work()
        gc.collect()
        snapshots = [tracemalloc.take_snapshot()]
        for _ in range(rounds):
            work()
            gc.collect()
            snapshots.append(tracemalloc.take_snapshot())
    finally:
        if not was_tracing:
            tracemalloc.stop()
    own = [tracemalloc.Filter(False, tracemalloc.__file__)]
    changes = snapshots[-1].filter_traces(own).compare_to(snapshots[0].filter_traces(own), "lineno")
    grown = [change for change in changes if change.size_diff >= rounds * least]
    return [(change.traceback[0].filename, change.traceback[0].lineno) for change in grown]
