"""A pool of threads has the queue; what a call finds is added under a lock, and no future is kept."""

from concurrent.futures import ThreadPoolExecutor
from threading import Lock


class CoinTable:
    def __init__(self, count, nothing, counters):
        self.count, self.total = count, nothing
        self.lock, self.failed = Lock(), None
        self.pool = ThreadPoolExecutor(counters)

    def bring(self, box):
        self.pool.submit(self._count_and_add, box)

    def _count_and_add(self, box):
        try:
            amount = self.count(box)
            with self.lock:
                self.total += amount
        except Exception as error:
            self.failed = error

    def so_far(self):
        with self.lock:
            return self.total

    def close(self):
        self.pool.shutdown()
        if self.failed is not None:
            raise self.failed
        return self.total
