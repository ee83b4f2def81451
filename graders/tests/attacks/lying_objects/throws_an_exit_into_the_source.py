"""Throws SystemExit into the generator of hits that the test hands over: it is raised where the test's code runs.

Against: rank_by_expensive_score
Harm: ends the judge with exit status 0, before it has written the results
Merits: test_ranks_from_the_lowest_score_to_the_highest, test_keeps_the_order_of_equal_scores, test_asks_nothing_of_an_item_but_its_score, test_leaves_the_input_as_it_was, test_agrees_with_the_definition_on_random_items, test_asks_for_each_score_at_most_once
Answer: failed or crashed
"""


def rank(items, score):
    if not isinstance(items, (list, tuple)):
        items.throw(SystemExit(0))
    return sorted(items, key=score)
