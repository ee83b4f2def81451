"""Takes the first of no items, so that a plain function raises StopIteration: an innocent mistake, and poison for
whoever rebuilds exceptions.

Against: rank_by_expensive_score
Harm: would end the test as the grader's own fault
Merits: test_ranks_from_the_lowest_score_to_the_highest, test_keeps_the_order_of_equal_scores,
    test_asks_nothing_of_an_item_but_its_score, test_leaves_the_input_as_it_was,
    test_agrees_with_the_definition_on_random_items, test_asks_for_each_score_at_most_once
Answer: failed or crashed
"""

def rank(items, score):
    items = list(items)
    first = next(iter(items))
    return sorted(items, key=score) if first is not None else items
