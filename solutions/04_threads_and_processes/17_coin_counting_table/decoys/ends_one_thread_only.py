"""Puts a single end mark on the table, which the first thread takes.

Fails: test_leaves_no_thread_behind, test_leaves_no_thread_behind_after_an_error
"""

from queue import Queue
from threading import Lock, Thread

END = object()


class CoinTable:
    def __init__(self, count, nothing, counters):
        self.count, self.sum = count, nothing
        self.boxes, self.adding, self.errors = Queue(), Lock(), []
        self.threads = [Thread(target=self.work, daemon=True) for _ in range(counters)]
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
            self.boxes.task_done()

    def bring(self, box):
        self.boxes.put(box)

    def so_far(self):
        return self.sum

    def close(self):
        self.boxes.join()
        self.boxes.put(END)
        if self.errors:
            raise self.errors[0]
        return self.sum
