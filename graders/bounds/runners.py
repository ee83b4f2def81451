"""Where a unit of work runs: in a process, or in a thread of the learner's own process that runs beside all others.

Such threads there are on a free-threaded build, and where each has an interpreter with a lock of its own. Of an
interpreter only the unit itself can tell. But seen from outside, threads of two such interpreters are ready to run at
the same moment, while of threads that share a lock all but one sleep, again and again, until they get it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from graders.model import interpreter
from graders.workers import processes

LOOKS = 5
"""Looks at units in two interpreters, before anything is known of their threads."""

SIDE_BY_SIDE = 0.9
"""Of these looks, the part in which both threads are ready to run. (Measured: all; of threads that
share a lock next to none, and 0.75 on a machine so busy that who gets the lock waits long for a
core.)"""

SLEEPS = 50
"""Times that such a thread may sleep in a second of CPU. (Measured: 0 to 5; who waits for a lock:
550.)"""


class Place(NamedTuple):
    """What runs a unit, by numbers that the kernel gives; of interpreters, 0 is the first in its process."""

    pid: int
    thread: int
    interpreter: int


def place(pid: str, name: str) -> Place:
    """The place in a unit's report, whose name is "process.thread.interpreter.moment"; else the process's first thread.

    Raises:
        ValueError: there is no process.
    """
    if _NAME.fullmatch(name):
        _, thread, inner, _ = name.split(".")
        return Place(int(pid), int(thread), int(inner))
    return Place(int(pid), int(pid), 0)


_NAME = re.compile(r"\d{1,10}\.\d{1,10}\.\d{1,10}\.\d{1,25}", re.ASCII)


class Threads:
    """The threads of the learner's own process, watched while units run in them."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._looks = self._side_by_side = 0
        self._first: dict[int, processes.Task] = {}
        self._last: dict[int, processes.Task] = {}

    def look(self, inside: Collection[Place]) -> None:
        """See who of those that are inside a unit is ready to run."""
        mine = [each for each in inside if self._could(each)]
        if not mine:
            return
        found = processes.threads(self._pid)
        self._first = found | self._first
        self._last.update(found)
        ready = [found[each.thread].ready for each in mine if each.thread in found]
        if len(ready) > 1:
            self._looks += 1
            self._side_by_side += sum(ready) > 1

    def _could(self, each: Place) -> bool:
        """True for what may run beside the calling thread, though in the same process."""
        if each.pid != self._pid:
            return False
        return each.interpreter > 0 or (
            interpreter.threads_run_side_by_side() and each.thread != self._pid
        )

    @property
    def cpu(self) -> dict[int, float]:
        """Seconds of CPU by thread."""
        return {number: thread.cpu for number, thread in self._last.items()}

    def run_beside(self, each: Place) -> bool:
        """True for a thread that runs beside the calling one; known when all is over."""
        return self._could(each) and (
            interpreter.threads_run_side_by_side() or self._seen_awake(each.thread)
        )

    def _seen_awake(self, thread: int) -> bool:
        """True for a thread that was ready to run whenever it was looked at beside another, and waited for no lock."""
        if (
            self._looks < LOOKS
            or self._side_by_side < SIDE_BY_SIDE * self._looks
            or thread not in self._last
        ):
            return False
        first, last = self._first[thread], self._last[thread]
        return last.sleeps - first.sleeps <= SLEEPS * (last.cpu - first.cpu)

    def number(self, each: Place) -> int:
        """A process's number, or that of a thread which may run beside the calling one; the kernel gives each once."""
        return each.thread if self._could(each) else each.pid
