"""Sorts (score, item) pairs, so that a tie compares the items.

Fails: test_keeps_the_order_of_equal_scores, test_asks_nothing_of_an_item_but_its_score,
    test_agrees_with_the_definition_on_random_items
"""


def rank(items, score):
    return [item for _, item in sorted((score(item), item) for item in items)]
