"""Where a unit of work runs: in a process, or in a thread that runs beside all others.

Such threads there are on a free-threaded build, and where each has an interpreter with a lock of
its own. Of an interpreter only the unit itself can tell. But seen from outside, threads of two such
interpreters are ready to run at the same moment, while of threads that share a lock all but one
sleep, again and again, until they get it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from graders.model import interpreter
from graders.workers import processes

MIN_LOOKS = 5
"""Looks at units in two interpreters, before anything is known of their threads."""

MIN_READY_SHARE = 0.9
"""Of these looks, the part in which both threads are ready to run.

Measured: all; of threads that share a lock next to none, and 0.75 on a machine so busy that who
gets the lock waits long for a core.
"""

MAX_SLEEPS_PER_SECOND = 50
"""Times that such a thread may sleep in a second of CPU (measured: 0 to 5; who waits for a lock:
550)."""


class Place(NamedTuple):
    """What runs a unit, by the kernel's numbers; interpreter 0 is the first in its process."""

    pid: int
    thread: int
    interpreter: int


class Threads:
    """The threads of the learner's own process, watched while units run in them."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._looks = self._side_by_side = 0
        self._first: dict[int, processes.Task] = {}
        self._last: dict[int, processes.Task] = {}

    def look(self, inside: Collection[Place]) -> None:
        """See who of those that are inside a unit is ready to run."""
        mine = [each for each in inside if self.could(each)]
        if not mine:
            return
        found = processes.threads(self._pid)
        self._first = found | self._first
        self._last.update(found)
        ready = [found[each.thread].ready for each in mine if each.thread in found]
        if len(ready) > 1:
            self._looks += 1
            self._side_by_side += sum(ready) > 1

    def could(self, each: Place) -> bool:
        """True for what may run beside the calling thread, though in the same process."""
        free = interpreter.threads_run_side_by_side() and each.thread != self._pid
        return each.pid == self._pid and (each.interpreter > 0 or free)

    @property
    def cpu(self) -> dict[int, float]:
        """Seconds of CPU by thread."""
        return {number: thread.cpu for number, thread in self._last.items()}

    def run_beside(self, each: Place) -> bool:
        """True for a thread that runs beside the calling one; known when all is over."""
        if not self.could(each):
            return False
        if interpreter.threads_run_side_by_side():
            return True
        # It has a lock of its own if it was ready to run whenever it was looked at beside another.
        if self._looks < MIN_LOOKS or self._side_by_side < MIN_READY_SHARE * self._looks:
            return False
        if each.thread not in self._last:
            return False
        first, last = self._first[each.thread], self._last[each.thread]
        return last.sleeps - first.sleeps <= MAX_SLEEPS_PER_SECOND * (last.cpu - first.cpu)

    def number(self, each: Place) -> int:
        """A process's number, or a thread's that may run beside the calling one: all differ."""
        return each.thread if self.could(each) else each.pid
