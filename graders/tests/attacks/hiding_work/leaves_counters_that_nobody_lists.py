"""Leaves its counters waiting at the queue for ever, started by _thread so that threading lists none of them.

Against: coin_counting_table
Harm: none
Merits: test_adds_up_what_is_counted, test_begins_with_nothing, test_counts_none_and_empty_boxes,
    test_tells_the_sum_at_any_time, test_two_tables_have_a_sum_each, test_raises_the_error_of_a_box,
    test_raises_the_error_of_an_amount, test_loses_no_amount, test_counts_side_by_side,
    test_has_no_more_counters_than_allowed, test_bring_does_not_wait, test_keeps_no_amounts
Answer: over
"""

import _thread
from queue import Queue
from threading import Lock


class CoinTable:
    def __init__(self, count, nothing, counters):
        self.count, self.sum, self.lock = count, nothing, Lock()
        self.boxes, self.error = Queue(), None
        for _ in range(counters):
            _thread.start_new_thread(self.work, ())

    def work(self):
        while True:
            box = self.boxes.get()
            try:
                amount = self.count(box)
                with self.lock:
                    self.sum += amount
            except Exception as error:
                self.error = error
            amount = None
            self.boxes.task_done()

    def bring(self, box):
        self.boxes.put(box)

    def so_far(self):
        return self.sum

    def close(self):
        self.boxes.join()
        if self.error:
            raise self.error
        return self.sum
