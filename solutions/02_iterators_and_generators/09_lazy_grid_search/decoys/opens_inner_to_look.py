"""Calls inner once more in each round, to see whether there is anything to pair.

Fails: test_calls_inner_anew_for_each_outer_item, test_reads_three_inner_items_for_three_pairs,
    test_goes_on_to_the_next_outer_item_when_its_turn_comes, test_calls_inner_once_for_each_outer_item
"""


def pairs(outer, inner):
    for a in outer:
        if not any(True for _ in inner()):
            continue
        for b in inner():
            yield a, b
