"""Gives the table a limit, so that who brings a box waits until one is counted.

Fails: test_bring_does_not_wait
"""

from queue import Queue
from threading import Lock, Thread

END = object()


class CoinTable:
    def __init__(self, count, nothing, counters):
        self.count, self.sum = count, nothing
        self.boxes, self.adding, self.errors = Queue(counters), Lock(), []
        self.threads = [Thread(target=self.work) for _ in range(counters)]
        for thread in self.threads:
            thread.start()

    def work(self):
        while (box := self.boxes.get()) is not END:
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
            self.boxes.put(END)
        for thread in self.threads:
            thread.join()
        if self.errors:
            raise self.errors[0]
        return self.sum
