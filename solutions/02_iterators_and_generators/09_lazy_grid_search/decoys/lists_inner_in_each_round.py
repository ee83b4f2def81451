"""Reads the inner items into a list before it hands over the first pair of a round.

Fails: test_reads_three_inner_items_for_three_pairs, test_holds_64_kib_over_60000_pairs
"""


def pairs(outer, inner):
    for a in outer:
        for b in list(inner()):
            yield a, b
