"""A right answer without a queue of the library: a deque, a condition, and one flag that says that no more come.

Against: coin_counting_table
Harm: none
Merits: everything
Answer: passed
"""

import threading
from collections import deque


class Counter(threading.Thread):
    def __init__(self, table):
        super().__init__(daemon=True)
        self.table = table

    def run(self):
        table = self.table
        while True:
            with table.changed:
                table.changed.wait_for(lambda: table.boxes or table.closed)
                if not table.boxes:
                    return
                box = table.boxes.popleft()
            try:
                amount = table.count(box)
                with table.changed:
                    table.total = table.total + amount
                del amount
            except Exception as error:
                table.errors.append(error)


class CoinTable:
    def __init__(self, count, nothing, counters):
        self.count, self.total, self.errors = count, nothing, []
        self.boxes, self.closed, self.changed = deque(), False, threading.Condition()
        self.counters = [Counter(self) for _ in range(counters)]
        for counter in self.counters:
            counter.start()

    def bring(self, box):
        with self.changed:
            self.boxes.append(box)
            self.changed.notify()

    def so_far(self):
        with self.changed:
            return self.total

    def close(self):
        with self.changed:
            self.closed = True
            self.changed.notify_all()
        for counter in self.counters:
            counter.join()
        if self.errors:
            raise self.errors.pop()
        return self.total
