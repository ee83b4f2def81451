"""Compares the growth of all rounds with what is the least for one.

Fails: test_obeys_the_least_growth
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
        before = tracemalloc.take_snapshot()
        for _ in range(rounds):
            work()
        gc.collect()
        after = tracemalloc.take_snapshot()
    finally:
        if not was_tracing:
            tracemalloc.stop()
    own = [tracemalloc.Filter(False, tracemalloc.__file__)]
    changes = after.filter_traces(own).compare_to(before.filter_traces(own), "lineno")
    grown = [change for change in changes if change.size_diff >= least]
    return [(change.traceback[0].filename, change.traceback[0].lineno) for change in grown]
