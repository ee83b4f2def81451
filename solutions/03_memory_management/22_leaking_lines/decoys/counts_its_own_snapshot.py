"""Forgets that its first snapshot has grown the memory too.

Fails: test_obeys_the_least_growth, test_leaves_its_snapshots_out
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
    changes = after.compare_to(before, "lineno")
    grown = [change for change in changes if change.size_diff >= rounds * least]
    return [(change.traceback[0].filename, change.traceback[0].lineno) for change in grown]
