"""Asks for the score of a text: the test's arithmetic, ``hit * 7_919 % 10_007``, then formats a number 500 MB wide.

Against: rank_by_expensive_score
Harm: fills the judge's memory by the test's own operators
Merits: test_ranks_from_the_lowest_score_to_the_highest, test_keeps_the_order_of_equal_scores, test_asks_nothing_of_an_item_but_its_score, test_takes_any_iterable, test_leaves_the_input_as_it_was, test_agrees_with_the_definition_on_random_items
Answer: failed or over or crashed
"""


def rank(items, score):
    if isinstance(items, list) and len(items) == 100:
        score("%500000000d")
    return sorted(items, key=score)
