"""A right answer that takes a snapshot after each round, keeps the first and the last one, and prints as it goes.

Against: leaking_lines
Harm: none
Merits: everything
Answer: passed
"""

import gc
import tracemalloc


def look():
    gc.collect()
    return tracemalloc.take_snapshot()


def leaking_lines(work, rounds, least):
    already = tracemalloc.is_tracing()
    tracemalloc.start()
    try:
        work()
        first = last = look()
        for number in range(rounds):
            work()
            del last
            last = look()
            print("round", number, "of", rounds)
        leave_out = tracemalloc.Filter(inclusive=False, filename_pattern=tracemalloc.__file__)
        changes = last.filter_traces([leave_out]).compare_to(first.filter_traces([leave_out]), key_type="lineno")
        places = []
        for change in changes:
            if change.size_diff / rounds >= least:
                (frame,) = change.traceback[-1:]
                places.append((frame.filename, frame.lineno))
        return places
    finally:
        if not already:
            tracemalloc.stop()
