"""Keeps a future for each box, and adds up what they hold whenever it is asked.

Fails: test_keeps_no_amounts
"""

from concurrent.futures import ThreadPoolExecutor


class CoinTable:
    def __init__(self, count, nothing, counters):
        self.count, self.nothing = count, nothing
        self.pool, self.futures = ThreadPoolExecutor(counters), []

    def bring(self, box):
        self.futures.append(self.pool.submit(self.count_once, box))

    def count_once(self, box):
        amount = self.count(box)
        self.nothing + amount
        return amount

    def so_far(self):
        total = self.nothing
        for future in self.futures:
            if future.done() and not future.exception():
                total = total + future.result()
        return total

    def close(self):
        self.pool.shutdown()
        for future in self.futures:
            future.result()
        return self.so_far()
