"""Sorts downwards and turns the list round, so that equal scores come out in the wrong order.

Against: rank_by_expensive_score
Harm: none
Merits: test_ranks_from_the_lowest_score_to_the_highest, test_takes_any_iterable, test_leaves_the_input_as_it_was, test_asks_for_each_score_at_most_once
Answer: failed
"""


def rank(items, score):
    """Highest first, then reversed."""
    return sorted(items, key=score, reverse=True)[::-1]
