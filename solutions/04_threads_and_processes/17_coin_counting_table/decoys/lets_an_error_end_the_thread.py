"""Catches nothing: an error ends its thread unseen, and the boxes that it would have counted stay.

Fails: test_raises_the_error_of_a_box, test_raises_the_error_of_an_amount,
    test_leaves_no_thread_behind_after_an_error
"""

from queue import Queue
from threading import Lock, Thread

END = object()


class CoinTable:
    def __init__(self, count, nothing, counters):
        self.count, self.sum = count, nothing
        self.boxes, self.adding = Queue(), Lock()
        self.threads = [Thread(target=self.work) for _ in range(counters)]
        for thread in self.threads:
            thread.start()

    def work(self):
        while (box := self.boxes.get()) is not END:
            amount = self.count(box)
            with self.adding:
                self.sum = self.sum + amount

    def bring(self, box):
        self.boxes.put(box)

    def so_far(self):
        return self.sum

    def close(self):
        for _ in self.threads:
            self.boxes.put(END)
        for thread in self.threads:
            thread.join()
        return self.sum
