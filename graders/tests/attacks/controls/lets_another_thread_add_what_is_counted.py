"""A right answer without a lock: what is counted goes by a second queue to one thread that adds, and looks for the end.

Against: coin_counting_table
Harm: none
Merits: everything
Answer: passed
"""

import logging
import threading
from queue import Empty, SimpleQueue

LOG = logging.getLogger(__name__)


class CoinTable:
    def __init__(self, count, nothing, counters):
        self._boxes, self._found, self._total = SimpleQueue(), SimpleQueue(), nothing
        self._ends, self._failures = threading.Event(), []
        self._team = [
            threading.Thread(target=self._count, args=(count,), name=f"counter {place}") for place in range(counters)
        ]
        self._adder = threading.Thread(target=self._add, name="adder")
        for thread in (*self._team, self._adder):
            thread.start()

    def _count(self, count):
        while True:
            try:
                box = self._boxes.get(timeout=0.1)
            except Empty:
                if self._ends.is_set():
                    return
                continue
            try:
                self._found.put((count(box),))
            except Exception as error:
                LOG.info("%r: %s", box, error)
                self._failures.append(error)

    def _add(self):
        for (amount,) in iter(self._found.get, None):
            try:
                self._total = self._total + amount
            except Exception as error:
                self._failures.append(error)

    def bring(self, box):
        self._boxes.put(box)

    def so_far(self):
        return self._total

    def close(self):
        self._ends.set()
        for thread in self._team:
            thread.join()
        self._found.put(None)
        self._adder.join()
        if self._failures:
            raise self._failures[0]
        return self._total
