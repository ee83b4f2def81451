"""Lets a score of the test work on an object that asks for its own score, so that both sides call each other ever deeper.

Against: rank_by_expensive_score
Harm: crashes the judge
Merits: test_ranks_from_the_lowest_score_to_the_highest, test_keeps_the_order_of_equal_scores, test_asks_nothing_of_an_item_but_its_score, test_takes_any_iterable, test_leaves_the_input_as_it_was, test_agrees_with_the_definition_on_random_items
Answer: failed or over or crashed or late
"""

import sys

sys.setrecursionlimit(1_000_000)


class Deep:
    def __init__(self, score):
        self.score = score

    def __mul__(self, other):
        return self.score(Deep(self.score))


def rank(items, score):
    items = list(items)
    if len(items) == 100:
        score(Deep(score))
    return sorted(items, key=score)
