"""Pairs the first with the first and the second with the second.

Fails: test_gives_every_pair_in_order, test_calls_inner_anew_for_each_outer_item, test_an_error_is_no_end,
    test_agrees_with_product_on_random_items, test_reads_nothing_before_a_pair_is_asked_for,
    test_reads_three_inner_items_for_three_pairs, test_goes_on_to_the_next_outer_item_when_its_turn_comes,
    test_works_with_an_endless_outer, test_calls_inner_once_for_each_outer_item,
    test_holds_64_kib_over_60000_pairs
"""


def pairs(outer, inner):
    return zip(outer, inner())
