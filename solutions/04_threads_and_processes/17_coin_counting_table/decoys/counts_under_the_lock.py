"""Holds the lock while it counts, so that all the others wait for one box.

Fails: test_counts_side_by_side
"""

from queue import Queue
from threading import Lock, Thread

END = object()


class CoinTable:
    def __init__(self, count, nothing, counters):
        self.count, self.sum = count, nothing
        self.boxes, self.adding, self.errors = Queue(), Lock(), []
        self.threads = [Thread(target=self.work) for _ in range(counters)]
        for thread in self.threads:
            thread.start()

    def work(self):
        while (box := self.boxes.get()) is not END:
            try:
                with self.adding:
                    self.sum = self.sum + self.count(box)
            except Exception as error:
                self.errors.append(error)

    def bring(self, box):
        self.boxes.put(box)

    def so_far(self):
        return self.sum

    def close(self):
        for _ in self.threads:
            self.boxes.put(END)
        for thread in self.threads:
            thread.join()
        if self.errors:
            raise self.errors[0]
        return self.sum
