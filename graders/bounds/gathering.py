"""A crowd that gathers in a test's function: who comes is kept until enough are there."""

from __future__ import annotations

import threading

from graders.bounds.in_flight import overlapping

LOOKS = 3
"""Times in a row that nobody else must be able to come."""


class gathering:
    """``crowd = gathering(2)``, called by a test's function while a learner's thread is in it.

    Who comes is kept until so many are inside at once, or nobody else can come, since every thread
    of the worker is asleep. After that nobody is kept. ``.high`` is the most that were inside at
    once, counted in the judge.
    """

    closed_to_learners = True

    def __init__(self, enough: int) -> None:
        self._enough = enough
        self._guard = threading.Lock()
        self._until_quiet = overlapping(lambda: None)
        self._inside = 0
        self._over = False
        self.high = 0

    def __call__(self) -> None:
        """Come in, wait with the others, and leave."""
        with self._guard:
            self._inside += 1
            self.high = max(self.high, self._inside)
            self._over = self._over or self.high >= self._enough
        for _ in range(LOOKS):
            if not self._over:
                self._until_quiet()
        with self._guard:
            self._over = True
            self._inside -= 1
