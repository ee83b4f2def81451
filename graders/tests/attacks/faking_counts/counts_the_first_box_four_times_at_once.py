"""Counts the first box four times at the same time, so that calls overlap, and then the others one after the other.

Against: coin_counting_table
Harm: none
Merits: test_begins_with_nothing, test_tells_the_sum_at_any_time,
    test_two_tables_have_a_sum_each, test_raises_the_error_of_an_amount, test_loses_no_amount,
    test_has_no_more_counters_than_allowed, test_keeps_no_amounts, test_leaves_no_thread_behind,
    test_leaves_no_thread_behind_after_an_error, test_raises_the_error_of_a_box, test_counts_none_and_empty_boxes,
    test_bring_does_not_wait
Answer: over or failed
"""

from queue import Queue
from threading import Thread

END = object()


class CoinTable:
    def __init__(self, count, nothing, counters):
        self.count, self.sum, self.counters = count, nothing, counters
        self.errors, self.boxes, self.first = [], Queue(), True
        self.worker = Thread(target=self.work)
        self.worker.start()

    def work(self):
        while (box := self.boxes.get()) is not END:
            found = []
            crowd = [Thread(target=self.look, args=(box, found)) for _ in range(self.counters if self.first else 1)]
            self.first = False
            for thread in crowd:
                thread.start()
            for thread in crowd:
                thread.join()
            try:
                if found:
                    self.sum += found[0]
            except Exception as error:
                self.errors.append(error)
            found.clear()

    def look(self, box, found):
        try:
            found.append(self.count(box))
        except Exception as error:
            self.errors.append(error)

    def bring(self, box):
        self.boxes.put(box)

    def so_far(self):
        return self.sum

    def close(self):
        self.boxes.put(END)
        self.worker.join()
        if self.errors:
            raise self.errors[0]
        return self.sum
