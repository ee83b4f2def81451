"""Starts a thread for each box, however many counters there are.

Fails: test_tells_the_sum_at_any_time, test_has_no_more_counters_than_allowed
"""

from threading import Lock, Thread


class CoinTable:
    def __init__(self, count, nothing, counters):
        self.count, self.sum = count, nothing
        self.adding, self.errors, self.threads = Lock(), [], []

    def work(self, box):
        try:
            amount = self.count(box)
            with self.adding:
                self.sum = self.sum + amount
        except Exception as error:
            self.errors.append(error)

    def bring(self, box):
        self.threads.append(Thread(target=self.work, args=[box]))
        self.threads[-1].start()

    def so_far(self):
        return self.sum

    def close(self):
        for thread in self.threads:
            thread.join()
        if self.errors:
            raise self.errors[0]
        return self.sum
