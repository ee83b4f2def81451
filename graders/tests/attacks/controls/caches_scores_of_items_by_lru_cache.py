"""Caches the score by the item, which fails for items without a hash, and is right for all others.

Against: rank_by_expensive_score
Harm: none
Merits: test_ranks_from_the_lowest_score_to_the_highest, test_keeps_the_order_of_equal_scores, test_takes_any_iterable, test_leaves_the_input_as_it_was, test_agrees_with_the_definition_on_random_items, test_asks_for_each_score_at_most_once
Answer: failed
"""

from functools import lru_cache


def rank(items, score):
    """Sort by a score that is remembered."""
    return sorted(items, key=lru_cache(maxsize=None)(score))
