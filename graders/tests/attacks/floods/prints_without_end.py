"""Writes to both output streams forever, a mebibyte at a time.

Against: rank_by_expensive_score
Harm: none
Merits: test_ranks_from_the_lowest_score_to_the_highest, test_keeps_the_order_of_equal_scores,
    test_asks_nothing_of_an_item_but_its_score, test_takes_any_iterable, test_leaves_the_input_as_it_was,
    test_agrees_with_the_definition_on_random_items
Answer: late or crashed
"""

import os


def flood():
    while True:
        os.write(1, b"all work and no play\n" * 50_000)
        os.write(2, b"\x1b[2J\x00\xff" * 50_000)


def rank(items, score):
    items = list(items)
    if len(items) == 100:
        flood()
    return sorted(items, key=score)
