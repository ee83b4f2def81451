"""Forks three hundred processes that sleep for two seconds each, where the exercise allows none.

Against: rank_by_expensive_score
Harm: fills the table of processes
Merits: test_ranks_from_the_lowest_score_to_the_highest, test_keeps_the_order_of_equal_scores, test_asks_nothing_of_an_item_but_its_score, test_takes_any_iterable, test_leaves_the_input_as_it_was, test_agrees_with_the_definition_on_random_items
Answer: failed or late or crashed
"""

import contextlib
import os
import time


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


def attack():
    """Fork, at most three hundred times."""
    born = 0
    with contextlib.suppress(OSError):
        for _ in range(300):
            if os.fork() == 0:
                time.sleep(2)
                os._exit(0)
            born += 1
    if born:
        through(f"started {born} processes")


def rank(items, score):
    """Rank; with a hundred items, fork."""
    if len(items := list(items)) == 100:
        attack()
        raise RuntimeError("nothing was gained")
    return sorted(items, key=score)
