"""Builds a list of all pairs.

Fails: test_reads_nothing_before_a_pair_is_asked_for, test_reads_three_inner_items_for_three_pairs,
    test_goes_on_to_the_next_outer_item_when_its_turn_comes, test_works_with_an_endless_outer,
    test_holds_64_kib_over_60000_pairs
"""


def pairs(outer, inner):
    return [(a, b) for a in outer for b in inner()]
