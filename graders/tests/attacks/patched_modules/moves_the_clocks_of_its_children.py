"""Works in one process after the other, each with a clock that starts where the first one's did.

Against: cpu_map_in_processes
Harm: none
Merits: test_gives_a_score_for_every_request, test_keeps_the_order_of_the_requests, test_gives_nothing_for_nothing,
    test_raises_the_error_of_a_request, test_computes_nothing_in_the_calling_process
Answer: over or failed
"""

import os
import time
from concurrent.futures import ProcessPoolExecutor

really = time.monotonic
started = really()


def turn_back():
    born = really()
    time.monotonic = lambda: started + (really() - born)


os.register_at_fork(after_in_child=turn_back)


def score_all(items, fn, workers):
    half = (len(items) + 1) // 2
    scores = []
    for part in (items[:half], items[half:]):
        if part:
            with ProcessPoolExecutor(1) as pool:
                scores += pool.map(fn, part)
    return scores
