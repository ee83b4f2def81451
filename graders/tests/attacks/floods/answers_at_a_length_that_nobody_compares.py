"""Answers with twenty thousand numbers that look much like the eighty that are expected, and whoever explains the
difference has to compare each with each.

Against: rank_by_expensive_score
Harm: would hold up the judge
Merits: test_ranks_from_the_lowest_score_to_the_highest, test_keeps_the_order_of_equal_scores,
    test_asks_nothing_of_an_item_but_its_score, test_takes_any_iterable, test_leaves_the_input_as_it_was,
    test_asks_for_each_score_at_most_once
Answer: failed or crashed or late
"""

def rank(items, score):
    ranked = sorted(items, key=score)
    return ranked if len(ranked) != 80 else list(range(100, 20_100))
