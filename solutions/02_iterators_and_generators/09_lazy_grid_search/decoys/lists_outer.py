"""Reads all of outer before it begins.

Fails: test_reads_three_inner_items_for_three_pairs, test_goes_on_to_the_next_outer_item_when_its_turn_comes,
    test_works_with_an_endless_outer
"""


def pairs(outer, inner):
    for a in list(outer):
        for b in inner():
            yield a, b
