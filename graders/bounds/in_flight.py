"""Calls of a test's function that overlap: counted in the judge, without a clock.

A call is answered only when nothing more can come: when every thread of the worker is asleep,
waiting for an answer. So the number of calls in flight is what the learner's code can reach, on a
busy machine too.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from typing import Any

from graders.workers import execution, processes

STEADY = 3
"""Looks in a row at which the worker must be asleep with nothing new."""

LOOK = 0.004
"""Seconds between two looks."""

SETTLE = 0.15
"""Seconds without a new call that stand for "asleep" where processes cannot be watched."""


class overlapping:
    """``fetch = overlapping(lambda url: ...)``: a slow function to hand to the learner, with ``fetch.high``."""

    closed_to_learners = True

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self._running = execution.current()
        self._changed = threading.Condition()
        self._waiting = 0
        self._round = 0
        self._watched = False
        self.in_flight = 0
        """Calls in flight now."""
        self.high = 0
        """The most calls in flight at once."""
        self.args: list[tuple[Any, ...]] = []
        """The positional arguments of every call, in order of arrival."""

    @property
    def calls(self) -> int:
        """Calls so far."""
        return len(self.args)

    def __call__(self, *args: Any) -> Any:
        """Count the call, hold it until no more can come, and do it."""
        with self._changed:
            self.args.append(args)
            self.in_flight += 1
            self.high = max(self.high, self.in_flight)
        try:
            self._wait()
            return self._function(*args)
        finally:
            with self._changed:
                self.in_flight -= 1

    def _wait(self) -> None:
        """Until the worker can send no more calls."""
        with self._changed:
            mine = self._round
            self._waiting += 1
            watch, self._watched = not self._watched, True
        if watch:
            self._watch()
            return
        with self._changed:
            self._changed.wait_for(lambda: self._round != mine, timeout=30)

    def _watch(self) -> None:
        last, steady, end = None, 0, time.monotonic() + 30
        while steady < STEADY and time.monotonic() < end:
            time.sleep(LOOK)
            self._running.worker.pump()
            self._running.watch()
            seen = self._seen()
            steady = steady + 1 if seen is not None and seen == last else 0
            last = seen
        with self._changed:
            self._waiting, self._watched = 0, False
            self._round += 1
            self._changed.notify_all()

    def _seen(self) -> object:
        """What must stay the same while nothing more can come; None while something runs."""
        worker = self._running.worker
        if (
            not processes.watched() or worker.pid == os.getpid()
        ):  # with --inline this thread itself is awake
            time.sleep(SETTLE / STEADY)
            return self._waiting
        usages = processes.usages(worker.pid)
        # A call that arrived but waits for a thread of ours is not counted yet.
        arrived = max(worker.serving, self._waiting) == self._waiting
        asleep = all(usage.asleep for usage in usages.values())
        return (
            (self._waiting, sum(usage.switches for usage in usages.values()))
            if asleep and arrived
            else None
        )
