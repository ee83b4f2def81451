"""Ignores every signal that can be ignored, and sleeps.

Against: rank_by_expensive_score
Harm: none
Merits: test_ranks_from_the_lowest_score_to_the_highest, test_keeps_the_order_of_equal_scores,
    test_asks_nothing_of_an_item_but_its_score, test_takes_any_iterable, test_leaves_the_input_as_it_was,
    test_agrees_with_the_definition_on_random_items
Answer: late
"""

import contextlib
import signal
import time


def rank(items, score):
    items = list(items)
    if len(items) == 100:
        linger(score)
    return sorted(items, key=score)


def linger(score):
    for number in range(1, 65):
        with contextlib.suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_IGN)
    time.sleep(10**6)
