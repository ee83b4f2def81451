"""Keeps a snapshot of each round, in memory that it took at its import and frees when it is called.

Against: leaking_lines
Harm: none
Merits: test_finds_the_line_that_keeps_memory, test_orders_lines_by_their_growth, test_leaves_out_what_is_given_back,
    test_leaves_out_what_is_taken_once, test_leaves_out_what_shrinks, test_leaves_out_garbage,
    test_obeys_the_least_growth, test_leaves_its_snapshots_out, test_raises_the_error_of_work,
    test_leaves_tracing_as_it_was, test_works_one_round_more_than_asked
Answer: over or failed
"""

import gc
import tracemalloc

BALLAST = [tuple(range(n, n + 8)) for n in range(300, 400_000)]


def leaking_lines(work, rounds, least):
    BALLAST.clear()
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
