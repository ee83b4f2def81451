"""Calls of a test's function that overlap: counted in the judge, without a clock.

A call is answered only when nothing more can come: when every thread of the worker is asleep,
waiting for an answer. So the number of calls in flight is what the learner's code can reach, even
on a busy machine.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from typing import Any

from graders.bounds.count import ends_above
from graders.workers import execution, processes
from graders.workers.shifts import Shifts

STEADY_LOOKS = 3
"""Looks in a row at which the worker must be asleep with nothing new."""

POLL_SECONDS = 0.004
"""Between two looks."""

SETTLE_SECONDS = 0.15
"""Without a new call, these stand for "asleep" where processes cannot be watched."""

PATIENCE_SECONDS = 30
"""After which a call is answered, whatever the worker does: see ``Patience``."""


class overlapping:
    """``fetch = overlapping(lambda url: ...)``: a slow function to hand over.

    ``at_once=8`` is the most that may be in flight at once, ``most=100`` the most calls in all:
    where the test has such a bound, the call that is over ends it.
    """

    closed_to_learners = True

    def __init__(
        self,
        function: Callable[..., Any],
        *,
        at_once: int | None = None,
        most: int | None = None,
        what: str = "calls",
    ) -> None:
        self._function = function
        self._at_once = at_once
        self._most = most
        self._what = what
        self.__name__ = getattr(function, "__name__", type(function).__name__)
        self._running = execution.current()
        self._shifts = Shifts()
        self._running.shifts.append(self._shifts)
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
        with self._changed:  # every call comes in a thread of its own
            self.args.append(args)
            self.in_flight += 1
            self.high = max(self.high, self.in_flight)
            lane = self._shifts.begin()
        self._running.pulls.call()
        ran = raised = False
        try:
            if self._at_once is not None:
                ends_above(self.high, self._at_once, f"{self._what} in flight at once")
            if self._most is not None:
                ends_above(self.calls, self._most, self._what)
            self._wait()
            ran = True
            return self._function(*args)
        except BaseException as error:
            # Of the function itself: a count that ends the test is no error of a call, nor is an
            # iterator's end.
            raised = ran and not isinstance(error, StopIteration)
            raise
        finally:
            with self._changed:
                self.in_flight -= 1
                self._shifts.end(lane, raised)

    def _wait(self) -> None:
        """Until the worker can send no more calls: the first that waits watches for all others."""
        with self._changed:
            mine = self._round
            self._waiting += 1
            watch, self._watched = not self._watched, True
            if not watch:
                self._changed.wait_for(lambda: self._round != mine)
                return
        try:
            # Without the lock: what the worker sends now must get as far as to be counted.
            self._watch()
        finally:
            with self._changed:
                self._waiting, self._watched = 0, False
                self._round += 1
                self._changed.notify_all()

    def _watch(self) -> None:
        last, steady, patience = None, 0, self._running.patience(PATIENCE_SECONDS)
        while steady < STEADY_LOOKS and not patience.is_over():
            time.sleep(POLL_SECONDS)
            self._running.worker.pump()
            self._running.watch()
            seen = self._seen()
            steady = steady + 1 if seen is not None and seen == last else 0
            last = seen

    def _seen(self) -> object:
        """What must stay the same while nothing more can come; None while something runs."""
        worker = self._running.worker
        # With --inline this thread itself is awake.
        if not processes.watched() or worker.pid == os.getpid():
            time.sleep(SETTLE_SECONDS / STEADY_LOOKS)
            return self._waiting
        usages = processes.usages(worker.pid).values()
        # A call that waits for a thread of ours is not counted yet: read, or still to be read.
        # And who was made to stand still has no more to say only for the moment.
        unheard = worker.serving > self._waiting or not worker.is_heard_out
        if self._running.stands or unheard or not all(usage.asleep for usage in usages):
            return None
        return self._waiting, sum(usage.switches for usage in usages)
