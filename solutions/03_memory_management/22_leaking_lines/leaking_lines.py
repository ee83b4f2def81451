"""Two snapshots with the rounds between them, without what tracemalloc took for the first one."""

import gc
import tracemalloc
from collections.abc import Callable

OTHERS = [tracemalloc.Filter(False, tracemalloc.__file__)]
"""All lines but those that take snapshots."""


def leaking_lines(work: Callable[[], object], rounds: int, least: int) -> list[tuple[str, int]]:
    """Return file and number of each line that holds ``least`` bytes more after each of ``rounds`` calls of ``work``.

    They come after one call that is not counted; the line with the most growth is first. Garbage, and
    what tracemalloc takes for its snapshots, is no growth.
    """
    was_tracing = tracemalloc.is_tracing()
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
    # Not sooner: a filter compiles its pattern, and that is kept.
    changes = after.filter_traces(OTHERS).compare_to(before.filter_traces(OTHERS), "lineno")
    grown = [change for change in changes if change.size_diff >= rounds * least]
    return [(frame.filename, frame.lineno) for change in grown for frame in change.traceback]
