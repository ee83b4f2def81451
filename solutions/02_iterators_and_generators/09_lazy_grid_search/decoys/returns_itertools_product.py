"""Leaves it to itertools.product, which reads and keeps both inputs before the first pair.

Fails: test_calls_inner_anew_for_each_outer_item, test_an_error_is_no_end,
    test_reads_nothing_before_a_pair_is_asked_for, test_reads_three_inner_items_for_three_pairs,
    test_goes_on_to_the_next_outer_item_when_its_turn_comes, test_works_with_an_endless_outer,
    test_holds_64_kib_over_60000_pairs
"""

from itertools import product


def pairs(outer, inner):
    return product(outer, inner())
