"""A grading that has to end in time: each exercise has its share, what is over it is not run."""

from __future__ import annotations

import time

from graders.model.exercises import Exercise

MAX_EVEN_SHARES = 3.0
"""How many times the even share an exercise may take: most need far less."""


class Budget:
    """Seconds for a whole grading, spread over its exercises."""

    def __init__(self, seconds: float, exercises: int, judges: int) -> None:
        self._end = time.monotonic() + seconds
        self.share = min(MAX_EVEN_SHARES * seconds * judges / max(exercises, 1), seconds)
        """Seconds that one exercise may take."""
        self._begun: dict[Exercise, float] = {}

    def used_up(self, exercise: Exercise) -> str:
        """Why the next test of an exercise is not run, in one line; nothing while there is time."""
        now = time.monotonic()
        begun = self._begun.setdefault(exercise, now)
        if now > self._end:
            return "not run: the time for the whole grading is used up"
        if now - begun > self.share:
            return (
                f"not run: the tests before it took the {self.share:.0f} s that this exercise has"
            )
        return ""
