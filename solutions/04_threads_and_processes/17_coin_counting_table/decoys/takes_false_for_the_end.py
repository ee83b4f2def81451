"""Ends at the first box that is false, as None, 0 and an empty text are.

Fails: test_counts_none_and_empty_boxes
"""

from queue import Queue
from threading import Lock, Thread


class CoinTable:
    def __init__(self, count, nothing, counters):
        self.count, self.sum = count, nothing
        self.boxes, self.adding, self.errors = Queue(), Lock(), []
        self.threads = [Thread(target=self.work) for _ in range(counters)]
        for thread in self.threads:
            thread.start()

    def work(self):
        while box := self.boxes.get():
            try:
                amount = self.count(box)
                with self.adding:
                    self.sum = self.sum + amount
            except Exception as error:
                self.errors.append(error)

    def bring(self, box):
        self.boxes.put(box)

    def so_far(self):
        return self.sum

    def close(self):
        for _ in self.threads:
            self.boxes.put(None)
        for thread in self.threads:
            thread.join()
        if self.errors:
            raise self.errors[0]
        return self.sum
