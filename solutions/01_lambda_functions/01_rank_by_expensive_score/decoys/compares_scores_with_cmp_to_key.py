"""Asks for both scores at every comparison.

Fails: test_asks_for_each_score_at_most_once
"""

from functools import cmp_to_key


def rank(items, score):
    return sorted(items, key=cmp_to_key(lambda left, right: score(left) - score(right)))
