"""Reads the inner items once, and walks that list for every outer item.

Fails: test_calls_inner_anew_for_each_outer_item, test_an_error_is_no_end,
    test_reads_three_inner_items_for_three_pairs, test_holds_64_kib_over_60000_pairs
"""


def pairs(outer, inner):
    items = list(inner())
    for a in outer:
        for b in items:
            yield a, b
