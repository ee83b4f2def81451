"""Asks for the score of one item forever: the judge is always busy with it.

Against: rank_by_expensive_score
Harm: none
Merits: test_ranks_from_the_lowest_score_to_the_highest, test_keeps_the_order_of_equal_scores,
    test_asks_nothing_of_an_item_but_its_score, test_takes_any_iterable, test_leaves_the_input_as_it_was,
    test_agrees_with_the_definition_on_random_items
Answer: late or over or crashed
"""

def rank(items, score):
    items = list(items)
    if len(items) == 100:
        linger(score, items[0])
    return sorted(items, key=score)


def linger(score, item):
    while True:
        score(item)
