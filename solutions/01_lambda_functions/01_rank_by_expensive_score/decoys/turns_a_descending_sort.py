"""Sorts the wrong way round and then turns the list, which turns equal scores round too.

Fails: test_keeps_the_order_of_equal_scores, test_asks_nothing_of_an_item_but_its_score,
    test_agrees_with_the_definition_on_random_items
"""


def rank(items, score):
    return sorted(items, key=score, reverse=True)[::-1]
