"""Meters that must run beside the learner's code: traced memory, lives, sizes, the collector."""

import contextlib
import gc
import sys
import threading
import tracemalloc
import weakref
from collections.abc import Iterator
from typing import Any, ClassVar

from . import errors, native, referrers, requests

MODULE_BYTES = 16 << 10
"""What a module may have of functions, classes and constants for nothing."""


class Trace:
    """Bytes allocated while the learner's code runs, after tracemalloc with one frame.

    The server's own work between two stretches of learner code is not counted towards the peak.
    """

    def __init__(self) -> None:
        self.on = False
        self.imported = 0
        """Bytes that the learner's module took for its own data when it was loaded; they count as
        held."""
        self._running = 0
        self._base = 0
        self._peak = 0
        # Threads of the learner's come and go at once, and the peak is one for all of them.
        self._lock = threading.Lock()

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

    def leave(self) -> None:
        """Learner code ends or waits for the judge."""
        if self.on:
            with self._lock:
                self._note()
                self._running -= 1

    def _note(self) -> None:
        if self._running > 0:
            self._peak = max(self._peak, tracemalloc.get_traced_memory()[1])

    def stop(self) -> requests.Traced:
        """The peak and what is still held after a collection, in bytes over the start."""
        gc.collect()
        kept = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        self.on = False
        self._running = 0
        peak, kept = max(self._peak - self._base, 0), max(kept - self._base, 0)
        return {"peak": peak + self.imported, "kept": kept + self.imported}


def settle() -> None:
    """Collect garbage, and give freed memory back: seen from outside, it would be the learner's."""
    gc.collect()
    native.trim()  # the C library keeps what was freed, tracemalloc's own table above all


class Census:
    """Counts the lives of a class's objects through weak references, with the collector off."""

    running: ClassVar[list["Census"]] = []
    """Those that are taken now: the collector is off until the last one is over."""

    def __init__(self, kind: type, most: int | None = None) -> None:
        self._alive: dict[int, Any] = {}
        self._most = sys.maxsize if most is None else most
        self.kept: list[str] = []
        """What held the oldest, when there were more than ``most``."""
        self._made = 0
        self.high = 0
        self._collections = 0
        self._kind = kind
        # By name here and below: an attribute of that name does not type-check.
        self._original = original = getattr(kind, "__init__")  # noqa: B009

        def __init__(obj: Any, *args: Any, **kwargs: Any) -> None:
            # By a serial number: a set of weak references would compare the objects themselves.
            serial = self._made
            self._made += 1
            self._alive[serial] = weakref.ref(obj, lambda _: self._alive.pop(serial, None))
            before, self.high = self.high, max(self.high, len(self._alive))
            if before <= self._most < self.high:  # once: it walks through all objects
                self.kept = self.referrers()
            if original is not object.__init__:
                original(obj, *args, **kwargs)

        self._counting = __init__
        setattr(kind, "__init__", __init__)  # noqa: B010
        if not self.running:
            gc.collect()
            gc.disable()
        self.running.append(self)
        gc.callbacks.append(self._collected)

    def _collected(self, phase: str, info: dict[str, int]) -> None:
        self._collections += phase == "start"

    def count(self) -> requests.Counted:
        """Objects alive, the most alive at once, objects made, and runs of the collector."""
        return {
            "alive": len(self._alive),
            "high": self.high,
            "made": self._made,
            "collections": self._collections,
        }

    def referrers(self) -> list[str]:
        """What holds the first object that is still alive, in words: "the closure of send"."""
        for ref in list(self._alive.values()):
            target = ref()
            if target is not None:
                return referrers.referrers(target)
        return []

    def stop(self) -> requests.Counted:
        """The last count; the collector is on again.

        Raises:
            Missing: the learner's code has taken the counting off the class.
        """
        last = self.count()
        if vars(self._kind).get("__init__") is not self._counting:
            raise errors.Missing(
                f"the test's class {self._kind.__name__} was changed: its objects cannot be counted"
            )
        setattr(self._kind, "__init__", self._original)  # noqa: B010
        gc.callbacks.remove(self._collected)
        self.running.remove(self)
        if not self.running:
            gc.enable()
        return last


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
