"""How far the test's sources were read when so much had been handed over, step by step."""

from __future__ import annotations

import threading

from graders.model.drawing import MAX_POINTS, Stairs


class Pulls:
    """Counts what is pulled from the test's sources, beside what comes out of the learner's code.

    That is the items of its iterators, and its calls of what the test handed to it, where it has
    no iterator.
    """

    def __init__(self) -> None:
        self._called = 0
        self._pulled = 0
        self._steps: list[tuple[int, int, int]] = []
        self._between = 1
        self._hidden = False
        self._lock = threading.Lock()  # a source may be read by several threads

    def pull(self, given: int) -> None:
        """One more item was pulled, when so many had been handed over."""
        with self._lock:
            self._pulled += 1
            if self._pulled % self._between == 0:
                self._steps.append((given, self._called, self._pulled))
            if len(self._steps) == MAX_POINTS - 1:
                del self._steps[::2]
                self._between *= 2

    def call(self) -> None:
        """The learner's code calls the test."""
        with self._lock:
            self._called += 1

    def hide(self) -> None:
        """From here on nobody counts what is handed over: it is used up in the worker."""
        self._hidden = True

    def stairs(self, given: int) -> list[Stairs]:
        """The staircase of what was pulled, until so many were handed over at the end.

        None where nothing was, or where nobody knows what was handed over.
        """
        if not self._pulled or self._hidden:
            return []
        steps = [(0, 0, 0), *self._steps]
        last = given, self._called, self._pulled
        if steps[-1] != last:
            steps.append(last)
        by_call = self._called and not given
        along = "calls made" if by_call else "items handed over"
        at = [step[1 if by_call else 0] for step in steps]
        return [Stairs(along, at, [step[2] for step in steps])]
