"""Raises an error with a cause that has a cause, and so on fifty thousand times, and a name of a million letters.

Against: rank_by_expensive_score
Harm: none
Merits: test_ranks_from_the_lowest_score_to_the_highest, test_keeps_the_order_of_equal_scores,
    test_asks_nothing_of_an_item_but_its_score, test_takes_any_iterable, test_leaves_the_input_as_it_was,
    test_agrees_with_the_definition_on_random_items
Answer: failed or late or crashed
"""

def flood():
    error = None
    for number in range(50_000):
        made = type("E" * 1_000, (ValueError,), {})("x" * 1_000)
        made.__cause__ = made.__context__ = error
        error = made
    raise type("E" * 1_000_000, (KeyError,), {})("y" * 30_000_000) from error


def rank(items, score):
    items = list(items)
    if len(items) == 100:
        flood()
    return sorted(items, key=score)
