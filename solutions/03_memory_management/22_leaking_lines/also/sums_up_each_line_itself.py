"""Keeps no snapshot at all: it adds up the bytes of each line, twice."""

import contextlib
import gc
import tracemalloc
from collections.abc import Callable, Iterator

Line = tuple[str, int]


def leaking_lines(work: Callable[[], object], rounds: int, least: int) -> list[Line]:
    with _tracing():
        work()
        before = _held()
        for _ in range(rounds):
            work()
        after = _held()
    growth = [(size - before.get(line, 0), line) for line, size in after.items()]
    return [line for size, line in sorted(growth, reverse=True) if size >= least * rounds]


@contextlib.contextmanager
def _tracing() -> Iterator[None]:
    was_tracing = tracemalloc.is_tracing()
    tracemalloc.start()
    try:
        yield
    finally:
        if not was_tracing:
            tracemalloc.stop()


def _held() -> dict[Line, int]:
    held = dict[Line, int]()
    gc.collect()
    for trace in tracemalloc.take_snapshot().traces:
        frame = trace.traceback[-1]  # the most recent call
        line = frame.filename, frame.lineno
        if frame.filename not in (__file__, tracemalloc.__file__):
            held[line] = held.get(line, 0) + trace.size
    return held
