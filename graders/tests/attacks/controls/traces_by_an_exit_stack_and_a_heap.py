"""A right answer by an exit stack, which takes the largest lines from a heap of frozen data classes.

Against: leaking_lines
Harm: none
Merits: everything
Answer: passed
"""

import contextlib
import gc
import heapq
import tracemalloc
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Growth:
    less: int
    file: str = field(compare=False)
    line: int = field(compare=False)


def look():
    gc.collect()
    return tracemalloc.take_snapshot()


def leaking_lines(work, rounds, least):
    with contextlib.ExitStack() as stack:
        if not tracemalloc.is_tracing():
            tracemalloc.start(3)
            stack.callback(tracemalloc.stop)
        work()
        before = look()
        for _ in range(rounds):
            work()
        after = look()
    heap = []
    for change in after.compare_to(before, "lineno"):
        place = change.traceback[0]
        if place.filename != tracemalloc.__file__ and change.size_diff >= least * rounds:
            heapq.heappush(heap, Growth(-change.size_diff, place.filename, place.lineno))
    largest_first = [heapq.heappop(heap) for _ in range(len(heap))]
    return [(each.file, each.line) for each in largest_first]
