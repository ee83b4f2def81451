"""A queue hands each box to one of the threads, and a lock lets one at a time add to the sum."""

from collections.abc import Callable
from queue import Queue
from threading import Lock, Thread
from typing import Any

END = object()


class CoinTable:
    """``counters`` threads count the boxes, and the sum of what they found is known at any time."""

    def __init__(self, count: Callable[[Any], Any], nothing: Any, counters: int) -> None:
        self._count = count
        self._sum = nothing
        self._boxes, self._adding, self._errors = Queue[Any](), Lock(), list[Exception]()
        self._counters = [Thread(target=self._work) for _ in range(counters)]
        for counter in self._counters:
            counter.start()

    def _work(self) -> None:
        while (box := self._boxes.get()) is not END:
            try:
                amount = self._count(box)
                with self._adding:
                    self._sum = self._sum + amount
            except Exception as error:
                self._errors.append(error)

    def bring(self, box: Any) -> None:
        """Put a box on the table, which somebody will count. Return at once."""
        self._boxes.put(box)

    def so_far(self) -> Any:
        """Return the sum of what was counted so far."""
        return self._sum  # one look at one name: there is nothing to tear apart

    def close(self) -> Any:
        """Wait until every box is counted, end the threads, and return the sum.

        If a box could not be counted or added, raise its error then; the others are counted all the same.
        """
        for _ in self._counters:
            self._boxes.put(END)
        for counter in self._counters:
            counter.join()
        if self._errors:
            raise self._errors[0]
        return self._sum
