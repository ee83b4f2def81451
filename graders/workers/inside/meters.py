"""Meters that must run beside the learner's code: traced memory, lives, sizes, the collector."""

import contextlib
import gc
import sys
import threading
import time
import tracemalloc
from array import array
from collections.abc import Iterator
from typing import Any, ClassVar

from . import native, referrers, requests

MODULE_BYTES = 16 << 10
"""What a module may have of functions, classes and constants for nothing."""

MAX_READINGS = 128
"""Of a trace, that are kept for a drawing."""


class Readings:
    """Every reading of a trace, in a room of fixed size that is made before: it must not count.

    When it is full, two neighbours become one, with the least and the most of both.
    """

    COLUMNS = 4
    """Items taken, items handed over, the least and the most bytes."""

    def __init__(self) -> None:
        self._rows = array("q", bytes(8 * self.COLUMNS * MAX_READINGS))
        self._counts = array("q", bytes(8 * 5))
        self.clear()

    def clear(self) -> None:
        """Begin again."""
        # Items taken and handed over; rows, readings in the last one, and those of a full one.
        self._counts[:] = array("q", [0, 0, 0, 0, 1])

    def take(self, items: int) -> None:
        """So many more items came from the test."""
        self._counts[0] += items

    def give(self, items: int) -> None:
        """So many more were handed over."""
        self._counts[1] += items

    def note(self, low: int, high: int) -> None:
        """Keep a reading: the bytes now, and the most since the last one."""
        rows, counts = self._rows, self._counts
        if counts[2] and counts[3] < counts[4]:
            last = (counts[2] - 1) * self.COLUMNS
            low, high = min(low, rows[last + 2]), max(high, rows[last + 3])
            counts[3] += 1
        else:
            if counts[2] == MAX_READINGS:
                self._halve()
            last = counts[2] * self.COLUMNS
            counts[2] += 1
            counts[3] = 1
        rows[last], rows[last + 1] = counts[0], counts[1]
        rows[last + 2], rows[last + 3] = low, high

    def _halve(self) -> None:
        rows = self._rows
        for place in range(MAX_READINGS // 2):
            first, second = 2 * place * self.COLUMNS, (2 * place + 1) * self.COLUMNS
            at = place * self.COLUMNS
            rows[at], rows[at + 1] = rows[second], rows[second + 1]
            rows[at + 2] = min(rows[first + 2], rows[second + 2])
            rows[at + 3] = max(rows[first + 3], rows[second + 3])
        self._counts[2] = MAX_READINGS // 2
        self._counts[4] *= 2

    def over(self, base: int, more: int) -> list[list[int]]:
        """Rows, with the bytes that are over a base, and so many more."""
        found = self._rows[: self._counts[2] * self.COLUMNS].tolist()
        return [
            [*found[at : at + 2], *(max(each - base, 0) + more for each in found[at + 2 : at + 4])]
            for at in range(0, len(found), self.COLUMNS)
        ]


class Trace:
    """Bytes allocated while the learner's code runs, after tracemalloc with one frame.

    The server's own work between two stretches of learner code is not counted towards the peak.
    """

    def __init__(self) -> None:
        self.on = False
        self.imported = 0
        """Bytes that the learner's module took for its own data when it was loaded; they count as
        held."""
        self.readings = Readings()
        self._running = 0
        self._base = 0
        self._peak = 0
        # Threads of the learner's come and go at once, and the peak is one for all of them.
        # Reentrant: a collection within may run a learner's finalizer, which may call the test.
        self._lock = threading.RLock()

    @contextlib.contextmanager
    def importing(self, file: str) -> Iterator[None]:
        """Note what lines of this file allocate and keep: tables that are made ready at import."""
        tracemalloc.start(1)
        try:
            yield
            if not tracemalloc.is_tracing():
                return  # the learner's code has stopped it: what it took is seen from outside
            only = tracemalloc.Filter(True, file, all_frames=True)
            traces = tracemalloc.take_snapshot().filter_traces([only]).traces
            self.imported = max(sum(each.size for each in traces) - MODULE_BYTES, 0)
        finally:
            tracemalloc.stop()

    def start(self, frames: int = 1) -> None:
        """Begin to count from here."""
        gc.collect()
        self.readings.clear()
        if not tracemalloc.is_tracing():
            tracemalloc.start(frames)
        tracemalloc.clear_traces()
        self._base = self._peak = tracemalloc.get_traced_memory()[0]
        tracemalloc.reset_peak()
        self.on = True

    def enter(self) -> None:
        """Learner code begins or goes on."""
        if self.on:
            with self._lock:
                self._note()
                tracemalloc.reset_peak()
                self._running += 1

    def leave(self, drawn: bool = True) -> None:
        """Learner code ends or waits for the judge; not drawn, it counts towards the peak alone."""
        if self.on:
            with self._lock:
                self._note(drawn)
                self._running -= 1

    def took(self, items: int) -> None:
        """So many more items came from the test."""
        if self.on:
            self.readings.take(items)

    def gave(self, items: int) -> None:
        """So many more items were handed over, by code that goes on."""
        if self.on:
            with self._lock:
                self.readings.give(items)
                self._note()

    def _note(self, drawn: bool = True) -> None:
        if self._running > 0:
            now, high = tracemalloc.get_traced_memory()
            self._peak = max(self._peak, high)
            if drawn:
                self.readings.note(now, high)

    def stop(self) -> requests.Traced:
        """The peak and what is still held after a collection, in bytes over the start."""
        gc.collect()
        kept = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        self.on = False
        self._running = 0
        peak, kept = max(self._peak - self._base, 0), max(kept - self._base, 0)
        return {"peak": peak + self.imported, "kept": kept + self.imported}

    def curve(self) -> list[list[int]]:
        """What was read on the way, each in items taken, items handed over, least and most bytes.

        To be asked for when the trace is over.
        """
        return self.readings.over(self._base, self.imported)


def settle() -> None:
    """Collect garbage, and give freed memory back: seen from outside, it would be the learner's."""
    gc.collect()
    native.trim()  # the C library keeps what was freed, tracemalloc's own table above all


class Census:
    """Counts a class's objects among all that the collector knows, with the collector off.

    Where the judge cannot read this process's memory; elsewhere it only says who keeps an object.
    """

    running: ClassVar[list["Census"]] = []
    """Those that are taken now: the collector is off until the last one is over."""

    def __init__(self, kind: type) -> None:
        self._kind = kind
        if not self.running:
            gc.collect()
            gc.disable()
        self.running.append(self)
        self._before = collections()

    def count(self) -> requests.Counted:
        """Objects alive, and runs of the collector since the beginning."""
        alive = sum(self._kind in type(each).__mro__ for each in gc.get_objects())
        return {"alive": alive, "collections": collections() - self._before}

    def referrers(self) -> list[str]:
        """What holds the oldest object that is still alive, in words: "the closure of send"."""
        # The list of all is gone by then, or it would be a holder itself.
        found = next((each for each in gc.get_objects() if self._kind in type(each).__mro__), None)
        return [] if found is None else referrers.referrers(found)

    def stop(self) -> None:
        """The collector is on again, after the last census."""
        self.running.remove(self)
        if not self.running:
            gc.enable()


def collections() -> int:
    """Runs of the collector so far."""
    return sum(generation["collections"] for generation in gc.get_stats())


def deep_size(value: Any) -> int:
    """Bytes of an object and all that only data reach from it, each counted once.

    Types, modules and code are left out.
    """
    seen: dict[int, Any] = {}
    queue = [value]
    while queue:
        each = queue.pop()
        if id(each) not in seen and not isinstance(each, (type, type(sys), type(deep_size))):
            seen[id(each)] = each
            queue.extend(gc.get_referents(each))
    return sum(map(sys.getsizeof, seen.values()))


def tracked_objects() -> int:
    """Objects that the cyclic collector has to walk; frozen ones count too."""
    gc.collect()
    gc.collect()  # the first may run finalizers, which leave objects of their own
    return len(gc.get_objects()) + gc.get_freeze_count()


def full_collection() -> int:
    """Nanoseconds of CPU that a full run of the cyclic collector takes: the shortest of three."""
    taken = []
    for _ in range(3):  # the first may have garbage to free, and another process the core
        begun = time.process_time_ns()
        gc.collect()
        taken.append(time.process_time_ns() - begun)
    return min(taken)
