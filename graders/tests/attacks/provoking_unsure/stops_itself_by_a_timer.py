"""Stops itself again and again by a timer, as a machine that duty-cycles it would, and calls score twice.

Against: rank_by_expensive_score
Harm: none
Merits: test_ranks_from_the_lowest_score_to_the_highest, test_keeps_the_order_of_equal_scores,
    test_asks_nothing_of_an_item_but_its_score, test_takes_any_iterable, test_leaves_the_input_as_it_was,
    test_agrees_with_the_definition_on_random_items
Answer: over or late or crashed or failed
"""

import os
import signal


def stop(*_):
    os.kill(os.getpid(), signal.SIGSTOP)


def rank(items, score):
    items = list(items)
    if len(items) == 100:
        signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
        for item in items:
            score(item)
    return sorted(items, key=score)
