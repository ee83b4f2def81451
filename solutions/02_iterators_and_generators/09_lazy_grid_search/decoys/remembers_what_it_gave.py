"""Keeps every pair, so that none is handed over twice.

Fails: test_agrees_with_product_on_random_items, test_holds_64_kib_over_60000_pairs
"""


def pairs(outer, inner):
    given = set()
    for a in outer:
        for b in inner():
            if (a, b) not in given:
                given.add((a, b))
                yield a, b
